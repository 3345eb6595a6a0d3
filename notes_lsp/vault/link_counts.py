"""How many notes link to each note: what completion offers first among equals.

Counted by the words under which the index finds links, so that no link is resolved: a link counts
for every note whose file is called so, one by a title or an alias for none. A note that speaks for
its folder counts by the folder's name. A heading counts by its slug, behind the name of its note.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Protocol
from urllib.parse import unquote

from notes_lsp.vault.shelf import hash_word
from notes_lsp.vault.slugs import github

_AT_ONCE = 1000
"""So many notes are counted when someone asks: 2 ms. More wait for `count`: 20 ms for 10,000."""
_HEADINGS = 2000
"""Of so many headings the counts are remembered."""


class _Index(Protocol):
    """The part of the index that tells who holds a word."""

    def link_word(self, key: str) -> str: ...
    def called_by(self, word: str) -> Iterator[str]: ...
    def holders(self, word: str) -> int: ...
    def held(self) -> Iterator[Iterable[int]]: ...


class LinkCounts:
    """The counts of a vault's notes, each remembered until a note changes that links there."""

    def __init__(self, index: _Index) -> None:
        """Nothing counted; `index` finds links by words."""
        self._index = index
        self._known: dict[str, int] = {}
        self._headings: dict[str, int] = {}
        self._counted = False

    def of(self, key: str) -> int:
        """How many notes link to the note `key`; 0 in a large vault that was not counted yet."""
        found = self._known.get(key)
        if found is None:
            if not self._counted:
                return 0
            found = self._known[key] = self._index.holders(self._index.link_word(key))
        return found

    def of_heading(self, key: str, slug: str) -> int:
        """How many notes link to a heading of the note `key`, given its slug on GitHub."""
        word = heading_word(self._index.link_word(key), slug)
        found = self._headings.get(word)
        if found is None:
            if len(self._headings) >= _HEADINGS:
                self._headings.clear()
            found = self._headings[word] = self._index.holders(word)
        return found

    def count(self, keys: Collection[str]) -> None:
        """Count for all notes at once, where that was not done since many of them came."""
        if self._counted:
            return
        holders: Counter[int] = Counter()
        for hashes in self._index.held():
            holders.update(hashes)
        word_of = self._index.link_word
        self._known = {key: holders.get(hash_word(word_of(key)), 0) for key in keys}
        self._counted = True

    def count_few(self, keys: Collection[str]) -> None:
        """The same where the vault is so small that the one who asks can wait for it."""
        if len(keys) <= _AT_ONCE:
            self.count(keys)

    def changed(self, words: Iterable[str]) -> None:
        """Notes came or went under these words."""
        for word in words:
            self._headings.pop(word, None)
            for key in self._index.called_by(word) if self._counted else ():
                self._known.pop(key, None)

    def gone(self, key: str) -> None:
        """There is no such note any more."""
        self._known.pop(key, None)

    def many_came(self) -> None:
        """Notes came by the hundred: until they are counted, what was known has to do."""
        self._counted = False
        self._headings.clear()


def heading_word(word: str, fragment: str) -> str:
    """The word of a link to a heading: that of its note, and the heading as GitHub writes it.

    Of `#chapter#section` the last counts; a heading's own slug gives the same word as its text.
    """
    last = fragment[fragment.rfind("#") + 1 :]
    return f"{word}#{github(unquote(last) if '%' in last else last)}"
