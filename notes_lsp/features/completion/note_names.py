"""The file names of all notes, found by their start, a word in them, a part, or by pinyin.

One run of text, a name on each line: a search is a search for a substring, made by the machine's
fastest means, and only what it finds is looked at. Made anew (2 ms for 10,000 notes) when a file
comes or goes, never while one types.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import accumulate

from notes_lsp.vault import Snapshot
from notes_lsp.vault.typed_keys import typed_keys
from notes_lsp.vault.written import fold_name, stem_of

_LOOKED_AT = 2000
"""So many names are looked at: what one letter finds beyond them is a matter of chance."""


class NoteNames:
    """The notes with the given keys; `endings` are those of notes, with their dots."""

    def __init__(self, keys: tuple[str, ...], endings: tuple[str, ...]) -> None:
        """Looks at the file names alone."""
        self.keys = keys
        self._endings = endings
        names = [fold_name(self.stem(key)) for key in keys]
        self._lines = _Lines(names)
        self._once: set[str] = set()
        self._often: set[str] = set()
        for name in names:
            (self._often if name in self._once else self._once).add(name)

    def stem(self, key: str) -> str:
        """What a wiki link calls a note: its file's name without the ending."""
        name = key[key.rfind(os.sep) + 1 :]
        return stem_of(name, self._endings) or name

    def is_only(self, stem: str) -> bool:
        """Whether no two notes are called `stem`."""
        return fold_name(stem) not in self._often

    def starting(self, folded: str) -> Iterator[str]:
        """The notes whose name starts so, in no order."""
        yield from self._found(self._lines, "\n" + folded)

    def with_word(self, folded: str) -> Iterator[str]:
        """The notes with a later word that starts so."""
        for number, before in self._lines.find(folded):
            if before != "\n" and not (before.isalnum() and before.isascii()):
                yield self.keys[number]

    def with_part(self, folded: str) -> Iterator[str]:
        """The notes with `folded` anywhere in their name."""
        yield from self._found(self._lines, folded)

    def spelled(self, letters: str) -> Iterator[str]:
        """The notes whose name is typed so on a Latin keyboard: pinyin, initials."""
        yield from self._found(self._typed, " " + letters)

    @cached_property
    def _typed(self) -> _Lines:
        return _Lines([typed_keys(fold_name(self.stem(key))) for key in self.keys])

    def _found(self, lines: _Lines, needle: str) -> Iterator[str]:
        for number, _ in lines.find(needle):
            yield self.keys[number]


class _Lines:
    """Texts, one on each line."""

    def __init__(self, texts: list[str]) -> None:
        self._text = "\n" + "\n".join(texts) + "\n"
        self._starts = list(accumulate((len(text) + 1 for text in texts), initial=0))

    def find(self, needle: str) -> Iterator[tuple[int, str]]:
        """The numbers of the lines that hold `needle`, and what stands before it."""
        find, starts = self._text.find, self._starts
        at = find(needle)
        for _ in range(_LOOKED_AT):
            if at < 0:
                return
            number = bisect_right(starts, at) - 1
            yield number, self._text[at - 1 : at]
            at = find(needle, starts[number + 1])


def note_names(snapshot: Snapshot) -> NoteNames:
    """The names of all notes of the vault."""
    endings = tuple("." + each.lower() for each in snapshot.settings("").vault.extensions)
    return _made(tuple(snapshot.records), endings)


@lru_cache(maxsize=2)
def _made(keys: tuple[str, ...], endings: tuple[str, ...]) -> NoteNames:
    return NoteNames(keys, endings)
