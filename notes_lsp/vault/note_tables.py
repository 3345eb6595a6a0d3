"""The entries of an open note, kept by the blocks that their tables stand in."""

from __future__ import annotations

from typing import NamedTuple

from notes_lsp.knowledge import Definition, entries_of
from notes_lsp.syntax import Block, Note


class _Read(NamedTuple):
    block: Block
    """Kept with its entries, so that its identity stays its own."""
    text: bytes
    """Two states of a note may share a block whose cells read otherwise: it knows their places."""
    definitions: tuple[Definition, ...]


class NoteTables(NamedTuple):
    """What was read of a note's tables."""

    read: dict[int, _Read]
    """By the identity of the block."""
    definitions: tuple[Definition, ...]
    """All entries, in the order of the text."""

    @classmethod
    def of(cls, note: Note, path: str, before: NoteTables | None) -> NoteTables:
        """The entries of `note`; blocks that stand in `before` are not read again, and their
        entries keep the places that they had there."""
        known = before.read if before else {}
        read: dict[int, _Read] = {}
        for start, block in zip(note.starts, note.blocks, strict=False):
            if block.facts.tables:
                text = note.buffer.data[start : start + block.length]
                found = known.get(id(block))
                if found is None or found.text != text:
                    found = _Read(block, text, entries_of(note, block, start, path))
                read[id(block)] = found
        definitions = tuple(each for one in read.values() for each in one.definitions)
        return cls(read, definitions)
