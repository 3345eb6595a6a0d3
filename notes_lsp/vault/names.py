"""The names of notes and headings, found by any part of them, by pinyin, and with a slip in them.

A `NameIndex` is immutable; changing a note makes a new one that shares all else. The notes lie in
256 shards, and the names of a shard are one run of bytes, a name on each line, so that a query is a
handful of searches for a substring (1 ms for 100,000 names) and looks closely at what these find.
A shard's text is made when it is first searched after one of its notes changed (2 ms).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from heapq import nsmallest
from typing import NamedTuple, Protocol
from zlib import crc32

from notes_lsp.text.words import fold
from notes_lsp.vault.name_search import Hit, Nearness, Query, search
from notes_lsp.vault.name_text import Forms, ShardText, pack_forms, unpack_forms

_SHARDS = 256
"""At 50,000 notes one is 200 notes: 10 ms to make. A search pays 0.3 to 1 ms for so many."""


class NameHit(NamedTuple):
    """A note or heading that goes by the queried name."""

    nearness: Nearness
    key: str
    """The note."""
    heading: int | None
    """The number of the heading among the note's; None for the note itself."""
    form: str
    """The name that was found: a heading's text, a note's title, file name or alias."""


class _Heading(Protocol):
    @property
    def text(self) -> str: ...


class Named(Protocol):
    """A note's record, or as much of it as tells what the note and its headings are called."""

    @property
    def title(self) -> str:
        """See `NoteRecord`."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """See `NoteRecord`."""

    @property
    def headings(self) -> Sequence[_Heading]:
        """See `NoteRecord`."""


class _Names(NamedTuple):
    """What one note goes by, and its headings."""

    forms: Forms
    own: int
    """How many of the forms, the first ones, are the note's own."""
    headings: Sequence[int]
    """For each other form the number of its heading."""

    @classmethod
    def of(cls, key: str, record: Named) -> _Names:
        own = dict.fromkeys(filter(None, (record.title, _stem(key), *record.aliases)))
        headed = [
            (number, each.text)
            for number, each in enumerate(record.headings)
            if each.text and (number or each.text != record.title)  # the note answers to it
        ]
        forms = pack_forms((*own, *(text for _, text in headed)))
        return cls(forms, len(own), _numbers([number for number, _ in headed]))

    def heading(self, form: int) -> int | None:
        """The number of the heading that a form names; None for the note itself."""
        return self.headings[form - self.own] if form >= self.own else None


def _numbers(numbers: list[int]) -> Sequence[int]:
    """The same numbers; most are a range, one object for all notes with that range."""
    if not numbers:
        return ()
    if numbers[-1] - numbers[0] + 1 == len(numbers):
        return _range(numbers[0], numbers[-1] + 1)
    return tuple(numbers)


@lru_cache(maxsize=1024)
def _range(start: int, stop: int) -> range:
    return range(start, stop)


def _stem(key: str) -> str:
    return os.path.splitext(key[key.rfind(os.sep) + 1 :])[0]  # noqa: PTH122  # 50,000 keys


class _Shard:
    """Some of the notes."""

    def __init__(self, notes: Mapping[str, _Names]) -> None:
        self.notes = notes

    @cached_property
    def keys(self) -> list[str]:
        return list(self.notes)

    @cached_property
    def text(self) -> ShardText:
        return ShardText([names.forms for names in self.notes.values()])


def shard_of(key: str) -> int:
    """In which part of an index the names of a note are; a part is made anew as a whole."""
    return crc32(key.encode(errors="replace")) % _SHARDS


class NameIndex:
    """All names of a vault. Make one with `NameIndex.of`."""

    def __init__(self, shards: tuple[_Shard, ...], *, whole: bool = True) -> None:
        """Prefer `NameIndex.of`."""
        self._shards = shards
        self._whole = whole

    @classmethod
    def of(cls, records: Mapping[str, Named]) -> NameIndex:
        """The index of all notes of a vault, by key."""
        return cls(tuple(_Shard({}) for _ in range(_SHARDS))).with_notes(records)

    def with_notes(self, changes: Mapping[str, Named | None]) -> NameIndex:
        """The same, with some notes' records replaced; None takes a note away."""
        changed: dict[int, dict[str, _Names]] = {}
        for key, record in changes.items():
            number = shard_of(key)
            new = _Names.of(key, record) if record is not None else None
            if self._shards[number].notes.get(key) == new:
                continue
            notes = changed.setdefault(number, dict(self._shards[number].notes))
            if new is None:
                del notes[key]
            else:
                notes[key] = new
        if not changed:
            return self
        shards = list(self._shards)
        for number, notes in changed.items():
            shards[number] = _Shard(notes)
        return NameIndex(tuple(shards))

    def unfinished(self) -> NameIndex:
        """The same while names are missing: what is alike is not looked for, for what is meant may
        be to come."""
        return NameIndex(self._shards, whole=False)

    def size_of(self, number: int) -> int:
        """How many notes are in a part of the index (`shard_of`)."""
        return len(self._shards[number].notes)

    def warm(self) -> Iterator[None]:
        """Makes what searches need ahead of the first one, some milliseconds at a time."""
        for shard in self._shards:
            yield from shard.text.warm()

    def search(self, query: str, limit: int) -> list[NameHit]:
        """The notes and headings that go by `query`, the best first, each once.

        An empty query gives the first notes, then the first headings.
        """
        if not fold(query):
            return self._first(limit)
        texts = [shard.text for shard in self._shards]
        hits = search(texts, Query.of(query), limit, guess=self._whole)
        best: dict[tuple[str, int], tuple[tuple[object, ...], Hit]] = {}
        for hit in hits:
            shard = self._shards[hit.shard]
            key = shard.keys[hit.note]
            heading = max(hit.form - shard.notes[key].own, -1)  # among those with a text
            rank = (hit.nearness, hit.distance, heading >= 0, hit.length, key, heading, hit.form)
            if (key, heading) not in best or rank < best[key, heading][0]:
                best[key, heading] = (rank, hit)
        return [self._named(hit) for _, hit in nsmallest(limit, best.values())]

    def _named(self, hit: Hit) -> NameHit:
        shard = self._shards[hit.shard]
        key = shard.keys[hit.note]
        names = shard.notes[key]
        form = unpack_forms(names.forms)[hit.form]
        return NameHit(hit.nearness, key, names.heading(hit.form), form)

    def _first(self, limit: int) -> list[NameHit]:
        every = nsmallest(limit, (item for each in self._shards for item in each.notes.items()))
        forms = [unpack_forms(names.forms) for _, names in every]
        hits = [
            NameHit(Nearness.INSIDE, key, None, some[0])
            for (key, _), some in zip(every, forms, strict=True)
        ]
        for (key, names), some in zip(every, forms, strict=True):
            for form, heading in zip(some[names.own :], names.headings, strict=True):
                if len(hits) >= limit:
                    return hits
                hits.append(NameHit(Nearness.INSIDE, key, heading, form))
        return hits
