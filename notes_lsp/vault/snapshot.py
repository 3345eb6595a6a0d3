"""What a feature sees of the vault."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from notes_lsp.knowledge import Lexicon
from notes_lsp.syntax import Note
from notes_lsp.syntax.problem import Problem
from notes_lsp.vault.record import NoteRecord
from notes_lsp.vault.settings import Settings


@dataclass(frozen=True, slots=True)
class OpenNote:
    """A note that an editor holds open."""

    key: str
    uri: str
    """As the client writes it."""
    version: int | None
    note: Note


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The vault at one moment.

    Cheap to make: it looks into the vault's maps, which only the one thread that owns them
    changes. A feature that gives way while it works compares `version` with the vault's.
    """

    version: int
    roots: tuple[str, ...]
    """The workspace folders' paths."""
    open_notes: Mapping[str, OpenNote]
    records: Mapping[str, NoteRecord]
    """Every note of the vault, by key."""
    lexicon: Lexicon
    """All entries: of the notes, the user's packs and the bundled ones."""
    faults: Mapping[str, tuple[Problem, ...]]
    """What is wrong in settings files and packs, by path."""
    _note: Callable[[str], Note | None]
    _settings: Callable[[str], Settings]

    def note(self, key: str) -> Note | None:
        """The note `key`, as open in the editor, else as on disk; None where there is none."""
        return self._note(key)

    def settings(self, key: str) -> Settings:
        """The settings in force for the note `key`."""
        return self._settings(key)

    def uri(self, key: str) -> str:
        """The URI of a note, written as the client does where it has the note open."""
        from notes_lsp.vault.uris import to_uri

        found = self.open_notes.get(key)
        return found.uri if found else to_uri(key)
