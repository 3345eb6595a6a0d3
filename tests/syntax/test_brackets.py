"""Brackets as CommonMark and the user mean them, where they look like something else."""

from __future__ import annotations

import pytest

from notes_lsp.syntax import parse, reparse
from notes_lsp.syntax.context import typing_at
from notes_lsp.syntax.context_typing import LinkTyping
from notes_lsp.text import Buffer, Span
from tests.syntax.drawing import drawn, read, told


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[[Bug #1]](https://a.b)", "inline | https://a.b | [Bug #1]"),
        ("[[甲]](乙.md)", "inline | 乙.md | [甲]"),
        ('[[a]](<b c> "t")', "inline | b c | [a]"),
        ("[[a [b] c]](d(e).md)", "inline | d(e).md | [a [b] c]"),
        ("[[a|b]](c)", "inline | c | [a|b]"),
        ("![[图]](b.png)", "inline | b.png | [图]"),
    ],
)
def test_brackets_with_a_destination_are_an_inline_link(written: str, expected: str) -> None:
    text = f"😀 {written} 。\n"
    assert told(text, "links", "kind", "path", "text") == [expected]
    assert drawn(text, "links") == f"😀 «{written}» 。\n"


@pytest.mark.parametrize("behind", ["", "(", "()", "(见 下文)", " (b.md)", "(b", ": c"])
def test_a_wiki_link_stays_one_before_anything_else(behind: str) -> None:
    assert told(f"😀 [[笔记]]{behind}\n", "links", "kind", "path") == ["wiki | 笔记"]


def test_an_escaped_bracket_opens_no_link_text() -> None:
    assert told("\\[[a]](b)\n", "links", "path") == []
    assert told("\\[bad link][good]\n\n[good]: a\n", "links", "kind", "path") == ["shortcut | good"]
    assert drawn("\\[bad link][good]\n\n[good]: a\n", "links") == (
        "\\[bad link]«[good]»\n\n[good]: a\n"
    )
    assert told("\\[bad link][good]\n", "links", "path") == []


def test_a_heading_shows_the_brackets_of_its_link() -> None:
    assert read("## [[1.0]](a.md) `[[b]](c)`\n").facts.headings[0].text == "[1.0] [[b]](c)"


def test_a_destination_typed_behind_double_brackets_is_a_path() -> None:
    text = "😀 [[Bug]](乙"
    typing = typing_at(read(text), len(text.encode()))
    assert isinstance(typing, LinkTyping)
    assert typing.path == "乙"


@pytest.mark.parametrize("marker", ["-", "*", "+", "1.", "12)", "> -", "- -", "    -"])
def test_a_ticked_box_is_never_a_definition(marker: str) -> None:
    """`- [x]: text` made every `[x]` of the note a link to `text`; VS Code knows none there."""
    text = f"- 甲\n{marker} [x]: 说明\n{marker} [X]: /b\n\n[x] [X]\n"
    assert read(text).facts.definitions == ()
    assert read(text).facts.links == ()


def test_a_definition_called_x_of_its_own_still_counts_but_not_for_the_box() -> None:
    text = "- [x]: 说明\n\n[x]\n\n[x]: b.md\n"
    assert drawn(text, "links") == "- [x]: 说明\n\n«[x]»\n\n[x]: b.md\n"


def test_typing_a_destination_bracket_by_bracket_is_as_read_afresh() -> None:
    note = read("甲\n\n- a\n\n乙\n")
    for new in "[[Bug #1]](https://a.b)\n- [x]: c":
        at = note.buffer.data.index("a\n\n乙".encode())
        span = Span(at, at)
        note = reparse(note, note.buffer.edited(span, new.encode()), span, len(new.encode()))
        fresh = parse(Buffer.of(note.buffer.data))
        assert (note.blocks, note.starts) == (fresh.blocks, fresh.starts)
