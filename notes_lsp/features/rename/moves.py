"""Files that move, and where everything is before and after."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from notes_lsp.syntax import LinkKind
from notes_lsp.vault import Snapshot, to_uri
from notes_lsp.vault.written import bucket, fold_name, stem_of


class Source(NamedTuple):
    """A note whose links may have to change."""

    at: str
    """Where its text is now: the key for edits."""
    was: str
    """Where it was when its links were written."""
    will: str
    """Where it will be."""


class Moves:
    """The vault on both sides of a move of files and folders."""

    def __init__(self, snapshot: Snapshot, pairs: Mapping[str, str], missing: bool = False) -> None:
        """`pairs` are keys of files and folders, old -> new.

        A client may ask when it has moved the files already: then the notes are found at their
        new places. With `missing` there never was a file: links alone are to lead elsewhere.
        """
        self.snapshot = snapshot
        self._missing = missing
        self.pairs = {old: new for old, new in pairs.items() if old != new}
        self.endings = tuple(
            "." + each.lower().lstrip(".")
            for each in snapshot.settings(next(iter(pairs), "")).vault.extensions
        )

    def to(self, key: str) -> str:
        """Where a file or folder will be."""
        old = self.folder_of(key)
        return self.pairs[old] + key[len(old) :] if old else key

    def folder_of(self, key: str) -> str:
        """The innermost file or folder that moves and takes `key` along; empty for none."""
        return _holding(key, self.pairs)

    def source(self, at: str) -> Source:
        """A note of the vault on both sides of the move."""
        if (will := self.to(at)) != at:
            return Source(at, at, will)
        new = _holding(at, self._back)
        return Source(at, self._back[new] + at[len(new) :] if new else at, at)

    @cached_property
    def notes(self) -> dict[str, str]:
        """All notes that move, old -> new, whether they have moved already or not."""
        records = self.snapshot.records
        places = [place for pair in self.pairs.items() for place in pair if not self._missing]
        found = {place for place in places if place in records}
        if inside := tuple(each + os.sep for each in places if each in self._vault_folders):
            found |= {key for key in records if key.startswith(inside)}
        sources = (self.source(key) for key in sorted(found))
        return {source.was: source.will for source in sources if source.was != source.will}

    @cached_property
    def files(self) -> dict[str, str]:
        """All files that are no notes and move, old -> new, whether they have moved already."""
        known = self.snapshot.files
        found = {
            old: new
            for old, new in self.pairs.items()
            if old not in self.folders and old not in self.notes
        }
        folders = [pair for pair in self.pairs.items() if pair[0] in self.folders]
        for key in known.every() if folders else ():
            for old, new in folders:
                for folder in (old, new):
                    if key.startswith(folder + os.sep):
                        rest = key[len(folder) :]
                        found[old + rest] = self.to(old + rest)
        return found

    def sources(self) -> Iterator[Source]:
        """The notes that move."""
        records = self.snapshot.records
        for old, new in self.notes.items():
            yield Source(old if old in records else new, old, new)

    @cached_property
    def folders(self) -> frozenset[str]:
        """Those old keys that are, or may be, folders."""
        known = self._vault_folders
        return frozenset(
            old
            for old, new in self.pairs.items()
            if old in known or new in known or not os.path.splitext(old)[1]  # noqa: PTH122  # a key
        )

    def arriving(self, stem: str) -> tuple[str, ...]:
        """The new keys of notes whose file will be called `stem`, a bucket."""
        return self._arriving.get(stem, ())

    def root_of(self, key: str) -> str:
        """The innermost workspace folder that holds a key; empty for none."""
        holding = (root for root in self.snapshot.roots if _within(key, root))
        return max(holding, key=len, default="")

    def gone(self, key: str) -> str:
        """The moved note that a missing file is: `a.b` is the note `a.b.md`, moved already."""
        return self.bare.get(key, key)

    @cached_property
    def bare(self) -> dict[str, str]:
        """The notes that have been moved already, by their old keys without the ending."""
        return {
            old[: -len(ending)]: old
            for old in self._back.values()
            for ending in self.endings
            if old.lower().endswith(ending)
        }

    @cached_property
    def gone_already(self) -> frozenset[str]:
        """The old keys of notes that have been moved already."""
        return frozenset(old for old in self.notes if old not in self.snapshot.records)

    def exists(self, key: str) -> bool:
        """Whether there is a file at `key` now."""
        if key in self.snapshot.records:
            return True
        found = self.snapshot.graph.resolve(key, LinkKind.INLINE, to_uri(key)).target
        return found is not None and found.exists and found.key == key

    def will_be(self, key: str) -> bool:
        """Whether there will be a note at `key`."""
        stays = key in self.snapshot.records and self.to(key) == key
        return stays or key in self.notes.values()

    def occupant(self, old: str, new: str) -> str | None:
        """What is in the way of `old` at `new`, also by a name that macOS and Windows take for the
        same; None for nothing."""
        wanted = fold_name(new)
        folders = (each for each in self._vault_folders if fold_name(each) == wanted)
        taken = self.snapshot.graph.occupant(new, old)
        return taken or next((each for each in folders if each != old), None)

    @cached_property
    def _back(self) -> dict[str, str]:
        """New -> old of what has been moved already: nothing is at the old place any more."""
        here = self.snapshot.records
        return {
            new: old
            for old, new in self.pairs.items()
            if old not in here and old not in self._vault_folders and not self._missing
        }

    @cached_property
    def _vault_folders(self) -> frozenset[str]:
        """The folders that hold notes, somewhere below."""
        found: set[str] = set()
        for folder in {os.path.dirname(key) for key in self.snapshot.records}:  # noqa: PTH120  # keys
            above = folder
            while above and above not in found:
                found.add(above)
                above = above.rpartition(os.sep)[0]
        return frozenset(found)

    @cached_property
    def _arriving(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for new in self.notes.values():
            stem = bucket(stem_of(os.path.basename(new), self.endings), self.endings)  # noqa: PTH119  # a key
            found[stem] = (*found.get(stem, ()), new)
        return found


def _holding(key: str, places: Iterable[str]) -> str:
    return max((place for place in places if _within(key, place)), key=len, default="")


def _within(key: str, folder: str) -> bool:
    return key == folder or key.startswith(folder.rstrip(os.sep) + os.sep)
