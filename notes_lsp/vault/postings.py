"""Words and the notes under them, small in memory: most words have one note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

_epochs = count()


def first_version() -> int:
    """From where something counts its states, so that no two things ever share a number: what is
    remembered of one is not taken for the other's, which was made anew in its place."""
    return next(_epochs) << 32


class Postings:
    """A map from words to keys of notes, changed key by key."""

    def __init__(self) -> None:
        """Nothing under any word."""
        self._keys: dict[str, str | dict[str, None]] = {}
        self.version = first_version()
        """Another number after each change."""

    def get(self, word: str) -> tuple[str, ...]:
        """The keys under a word."""
        found = self._keys.get(word)
        if found is None:
            return ()
        return (found,) if isinstance(found, str) else tuple(found)

    def words(self) -> Iterator[str]:
        """All words that have a key."""
        return iter(self._keys)

    def every(self) -> Iterator[str]:
        """All keys under any word."""
        for found in self._keys.values():
            if isinstance(found, str):
                yield found
            else:
                yield from found

    def add(self, word: str, key: str) -> None:
        """Put a key under a word."""
        self.version += 1
        found = self._keys.get(word)
        if found is None:
            self._keys[word] = key
        elif isinstance(found, dict):
            found[key] = None
        elif found != key:
            self._keys[word] = {found: None, key: None}

    def remove(self, word: str, key: str) -> None:
        """Take a key away from a word."""
        self.version += 1
        found = self._keys.get(word)
        if isinstance(found, dict):
            found.pop(key, None)
            if not found:
                del self._keys[word]
        elif found == key:
            del self._keys[word]

    def change(self, key: str, old: Iterable[str], new: Iterable[str]) -> None:
        """Move a key from the words `old` to the words `new`."""
        before, after = set(old), set(new)
        for word in before - after:
            self.remove(word, key)
        for word in after - before:
            self.add(word, key)
