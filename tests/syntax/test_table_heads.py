"""A table right under a line of text, as GFM, markdown-it and so VuePress read it."""

from __future__ import annotations

import random

import pytest
from markdown_it import MarkdownIt

from notes_lsp.syntax import SyntaxOptions
from tests.syntax.drawing import drawn, read, told
from tests.syntax.test_reparse import edit_and_compare

UNDER_TEXT = [
    "文\n甲 | b\n--- | ---\n1 | 2\n",
    "文\n  a | b |\n--- | :-:\n1 | 2\n",
    "# 题\n文 字\n**a** | b\n-|-\n1 | 2\n\n末\n",
    "- 文\n  a | b\n  --|--\n  1 | 2\n",
    "> 文\n> a | b\n> --|--\n> 1 | 2\n",
    "文：\n`a` | b\n--|--\n1 | 2\n",
    "文 \n[a](b) | c\n--|--\n1 | 2\n",
    "表\na |\n:-|\n1\n",
]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("text", UNDER_TEXT)
def test_a_table_ends_the_paragraph_above_it(text: str, line_end: str) -> None:
    table = read(text.replace("\n", line_end)).facts.tables[0]
    assert len(table.rows) == 1
    assert "<table>" in MarkdownIt("commonmark").enable("table").render(text)


def test_its_cells_and_links_stand_where_they_are_written() -> None:
    text = "见 [丙](c)：\n[甲](a) | [[乙]]\n--- | ---\n[丁](d) | 😀\n"
    table = read(text).facts.tables[0]
    data = text.encode()
    assert [cell.cut(data).decode() for cell in table.header.cells] == ["[甲](a)", "[[乙]]"]
    assert [cell.cut(data).decode() for cell in table.rows[0].cells] == ["[丁](d)", "😀"]
    assert drawn(text, "links") == (
        "见 «[丙](c)»：\n«[甲](a)» | «[[乙]]»\n--- | ---\n«[丁](d)» | 😀\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "文\na | b | c\n--|--\n",
        "文\n1. a | b\n--|--\n",
        "文\na | b\n- | -\n",
        "文\na b\n--|--\n",
        "```\n文\na | b\n--|--\n```\n",
        "$$\n文\na | b\n--|--\n$$\n",
    ],
)
def test_what_is_no_table_stays_what_it_is(text: str) -> None:
    assert read(text).facts.tables == ()


def test_a_heading_above_stays_a_block_of_its_own() -> None:
    note = read("# 题\na | b\n--|--\n1 | 2\n")
    assert len(note.blocks) == 2
    assert told(note.buffer.data.decode(), "headings", "text") == ["题"]


@pytest.mark.parametrize("latex", [False, True])
def test_after_any_edits_the_note_is_as_read_afresh(latex: bool) -> None:
    choice = random.Random(8)
    for _ in range(40):
        text = "".join(choice.choices([*UNDER_TEXT, "\n", "```\n", "# h\n", "文"], k=6))
        edit_and_compare(text.encode(), choice.randrange(1 << 30), 15, SyntaxOptions(latex))
