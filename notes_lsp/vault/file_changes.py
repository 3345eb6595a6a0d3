"""What happened on disk, taken into the catalogue: the same state as a fresh start would give."""

from __future__ import annotations

import os
import sys
from collections.abc import Container, Iterable, Iterator

from notes_lsp.vault.catalogue import Catalogue
from notes_lsp.vault.configured import Configured
from notes_lsp.vault.packing import read_one
from notes_lsp.vault.walk import hidden_in, walk_folders

_FORGETS_CASE = sys.platform in {"darwin", "win32"}
"""Whether a file is also found by its name in other letters."""


class FileChanges:
    """Takes paths that a watcher or a client names; what happened there, the disk tells."""

    def __init__(
        self, configured: Configured, catalogue: Catalogue, open_notes: Container[str]
    ) -> None:
        """Changes `catalogue`, but for the notes that are open."""
        self._configured = configured
        self._catalogue = catalogue
        self._open = open_notes

    def take(self, paths: Iterable[str]) -> Iterator[None]:
        """Look at each path; gives way after each file."""
        gone: list[str] = []
        for path in dict.fromkeys(paths):
            if os.path.isdir(path):  # noqa: PTH112  # keys are texts
                yield from self._folder(path)
            elif not self._file(path):
                gone.append(path)
            yield
        self._forget_below(gone)
        yield

    def _folder(self, folder: str) -> Iterator[None]:
        """A folder came or changed: all that is, and was, below it."""
        root = self._root(folder)
        settings = self._configured.settings(folder).vault
        found: set[str] = set()
        whole = root == folder
        if root is not None and (whole or not hidden_in(folder, root, settings, folder=True)):
            for each in walk_folders(root, settings, folder):
                for entry in each.notes:
                    found.add(entry.path)
                    self._file(entry.path)
                    yield
                for path in each.files:
                    self._catalogue.put_file(path)
        if folder in self._catalogue.records and folder not in self._open:
            self._catalogue.remove(folder)  # it was a file
        inside = folder.rstrip(os.sep) + os.sep
        for key in [key for key in self._catalogue.records if key.startswith(inside)]:
            if key not in found and key not in self._open:
                self._catalogue.remove(key)

    def _file(self, path: str) -> bool:
        """Take one file as it is now; tells whether anything is known by that very path."""
        if path in self._open:
            return True
        root = self._configured.root_of(path)
        settings = self._configured.settings(path).vault
        known = path in self._catalogue.records
        if root is None or hidden_in(path, root, settings) or not _is_there(path, root):
            self._remove(path)
        elif path.lower().endswith(self._configured.endings_in(root)):
            try:
                self._catalogue.put(path, read_one(path, self._configured.job(root)))
            except OSError:
                self._remove(path)
            return True
        else:
            self._catalogue.put_file(path)
            return True
        return known

    def _remove(self, path: str) -> None:
        self._catalogue.remove(path)
        self._catalogue.remove_file(path)

    def _forget_below(self, gone: list[str]) -> None:
        """What is gone and was no note may have been a folder."""
        folders = tuple(path.rstrip(os.sep) + os.sep for path in gone)
        if folders:
            for key in [key for key in self._catalogue.records if key.startswith(folders)]:
                if key not in self._open:
                    self._catalogue.remove(key)
            self._catalogue.remove_files_below(folders)

    def _root(self, folder: str) -> str | None:
        return folder if folder in self._configured.roots else self._configured.root_of(folder)


def _is_there(path: str, root: str) -> bool:
    """Whether there is a file of this very name, inside the vault."""
    if not os.path.isfile(path):  # noqa: PTH113  # keys are texts
        return False
    folder, name = os.path.split(path)
    if _FORGETS_CASE and name not in os.listdir(folder):  # noqa: PTH208  # keys are texts
        return False
    real, home = os.path.realpath(path), os.path.realpath(root)
    return real.startswith(home.rstrip(os.sep) + os.sep)
