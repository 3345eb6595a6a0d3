"""The vault: the one place that holds state.

One thread calls it. Editors' messages and file events change it note by note; `snapshot` is what
everybody else sees.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from notes_lsp.knowledge import Lexicon
from notes_lsp.syntax import Note, parse, reparse, reread
from notes_lsp.text import Buffer, Encoding, Span
from notes_lsp.vault.catalogue import Catalogue
from notes_lsp.vault.configured import Configured
from notes_lsp.vault.file_changes import FileChanges, is_far
from notes_lsp.vault.files import read_note
from notes_lsp.vault.graph import Graph
from notes_lsp.vault.index import NoteIndex
from notes_lsp.vault.large_record import read_on
from notes_lsp.vault.loading import WAIT, Loader, Wait
from notes_lsp.vault.missed import Missed
from notes_lsp.vault.names import Named, NameIndex
from notes_lsp.vault.note_tables import PlacedEntry
from notes_lsp.vault.open_entries import OpenEntries
from notes_lsp.vault.own_entries import OwnEntries
from notes_lsp.vault.packing import ReadNote, read_one
from notes_lsp.vault.postings import Postings
from notes_lsp.vault.record import NoteRecord
from notes_lsp.vault.settings import Settings
from notes_lsp.vault.settings_reader import RuleCodes, SettingProblem
from notes_lsp.vault.snapshot import OpenNote, Snapshot
from notes_lsp.vault.tag_names import TagNames
from notes_lsp.vault.uris import is_file, to_key


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of an open note, as a client sends it; positions are (line, column)."""

    text: str
    start: tuple[int, int] | None = None
    """None replaces the whole text."""
    end: tuple[int, int] = (0, 0)


class Vault:
    """The notes of the workspace folders, and whatever else an editor has open."""

    def __init__(self, rules: RuleCodes = frozenset) -> None:
        """An empty vault; `rules` gives the codes that settings may name, once they name some."""
        self.version = 0
        self.warnings: tuple[str, ...] = ()
        """What a person should know of the last load, as sentences."""
        self.complete = False
        """Whether every note of the workspace folders is known: only then may one be missing."""
        self.behind = False
        """Whether files are said to have changed that were not looked at yet; who drives
        `files_changed` in steps sets it until the last one."""
        self._loaded = False
        """Whether a load came to its end, or was given up."""
        self._configured = Configured(rules)
        self._entries = OwnEntries(self._configured)
        self._catalogue = self._new_catalogue()
        self._tag_names = TagNames()
        self._loader: Loader | None = None
        self._graph = Graph(self)
        self._open: dict[str, OpenNote] = {}
        self._open_entries = OpenEntries(self._open, self._configured, self._entries)
        self._stale_records: set[str] = set()
        self._closed_note = lru_cache(maxsize=32)(self._read_closed)

    # --- settings -----------------------------------------------------------------------------

    def configure(
        self, roots: Iterable[str], client_layers: list[tuple[str, Any]]
    ) -> list[tuple[str, SettingProblem]]:
        """Take the workspace folders and what the client sent as settings, weakest layer first.

        The vault's own file is stronger than the client: it travels with the notes. Gives the
        problems of the client's layers; those of files are in the snapshot's `faults`.
        """
        walked, read = self._configured.walking(), self._configured.readings()
        problems = self._configured.configure(roots, client_layers)
        self._entries.reset()
        self.complete &= self._configured.walking() == walked
        if self._configured.readings() != read:
            self._entries.clear()
            self._catalogue = self._new_catalogue()
            self._stale_records.update(self._open)
            self._open_entries.reset()
        for key, held in [*self._open.items()]:
            if held.note.options != (options := self._configured.typed(key)):
                self._put(replace(held, note=parse(held.note.buffer, options)))
        self._closed_note.cache_clear()
        self._changed()
        return problems

    def _new_catalogue(self) -> Catalogue:
        return Catalogue(self._configured.endings, self._entries, self._read_file)

    def _read_file(self, key: str) -> ReadNote | None:
        root = self.root_of(key)
        try:
            return read_one(key, self._configured.job(root)) if root is not None else None
        except OSError:
            return None

    @property
    def roots(self) -> tuple[str, ...]:
        """The workspace folders' paths."""
        return self._configured.roots

    def settings(self, key: str) -> Settings:
        """The settings in force for the note `key`."""
        return self._configured.settings(key)

    def root_of(self, key: str) -> str | None:
        """The innermost workspace folder that holds `key`."""
        return self._configured.root_of(key)

    def is_setting(self, path: str) -> bool:
        """Whether a change of the file `path` changes settings, packs or which files are notes."""
        return self._configured.is_setting(path)

    # --- open notes ---------------------------------------------------------------------------

    def open(self, uri: str, text: str, version: int | None) -> None:
        """An editor opened a note with this text."""
        key = to_key(uri)
        self._put(OpenNote(key, uri, version, parse(Buffer.of(text), self._configured.typed(key))))
        _ = self.records  # nobody types yet; the first letter must not wait for it

    def change(
        self, uri: str, edits: Iterable[Edit], version: int | None, encoding: Encoding
    ) -> None:
        """An editor changed an open note; each edit counts in the text that the one before left."""
        key = to_key(uri)
        held = self._open.get(key)
        if held is None:
            return
        note, edited = held.note, held.edited
        for edit in edits:
            note, edited = _edited(note, edit, encoding)
        self._put(OpenNote(key, held.uri, version, note, edited))

    def close(self, uri: str) -> None:
        """An editor closed a note; what is on disk counts again."""
        if key := self.let_go(uri):
            self.file_changed(key)

    def let_go(self, uri: str) -> str | None:
        """The same, but a file too large to wait for is not read: gives its key, and until
        `files_changed` has looked at it the note is remembered as it was last seen."""
        key = to_key(uri)
        self._open_entries.forget(key)
        if self._open.pop(key, None) is None:
            return None
        if is_file(key) and is_far(key):
            self._changed()
            return key
        self.file_changed(key)
        return None

    def open_note(self, uri: str) -> OpenNote | None:
        """The open note that a client names `uri`."""
        return self._open.get(to_key(uri))

    def _put(self, held: OpenNote) -> None:
        self._open[held.key] = held
        self._open_entries.mark(held.key)
        self._stale_records.add(held.key)
        self._changed()

    # --- files --------------------------------------------------------------------------------

    def file_changed(self, path: str) -> None:
        """A file or folder may have been made, changed or removed."""
        for _ in self.files_changed([path]):
            pass

    def files_changed(self, paths: Iterable[str], wait: float = 0.05) -> Iterator[Wait | None]:
        """Files or folders may have been made, changed or removed; gives way after each.

        An open note stays as it is in the editor. Large files are read by another process: gives
        `Wait` whenever `wait` seconds brought none of them.
        """
        changes = FileChanges(self._configured, self._catalogue, self._open)
        for step in changes.take(paths, wait):
            if step is None:
                self._closed_note.cache_clear()
                self._graph.forget_files()
                self._changed()
            yield step

    def missed(self) -> Missed:
        """What changed, came or went since it was read: looked at by who asks."""
        return Missed(self._configured, self._catalogue, self._open)

    def load(self, wait: float = 0.05) -> Generator[tuple[int, int], None, None]:
        """Read every note of the workspace folders; gives (notes read, notes found) as it goes.

        A note that is open meanwhile keeps the editor's text. Gives at least every few
        milliseconds of work, and whenever the reading processes let it wait for `wait` seconds.
        """
        loader = self._loader = Loader(self._configured, self._catalogue, self._open)
        try:
            yield from loader.run(wait)
            self.warnings = tuple(loader.warnings)
            self.complete = not self.warnings
            self._changed()
        finally:
            self._loaded = True
            loader.ended = True
            if self._loader is loader:
                self._loader = None

    def ready_for(self, key: str | None) -> Iterator[Wait | None]:
        """While the vault loads, read first what may link to `key`; None waits for all notes.

        What changed on disk is waited for as well: after a `git pull` no link is missed.
        """
        while self.roots and self._loader is None and not self._loaded:
            yield WAIT  # a client may ask before its settings have come
        if self._loader is not None:
            _ = self.records
            yield from self._loader.hasten(key)
        while self.behind:
            yield WAIT
        yield from self.read_open()

    @property
    def unread(self) -> bool:
        """Whether `read_open` has something to do."""
        records = self._catalogue.records
        return any((record := records.opened(key)) and record.unread for key in self._open)

    def read_open(self) -> Iterator[None]:
        """Read the links of large notes that are open, some milliseconds at a time."""
        _ = self.records
        for finished in read_on(self._open, self._catalogue.records, self._catalogue.index):
            if finished:
                self._changed()
            yield

    def _read_closed(self, key: str) -> Note | None:
        if not is_file(key) or self.root_of(key) is None:
            return None
        try:
            return parse(read_note(key), self._configured.syntax(key))
        except OSError:
            return None

    # --- what others see ----------------------------------------------------------------------

    def snapshot(self) -> Snapshot:
        """The vault as it stands."""
        return Snapshot(self.version, self.roots, self._open, self._configured.faults, self)

    @property
    def lexicon(self) -> Lexicon:
        """All entries, those of notes edited just now included; packs are read when first asked."""
        return self._open_entries.lexicon

    @property
    def typing_lexicon(self) -> Lexicon:
        """All entries as `lexicon` has them, but those of tables that an edit moved and did not
        change keep their places from before it: what a keystroke can wait for."""
        return self._open_entries.typing_lexicon

    def entries_in(self, key: str, note: Note, number: int) -> Iterator[PlacedEntry]:
        """The entries in the block `number` of `note`, whose key this is, spans counted from it."""
        return self._open_entries.of(key, note, number)

    def reading_packs(self) -> Iterator[None]:
        """Read the packs ahead of use, one by one."""
        return self._entries.reading()

    def warm(self) -> Iterator[None]:
        """Make what look-ups need ahead of the first one, some milliseconds at a time."""
        yield from self.lexicon.warm()
        yield from self.enter_names()
        yield from self._catalogue.records.spill(self.settings("").vault.cache)

    def enter_names(self) -> Iterator[None]:
        """Make all notes known so far searchable in `names`, some milliseconds at a time."""
        _ = self.records
        return self._catalogue.names.enter()

    @property
    def records(self) -> Mapping[str, NoteRecord]:
        """What is remembered of every note, those edited just now included."""
        for key in sorted(self._stale_records):
            if held := self._open.get(key):
                self._catalogue.put_open(key, held.note)
        self._stale_records.clear()
        return self._catalogue.records

    @property
    def note_keys(self) -> tuple[str, ...]:
        """The keys of all notes, those not read yet included."""
        _ = self.records
        return self._catalogue.records.every

    def head(self, key: str) -> Named | None:
        """What a note and its headings are called; None for one not read yet."""
        _ = self.records
        return self._catalogue.records.head(key)

    @property
    def graph(self) -> Graph:
        """The links between notes, those edited just now included."""
        _ = self.records
        return self._graph

    @property
    def names(self) -> NameIndex:
        """Notes and headings by name, those edited just now included."""
        _ = self.records
        return self._catalogue.names.index

    @property
    def tag_names(self) -> TagNames:
        """The tags of all notes."""
        self._tag_names = self._tag_names.of(self.graph.tags())
        return self._tag_names

    @property
    def files(self) -> Postings:
        """The files that are no notes, by their folded names."""
        return self._catalogue.files

    @property
    def index(self) -> NoteIndex:
        """Names, links and tags, as of the last look at `records` or `graph`."""
        return self._catalogue.index

    @property
    def indexed(self) -> Mapping[str, NoteRecord]:
        """The records, as of the last look at `records` or `graph`."""
        return self._catalogue.records

    def note(self, key: str) -> Note | None:
        """The note `key` as open in the editor, else as on disk."""
        held = self._open.get(key)
        return held.note if held else self._closed_note(key)

    def buffer(self, key: str) -> Buffer | None:
        """The text of the note `key`, or of the pack at that path."""
        if note := self.note(key):
            return note.buffer
        try:
            return Buffer.of(Path(key).read_bytes()) if key in self._entries.pack_paths else None
        except OSError:
            return None

    def is_large(self, key: str) -> bool:
        """Whether a note is over the setting `vault.maxNoteBytes`."""
        held = self._open.get(key)
        return key in self._catalogue.large or (held is not None and held.note.is_large)

    def _changed(self) -> None:
        self.version += 1


def _edited(note: Note, edit: Edit, encoding: Encoding) -> tuple[Note, int | None]:
    """The note after the edit, and where in it that ended."""
    new = edit.text.encode("utf-8", "replace")
    if edit.start is None:
        return reread(note, Buffer.of(new)), None
    buffer = note.buffer
    start, end = buffer.offset(*edit.start, encoding), buffer.offset(*edit.end, encoding)
    span = Span(min(start, end), max(start, end))
    return reparse(note, buffer.edited(span, new), span, len(new)), span.start + len(new)
