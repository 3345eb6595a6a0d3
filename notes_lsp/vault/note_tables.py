"""The entries of an open note, kept by the blocks that their tables stand in.

A block that an edit changed takes the place of one that is there no more: the rows that the two
have in common are not read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from notes_lsp.knowledge import Definition
from notes_lsp.knowledge.entry import AnyEntry
from notes_lsp.knowledge.tables import Kept, Place, ReadTable, placed, read_table
from notes_lsp.syntax import Block, Note
from notes_lsp.syntax.shared import same_ends
from notes_lsp.text import Buffer, Span


class PlacedEntry(NamedTuple):
    """An entry of a block's table."""

    entry: AnyEntry
    span: Span
    """Its name, counted from the block's start."""


class _Read(NamedTuple):
    start: int
    """Where the block began when its entries got their places; below 0 when some are older."""
    line: int
    """The line there."""
    block: Block
    """Kept with its entries, so that its identity stays its own."""
    text: bytes
    """Two states of a note may share a block whose cells read otherwise: it knows their places."""
    tables: tuple[ReadTable, ...]
    definitions: tuple[Definition, ...]

    @classmethod
    def of(cls, place: Place, block: Block, before: _Read | None) -> _Read:
        """A block read; `before` may be any other one, better one that much is the same in."""
        tables, start = block.facts.tables, place.start
        kept: list[Kept | None] = [None for _ in tables]
        if before and len(before.tables) == len(tables):
            first, last = same_ends(before.text, place.text)
            kept = [Kept(table, len(before.text), first, last) for table in before.tables]
            start = -1
        read = tuple(map(read_table, [place] * len(tables), tables, kept))
        line = place.buffer.line_of(place.start)
        return cls(start, line, block, place.text, read, _definitions(read))

    def moved(self, buffer: Buffer, start: int, path: str) -> _Read:
        """The same block with its entries where it begins now."""
        line = buffer.line_of(start)
        if self.start == start and self.line == line:
            return self
        place = Place(buffer, start, self.text, path)
        tables = tuple([placed(place, table) for table in self.tables])
        return self._replace(
            start=start, line=line, tables=tables, definitions=_definitions(tables)
        )


def _definitions(tables: Iterable[ReadTable]) -> tuple[Definition, ...]:
    return tuple([each for table in tables for each in table.entries])


class NoteTables(NamedTuple):
    """What was read of a note's tables."""

    read: dict[int, _Read]
    """By the identity of the block."""
    definitions: tuple[Definition, ...]
    """All entries, in the order of the text."""

    @classmethod
    def of(
        cls, note: Note, path: str, before: NoteTables | None, *, exact: bool = True
    ) -> NoteTables:
        """The entries of `note`; blocks that stand in `before` are not read again.

        Unless `exact`, the entries of those keep the places that they had there.
        """
        known = before.read if before else {}
        read: dict[int, _Read] = {}
        gone = _gone(known, note)
        data = note.buffer.data
        for start, block in zip(note.starts, note.blocks, strict=False):
            if block.facts.tables:
                text = data[start : start + block.length]
                found = known.get(id(block))
                if found is None or found.text != text:
                    place = Place(note.buffer, start, text, path)
                    found = _Read.of(place, block, found or next(gone, None))
                read[id(block)] = found.moved(note.buffer, start, path) if exact else found
        return cls(read, tuple([each for one in read.values() for each in one.definitions]))

    def block(self, note: Note, number: int) -> Iterator[PlacedEntry] | None:
        """The entries in a block of `note`; None when it is not among those that were read."""
        found = self.read.get(id(note.blocks[number]))
        if found is None or found.text != note.buffer.data[_span(note, number)]:
            return None
        return _entries(found.tables)


def read_block(note: Note, number: int) -> Iterator[PlacedEntry]:
    """The entries in the block `number` of a note, read now."""
    block = note.blocks[number]
    place = Place.of(note, block, note.starts[number], "")
    return _entries(read_table(place, table) for table in block.facts.tables)


def _entries(tables: Iterable[ReadTable]) -> Iterator[PlacedEntry]:
    for table in tables:
        for row, known in zip(table.table.rows, table.rows, strict=False):
            if known is not None:
                yield PlacedEntry(known.entry, row.cells[0])


def _span(note: Note, number: int) -> slice:
    return slice(note.starts[number], note.starts[number] + note.blocks[number].length)


def _gone(known: dict[int, _Read], note: Note) -> Iterator[_Read]:
    """The blocks known that are not in `note`, in the order of the text."""
    here = {id(block) for block in note.blocks if block.facts.tables}  # not before it is asked for
    yield from (read for number, read in known.items() if number not in here)
