"""What a feature sees of the vault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from notes_lsp.knowledge import Lexicon
from notes_lsp.syntax import Note
from notes_lsp.syntax.problem import Problem
from notes_lsp.text import Buffer
from notes_lsp.vault.graph import Graph
from notes_lsp.vault.loading import Wait
from notes_lsp.vault.names import Named, NameIndex
from notes_lsp.vault.note_tables import PlacedEntry
from notes_lsp.vault.postings import Postings
from notes_lsp.vault.record import NoteRecord
from notes_lsp.vault.settings import Settings
from notes_lsp.vault.tag_names import TagNames
from notes_lsp.vault.uris import to_uri


@dataclass(frozen=True, slots=True)
class OpenNote:
    """A note that an editor holds open."""

    key: str
    uri: str
    """As the client writes it."""
    version: int | None
    note: Note
    edited: int | None = None
    """Where the last edit ended, in bytes: the place being typed at."""


class _Owner(Protocol):
    """The part of the vault that a snapshot asks when a feature asks it."""

    @property
    def version(self) -> int: ...
    @property
    def complete(self) -> bool: ...
    @property
    def lexicon(self) -> Lexicon: ...
    @property
    def typing_lexicon(self) -> Lexicon: ...
    def entries_in(self, key: str, note: Note, number: int) -> Iterator[PlacedEntry]: ...
    @property
    def records(self) -> Mapping[str, NoteRecord]: ...
    @property
    def note_keys(self) -> tuple[str, ...]: ...
    def head(self, key: str) -> Named | None: ...
    @property
    def graph(self) -> Graph: ...
    @property
    def names(self) -> NameIndex: ...
    def enter_names(self) -> Iterator[None]: ...
    @property
    def tag_names(self) -> TagNames: ...
    @property
    def files(self) -> Postings: ...
    def note(self, key: str) -> Note | None: ...
    def buffer(self, key: str) -> Buffer | None: ...
    def settings(self, key: str) -> Settings: ...
    def is_large(self, key: str) -> bool: ...
    def ready_for(self, key: str | None) -> Iterator[Wait | None]: ...


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The vault at one moment.

    Free to make: it looks into the vault's maps, which only the one thread that owns them changes
    and which bring themselves up to date when they are first asked after an edit. A feature that
    gives way while it works must ask `stale` before it goes on.
    """

    version: int
    roots: tuple[str, ...]
    """The workspace folders' paths."""
    open_notes: Mapping[str, OpenNote]
    faults: Mapping[str, tuple[Problem, ...]]
    """What is wrong in settings files and packs, by path."""
    _owner: _Owner

    @property
    def stale(self) -> bool:
        """Whether the vault has changed since."""
        return self._owner.version != self.version

    @property
    def complete(self) -> bool:
        """Whether every note of the workspace folders is known, so that one may be missing.

        Not so while they are read, nor when there are more than the settings allow.
        """
        return self._owner.complete

    @property
    def lexicon(self) -> Lexicon:
        """All entries: of the notes, the user's packs and the bundled ones."""
        return self._owner.lexicon

    @property
    def typing_lexicon(self) -> Lexicon:
        """All entries, fast after a keystroke: the places of those in a note edited just now may
        be as before the edit. Ask `lexicon` before a place is shown."""
        return self._owner.typing_lexicon

    def entries_in(self, key: str, note: Note, number: int) -> Iterator[PlacedEntry]:
        """The entries in the tables of the block `number` of `note`, whose key this is, with spans
        counted from the block's start. Of an open note nothing is read that was read before."""
        return self._owner.entries_in(key, note, number)

    def settle(self) -> None:
        """Make the places in `typing_lexicon` those of `lexicon`."""
        _ = self._owner.lexicon

    @property
    def records(self) -> Mapping[str, NoteRecord]:
        """What is remembered of every note of the vault, by key."""
        return self._owner.records

    @property
    def note_keys(self) -> tuple[str, ...]:
        """The keys of all notes, those not read yet included; the same tuple as long as none
        comes or goes."""
        return self._owner.note_keys

    def head(self, key: str) -> Named | None:
        """What a note and its headings are called, for less than its record costs; None for one
        that is not read yet."""
        return self._owner.head(key)

    @property
    def graph(self) -> Graph:
        """Where links lead, and what leads to a note."""
        return self._owner.graph

    @property
    def names(self) -> NameIndex:
        """Notes and headings by any part of their names, by pinyin, and with a slip.

        Right after a start not all of them: who needs all drives `enter_names` first.
        """
        return self._owner.names

    def enter_names(self) -> Iterator[None]:
        """Make all notes known so far searchable in `names`; gives way, and seldom has to."""
        return self._owner.enter_names()

    @property
    def tag_names(self) -> TagNames:
        """Tags by any part of their names, by pinyin, and with a slip."""
        return self._owner.tag_names

    @property
    def files(self) -> Postings:
        """The files of the vault that are no notes: pictures ..., by their folded names."""
        return self._owner.files

    def note(self, key: str) -> Note | None:
        """The note `key`, as open in the editor, else as on disk; None where there is none."""
        return self._owner.note(key)

    def buffer(self, key: str) -> Buffer | None:
        """The text of a note or of a pack in use."""
        return self._owner.buffer(key)

    def settings(self, key: str) -> Settings:
        """The settings in force for the note `key`."""
        return self._owner.settings(key)

    def ready_for(self, key: str | None) -> Iterator[Wait | None]:
        """Gives way until every link to the note `key` is known, with None until all notes are.

        Ends at once but for the first seconds after a start; whoever lists or rewrites all links
        to something drives it first.
        """
        return self._owner.ready_for(key)

    def is_large(self, key: str) -> bool:
        """Whether a note is so large that other notes see only its headings and links."""
        return self._owner.is_large(key)

    def uri(self, key: str) -> str:
        """The URI of a note, written as the client does where it has the note open."""
        found = self.open_notes.get(key)
        return found.uri if found else to_uri(key)
