"""Paragraphs and emphases of a block: read anew when asked for, since no fact tells of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyromark
from pyromark import Options

from notes_lsp.syntax.masking import mask
from notes_lsp.syntax.note import Note
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


def prose_stretches(note: Note, number: int) -> Iterator[Span]:
    """The paragraphs of the block `number`, and what is emphasised: with its signs and without.

    In offsets of the note, the outer before the inner.
    """
    start = note.starts[number]
    source = note.buffer.data[start : start + note.blocks[number].length]
    seen = mask(source, note.options).text.decode()
    events: Any = pyromark.Markdown(options=_OPTIONS).events_with_range(seen)
    for event, range_ in events:
        kind = event.get("Start") if event.__class__ is dict else None
        span = Span(start + range_["start"], start + range_["end"])
        if kind == "Paragraph":
            yield span
        elif kind in _EMPHASES:
            signs = 1 if kind == "Emphasis" else _signs(source, range_["start"])
            yield span
            yield Span(span.start + signs, span.end - signs)


def _signs(source: bytes, at: int) -> int:
    """How many signs begin a strong emphasis or a strikethrough, which may have one."""
    return 2 if source[at] == source[at + 1] else 1
