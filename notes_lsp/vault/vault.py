"""The vault: the one place that holds state.

One thread calls it. Editors' messages and file events change it note by note; `snapshot` is what
everybody else sees.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from notes_lsp.knowledge import (
    Definition,
    Lexicon,
    Origin,
    bundled_folder,
    entries_in,
    load_bundled,
    pack_files,
    read_packs,
)
from notes_lsp.syntax import Note, SyntaxOptions, parse, reparse
from notes_lsp.syntax.problem import Problem
from notes_lsp.text import Buffer, Encoding, Span
from notes_lsp.vault.files import read_note
from notes_lsp.vault.front_matter import fields, texts
from notes_lsp.vault.record import NoteRecord, record
from notes_lsp.vault.settings import Settings
from notes_lsp.vault.settings_file import SETTINGS_FILE, find_settings, key_span
from notes_lsp.vault.settings_reader import SettingProblem, read_settings
from notes_lsp.vault.snapshot import OpenNote, Snapshot
from notes_lsp.vault.uris import is_file, to_key
from notes_lsp.vault.walk import hidden_in, walk


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of an open note, as a client sends it; positions are (line, column)."""

    text: str
    start: tuple[int, int] | None = None
    """None replaces the whole text."""
    end: tuple[int, int] = (0, 0)


_SETTING_FILES = frozenset({SETTINGS_FILE, "pyproject.toml", ".gitignore"})


class Vault:
    """The notes of the workspace folders, and whatever else an editor has open."""

    def __init__(self, rules: frozenset[str] = frozenset()) -> None:
        """An empty vault; `rules` are the codes that settings may name."""
        self.version = 0
        self.roots: tuple[str, ...] = ()
        self._rules = rules
        self._client_layers: list[tuple[str, Any]] = []
        self._settings: dict[str, Settings] = {"": Settings()}
        self._open: dict[str, OpenNote] = {}
        self._records: dict[str, NoteRecord] = {}
        self._stale_entries: set[str] = set()
        self._stale_records: set[str] = set()
        self._faults: dict[str, tuple[Problem, ...]] = {}
        self._lexicon: Lexicon | None = None
        self._entries: dict[str, tuple[Definition, ...]] = {}
        self._changed_entries: dict[str, tuple[Definition, ...]] = {}
        self._user_pack_paths: set[str] = set()
        self._closed_note = lru_cache(maxsize=32)(self._read_closed)

    # --- settings -----------------------------------------------------------------------------

    def configure(
        self, roots: Iterable[str], client_layers: list[tuple[str, Any]]
    ) -> list[tuple[str, SettingProblem]]:
        """Take the workspace folders and what the client sent as settings, weakest layer first.

        The vault's own file is stronger than the client: it travels with the notes. Gives the
        problems of the client's layers; those of files are in the snapshot's `faults`.
        """
        self.roots = tuple(root.rstrip(os.sep) or os.sep for root in roots)
        self._client_layers = client_layers
        self._faults = {}
        settings, problems, _ = read_settings(client_layers, self._rules)
        self._settings = {"": settings}
        for root in self.roots:
            self._settings[root] = self._root_settings(root)
        self._changed()
        self._lexicon = None
        return problems

    def _root_settings(self, root: str) -> Settings:
        found = find_settings(Path(root))
        if found is None:
            return self._settings[""]
        if found.error:
            problem = Problem("settings.syntax", found.error_span, found.error)
            self._faults[str(found.path)] = (problem,)
            return self._settings[""]
        layers = [*self._client_layers, (str(found.path), found.raw)]
        settings, problems, _ = read_settings(layers, self._rules)
        data = found.path.read_bytes()
        self._faults[str(found.path)] = tuple(
            Problem("settings.key", key_span(data, problem.path), problem.message)
            for source, problem in problems
            if source == str(found.path)
        )
        return settings

    def settings(self, key: str) -> Settings:
        """The settings in force for the note `key`."""
        root = self.root_of(key)
        return self._settings.get(root or "", self._settings[""])

    def root_of(self, key: str) -> str | None:
        """The innermost workspace folder that holds `key`."""
        inside = [root for root in self.roots if key.startswith(root.rstrip(os.sep) + os.sep)]
        return max(inside, key=len, default=None)

    def is_setting(self, path: str) -> bool:
        """Whether a change of the file `path` changes settings, packs or which files are notes."""
        if os.path.basename(path) in _SETTING_FILES or path in self._faults:  # noqa: PTH119  # a key
            return True
        return any(
            path.startswith(str(Path(root or os.curdir, name).resolve()))
            for root, settings in self._settings.items()
            for name in settings.knowledge.packs
        )

    # --- open notes ---------------------------------------------------------------------------

    def open(self, uri: str, text: str, version: int | None) -> None:
        """An editor opened a note with this text."""
        key = to_key(uri)
        note = parse(Buffer.of(text), self._syntax(key))
        self._put(OpenNote(key, uri, version, note))

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
            note, edited = self._edited(key, note, edit, encoding)
        self._put(OpenNote(key, held.uri, version, note, edited))

    def _edited(
        self, key: str, note: Note, edit: Edit, encoding: Encoding
    ) -> tuple[Note, int | None]:
        new = edit.text.encode("utf-8", "replace")
        if edit.start is None:
            return parse(Buffer.of(new), self._syntax(key)), None
        buffer = note.buffer
        start, end = buffer.offset(*edit.start, encoding), buffer.offset(*edit.end, encoding)
        span = Span(min(start, end), max(start, end))
        return reparse(note, buffer.edited(span, new), span, len(new)), span.start + len(new)

    def close(self, uri: str) -> None:
        """An editor closed a note; what is on disk counts again."""
        key = to_key(uri)
        if self._open.pop(key, None) is not None:
            self.file_changed(key)

    def open_note(self, uri: str) -> OpenNote | None:
        """The open note that a client names `uri`."""
        return self._open.get(to_key(uri))

    def _put(self, held: OpenNote) -> None:
        self._open[held.key] = held
        self._stale_entries.add(held.key)
        self._stale_records.add(held.key)
        self._changed()

    def _syntax(self, key: str) -> SyntaxOptions:
        return SyntaxOptions(latex_delimiters=self.settings(key).math.latex_delimiters)

    # --- files --------------------------------------------------------------------------------

    def file_changed(self, path: str) -> None:
        """A file may have been made, changed or removed; an open note stays as in the editor."""
        self._changed()
        self._closed_note.cache_clear()
        if path in self._open:
            return
        root = self.root_of(path)
        if root is None or hidden_in(path, root, self.settings(path).vault):
            self._forget(path)
            return
        try:
            self._index(path, parse(read_note(path), self._syntax(path)))
        except OSError:
            self._forget(path)

    def load(self) -> Iterator[tuple[int, int]]:
        """Read every note of the workspace folders; gives (notes read, notes found) after each.

        A note that is open meanwhile keeps the editor's text.
        """
        found: dict[str, int] = {}
        for root in self.roots:
            limit = self._settings[root].vault.max_notes
            for entry in walk(root, self._settings[root].vault):
                found[entry.path] = entry.stat().st_size
                if len(found) >= limit:
                    break
        for gone in set(self._records) - set(found) - set(self._open):
            self._forget(gone)
        for number, path in enumerate(found, start=1):
            if path not in self._open:
                self.file_changed(path)
            yield number, len(found)

    def _index(self, key: str, note: Note) -> None:
        self._records[key] = _record(note)
        self._take_entries(key, note)

    def _forget(self, key: str) -> None:
        self._records.pop(key, None)
        self._take_entries(key, None)

    def _read_closed(self, key: str) -> Note | None:
        if not is_file(key) or self.root_of(key) is None:
            return None
        try:
            return parse(read_note(key), self._syntax(key))
        except OSError:
            return None

    # --- knowledge ----------------------------------------------------------------------------

    @property
    def lexicon(self) -> Lexicon:
        """All entries, those of notes edited just now included; packs are read when first asked."""
        if self._lexicon is None:
            bundled = load_bundled() if self._settings[""].knowledge.bundled else ()
            self._lexicon = Lexicon.of(bundled, self._user_packs(), self._entries)
        for key in self._stale_entries:
            if held := self._open.get(key):
                self._take_entries(key, held.note)
        self._stale_entries.clear()
        if self._changed_entries:
            self._lexicon = self._lexicon.with_notes(self._changed_entries)
            self._changed_entries = {}
        return self._lexicon

    def _take_entries(self, key: str, note: Note | None) -> None:
        """Keep the entries of a note's tables (None: it is gone) for the lexicon's next use."""
        wanted = note is not None and self.settings(key).knowledge.tables
        entries = entries_in(note, key) if note is not None and wanted else ()
        if entries != self._entries.get(key, ()):
            self._entries[key] = entries
            self._changed_entries[key] = entries

    def _user_packs(self) -> tuple[Definition, ...]:
        files = dict.fromkeys(
            file
            for root, settings in self._settings.items()
            for name in settings.knowledge.packs
            for file in _pack_files(Path(root or os.curdir, name).resolve())
        )
        definitions, problems = read_packs(files, Origin.PACKS)
        self._faults.update(problems)
        self._user_pack_paths = {str(file) for file in files}
        return definitions

    # --- what others see ----------------------------------------------------------------------

    def snapshot(self) -> Snapshot:
        """The vault as it stands."""
        return Snapshot(self.version, self.roots, self._open, self._faults, self)

    @property
    def records(self) -> Mapping[str, NoteRecord]:
        """What is remembered of every note, those edited just now included."""
        for key in sorted(self._stale_records):
            if held := self._open.get(key):
                self._records[key] = _record(held.note)
        self._stale_records.clear()
        return self._records

    def note(self, key: str) -> Note | None:
        """The note `key` as open in the editor, else as on disk."""
        held = self._open.get(key)
        return held.note if held else self._closed_note(key)

    def buffer(self, key: str) -> Buffer | None:
        """The text of the note `key`, or of the pack at that path."""
        if note := self.note(key):
            return note.buffer
        try:
            return Buffer.of(Path(key).read_bytes()) if key in self._pack_paths() else None
        except OSError:
            return None

    def _pack_paths(self) -> set[str]:
        return {*self._user_pack_paths, *map(str, pack_files(bundled_folder()))}

    def _changed(self) -> None:
        self.version += 1


def _record(note: Note) -> NoteRecord:
    front = fields(note)
    title = front.get("title")
    return record(note, title if isinstance(title, str) else "", texts(front.get("aliases")))


def _pack_files(path: Path) -> tuple[Path, ...]:
    return pack_files(path) if path.is_dir() else (path,)
