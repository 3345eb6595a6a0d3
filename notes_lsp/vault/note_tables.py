"""The entries of an open note, kept by the blocks that their tables stand in."""

from __future__ import annotations

from typing import NamedTuple

from notes_lsp.knowledge import Definition, Source, entries_of
from notes_lsp.syntax import Block, Note


class _Read(NamedTuple):
    start: int
    """Where the block began when its entries got their places."""
    line: int
    """The line there."""
    block: Block
    """Kept with its entries, so that its identity stays its own."""
    text: bytes
    """Two states of a note may share a block whose cells read otherwise: it knows their places."""
    definitions: tuple[Definition, ...]

    def moved(self, start: int, line: int) -> _Read:
        """The same block with its entries where it begins now."""
        by, down = start - self.start, line - self.line
        if not (by or down):
            return self
        moved = tuple([_moved(each, by, down) for each in self.definitions])
        return self._replace(start=start, line=line, definitions=moved)


def _moved(definition: Definition, by: int, down: int) -> Definition:
    source = definition.source
    span, line = source.span.moved(by), source.line + down
    return Definition(definition.entry, Source(source.path, span, line, source.origin, source.pack))


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
        for start, block in zip(note.starts, note.blocks, strict=False):
            if block.facts.tables:
                text = note.buffer.data[start : start + block.length]
                found = known.get(id(block))
                if found is None or found.text != text:
                    entries = entries_of(note, block, start, path)
                    found = _Read(start, note.buffer.line_of(start), block, text, entries)
                elif exact:
                    found = found.moved(start, note.buffer.line_of(start))
                read[id(block)] = found
        definitions = tuple(each for one in read.values() for each in one.definitions)
        return cls(read, definitions)
