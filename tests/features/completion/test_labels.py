"""Labels of references and footnotes, tags, kinds of callouts and containers, languages."""

from __future__ import annotations

import pytest

from tests.features.completion import item, menu, row, taken
from tests.scene import PLAIN_CLIENT, Scene

DEFINED = "\n\n[ref-1]: bla\n[Ref 2/3]: https://example.com\n"


@pytest.mark.parametrize("close", ["", "]"])
def test_references(scene: Scene, close: str) -> None:
    scene(f"😀 [名][▮{close}{DEFINED}")
    assert menu(scene) == ["ref-1", "Ref 2/3"]
    assert taken(scene).startswith("😀 [名][ref-1]\n")
    assert row(scene, "ref-1") == "ref-1 |  | bla"


@pytest.mark.parametrize("text", ["😀 [ref▮", "😀 [ref▮]", "😀 [ref▮][]", "😀 [Ref ▮]"])
def test_shortcut_references(scene: Scene, text: str) -> None:
    assert "Ref 2/3" in menu(scene(text + DEFINED))


@pytest.mark.parametrize("text", ["- [▮", "- [ ▮] 做完", "见 \\[▮", "[x](a) ![▮", "`[▮`"])
def test_brackets_that_are_no_reference(scene: Scene, text: str) -> None:
    assert menu(scene(text + DEFINED)) == []


def test_a_term_in_brackets_is_still_a_term(scene: Scene) -> None:
    assert menu(scene("见 [困惑▮]"))[0] == "困惑度"


@pytest.mark.parametrize("close", ["", "]"])
def test_footnotes(scene: Scene, close: str) -> None:
    scene(f"😀 说[^▮{close}\n\n[^1]: 第一条\n[^note]: 注\n")
    assert menu(scene) == ["1", "note"]
    assert taken(scene, "note").startswith("😀 说[^note]\n")
    assert row(scene, "1") == "1 |  | 第一条"


def test_a_footnote_that_lacks_its_text(scene: Scene) -> None:
    scene("😀 说[^a] 又[^b]\n\n[^a]: 有\n\n[^▮")
    assert menu(scene) == ["b"]
    assert taken(scene).endswith("[^b]: \n")


TAGGED = """
-- a.md
---
tags: [nlp/eval, 论文]
---
#nlp/eval #nlp/data #论文/笔记
-- 笔记.md
"""


def test_tags_the_most_used_first(scene: Scene) -> None:
    scene(TAGGED + "😀 #▮")
    assert menu(scene) == ["nlp", "nlp/eval", "论文", "nlp/data", "论文/笔记"]
    assert row(scene, "nlp") == "nlp |  | × 3"


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("nl", ["nlp", "nlp/eval", "nlp/data"]),
        ("nlp/", ["nlp/eval", "nlp/data"]),
        ("ev", ["nlp/eval"]),
        ("笔", ["论文/笔记"]),
        ("lunw", ["论文", "论文/笔记"]),
    ],
)
def test_nested_tags(scene: Scene, typed: str, labels: list[str]) -> None:
    scene(TAGGED + f"😀 #{typed}▮")
    assert menu(scene) == labels
    assert taken(scene) == f"😀 #{labels[0]}\n"


def test_the_tag_that_is_being_typed_is_not_offered(scene: Scene) -> None:
    assert menu(scene("😀 #abc▮")) == []


def test_a_heading_that_starts_asks_for_no_tag(scene: Scene) -> None:
    assert menu(scene(TAGGED + "#▮")) == []


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("> [!wa▮", "> [!warning] "),
        ("> [!wa▮]", "> [!warning]"),
        ("- > [!WA▮] 题", "- > [!warning] 题"),
    ],
)
def test_callouts(scene: Scene, text: str, after: str) -> None:
    assert taken(scene("😀\n\n" + text)) == f"😀\n\n{after}\n"


def test_callouts_of_ones_own(scene: Scene) -> None:
    assert menu(scene("> [!定理] 甲\n\n> [!▮]"))[:2] == ["定理", "note"]


def test_containers_with_their_end(scene: Scene) -> None:
    scene("😀\n\n::: war▮")
    assert menu(scene) == ["warning"]
    assert taken(scene) == "😀\n\n::: warning\n$0\n:::\n"


def test_a_container_in_a_quote_ends_in_the_quote(scene: Scene) -> None:
    scene("😀\n\n> > ::: war▮")
    assert taken(scene) == "😀\n\n> > ::: warning\n> > $0\n> > :::\n"


@pytest.mark.parametrize("text", ["::: war▮\n内容\n:::", ":::: war▮ 题"])
def test_containers_that_have_their_end(scene: Scene, text: str) -> None:
    assert taken(scene("😀\n\n" + text)) == "😀\n\n" + text.replace("war▮", "warning") + "\n"


def test_containers_without_snippets(scene: Scene) -> None:
    assert taken(scene("😀\n\n::: war▮", client=PLAIN_CLIENT)) == "😀\n\n::: warning\n"


def test_languages_those_of_the_note_first(scene: Scene) -> None:
    scene("😀\n```pug\n```\n\n```p▮")
    assert menu(scene)[:2] == ["pug", "powershell"]
    assert item(scene, "python").text_edit


FRONT = """
-- a.md
---
title: 甲
author: 张三
mood: "好: 很好"
cover: {image: x.png}
---
-- 笔记.md
"""


def test_keys_with_their_sign(scene: Scene) -> None:
    scene(FRONT + "---\nau▮\n---\n\n😀")
    assert menu(scene) == ["author"]
    assert taken(scene) == "---\nauthor: \n---\n\n😀\n"


def test_keys_before_the_block_is_closed(scene: Scene) -> None:
    assert menu(scene(FRONT + "---\nmo▮")) == ["mood"]


def test_keys_that_stand_there_are_left_out(scene: Scene) -> None:
    assert "title" not in menu(scene("---\ntitle: 甲\n▮\n---\n"))


def test_keys_below_a_key(scene: Scene) -> None:
    assert menu(scene(FRONT + "---\ncover:\n  ▮\n---\n")) == ["image"]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("author: ▮", "author: 张三"),
        ("author: 张▮", "author: 张三"),
        ("author: [▮]", "author: [张三]"),
        ("mood: ▮", 'mood: "好: 很好"'),
        ('mood: "▮"', 'mood: "好: 很好"'),
        ("draft: t▮", "draft: true"),
    ],
)
def test_values_that_other_notes_have(scene: Scene, text: str, after: str) -> None:
    assert taken(scene(FRONT + f"---\n{text}\n---\n")) == f"---\n{after}\n---\n"


@pytest.mark.parametrize("text", ["tags: [n▮]", "tags:\n  - n▮", "tags: n▮", "tags: [甲, n▮"])
def test_tags_in_the_front_matter(scene: Scene, text: str) -> None:
    scene(TAGGED + f"---\n{text}\n---\n")
    assert menu(scene) == ["nlp", "nlp/eval", "nlp/data"]


@pytest.mark.parametrize("text", ["tags: [nlp, n▮]", "tags:\n  - nlp\n  - n▮"])
def test_a_tag_is_not_listed_twice(scene: Scene, text: str) -> None:
    scene(TAGGED + f"---\n{text}\n---\n")
    assert menu(scene) == ["nlp/eval", "nlp/data"]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("tags = [n▮]", 'tags = ["nlp"]'),
        ('tags = ["n▮"]', 'tags = ["nlp"]'),
        ("draft = ▮", "draft = true"),
        ("author = ▮", 'author = "张三"'),
        ("weight = ▮", "weight = 3"),
    ],
)
def test_values_as_toml_writes_them(scene: Scene, text: str, after: str) -> None:
    """Hugo's front matter: text in quotes, numbers and switches without."""
    front = "-- a.md\n---\nauthor: 张三\nweight: 3\ntags: [nlp]\n---\n-- 笔记.md\n"
    scene(f"{front}+++\n{text}\n+++\n")
    assert taken(scene) == f"+++\n{after}\n+++\n"


def test_values_come_from_the_whole_vault_the_most_used_first(scene: Scene) -> None:
    """Before, only those of open notes and twenty others were offered."""
    many = "".join(f"-- far/{n:02}.md\n---\nstage: 草稿\nauthor: 甲{n}\n---\n" for n in range(30))
    last = "-- zz/a.md\n---\nstage: 完成\n---\n-- zz/b.md\n---\nstage: [完成, 归档]\n---\n"
    scene(many + last + "-- zz.md\n---\nstage: ▮\n---\n")
    assert menu(scene) == ["草稿", "完成", "归档"]
    assert len(menu(scene(many + "-- zz.md\n---\nauthor: 甲▮\n---\n"))) == 30


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("stage: wc▮", ["完成"]),
        ("stage: [完成, ▮]", ["草稿"]),
        ("stage:\n  - 完成\n  - ▮", ["草稿"]),
        ("stage: 完▮成", ["完成"]),
        ("st▮", ["stage", "star", "sticky"]),
    ],
)
def test_values_by_pinyin_and_those_not_given_yet(
    scene: Scene, text: str, shown: list[str]
) -> None:
    scene(
        "-- a.md\n---\nstage: 草稿\n---\n-- b.md\n---\nstage: 完成\n---\n"
        f"-- zz.md\n---\n{text}\n---\n"
    )
    assert menu(scene) == shown


def test_a_day_with_two_names_comes_once(scene: Scene) -> None:
    """明天 and 明日 are one day."""
    assert len(menu(scene("---\ndate: 明▮\n---\n"))) == 1
    assert len(menu(scene("---\ndate: ▮\n---\n"))) == 3


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        ("prev: int▮", "prev: intro.md"),
        ("next: ./jie▮", "next: ./结尾.md"),
        ('prev: "困惑▮"', 'prev: "deep/ppl.md"'),
        ("next: deep/p▮", "next: deep/ppl.md"),
    ],
)
def test_the_neighbours_of_a_page_are_notes(scene: Scene, typed: str, after: str) -> None:
    """VuePress leads from page to page by these two."""
    vault = "-- guide/intro.md\n-- guide/结尾.md\n-- guide/deep/ppl.md\n# 困惑度\n-- guide/页.md\n"
    scene(f"{vault}---\n{typed}\n---\n")
    assert taken(scene) == f"---\n{after}\n---\n"
