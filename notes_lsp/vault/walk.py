"""Which files of a folder are notes: hidden folders, ignored files and `node_modules` are out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pathspec import GitIgnoreSpec

from notes_lsp.vault.settings import VaultSettings

_NEVER = frozenset({"node_modules", "__pycache__"})


class Ignore:
    """The rules that hold below one folder of a walk; the deepest file's last match wins (git)."""

    def __init__(self, root: str, settings: VaultSettings) -> None:
        """Rules at `root`: its `.gitignore` and the setting `vault.exclude`."""
        self._layers: list[tuple[str, GitIgnoreSpec]] = []
        if settings.exclude:
            self._layers.append((root, GitIgnoreSpec.from_lines(settings.exclude)))
        self._endings = tuple("." + ending.lower().lstrip(".") for ending in settings.extensions)

    def below(self, folder: str) -> Ignore:
        """The rules with those that the folder's own `.gitignore` adds."""
        try:
            lines = Path(folder, ".gitignore").read_text("utf-8", "replace").splitlines()
        except OSError:
            return self
        deeper = object.__new__(Ignore)
        deeper._layers = [*self._layers, (folder, GitIgnoreSpec.from_lines(lines))]
        deeper._endings = self._endings
        return deeper

    def hides(self, path: str, folder: bool) -> bool:
        """Whether the file or folder at `path` is left out."""
        name = os.path.basename(path)  # noqa: PTH119  # a walk of 100,000 files feels pathlib's cost
        if name.startswith(".") or (folder and name in _NEVER):
            return True
        for root, spec in reversed(self._layers):
            inner = path[len(root) :].replace(os.sep, "/").lstrip("/") + ("/" if folder else "")
            verdict = spec.check_file(inner).include
            if verdict is not None:
                return verdict
        return False

    def is_note(self, path: str) -> bool:
        """Whether the ending of `path` is a note's."""
        return path.lower().endswith(self._endings)


def walk(root: str, settings: VaultSettings) -> Iterator[os.DirEntry[str]]:
    """The notes below `root`, folder by folder. Links to folders are followed once each, so a
    loop of links ends; what cannot be read is passed over."""
    seen: set[tuple[int, int]] = set()
    waiting = [(root, Ignore(root, settings))]
    while waiting:
        folder, outer = waiting.pop()
        try:
            status = os.stat(folder)  # noqa: PTH116  # as above
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            continue
        if (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        ignore = outer.below(folder)
        inner: list[tuple[str, Ignore]] = []
        for entry in entries:
            try:
                is_folder = entry.is_dir()
            except OSError:
                continue
            if ignore.hides(entry.path, is_folder):
                continue
            if is_folder:
                if not entry.is_symlink() or _inside(entry.path, root):
                    inner.append((entry.path, ignore))
            elif ignore.is_note(entry.name) and _readable(entry, root):
                yield entry
        waiting.extend(reversed(inner))


def hidden_in(path: str, root: str, settings: VaultSettings) -> bool:
    """Whether the walk of `root` would leave `path` out, judged folder by folder from the root."""
    if not path.startswith(root.rstrip(os.sep) + os.sep):
        return True
    ignore, at = Ignore(root, settings), root.rstrip(os.sep)
    parts = Path(path[len(at) + 1 :]).parts
    for number, part in enumerate(parts):
        ignore = ignore.below(at)
        at = at + os.sep + part
        if ignore.hides(at, folder=number < len(parts) - 1):
            return True
    return not ignore.is_note(path)


def _inside(path: str, root: str) -> bool:
    """Whether a symbolic link stays in the vault: nothing outside it is read."""
    real = os.path.realpath(path)
    return (real + os.sep).startswith(os.path.realpath(root).rstrip(os.sep) + os.sep)


def _readable(entry: os.DirEntry[str], root: str) -> bool:
    try:
        return entry.is_file() and (not entry.is_symlink() or _inside(entry.path, root))
    except OSError:
        return False
