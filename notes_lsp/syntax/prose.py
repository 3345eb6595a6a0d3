"""Paragraphs and emphases of a block: read anew when asked for, since no fact tells of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pyromark
from pyromark import Options

from notes_lsp.syntax.masking import mask
from notes_lsp.syntax.note import Note
from notes_lsp.syntax.options import SyntaxOptions
from notes_lsp.text import Span

_OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_MATH
    | Options.ENABLE_WIKILINKS
    | Options.ENABLE_STRIKETHROUGH
)
_EMPHASES = ("Emphasis", "Strong", "Strikethrough")


def prose_stretches(note: Note, number: int, offset: int) -> Iterator[Span]:
    """The paragraphs around `offset`, and what is emphasised there: with its signs and without.

    In offsets of the note, the outer before the inner, and more of the block `number` beside it.
    """
    part = _part(note, number, offset)
    found = _read(part.cut(note.buffer.data), note.options)
    return (span.moved(part.start) for span in found)


def _part(note: Note, number: int, offset: int) -> Span:
    """What must be read: of a list the item, of a table the row, else the whole block."""
    start, block = note.starts[number], note.blocks[number]
    at = offset - start
    facts = note.facts_of(number)
    rows = (row.span for table in facts.tables for row in (table.header, *table.rows))
    items = (item for list_ in facts.lists for item in list_.items)
    for span in (*items, *rows):
        if span.touches(at) and _starts_line(note, start + span.start):
            return span.moved(start)
    return Span(start, start + block.length)


def _starts_line(note: Note, offset: int) -> bool:
    return note.buffer.line_around(offset).start == offset


@lru_cache(maxsize=8)
def _read(source: bytes, options: SyntaxOptions) -> tuple[Span, ...]:
    """The stretches of a text; kept, since each of many cursors asks."""
    seen = mask(source, options).text.decode()
    events: Any = pyromark.Markdown(options=_OPTIONS).events_with_range(seen)
    found: list[Span] = []
    for event, range_ in events:
        kind = event.get("Start") if event.__class__ is dict else None
        span = Span(range_["start"], range_["end"])
        if kind == "Paragraph":
            found.append(span)
        elif kind in _EMPHASES:
            signs = 1 if kind == "Emphasis" else _signs(source, span.start)
            found += (span, Span(span.start + signs, span.end - signs))
    return tuple(found)


def _signs(source: bytes, at: int) -> int:
    """How many signs begin a strong emphasis or a strikethrough, which may have one."""
    return 2 if source[at] == source[at + 1] else 1
