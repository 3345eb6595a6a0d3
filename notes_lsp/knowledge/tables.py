"""The tables of a note that are its owner's knowledge, as entries.

Which tables those are, `headers.py` tells; how a row is read, `command_rows.py`, `concept_rows.py`
and `symbol_rows.py`. Rows are remembered, so that a keystroke in a long table reads one row.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from notes_lsp.knowledge.cells import plain
from notes_lsp.knowledge.command_rows import command
from notes_lsp.knowledge.concept_rows import term
from notes_lsp.knowledge.entry import AnyEntry
from notes_lsp.knowledge.headers import Layout, TableKind, layout_of
from notes_lsp.knowledge.source import Definition, Origin, Source
from notes_lsp.knowledge.symbol_rows import symbol
from notes_lsp.syntax.facts import Row, Table
from notes_lsp.syntax.note import Block, Note
from notes_lsp.text import Buffer, Span

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
    place = Place.of(note, block, start, path)
    return tuple(each for table in block.facts.tables for each in read_table(place, table).entries)


class Place(NamedTuple):
    """Where a block stands, and what is written there."""

    buffer: Buffer
    start: int
    text: bytes
    path: str

    @classmethod
    def of(cls, note: Note, block: Block, start: int, path: str) -> Place:
        """The place of a block of `note` that begins at `start`."""
        return cls(note.buffer, start, note.buffer.data[start : start + block.length], path)


class ReadTable(NamedTuple):
    """A table and what its rows tell."""

    table: Table
    layout: Layout | None
    """None for a table that holds no entries."""
    rows: tuple[Definition | None, ...] = ()
    """As many as the table has, None for a row that is no entry."""

    @property
    def entries(self) -> Iterator[Definition]:
        """The rows that are entries."""
        return (row for row in self.rows if row is not None)


class Kept(NamedTuple):
    """A table as it was read before, in a block of which this much is the same."""

    read: ReadTable
    length: int
    """The block's length then."""
    first: int
    """How many bytes of the block are the same at its start."""
    last: int
    """And at its end."""


def read_table(place: Place, table: Table, kept: Kept | None = None) -> ReadTable:
    """The entries of a table in the block at `place`.

    Rows that stand in `kept` are not read again, and keep the places that they had.
    """
    layout = layout_of(_texts(place.text, table.header.cells))
    if layout is None:
        return ReadTable(table, None)
    head = tail = 0
    if kept and kept.read.layout == layout and _columns(kept.read.table) == _columns(table):
        head, tail = _same_rows(kept, table, len(place.text))
    stop = len(table.rows) - tail
    rows = [_row(place, layout, table, row) for row in table.rows[head:stop]]
    if not kept:
        return ReadTable(table, layout, tuple(rows))
    known = kept.read.rows
    return ReadTable(table, layout, (*known[:head], *rows, *known[len(known) - tail :]))


def placed(place: Place, read: ReadTable) -> ReadTable:
    """The same entries where their rows stand now."""
    lines = _lines(place, read)
    rows = map(_placed, [place] * len(read.rows), read.rows, read.table.rows, lines)
    return read._replace(rows=tuple(rows))


def _placed(place: Place, known: Definition | None, row: Row, line: int) -> Definition | None:
    if known is None:
        return None
    source, span = known.source, row.cells[0].moved(place.start)
    if source.span == span and source.line == line:
        return known
    return Definition(known.entry, Source(place.path, span, line, Origin.NOTES))


def _lines(place: Place, read: ReadTable) -> Iterable[int]:
    """The line of each row."""
    rows, line_of = read.table.rows, place.buffer.line_of
    if not read.rows:
        return ()
    first, last = (line_of(place.start + row.span.start) for row in (rows[0], rows[-1]))
    if last - first == len(rows) - 1:  # they follow each other: no need to look for each
        return range(first, last + 1)
    return [line_of(place.start + row.span.start) for row in rows]


def _same_rows(kept: Kept, table: Table, length: int) -> tuple[int, int]:
    """How many rows at the start of a table, and behind them at its end, are those of `kept`."""
    old, new = kept.read.table.rows, table.rows
    most = min(len(old), len(new))
    head = min(bisect_right(old, kept.first, key=_end), most)
    if old[:head] != new[:head]:
        head = 0
    tail = len(old) - bisect_left(old, kept.length - kept.last, key=_start)
    tail = min(tail, most - head)
    shift = length - kept.length
    if [row.span.start + shift for row in old[len(old) - tail :]] != [
        row.span.start for row in new[len(new) - tail :]
    ]:
        tail = 0
    return head, tail


def _start(row: Row) -> int:
    return row.span.start


def _end(row: Row) -> int:
    return row.span.end


def _columns(table: Table) -> int:
    return len(table.header.cells)


def _row(place: Place, layout: Layout, table: Table, row: Row) -> Definition | None:
    if len(row.cells) <= layout.content or row.span.end - row.span.start > MAX_ROW:
        return None
    entry = _entry(layout, _texts(place.text, row.cells[: _columns(table)]))
    if entry is None:
        return None
    span = row.cells[0].moved(place.start)
    return Definition(
        entry, Source(place.path, span, place.buffer.line_of(span.start), Origin.NOTES)
    )


def _texts(text: bytes, cells: tuple[Span, ...]) -> tuple[str, ...]:
    return tuple([text[first:last].decode("utf-8", "replace") for first, last in cells])


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
