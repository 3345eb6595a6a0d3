"""What happened on disk, taken into the catalogue: the same state as a fresh start would give."""

from __future__ import annotations

import os
import sys
from collections.abc import Container, Iterable, Iterator

from msgspec.structs import replace

from notes_lsp.vault.catalogue import Catalogue
from notes_lsp.vault.configured import Configured
from notes_lsp.vault.loading import WAIT, Wait
from notes_lsp.vault.packing import read_one
from notes_lsp.vault.shelf import Shelf
from notes_lsp.vault.uris import as_key
from notes_lsp.vault.walk import hidden_in, own_place, walk_folders
from notes_lsp.vault.workers import Workers

FAR = 128 * 1024
"""Bytes; a larger file takes more than 30 ms, and is read by a process of its own."""

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
        self._far: dict[str, None] = {}
        """The files to be read by another process."""

    def take(self, paths: Iterable[str], wait: float) -> Iterator[Wait | None]:
        """Look at each path; gives way after each file.

        Large files are read elsewhere: gives `Wait` whenever `wait` seconds brought none of them.
        """
        gone: set[str] = set()
        for path in dict.fromkeys(self._places(paths)):
            if os.path.isdir(path):  # noqa: PTH112  # keys are texts
                yield from self._folder(path)
            else:
                if path in self._open or not self._catalogue.knows(path):
                    gone.add(path)
                self._file(path)
            yield None
        for path in self._catalogue.changed_links():
            yield from self._at_link(path)
            yield None
        self._forget_below(gone)
        yield None
        if self._far:
            yield from self._read_far(wait)

    def _places(self, paths: Iterable[str]) -> Iterator[str]:
        """The paths, and where they are: a watcher may see a file through a link to its folder."""
        for path in map(as_key, paths):
            if path:  # else a client named no file at all
                yield path
            if _may_be(path) and (root := self._configured.root_of(path)) is not None:
                yield as_key(own_place(path, root))

    def _at_link(self, path: str) -> Iterator[None]:
        """A link to a file changes with what it leads to; nothing is, or was, below it."""
        if os.path.isdir(path):  # noqa: PTH112  # keys are texts
            yield from self._folder(path)
        else:
            self._file(path)

    def _read_far(self, wait: float) -> Iterator[Wait | None]:
        workers = Workers(1)
        try:
            for path in self._far:
                job = self._configured.job(self._configured.root_of(path) or "")
                workers.submit(replace(job, keys=[path]))
            for result in workers.results(wait):
                if result is not None:
                    self._put_shelf(result[0])
                yield WAIT if result is None else None
        finally:
            workers.close()
        for path in [*self._far]:  # gone meanwhile, or there can be no such process
            self._read_here(path)
            yield None

    def _put_shelf(self, shelf: Shelf) -> None:
        for slip in shelf.slips:
            self._far.pop(slip.key, None)
        fresh = [number for number, slip in enumerate(shelf.slips) if slip.key not in self._open]
        self._catalogue.put_shelf(shelf, fresh)
        self._catalogue.touched.update(shelf.slips[number].key for number in fresh)

    def _read_here(self, path: str) -> None:
        if path in self._open:
            return
        try:
            root = self._configured.root_of(path) or ""
            self._catalogue.put(path, read_one(path, self._configured.job(root)))
        except OSError:
            if os.path.isfile(path):  # noqa: PTH113  # keys are texts
                self._catalogue.put_unreadable(path)
            else:
                self._remove(path)

    def _folder(self, folder: str) -> Iterator[None]:
        """A folder came or changed: all that is, and was, below it."""
        root = self._root(folder)
        if root is None:
            for below in self._configured.outermost():
                if below.startswith(folder.rstrip(os.sep) + os.sep):
                    yield from self._folder(below)
            return
        settings = self._configured.settings(folder).vault
        found: set[str] = set()
        whole = root == folder
        if whole or not hidden_in(folder, root, settings, folder=True):
            for each in walk_folders(root, settings, folder):
                for key in map(as_key, (*(entry.path for entry in each.notes), *each.files)):
                    found.add(key)
                    self._file(key)
                    yield
        if self._catalogue.knows(folder) and folder not in self._open:
            self._remove(folder)  # it was a file
        inside = folder.rstrip(os.sep) + os.sep
        for key in self._all():
            if key.startswith(inside) and key not in found and key not in self._open:
                self._remove(key)

    def _file(self, path: str) -> None:
        """Take one file as it is now."""
        if path in self._open:
            return
        root = self._configured.root_of(path) if _may_be(path) else None
        settings = self._configured.settings(path).vault
        if root is None or hidden_in(path, root, settings):
            self._remove(path)
            return
        self._catalogue.note_link(path)  # one that leads nowhere may lead to a note later
        if not _is_there(path, root):
            self._remove(path)
        elif path.lower().endswith(self._configured.endings_in(root)):
            if is_far(path):
                self._far[path] = None
            else:
                self._read_here(path)
        else:
            if path in self._catalogue.records:  # it was open in an editor
                self._catalogue.remove(path)
            self._catalogue.put_file(path)

    def _remove(self, path: str) -> None:
        self._catalogue.remove(path)
        self._catalogue.remove_file(path)

    def _forget_below(self, gone: set[str]) -> None:
        """What nothing was known of by its own name may have been a folder."""
        if not gone:
            return
        folders = tuple(path.rstrip(os.sep) + os.sep for path in gone)
        below: dict[str, bool] = {}
        for key in self._all():
            folder = key[: key.rfind(os.sep)]
            if (is_gone := below.get(folder)) is None:
                is_gone = below[folder] = (folder + os.sep).startswith(folders)
            if is_gone and key not in self._open:
                self._remove(key)

    def _all(self) -> list[str]:
        return [*self._catalogue.records.every, *self._catalogue.files.every()]

    def _root(self, folder: str) -> str | None:
        return folder if folder in self._configured.roots else self._configured.root_of(folder)


def _may_be(path: str) -> bool:
    """Whether a file may be called so: the addresses of a client can say more."""
    return bool(path) and "\0" not in path


def is_far(path: str) -> bool:
    """Whether there is a file at `path` that no key can wait for until it is read."""
    try:
        return _may_be(path) and os.stat(path).st_size > FAR  # noqa: PTH116  # keys are texts
    except OSError:
        return False


def _is_there(path: str, root: str) -> bool:
    """Whether there is a file of this very name, inside the vault."""
    if not os.path.isfile(path):  # noqa: PTH113  # keys are texts
        return False
    folder, name = os.path.split(path)
    if _FORGETS_CASE and name not in map(as_key, os.listdir(folder)):  # noqa: PTH208  # keys are texts
        return False
    real, home = os.path.realpath(path), os.path.realpath(root)
    return real.startswith(home.rstrip(os.sep) + os.sep)
