"""Texts that no one writes and any reader must survive."""

from __future__ import annotations

import pytest

from notes_lsp.syntax import parse, reparse
from notes_lsp.syntax.options import LARGEST_READ
from notes_lsp.text import Span
from tests.syntax.drawing import read, told


def test_an_empty_note() -> None:
    note = read("")
    assert note.facts.headings == ()
    assert sum(block.length for block in note.blocks) == 0
    buffer = note.buffer.edited(Span(0, 0), b"# a")
    assert reparse(note, buffer, Span(0, 0), 3).blocks == parse(buffer).blocks


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_kinds(line_end: str) -> None:
    text = "---\na: b\n---\n# 甲 ##\n\n乙\n===\n\n```py\nc\n```\n\n"
    text += "| d |\n|---|\n| e |\n\n[f]: g\n[f]\n"
    text = text.replace("\n", line_end)
    assert told(text, "headings", "text", "level") == ["甲 | 1", "乙 | 1"]
    assert told(text, "fences", "content", "closed") == [f"c{line_end} | True"]
    assert told(text, "links", "path") == ["f"]
    table = read(text).facts.tables[0]
    assert [read(text).buffer.text(cell) for cell in table.rows[0].cells] == ["e"]


def test_nul_and_broken_bytes() -> None:
    assert told("# a\0b\n", "headings", "content") == ["a\0b"]
    assert read(b"# \xff\xfe [a](b)\n").facts.links[0].path == "b"


@pytest.mark.parametrize(
    "text",
    [
        ">" * 10_000 + " x",
        ("> " * 5_000 + "x\n") * 20,
        "a" * 10_000_000,
        "[" * 100_000,
        "![" * 2_000 + "](x)" * 2_000,
        "$$ a\n" * 20_000,
        "`a " * 50_000,
        "http://" * 50_000,
        "[a]:" * 50_000,
        ":::" * 50_000,
        "<div>\n" + '<a "' * 50_000,
        "<!-- " * 50_000,
        "- " * 500 + "a",
        "\r" * 50_000,
        "---\n" * 20_000,
    ],
    ids=lambda text: text[:8].strip(),
)
def test_hostile_texts_are_read(text: str) -> None:
    note = read(text, latex=True)
    start = note.front_matter.span.end if note.front_matter else 0
    assert start + sum(block.length for block in note.blocks) == len(text.encode())


def test_a_note_beyond_the_limit_has_its_headings_and_stays_a_note() -> None:
    text = "---\na: b\n---\n# c\n" + "d\n" * (LARGEST_READ // 2)
    note = read(text)
    assert note.front_matter is not None
    assert note.is_large
    assert [heading.text for heading in note.blocks[0].facts.headings] == ["c"]
