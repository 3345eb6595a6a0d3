"""What of a note can be opened, and what it opens."""

from __future__ import annotations

import pytest
from lsprotocol import types

from notes_lsp.features.document_link import document_link, resolve_document_link
from tests.scene import Scene


def links(scene: Scene) -> list[str]:
    """The marked lines."""
    found = scene.ask(document_link, types.DocumentLinkParams(scene.document))
    return [scene.draw(each.range) for each in found]


def targets(scene: Scene) -> list[str]:
    """What the links open, the vault's folder as `V`."""
    folder = scene.snapshot.uri(str(scene.folder))
    found = scene.ask(document_link, types.DocumentLinkParams(scene.document))
    opened = [each if each.target else scene.ask(resolve_document_link, each) for each in found]
    return [(each.target or "").replace(folder, "V") for each in opened]


@pytest.mark.parametrize(
    "line",
    [
        "😀 [b](«https://e.com») 汉",
        '😀 [b](«https://e.com» "t") 汉',
        "😀 [b](«./文件») 汉",
        "😀 [b\\]](«./文件»)",
        "😀 [b](«https://e.com/a(b)c») 汉",
        "😀 [some [inner] t](<«link»>)",
        "😀 [l](<«pa th#fr agment»>)",
        '😀 [l]( <«path»> "t")',
        "😀 ![l](<« path »>)",
        "pre <«http://e.com»> 汉",
        "😀 [[«近#节»|文]]",
        "😀 ![[«图.png»]]",
        '😀 <img src="«cat.png»">',
        "<a href='«近.md#x»'>",
        "| a |\n|---|\n| 😀 [[«近»\\|文]] |",
        "「[近](«近.md»)」",
    ],
)
def test_the_destination_is_the_link(scene: Scene, line: str) -> None:
    scene(line.replace("«", "").replace("»", ""))
    assert links(scene) == [line.splitlines()[-1]]


def test_labels_that_are_defined(scene: Scene) -> None:
    scene("😀 [甲] [rEf][] [t][甲] [no][x]\n\n[甲]: http://e.com\n[REF]: <b c>\n\n- [x] [甲]\n")
    line = "😀 [甲] [rEf][] [t][甲] [no][x]"
    assert links(scene) == [
        line.replace("😀 [甲]", "😀 [«甲»]"),
        line.replace("rEf", "«rEf»"),
        line.replace("[t][甲]", "[t][«甲»]"),
        "- [x] [«甲»]",
        "[甲]: «http://e.com»",
        "[REF]: <«b c»>",
    ]


def test_the_first_definition_of_a_label_counts(scene: Scene) -> None:
    scene("[a]\n\n[a]: http://e.com/1\n[a]: http://e.com/2")
    assert (
        targets(scene)[0] == scene.uri.replace(scene.snapshot.uri(str(scene.folder)), "V") + "#L3,6"
    )


def test_a_picture_in_a_link_is_a_link_too(scene: Scene) -> None:
    scene("😀 [![字](图.jpg)](https://e.com)")
    assert links(scene) == [
        "😀 [![字](图.jpg)](«https://e.com»)",
        "😀 [![字](«图.jpg»)](https://e.com)",
    ]


def test_a_link_over_lines(scene: Scene) -> None:
    assert links(scene("😀 [te\nxt](<foo.md#abc>)\n\n[\nt\n](\n汉.md\n)")) == [
        "xt](<«foo.md#abc»>)",
        "«汉.md»",
    ]


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("https://e.com/%A5?a=1&amp;b#c", "https://e.com/%A5?a=1&b#c"),
        ("<近 处.md>", "V/%E8%BF%91%20%E5%A4%84.md"),
        ("<近 处#第 一>", "V/%E8%BF%91%20%E5%A4%84.md#L3,1"),
        ("近%20处.md#第-一", "V/%E8%BF%91%20%E5%A4%84.md#L3,1"),
        ("近%20处.md#L2", "V/%E8%BF%91%20%E5%A4%84.md#L2,1"),
        ("近%20处.md#3,4", "V/%E8%BF%91%20%E5%A4%84.md#L3,4"),
        ("近%20处.md#l3C4-L5C6", "V/%E8%BF%91%20%E5%A4%84.md#L3,4"),
        ("近%20处.md#my-id", "V/%E8%BF%91%20%E5%A4%84.md#L5,14"),
        ("近%20处.md#^blk", "V/%E8%BF%91%20%E5%A4%84.md#L7,1"),
        ("./none", "V/none.md"),
        ("a.png", "V/a.png"),
        ("#h", "V/x.md#L1,1"),
    ],
)
def test_what_a_link_opens(scene: Scene, link: str, target: str) -> None:
    scene(f"""
        -- 近 处.md
        😀

        # 第 一

        😀 <span id="my-id">

        😀 b ^blk
        -- x.md
        # h▮
        [a]({link})
    """)
    assert targets(scene) == [target]


def test_headings_before_html_ids(scene: Scene) -> None:
    scene('-- x.md\n<div id="a-b"></div>\n\n# A b▮\n\n[l](#a-b)')
    assert targets(scene) == ["V/x.md#L3,1"]


@pytest.mark.parametrize(
    "note",
    [
        "",
        "字",
        "[][]",
        "[ref]",
        "[^ref]: https://e.com",
        "\\[text](http://e.com)",
        '[link](<> "t")',
        "[link](<path )",
        "~~~\n[b](x)\n~~~",
        "    [b](x)",
        "`[b](x)` $[b](x)$",
        "`` \n[b](x)\n``",
        "<!--\n[a](b)\n-->",
        "<!-- [a](b) -->",
        "- [x]\n- [ ]",
        "[!note]",
        "😀 https://e.com",
        "字[^1]\n\n[^1]: 文",
    ],
)
def test_no_link(scene: Scene, note: str) -> None:
    assert links(scene("▮" + note)) == []
