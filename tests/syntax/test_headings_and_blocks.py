"""Headings, fences, lists, quotes, tables: what stands where."""

from __future__ import annotations

import pytest

from notes_lsp.text import Span
from tests.syntax.drawing import drawn, marked, read, told


def test_headings_of_both_kinds() -> None:
    assert drawn("# 一 `b` ##\n\n二\n三\n===\n\n> ### 四 {#si}\n", "headings") == (
        "«# 一 `b` ##»\n\n«二\n三\n===»\n\n> «### 四 {#si}»\n"
    )


def test_the_content_of_a_heading_has_no_marks() -> None:
    text = "# 一 `b` ##\n\n二\n三\n---\n\n### 四 {#si}\n"
    assert drawn(text, "headings", "content") == (
        "# «一 `b`» ##\n\n«二\n三»\n---\n\n### «四» {#si}\n"
    )
    assert told(text, "headings", "level", "text", "setext", "id") == [
        "1 | 一 b | False | ",
        "2 | 二 三 | True | ",
        "3 | 四 | False | si",
    ]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("# *a* **b** ~~c~~", "a b c"),
        ("# a &amp; \\# b", "a & # b"),
        ("# [a](b) ![c](d)", "a c"),
        ("# $E=mc^2$ 公式", "E=mc^2 公式"),
        ("# [[note#h|alias]]", "alias"),
        ("# a <b>c</b>", "a c"),
        ("#", ""),
        ("# #", ""),
        ("# C#", "C#"),
    ],
)
def test_the_text_of_a_heading_is_what_a_reader_sees(written: str, text: str) -> None:
    assert told(written, "headings", "text") == [text]


def test_a_rule_below_front_matter_starts_no_second_one() -> None:
    note = read("---\ntitle: x\n---\n\na\n\n---\n\nb: c\n\n---\n\n# d\n")
    assert note.front_matter is not None
    assert note.front_matter.span == Span(0, 17)
    assert [heading.text for heading in note.facts.headings] == ["d"]


def test_front_matter_in_toml_and_none_where_it_does_not_end() -> None:
    toml = read("+++\na = 1\n+++\nb")
    assert toml.front_matter is not None
    assert toml.front_matter.format == "toml"
    assert read("---\na: b\n\n# c\n").front_matter is None
    assert read("\n---\na: b\n---\n").front_matter is None


def test_tags_of_the_front_matter_in_every_style() -> None:
    text = "---\ntags: [甲, \"b c\", d/e]\ntag:\n  - 乙  # why\n  - 'f'\ntitle: g\n---\n"
    note = read(text)
    assert [tag.name for tag in note.front_tags] == ["甲", "b c", "d/e", "乙", "f"]
    assert marked(note, [tag.span for tag in note.front_tags]) == (
        "---\ntags: [«甲», \"«b c»\", «d/e»]\ntag:\n  - «乙»  # why\n  - '«f»'\ntitle: g\n---\n"
    )


def test_tags_of_the_front_matter_over_several_lines_and_in_one() -> None:
    assert [tag.name for tag in read("---\ntags: [a,\n  乙]\n---\n").front_tags] == ["a", "乙"]
    assert [tag.name for tag in read("---\ntags: a, 乙\n---\n").front_tags] == ["a", "乙"]


def test_fences_in_lists_and_quotes_and_one_that_never_ends() -> None:
    text = "- ```Py x\n  a\n  ```\n\n> ~~~\n> b\n\n    indented\n\n````\n```\nc\n"
    assert told(text, "fences", "fence", "language", "info", "closed") == [
        "``` | py | Py x | True",
        "~~~ |  |  | False",
        " |  |  | True",
        "```` |  |  | False",
    ]
    assert drawn(text, "fences", "content") == (
        "- ```Py x\n«  a\n»  ```\n\n> ~~~\n«> b\n»\n    «indented»\n\n````\n«```\nc\n»"
    )


def test_a_fence_of_math_is_a_formula_too() -> None:
    assert told("```math\na^2\n```\n", "math", "content", "display", "fence") == [
        "a^2\n | True | True"
    ]


def test_lists_items_and_tasks() -> None:
    text = "- [ ] 甲\n  1. [x] b\n- [X] c\n\n* d\n"
    assert drawn(text, "tasks") == "«- [ ] 甲»\n  «1. [x] b»\n«- [X] c»\n\n* d\n"
    assert told(text, "tasks", "marker", "done") == ["[ ] | False", "[x] | True", "[X] | True"]
    assert drawn(text, "lists") == "«- [ ] 甲\n  «1. [x] b»\n- [X] c»\n\n«* d»\n"
    first = read(text).facts.lists[0]
    assert marked(read(text), first.items) == "«- [ ] 甲\n  1. [x] b»\n«- [X] c»\n\n* d\n"


def test_quotes_and_callouts() -> None:
    text = "> [!Note]- 标题 *x*\n> a\n\n> b\n> > [!tip]\n> > c\n"
    assert drawn(text, "quotes") == ("«> [!Note]- 标题 *x*\n> a»\n\n«> b\n> «> [!tip]\n> > c»»\n")
    assert told(text, "callouts", "kind", "marker", "title") == [
        "note | [!Note] | 标题 *x*",
        "tip | [!tip] | ",
    ]


def cells(text: str) -> list[str]:
    note = read(text)
    return [
        "|".join(note.buffer.text(cell) for cell in row.cells)
        for table in note.facts.tables
        for row in (table.header, *table.rows)
    ]


def test_a_bar_cuts_a_cell_even_in_code_and_math() -> None:
    text = "| 名称 | 示例 |\n| --- | --- |\n| 符号 | `a|b` $|x|$ |\n| 竖线 | `a\\|b` [[n\\|t]] |\n"
    assert cells(text) == [
        "名称|示例",
        "符号|`a|b` $|x|$",
        "竖线|`a\\|b` [[n\\|t]]",
    ]
    assert len(read(text).facts.tables[0].rows[0].cells) == 5


def test_rows_without_outer_bars_in_lists_and_quotes() -> None:
    text = "> - command | 定义 |\n>   --|--\n>   tee | 分流 |\n>   | x |  |\n"
    assert cells(text) == ["command|定义", "tee|分流", "x|"]
    assert drawn(text, "tables", "delimiter") == (
        "> - command | 定义 |\n>   «--|--»\n>   tee | 分流 |\n>   | x |  |\n"
    )


def test_a_row_shorter_than_its_header_starts_no_block_behind_it() -> None:
    note = read("a|b|c\n-|-|-\nd\n\ne\n")
    assert [block.length for block in note.blocks] == [15, 2]


def test_html_comments_and_ids() -> None:
    text = '<!-- a\n\nb -->\n\n<div id="x">\n<a name=y href="z#f">t</a>\n</div>\n\nc <b>d</b>\n'
    assert drawn(text, "html") == (
        '«<!-- a\n\nb -->»\n\n««<div id="x">»\n«<a name=y href="z#f">»t</a>\n</div>»\n\n'
        "c «<b>»d«</b>»\n"
    )
    assert told(text, "html", "id", "comment", "block")[:3] == [
        "- | True | True",
        "- | False | True",
        "x | False | False",
    ]
    assert told(text, "links", "kind", "path", "fragment") == ["html | z | f"]


def test_block_ids_name_their_block_or_the_one_above() -> None:
    text = "a\nb ^one\n\n- c\n- d ^two\n\n| e |\n|---|\n\n^three\n\nx^2 `^f`\n"
    assert drawn(text, "block_ids") == (
        "a\nb «^one»\n\n- c\n- d «^two»\n\n| e |\n|---|\n\n«^three»\n\nx^2 `^f`\n"
    )
    assert told(text, "block_ids", "name", "target") == [
        "one | a\nb ^one",
        "two | - d ^two",
        "three | | e |\n|---|",
    ]
