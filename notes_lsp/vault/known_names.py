"""The names of a vault's notes as they are known so far, and those that are to be entered."""

from __future__ import annotations

from collections.abc import Iterator

from notes_lsp.vault.names import Named, NameIndex, shard_of
from notes_lsp.vault.records import Records

_AT_ONCE = 200
"""Notes whose names are made searchable together."""
_A_LOOK = 100
"""So many, edited just now, are so when somebody searches. Who searches waits for none of more, as
they come by a start or a `git pull`."""


class KnownNames:
    """An index of names that follows the notes."""

    def __init__(self, records: Records) -> None:
        """No names; `records` tell what a note goes by."""
        self._records = records
        self._index = NameIndex.of({})
        self._renamed: dict[int, set[str]] = {}
        """The notes that came, changed or went, by the part of the index that they are in."""
        self._entering: Iterator[None] | None = None

    def mark(self, key: str) -> None:
        """A note came, changed its names or went."""
        self._renamed.setdefault(shard_of(key), set()).add(key)

    @property
    def index(self) -> NameIndex:
        """Notes and headings by name, those edited just now included.

        When many came at once, `enter` takes them in.
        """
        if self._to_come <= _A_LOOK:
            self._index = self._index.with_notes(self._take(_A_LOOK))
        return self._index.unfinished() if self._renamed or self._entering else self._index

    def enter(self) -> Iterator[None]:
        """Make all notes known so far searchable in `index`, some milliseconds at a time.

        Whoever drives it goes on where another has stopped.
        """
        while self._renamed or self._entering:
            entering = self._entering = self._entering or self._enter_some()
            for _ in entering:  # who stops driving must not end it for the others
                yield
            if self._entering is entering:
                self._entering = None

    def _enter_some(self) -> Iterator[None]:
        """Enters some notes. A search meanwhile finds what it found before, and makes nothing."""
        before, changes = self._index, self._take(_AT_ONCE)
        index = before.with_notes(changes)
        yield
        yield from index.warm()
        if self._index is before:
            self._index = index
            return
        for key in changes:  # somebody searched for what was edited meanwhile
            self.mark(key)

    @property
    def _to_come(self) -> int:
        return sum(map(len, self._renamed.values()))

    def _take(self, most: int) -> dict[str, Named | None]:
        """What notes that are to be entered go by now, each told once.

        Gives all of a part of the index together, until parts of `most` notes are to be made anew.
        """
        keys: list[str] = []
        cost = 0
        while self._renamed and cost < most:
            number, changed = self._renamed.popitem()
            keys += changed
            cost += max(len(changed), self._index.size_of(number))
        return {key: self._records.head(key) for key in keys}
