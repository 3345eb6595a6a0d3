"""What changed on disk while nobody watched: after a note was read, before a watcher began."""

from __future__ import annotations

from collections.abc import Container, Iterator

from notes_lsp.vault.catalogue import Catalogue
from notes_lsp.vault.configured import Configured
from notes_lsp.vault.shelf import Stamp
from notes_lsp.vault.uris import as_key
from notes_lsp.vault.walk import walk_folders

_AT_ONCE = 500
"""Notes and files compared in one go: 1 ms."""


class Missed:
    """One look at the workspace folders, once every note of them was read."""

    def __init__(
        self, configured: Configured, catalogue: Catalogue, open_notes: Container[str]
    ) -> None:
        """Compares with what `catalogue` has, but for the notes that are open."""
        self._walks = [(root, configured.of_root(root).vault) for root in configured.roots]
        self._catalogue = catalogue
        self._open = open_notes
        self._found: dict[str, Stamp | None] = {}
        """How the notes look; None for a file that is none."""

    def look(self) -> None:
        """Walk the folders: nothing but the disk is asked, so that another thread may do it."""
        for root, settings in self._walks:
            for folder in walk_folders(root, settings):
                for entry in folder.notes:
                    try:
                        self._found[as_key(entry.path)] = Stamp.of(entry.stat())
                    except OSError:  # it went meanwhile
                        continue
                self._found.update((as_key(path), None) for path in folder.files)

    def paths(self) -> Iterator[str | None]:
        """The paths of what changed, came or went, after `look`; gives None now and then."""
        catalogue = self._catalogue
        for number, (key, stamp) in enumerate(self._found.items()):
            known = catalogue.is_current(key, stamp) if stamp else catalogue.knows(key)
            if not known and key not in self._open:
                yield key
            if number % _AT_ONCE == 0:
                yield None
        for key in (*catalogue.records.every, *catalogue.files.every()):
            if key not in self._found and key not in self._open:
                yield key
