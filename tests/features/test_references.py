"""References: everything that means what the cursor is on, asked from either end."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from lsprotocol import types

from notes_lsp.features.references import references
from notes_lsp.text import Encoding
from tests.scene import Scene


def finds(scene: Scene, *, declared: bool = True) -> list[str]:
    """The marked lines, where the thing is made first; those of other notes with their names."""
    context = types.ReferenceContext(include_declaration=declared)
    params = types.ReferenceParams(context, scene.document, scene.position)
    found: Any = returned(references(scene.snapshot, params, scene.client))
    return [scene.draw(each.range, each.uri) for each in found]


def returned(work: Any) -> Any:
    """What a generator returns when it is done."""
    while True:
        try:
            next(work)
        except StopIteration as done:
            return done.value


FAR = """
-- b/远.md
😀 [字](../近.md#第二-节) 与 [[近#第二 节]]，不是 [[近#第一节]]
-- 近.md
"""


@pytest.mark.parametrize(
    "note",
    [
        "# 近\n## 第▮二 节\n😀 [它](#第二-节) 又 [[#第二 节|它]]",
        "# 近\n## 第二 节▮\n😀 [它](#第二-节) 又 [[#第二 节|它]]",
        "# 近\n▮## 第二 节\n😀 [它](#第二-节) 又 [[#第二 节|它]]",
        "# 近\n## 第二 节\n😀 [它](#第▮二-节) 又 [[#第二 节|它]]",
        "# 近\n## 第二 节\n😀 [它](▮#第二-节) 又 [[#第二 节|它]]",
        "# 近\n## 第二 节\n😀 [它](#第二-节) 又 [[#第二▮ 节|它]]",
        "# 近\n## 第二 节\n😀 [它](#第二-节) 又 [[#第二 节|▮它]]",
    ],
)
def test_a_heading_is_found_from_itself_and_from_every_link(scene: Scene, note: str) -> None:
    scene(FAR + note)
    assert finds(scene) == [
        "«## 第二 节»",
        "b/远.md:1: 😀 [字](«../近.md#第二-节») 与 [[近#第二 节]]，不是 [[近#第一节]]",
        "b/远.md:1: 😀 [字](../近.md#第二-节) 与 [[«近#第二 节»]]，不是 [[近#第一节]]",
        "😀 [它](«#第二-节») 又 [[#第二 节|它]]",
        "😀 [它](#第二-节) 又 [[«#第二 节»|它]]",
    ]


def test_the_heading_itself_is_left_out_when_it_is_not_asked_for(scene: Scene) -> None:
    scene("# 😀 a ▮b\n[x](#-a-b)")
    assert finds(scene, declared=False) == ["[x](«#-a-b»)"]


@pytest.mark.parametrize("encoding", list(Encoding))
def test_ranges_count_as_the_client_does(scene: Scene, encoding: Encoding) -> None:
    scene(FAR + "# 近\n## 第▮二 节").using(encoding)
    assert len(finds(scene)) == 3
    assert finds(scene)[1].startswith("b/远.md:1: 😀 [字](«../近.md#第二-节»)")


@pytest.mark.parametrize(
    "note",
    [
        "-- 近.md\n# 近▮",
        "-- 近.md\n---\ntitle: 近▮\n---\n",
        "-- c.md\n[[近▮]]",
        "-- c.md\n[[▮近|c]]",
    ],
)
def test_a_note_is_found_from_its_title_and_from_a_path(scene: Scene, note: str) -> None:
    scene("-- 近.md\n# 近\n[own](#x)\n-- a.md\n😀 [字](近.md) [无](./近)\n" + note)
    found = finds(scene, declared=False)
    assert found[:2] == [
        "a.md:1: 😀 [字](«近.md») [无](./近)",
        "a.md:1: 😀 [字](近.md) [无](«./近»)",
    ]


def test_a_path_means_the_note_whatever_the_fragment(scene: Scene) -> None:
    scene("""
        -- sub/其它.md
        # 头
        [own](#头) [explicit](其它.md)
        -- doc.md
        😀 [a](./sub/其▮它) [b](./sub/其它.md#头) [c](sub/%E5%85%B6%E5%AE%83#no)
        [d](<sub/其它.md>)
    """)
    line = "😀 [a](./sub/其它) [b](./sub/其它.md#头) [c](sub/%E5%85%B6%E5%AE%83#no)"
    assert finds(scene) == [
        line.replace("./sub/其它)", "«./sub/其它»)"),
        line.replace("(./sub/其它.md#", "(«./sub/其它.md»#"),
        line.replace("sub/%E5%85%B6%E5%AE%83", "«sub/%E5%85%B6%E5%AE%83»"),
        "[d](<«sub/其它.md»>)",
        "sub/其它.md:2: [own](#头) [explicit](«其它.md»)",
    ]


def test_headings_that_share_a_slug_are_told_apart(scene: Scene) -> None:
    scene("""
        -- other.md
        [1](doc#头) [2](doc.md#头-1)
        -- doc.md
        # 头
        # 头▮
        [1](#头) 😀 [2](#头-1)
    """)
    assert finds(scene) == [
        "«# 头»",
        "[1](#头) 😀 [2](«#头-1»)",
        "other.md:1: [1](doc#头) [2](«doc.md#头-1»)",
    ]


def test_a_setext_heading_is_one(scene: Scene) -> None:
    assert finds(scene("设▮定\n===\n\n😀 [x](#设定)")) == ["«设定»", "😀 [x](«#设定»)"]


def test_crlf_and_nfd_names_are_understood(scene: Scene) -> None:
    name = unicodedata.normalize("NFD", "é.md")
    scene(f"-- {name}\n# é\n-- b.md\n😀 [[é]]\r\n[x](é▮.md)\r\n")
    assert finds(scene) == ["😀 [[«é»]]", "[x](«é.md»)"]


def test_a_link_in_a_table_is_one(scene: Scene) -> None:
    scene(r"""
        -- n.md
        # n▮
        -- t.md
        | 😀 | b |
        |---|---|
        | [[n\|甲]] | `[[n]]` |
    """)
    scene.vault.open(scene.uri, scene.buffer.data.decode(), 2)
    assert finds(scene) == ["«# n»", r"t.md:3: | [[«n»\|甲]] | `[[n]]` |"]


def test_a_fragment_that_names_nothing_finds_its_like(scene: Scene) -> None:
    scene("# a\n😀 [x](#N▮o) [y](#no) [z](#other)")
    assert finds(scene) == [
        "😀 [x](«#No») [y](#no) [z](#other)",
        "😀 [x](#No) [y](«#no») [z](#other)",
    ]


def test_a_file_that_does_not_exist_finds_its_like(scene: Scene) -> None:
    scene(
        "-- sub/b.md\n![img](/images/图.png)\n"
        "-- a.md\n😀 ![img](/images/▮图.png)\n\n[r]: images/图.png"
    )
    assert finds(scene) == [
        "😀 ![img](«/images/图.png»)",
        "[r]: «images/图.png»",
        "sub/b.md:1: ![img](«/images/图.png»)",
    ]


def test_an_address_is_found_whole(scene: Scene) -> None:
    scene("""
        -- b.md
        😀 [o](http://e.com/猫) <http://e.com>
        -- a.md
        [1](http://e.com/▮猫) [2](http://e.com) [3](https://e.com/猫)

        [4]: http://e.com/猫
    """)
    assert finds(scene) == [
        "[1](«http://e.com/猫») [2](http://e.com) [3](https://e.com/猫)",
        "[4]: «http://e.com/猫»",
        "b.md:1: 😀 [o](«http://e.com/猫») <http://e.com>",
    ]


def test_an_address_with_escapes_is_found(scene: Scene) -> None:
    scene(
        "-- b.md\n[甲](http://e.com/猫_\\(动物\\).pdf)\n-- a.md\n[乙](http://e.com/▮猫_\\(动物\\).pdf)\n"
    )
    assert finds(scene) == [
        "[乙](«http://e.com/猫_\\(动物\\).pdf»)",
        "b.md:1: [甲](«http://e.com/猫_\\(动物\\).pdf»)",
    ]


@pytest.mark.parametrize(
    "note",
    [
        "😀 [文][标▮签] [标签][] [标签]\n\n[标签]: x.md",
        "😀 [文][标签] [标签▮][] [标签]\n\n[标签]: x.md",
        "😀 [文][标签] [标签][] [▮标签]\n\n[标签]: x.md",
        "😀 [文][标签] [标签][] [标签]\n\n[▮标签]: x.md",
    ],
)
def test_a_label_belongs_to_its_note(scene: Scene, note: str) -> None:
    scene("-- other.md\n[a][标签]\n\n[标签]: y.md\n-- a.md\n" + note)
    line = "😀 [文][标签] [标签][] [标签]"
    assert finds(scene) == [
        "[«标签»]: x.md",
        line.replace("[文][标签]", "[文][«标签»]"),
        line.replace("[标签][]", "[«标签»][]"),
        line[:-4] + "[«标签»]",
    ]
    assert len(finds(scene, declared=False)) == 3


@pytest.mark.parametrize(
    "note", ["😀 字[^注▮] 又[^注]\n\n[^注]: 文", "😀 字[^注] 又[^注]\n\n[^注▮]: 文"]
)
def test_a_footnote_is_found_from_both_ends(scene: Scene, note: str) -> None:
    scene(note)
    assert finds(scene) == ["[^«注»]: 文", "😀 字[^«注»] 又[^注]", "😀 字[^注] 又[^«注»]"]


@pytest.mark.parametrize(
    "note", ["-- a.md\n😀 一段 ^b▮k\n", "-- c.md\n[[a#^b▮k]]", "-- c.md\n[x](a.md#^▮bk)"]
)
def test_a_block_is_found_from_both_ends(scene: Scene, note: str) -> None:
    scene("-- a.md\n😀 一段 ^bk\n-- b.md\n汉 [[a#^bk]]\n" + note)
    found = [line.removeprefix("a.md:1: ") for line in finds(scene)]
    assert found[:2] == ["😀 一段 «^bk»", "b.md:1: 汉 [[«a#^bk»]]"]


@pytest.mark.parametrize(
    "note",
    ['<div id="甲▮"></div>\n\n😀 [t](#甲)', '<div id="甲"></div>\n\n😀 [t](#▮甲)'],
)
def test_an_html_id_is_found_from_both_ends(scene: Scene, note: str) -> None:
    assert finds(scene(note)) == ['<div id="«甲»"></div>', "😀 [t](«#甲»)"]


def test_html_links_count(scene: Scene) -> None:
    scene('# abc▮\n\n😀 <a href="#abc">x</a> <a href="#aBC">y</a>')
    assert finds(scene) == [
        "«# abc»",
        '😀 <a href="«#abc»">x</a> <a href="#aBC">y</a>',
        '😀 <a href="#abc">x</a> <a href="«#aBC»">y</a>',
    ]


def test_a_tag_is_found_with_those_nested_in_it(scene: Scene) -> None:
    scene("""
        -- b.md
        ---
        tags: [甲/乙]
        ---
        😀 #甲 #丙 `#甲`
        -- a.md
        😀 #▮甲/丁
    """)
    assert finds(scene) == ["😀 «#甲/丁»", "b.md:2: tags: [«甲/乙»]", "b.md:4: 😀 «#甲» #丙 `#甲`"]
    assert finds(scene("-- a.md\n😀 #甲/▮丁\n")) == ["😀 «#甲/丁»"]


def test_an_entry_is_found_wherever_it_is_told(scene: Scene) -> None:
    scene("""
        -- 词汇.md
        | 名称 | 解释 |
        | ---- | ---- |
        | 困惑度 | 越低越好 |
        -- b.md
        😀 看困惑度，`x 困惑度` 与 $困惑度$ 不算。
        -- a.md
        😀 这个困▮惑度
    """)
    assert finds(scene) == [
        "词汇.md:3: | «困惑度» | 越低越好 |",
        "😀 这个«困惑度»",
        "b.md:1: 😀 看«困惑度»，`x 困惑度` 与 $困惑度$ 不算。",
    ]
    assert len(finds(scene, declared=False)) == 2


@pytest.mark.parametrize(
    "note",
    [
        "# a\n▮\n[x](#a)",
        "# a\n\n[x](#a)\ntext▮",
        "# a\n\n[▮x](#a)",
        "# a\n\n`[x](#▮a)`",
        "# a\n\n$[x](#▮a)$",
        "# a\n\n<!-- [x](#▮a) -->",
        "# a\n\n```\n[x](#▮a)\n```",
        "- [x▮]\n\n[x]: b.md",
    ],
)
def test_silent_where_nothing_is_meant(scene: Scene, note: str) -> None:
    assert finds(scene(note)) == []
