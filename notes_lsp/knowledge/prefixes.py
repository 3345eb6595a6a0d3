"""Which names start as a person types: sorted keys, found by bisection."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from notes_lsp.knowledge.entry import AnyEntry, Command, Symbol, Term
from notes_lsp.knowledge.gradual import STEP, Making
from notes_lsp.text.pinyin import keys as pinyin_keys
from notes_lsp.text.words import fold


class Group(IntEnum):
    """What completes together."""

    TERMS = 0
    """Terms and tips."""
    COMMANDS = 1
    SYMBOLS = 2
    ENVIRONMENTS = 3

    @classmethod
    def of(cls, entry: AnyEntry) -> Group:
        """The group that an entry belongs to."""
        if isinstance(entry, Command):
            return cls.COMMANDS
        if isinstance(entry, Symbol):
            return cls.ENVIRONMENTS if entry.environment else cls.SYMBOLS
        return cls.TERMS


class Rank(IntEnum):
    """What of an entry starts as was typed, the best first."""

    NAME = 0
    ALIAS = 1
    WORD = 2
    """A later word of a name, or a title."""
    PINYIN = 3


class Start(NamedTuple):
    """A name that starts as was typed."""

    key: str
    """The folded form that starts so."""
    label: str
    """The name itself."""
    number: int
    """The entry's."""


class Prefixes:
    """The keys of many entries of one group (`making`); immutable."""

    def __init__(self, ranked: Iterable[list[Start]]) -> None:
        """The names by `Rank`."""
        self._keys: list[list[str]] = []
        self._labels: list[list[str]] = []
        self._numbers: list[array[int]] = []
        for starts in ranked:
            starts.sort()
            self._keys.append([start.key for start in starts])
            self._labels.append([start.label for start in starts])
            self._numbers.append(array("I", [start.number for start in starts]))

    @classmethod
    def making(cls, entries: Iterable[tuple[int, AnyEntry]]) -> Making[Prefixes]:
        """Each entry comes with the number by which the answers name it."""
        ranked: list[list[Start]] = [[] for _ in Rank]
        for count, (number, entry) in enumerate(entries, 1):
            seen: set[str] = set()
            for rank, key, label in _keys(entry):
                if key not in seen:
                    seen.add(key)
                    ranked[rank].append(Start(key, label, number))
            if not count % STEP:
                yield
        return cls(ranked)

    def starting(self, prefix: str, rank: Rank, limit: int) -> Iterator[Start]:
        """The first `limit` names whose folded form starts with `prefix`, in alphabetical order."""
        keys = self._keys[rank]
        at = bisect_left(keys, prefix)
        for place in range(at, min(at + limit, len(keys))):
            if not keys[place].startswith(prefix):
                return
            yield Start(keys[place], self._labels[rank][place], self._numbers[rank][place])


def _keys(entry: AnyEntry) -> Iterator[tuple[Rank, str, str]]:
    """Rank, key and label of all by which an entry may be typed, the best first."""
    name = entry.name.removeprefix("\\")
    titles = [words.title for words in entry.languages.values() if words.title]
    also = [*entry.aliases]
    if isinstance(entry, Term):
        also += filter(None, (entry.preferred, entry.expansion))
    yield Rank.NAME, fold(name), name
    for alias in also:
        yield Rank.ALIAS, fold(alias), alias
    for label in (name, *also, *titles):
        for place in _word_starts(label):
            yield Rank.WORD, fold(label[place:]), label
    for label in (name, *also, *titles):
        if not label.isascii():
            for key in _pinyin(label):
                yield Rank.PINYIN, key, label


_WORD_START = re.compile(r"(?<=[\s_/()-])[^\W_]|(?<=[\u3400-\u9fff（])[A-Za-z]")


def _word_starts(label: str) -> Iterator[int]:
    yield 0
    for match in _WORD_START.finditer(label):
        yield match.start()


@lru_cache(maxsize=2048)
def _pinyin(label: str) -> tuple[str, ...]:
    return pinyin_keys(label)
