"""The entries that notes and packs of the vault hold, kept as a `Lexicon`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from notes_lsp.knowledge import (
    Definition,
    Gradual,
    Lexicon,
    Origin,
    bundled_folder,
    loading_bundled,
    pack_files,
    read_packs,
)
from notes_lsp.vault.configured import Configured


class OwnEntries:
    """The vault's part in the lexicon."""

    def __init__(self, configured: Configured) -> None:
        """No entries yet; packs are read when the lexicon is first asked for."""
        self._configured = configured
        self._lexicon: Lexicon | None = None
        self._bundled: Gradual[tuple[Definition, ...]] | None = None
        self._entries: dict[str, tuple[Definition, ...]] = {}
        self._changed: dict[str, tuple[Definition, ...]] = {}
        self._pack_paths: set[str] = set()

    def reset(self) -> None:
        """Settings changed: read the packs anew."""
        self._lexicon = None
        self._bundled = None

    def clear(self) -> None:
        """Forget the entries of all notes."""
        self._entries.clear()
        self._changed.clear()
        self._lexicon = None

    def put(self, key: str, entries: tuple[Definition, ...]) -> None:
        """Keep the entries of a note's tables for the lexicon's next use; none forgets the note."""
        if entries == self._entries.get(key, ()):
            return
        if entries:
            self._entries[key] = entries
        else:
            del self._entries[key]
        self._changed[key] = entries

    @property
    def count(self) -> int:
        """How many entries the notes hold."""
        return sum(map(len, self._entries.values()))

    def reading(self) -> Iterator[None]:
        """Read the bundled packs ahead of use, one by one; at once where that was done."""
        if self._lexicon is None and self._configured.of_root("").knowledge.bundled:
            self._bundled = self._bundled or Gradual(loading_bundled())
            yield from self._bundled.steps()

    @property
    def lexicon(self) -> Lexicon:
        """All entries."""
        if self._lexicon is None:
            for _ in self.reading():
                pass
            bundled, self._bundled = self._bundled.value if self._bundled else (), None
            self._lexicon = Lexicon.of(bundled, self._user_packs(), self._entries)
            self._changed = {}
        if self._changed:
            self._lexicon = self._lexicon.with_notes(self._changed)
            self._changed = {}
        return self._lexicon

    @property
    def pack_paths(self) -> set[str]:
        """The files of all packs in use."""
        return {*self._pack_paths, *map(str, pack_files(bundled_folder()))}

    def _user_packs(self) -> tuple[Definition, ...]:
        files = dict.fromkeys(
            file for path in self._configured.packs() for file in _pack_files(path)
        )
        definitions, problems = read_packs(files, Origin.PACKS)
        self._configured.faults.update(problems)
        self._pack_paths = {str(file) for file in files}
        return definitions


def _pack_files(path: Path) -> tuple[Path, ...]:
    return pack_files(path) if path.is_dir() else (path,)
