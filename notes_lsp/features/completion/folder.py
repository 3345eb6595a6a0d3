"""What a folder of the vault holds: files and folders, hidden and ignored ones out."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import NamedTuple

from notes_lsp.features.completion.offer import Asking
from notes_lsp.syntax.context import Typing
from notes_lsp.text.words import fold
from notes_lsp.vault.settings import VaultSettings
from notes_lsp.vault.walk import Ignore

_IMAGE_ENDINGS = "png jpg jpeg gif svg webp avif bmp ico tif tiff heic mp4 webm mov mp3 pdf"
_MOST = 20_000
"""So many entries of one folder are looked at."""
_IMAGES = tuple(f".{ending}" for ending in _IMAGE_ENDINGS.split())


class Entry(NamedTuple):
    """A file or folder."""

    name: str
    is_folder: bool
    is_note: bool
    folded: str
    """The name as it is compared."""

    @property
    def is_image(self) -> bool:
        """Whether an image link may show it."""
        return is_image(self.name)


def root_of(asking: Asking[Typing], key: str) -> str:
    """The workspace folder that holds `key`; empty outside of all."""
    root = ""
    for each in asking.snapshot.roots:
        if len(each) > len(root) and _is_in(key, each):
            root = each
    return root


def listing(asking: Asking[Typing], folder: str) -> tuple[Entry, ...]:
    """What stands in `folder`, by name; nothing of a folder that is outside of the vault.

    A note that is outside itself sees its own folder and those below.
    """
    root = root_of(asking, asking.place.key) or os.path.dirname(asking.place.key)  # noqa: PTH120  # a key
    bound = root_of(asking, folder + os.sep) or root
    if not os.path.isabs(folder) or not _is_in(folder + os.sep, bound):  # noqa: PTH117  # a key
        return ()
    try:
        changed = os.stat(folder).st_mtime_ns  # noqa: PTH116  # as above
    except OSError:
        return ()
    return _read(folder, bound, asking.settings.vault, changed)


def folder_of(asking: Asking[Typing], key: str) -> str:
    """The folder of a file within the workspace: what tells two files of one name apart."""
    root = root_of(asking, key)
    return key[len(root) : key.rfind(os.sep)].strip(os.sep).replace(os.sep, "/")


def is_image(name: str) -> bool:
    """Whether an image link may show a file of this name."""
    return name.lower().endswith(_IMAGES)


@lru_cache(maxsize=64)
def _read(folder: str, root: str, settings: VaultSettings, changed: int) -> tuple[Entry, ...]:
    """Read anew when the folder has changed; `changed` is the time of its last change."""
    ignore = _rules(folder, root, settings)
    found: list[Entry] = []
    try:
        with os.scandir(folder) as entries:
            for _, entry in zip(range(_MOST), entries, strict=False):
                is_folder = entry.is_dir()
                if not ignore.hides(entry.path, is_folder):
                    note = not is_folder and ignore.is_note(entry.name)
                    name = _shown(entry.name)
                    found.append(Entry(name, is_folder, note, fold(name)))
    except OSError:
        return ()
    return tuple(sorted(found, key=lambda entry: (entry.folded, entry.name)))


def _rules(folder: str, root: str, settings: VaultSettings) -> Ignore:
    ignore, at = Ignore(root, settings).below(root), root.rstrip(os.sep)
    for part in folder[len(at) :].strip(os.sep).split(os.sep):  # noqa: PTH206  # a key
        if part:
            at = at + os.sep + part
            ignore = ignore.below(at)
    return ignore


def _shown(name: str) -> str:
    """A name that can be sent; bytes that are no text are replaced."""
    return name.encode("utf-8", "replace").decode()


def _is_in(key: str, root: str) -> bool:
    return key.startswith(root.rstrip(os.sep) + os.sep)
