"""The tables of a note that are its owner's knowledge, as entries.

Which tables those are, `headers.py` tells; how a row is read, `command_rows.py`, `concept_rows.py`
and `symbol_rows.py`. Rows are remembered, so that a keystroke in a long table reads one row.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from notes_lsp.knowledge.cells import plain
from notes_lsp.knowledge.command_rows import command
from notes_lsp.knowledge.concept_rows import term
from notes_lsp.knowledge.entry import AnyEntry
from notes_lsp.knowledge.headers import Layout, TableKind, layout_of
from notes_lsp.knowledge.source import Definition, Origin, Source
from notes_lsp.knowledge.symbol_rows import symbol
from notes_lsp.syntax.facts import Table
from notes_lsp.syntax.note import Block, Note
from notes_lsp.text import Span

MAX_ROW = 8_000
"""Bytes of a row; a longer one is no entry."""


def entries_in(note: Note, path: str) -> tuple[Definition, ...]:
    """The entries in the tables of a note, in the order of the text.

    Each definition's span is the content of its row's first cell, in offsets of the note. `path`
    is kept as the source's path.
    """
    return tuple(
        definition
        for start, block in zip(note.starts, note.blocks, strict=False)
        if block.facts.tables
        for definition in entries_of(note, block, start, path)
    )


def entries_of(note: Note, block: Block, start: int, path: str) -> tuple[Definition, ...]:
    """The entries in the tables of one block of a note, which begins at `start`."""
    tables = block.facts.tables
    return tuple(each for table in tables for each in _entries(note, table, start, path))


def _entries(note: Note, table: Table, start: int, path: str) -> Iterator[Definition]:
    layout = layout_of(_texts(note, table.header.cells, start))
    if layout is None:
        return
    for row in table.rows:
        if len(row.cells) <= layout.content or row.span.end - row.span.start > MAX_ROW:
            continue
        cells = row.cells[: len(table.header.cells)]
        entry = _entry(layout, _texts(note, cells, start))
        if entry is not None:
            span = row.cells[0].moved(start)
            line = note.buffer.line_of(span.start)
            yield Definition(entry, Source(path, span, line, Origin.NOTES))


def _texts(note: Note, cells: tuple[Span, ...], start: int) -> tuple[str, ...]:
    data = note.buffer.data
    return tuple(
        data[start + first : start + last].decode("utf-8", "replace") for first, last in cells
    )


@lru_cache(maxsize=8192)
def _entry(layout: Layout, cells: tuple[str, ...]) -> AnyEntry | None:
    if not plain(cells[0]):
        return None
    name, content = cells[0], cells[layout.content]
    aliases, examples, notes = (
        [cells[number] for number in numbers if number < len(cells) and cells[number]]
        for numbers in (layout.aliases, layout.examples, layout.notes)
    )
    if not (content or notes or examples):
        return None
    if layout.kind is TableKind.COMMANDS:
        return command(name, aliases, content, notes, examples)
    if layout.kind is TableKind.NAMES and (found := symbol(name, content, notes, examples)):
        return found
    return term(name, aliases, content, notes, examples)
