"""The entries of the notes that an editor holds, brought up to date when somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from notes_lsp.knowledge import Lexicon
from notes_lsp.syntax import Note
from notes_lsp.vault.configured import Configured
from notes_lsp.vault.note_tables import NoteTables, PlacedEntry, read_block
from notes_lsp.vault.own_entries import OwnEntries
from notes_lsp.vault.snapshot import OpenNote


class OpenEntries:
    """What the tables of open notes hold, in front of the `OwnEntries` of all notes."""

    def __init__(
        self, opened: Mapping[str, OpenNote], configured: Configured, entries: OwnEntries
    ) -> None:
        """`opened` is looked into, as it stands when somebody asks."""
        self._open = opened
        self._configured = configured
        self._entries = entries
        self._stale: set[str] = set()
        self._moved: set[str] = set()
        self._tables: dict[str, NoteTables] = {}
        """From which an open note's entries were read last."""

    def mark(self, key: str) -> None:
        """An open note changed."""
        self._stale.add(key)

    def forget(self, key: str) -> None:
        """A note was closed."""
        self._tables.pop(key, None)

    def reset(self) -> None:
        """Settings changed: read all tables anew."""
        self._stale.update(self._open)
        self._tables.clear()

    @property
    def lexicon(self) -> Lexicon:
        """All entries, those of notes edited just now included."""
        for key in self._moved | self._stale:
            self._take(key, exact=True)
        self._stale, self._moved = set(), set()
        return self._entries.lexicon

    @property
    def typing_lexicon(self) -> Lexicon:
        """The same, but entries that an edit moved may keep their places from before it."""
        for key in self._stale:
            self._take(key, exact=False)
        self._moved |= self._stale
        self._stale = set()
        return self._entries.lexicon

    def of(self, key: str, note: Note, number: int) -> Iterator[PlacedEntry]:
        """The entries in the block `number` of `note`, whose key this is, spans counted from it."""
        if key in self._stale:
            self._take(key, exact=False)
            self._stale.discard(key)
            self._moved.add(key)
        tables = self._tables.get(key)
        found = tables.block(note, number) if tables else None
        return read_block(note, number) if found is None else found

    def _take(self, key: str, *, exact: bool) -> None:
        held = self._open.get(key)
        if held is None:
            return
        tables = NoteTables.of(held.note, key, self._tables.get(key), exact=exact)
        self._tables[key] = tables
        wanted = self._configured.settings(key).knowledge.tables
        self._entries.put(key, tables.definitions if wanted else ())
