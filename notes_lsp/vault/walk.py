"""Which files of a folder are notes: hidden folders, ignored files and `node_modules` are out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pathspec import GitIgnoreSpec

from notes_lsp.vault.globs import ignore_rules
from notes_lsp.vault.settings import VaultSettings

_NEVER = frozenset({"node_modules", "__pycache__"})


class Ignore:
    """The rules that hold below one folder of a walk.

    The setting `vault.exclude` counts before all else; then the last match of the deepest
    `.gitignore` that has one, as git has it.
    """

    def __init__(self, root: str, settings: VaultSettings) -> None:
        """Rules at `root`, without its `.gitignore`."""
        self._root = root
        self._exclude = ignore_rules(settings.exclude) if settings.exclude else None
        self._layers: list[tuple[str, GitIgnoreSpec]] = []
        self._endings = tuple("." + ending.lower().lstrip(".") for ending in settings.extensions)

    def below(self, folder: str) -> Ignore:
        """The rules with those that the folder's own `.gitignore` adds."""
        try:
            lines = Path(folder, ".gitignore").read_text("utf-8-sig", "replace").splitlines()
        except OSError:
            return self
        deeper = object.__new__(Ignore)
        deeper.__dict__.update(self.__dict__)
        deeper._layers = [*self._layers, (folder, ignore_rules(lines))]
        return deeper

    def hides(self, path: str, folder: bool) -> bool:
        """Whether the file or folder at `path` is left out."""
        name = path[path.rfind(os.sep) + 1 :]
        if name.startswith(".") or (folder and name in _NEVER):
            return True
        if not name.isascii() and not _is_text(name):
            return True
        if self._exclude and self._exclude.check_file(_inner(path, self._root, folder)).include:
            return True
        for root, spec in reversed(self._layers):
            verdict = spec.check_file(_inner(path, root, folder)).include
            if verdict is not None:
                return verdict
        return False

    def is_note(self, path: str) -> bool:
        """Whether the ending of `path` is a note's."""
        return path.lower().endswith(self._endings)


def _is_text(name: str) -> bool:
    """Whether a name is UTF-8 on disk; no index, editor or message can hold any other."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


class Folder(NamedTuple):
    """What a walk finds in one folder."""

    notes: list[os.DirEntry[str]]
    files: list[str]
    """The paths of all else that is not left out: pictures, papers ..."""


def walk(root: str, settings: VaultSettings) -> Iterator[os.DirEntry[str]]:
    """The notes below `root`, folder by folder."""
    for folder in walk_folders(root, settings):
        yield from folder.notes


def walk_folders(root: str, settings: VaultSettings, start: str | None = None) -> Iterator[Folder]:
    """The folders below `root`, one by one; `start` walks only from that folder on.

    A link to a folder is followed, once, where the walk does not come to that folder itself: a note
    counts at its own place, a loop of links ends, and none leaves the vault. What cannot be read is
    passed over.
    """
    seen: set[tuple[int, int]] = set()
    start = start or root
    waiting = [(start, _rules_at(root, start, settings))]
    while waiting:
        folder, outer = waiting.pop()
        try:
            status = os.stat(folder)  # noqa: PTH116  # a walk of 100,000 files feels pathlib's cost
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            continue
        if (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        ignore = outer.below(folder)
        inner: list[tuple[str, Ignore]] = []
        found = Folder([], [])
        for entry in entries:
            if _is_folder(entry):
                if not ignore.hides(entry.path, folder=True) and (
                    not entry.is_symlink() or _is_followed(entry.path, root, settings)
                ):
                    inner.append((entry.path, ignore))
            elif not ignore.hides(entry.path, folder=False) and _stays_inside(entry, root):
                if not _is_file(entry):  # a link that leads nowhere
                    continue
                if ignore.is_note(entry.name):
                    found.notes.append(entry)
                else:
                    found.files.append(entry.path)
        yield found
        waiting.extend(reversed(inner))


def hidden_in(path: str, root: str, settings: VaultSettings, *, folder: bool = False) -> bool:
    """Whether the walk of `root` would leave `path` out, judged folder by folder from the root."""
    if not path.startswith(root.rstrip(os.sep) + os.sep):
        return True
    ignore, at = Ignore(root, settings), root.rstrip(os.sep)
    parts = Path(path[len(at) + 1 :]).parts
    for number, part in enumerate(parts):
        ignore = ignore.below(at or os.sep)
        at = at + os.sep + part
        is_folder = folder or number < len(parts) - 1
        if ignore.hides(at, folder=is_folder):
            return True
        if is_folder and os.path.islink(at) and not _is_followed(at, root, settings):  # noqa: PTH114  # a key
            return True
    return False


def own_place(path: str, root: str) -> str:
    """The path of a file below `root` without the links to folders on its way, as the walk has it;
    the same path where these lead out."""
    folder, name = os.path.split(path)
    real, home = os.path.realpath(folder), os.path.realpath(root)
    if not (real + os.sep).startswith(home.rstrip(os.sep) + os.sep):
        return path
    return os.path.join(root.rstrip(os.sep) + real[len(home.rstrip(os.sep)) :], name)  # noqa: PTH118  # a key


def _is_followed(link: str, root: str, settings: VaultSettings) -> bool:
    """Whether the walk of `root` goes on behind a link to a folder."""
    real, home = os.path.realpath(link), os.path.realpath(root).rstrip(os.sep)
    if not real.startswith(home + os.sep):
        return False
    return hidden_in(root.rstrip(os.sep) + real[len(home) :], root, settings, folder=True)


def _rules_at(root: str, folder: str, settings: VaultSettings) -> Ignore:
    """The rules that come down to `folder`, without its own."""
    ignore = Ignore(root, settings)
    if folder == root:
        return ignore
    at = root.rstrip(os.sep)
    for part in Path(folder[len(at) + 1 :]).parts:
        ignore = ignore.below(at or os.sep)
        at = at + os.sep + part
    return ignore


def _inner(path: str, root: str, folder: bool) -> str:
    return path[len(root) :].replace(os.sep, "/").lstrip("/") + ("/" if folder else "")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False


def _stays_inside(entry: os.DirEntry[str], root: str) -> bool:
    """Whether what a symbolic link leads to lies in the vault: nothing outside it is read."""
    if not entry.is_symlink():
        return True
    real = os.path.realpath(entry.path)
    return (real + os.sep).startswith(os.path.realpath(root).rstrip(os.sep) + os.sep)
