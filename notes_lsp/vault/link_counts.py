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
"""So many notes are counted when someone asks: 2 ms. More wait for `counting`: 40 ms for 10,000."""
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
        self._meanwhile: set[str] | None = None
        """Whose count changed while all are counted; None while they are not."""

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

    def counting(self, keys: Collection[str]) -> Iterator[None]:
        """Count for all notes, where that was not done since many of them came; gives way every
        few milliseconds. Begun anew by someone else, or overtaken by many notes, it ends."""
        if self._counted:
            return
        changed = self._meanwhile = set()
        holders: Counter[int] = Counter()
        for hashes in self._index.held():
            holders.update(hashes)
            yield
        known = {}
        for number, key in enumerate([*keys]):
            known[key] = holders.get(hash_word(self._index.link_word(key)), 0)
            if number % _AT_ONCE == 0:
                yield
        if self._meanwhile is changed:
            self._known = {key: count for key, count in known.items() if key not in changed}
            self._counted, self._meanwhile = True, None

    def count_few(self, keys: Collection[str]) -> None:
        """The same where the vault is so small that the one who asks can wait for it."""
        if len(keys) <= _AT_ONCE:
            for _ in self.counting(keys):
                pass

    def changed(self, words: Iterable[str]) -> None:
        """Notes came or went under these words."""
        for word in words:
            self._headings.pop(word, None)
            if self._counted or self._meanwhile is not None:
                for key in self._index.called_by(word):
                    self._drop(key)

    def gone(self, key: str) -> None:
        """There is no such note any more."""
        self._drop(key)

    def many_came(self) -> None:
        """Notes came by the hundred: until they are counted, what was known has to do."""
        self._counted, self._meanwhile = False, None
        self._headings.clear()

    def _drop(self, key: str) -> None:
        self._known.pop(key, None)
        if self._meanwhile is not None:
            self._meanwhile.add(key)


def heading_word(word: str, fragment: str) -> str:
    """The word of a link to a heading: that of its note, and the heading as GitHub writes it.

    Of `#chapter#section` the last counts; a heading's own slug gives the same word as its text.
    """
    last = fragment[fragment.rfind("#") + 1 :]
    return f"{word}#{github(unquote(last) if '%' in last else last)}"
