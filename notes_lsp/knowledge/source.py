"""Where an entry was read, and the two together: a `Definition`."""

from __future__ import annotations

from enum import IntEnum

from msgspec import Struct

from notes_lsp.knowledge.entry import AnyEntry
from notes_lsp.text import Span


class Origin(IntEnum):
    """Whose words an entry is in; the smaller, the nearer to the reader."""

    NOTES = 1
    """A table in the user's own notes."""
    PACKS = 2
    """A pack that the user wrote or chose."""
    BUNDLED = 3
    """A pack that ships with notes-lsp."""


class Source(Struct, frozen=True, gc=False):
    """The place of a definition; go-to-definition lands there."""

    path: str
    """The pack's file path, or the note's path or URI as the vault names it."""
    span: Span
    """The entry's name in that file."""
    line: int
    """The line of the name, from 0."""
    origin: Origin
    pack: str = ""
    """The name of the pack; empty for a note."""


class Definition(Struct, frozen=True):
    """An entry and where it was read."""

    entry: AnyEntry
    source: Source
