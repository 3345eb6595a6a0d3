"""Finds names in runs of bytes: by substring first, and with more effort when that finds little."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from notes_lsp.text.pinyin import hops, score
from notes_lsp.text.words import fold
from notes_lsp.vault.name_text import TO_LINE_END, ShardText

_FEW = 20
"""With fewer hits than this, rarer ways to type a name are looked for."""
_LOOKED_AT = 2048
"""So many hits of one kind are looked at; what one letter finds is a matter of chance anyway."""
_SCORED = 120
"""So many names of usual length are compared with the query by slower means."""
_SHORTEST = 3
"""Letters of a query that may stand for several words."""
_CUTOFF = 80.0
"""Per cent of likeness from which a name with a slip counts: one slip in six letters."""


class Nearness(IntEnum):
    """How well a name answers a query, the best first."""

    WHOLE = 0
    START = 1
    WORD = 2
    """The start of a later word."""
    PINYIN = 3
    """Pinyin or initials of the whole name, from its start."""
    INSIDE = 4
    SPREAD = 5
    """All words of the query, but apart."""
    PINYIN_INSIDE = 6
    """Pinyin of a later part, or mixed with initials."""
    HOPPED = 7
    """The starts of words, others between them left out."""
    ALIKE = 8
    """With a slip."""


class Hit(NamedTuple):
    """A name that answers a query; all numbers count from 0."""

    nearness: Nearness
    distance: float
    """Sets hits of one nearness apart, the smaller the better."""
    length: int
    """Of the name: the shorter is the likelier. In bytes, or of what was typed for it."""
    shard: int
    note: int
    form: int


class Query(NamedTuple):
    """What is looked for."""

    text: str
    """Folded."""
    needle: bytes
    words: tuple[bytes, ...]
    typed: bytes
    """The letters and digits, where the query may be pinyin."""

    @classmethod
    def of(cls, query: str) -> Query:
        """The query as a user typed it."""
        text = fold(query.encode(errors="replace").decode())  # half a surrogate pair is no text
        letters = "".join(filter(str.isalnum, text))
        typed = letters.encode() if letters.isascii() else b""
        words = sorted((word.encode() for word in text.split()), key=len, reverse=True)
        return cls(text, text.encode(), tuple(words), typed)


_Place = tuple[int, int]
"""The number of a shard, and an offset in its names."""


def search(
    shards: Sequence[ShardText], query: Query, limit: int, *, guess: bool = True
) -> list[Hit]:
    """The names that answer `query`, in no order; those of better kinds first when they abound.

    `guess`: where nothing answers it well, those that it may mean all the same.
    """
    total = sum(len(shard.names.data) for shard in shards)
    share = [(shard, 1 + _LOOKED_AT * len(shard.names.data) // total) for shard in shards]
    hits: list[Hit] = []
    for number, (shard, most) in enumerate(share):
        hits += _starting(shard, number, query, most)
    if len(hits) < limit:
        for number, (shard, most) in enumerate(share):
            hits += _inside(shard, number, query, most)
            if query.typed:
                hits += _spelled(shard, number, query, most)
    if len(hits) < _FEW:
        hits += _mixed(shards, query)
    if guess and all(hit.nearness >= Nearness.PINYIN_INSIDE for hit in hits):
        hits += _hopped(shards, query)
        hits += _alike(shards, query)
    return hits


def _starting(shard: ShardText, number: int, query: Query, most: int) -> Iterator[Hit]:
    lines = shard.names
    for at in lines.find(b"\n" + query.needle, most):
        length = lines.length(at + 1)
        whole = length == len(query.needle)
        yield Hit(Nearness.WHOLE if whole else Nearness.START, 0, length, number, *lines.place(at))


def _inside(shard: ShardText, number: int, query: Query, most: int) -> Iterator[Hit]:
    lines = shard.names
    for at in lines.find(query.words[0], most):
        _, line = lines.line(at)
        if b" " + query.needle in line:
            nearness = Nearness.WORD
        elif query.needle in line:
            before = line.partition(query.needle)[0].decode(errors="replace")[-1:]
            nearness = Nearness.INSIDE if before.isalnum() else Nearness.WORD
        elif all(word in line for word in query.words):
            nearness = Nearness.SPREAD
        else:
            continue
        yield Hit(nearness, 0, len(line), number, *lines.place(at))


def _spelled(shard: ShardText, number: int, query: Query, most: int) -> Iterator[Hit]:
    """Names whose keys start as the query does."""
    lines = shard.typed
    for at in lines.find(b" " + query.typed, most):
        yield Hit(Nearness.PINYIN, 0, lines.length(at), number, *lines.place(at))


def _mixed(shards: Sequence[ShardText], query: Query) -> Iterator[Hit]:
    """Names spelled from any character on, or by full readings and initials in one."""
    remaining = _SCORED
    for number, shard in enumerate(shards):
        for note, form in _spellable(shard, query):
            name = shard.name(note, form)
            remaining -= _effort(name)
            value = score(query.text, name)
            if value:
                nearness = Nearness.PINYIN if value >= 3 else Nearness.PINYIN_INSIDE
                yield Hit(nearness, -value, len(name), number, note, form)
            if remaining <= 0:
                return


def _effort(name: str) -> int:
    """What a comparison costs of `_SCORED`: it goes through the name letter by letter."""
    return 1 + len(name) // 64


def _spellable(shard: ShardText, query: Query) -> Iterator[tuple[int, int]]:
    """Names that the query may spell: cheap to ask, and never wrong about those that it does."""
    if len(query.typed) > 1:
        for at in shard.typed.match(_spelling(query.typed), _LOOKED_AT):
            yield shard.typed.place(at)
    elif not query.text.isascii():
        first = next((x for x in query.text if not x.isascii()), "")
        for at in shard.names.find(first.encode(), _LOOKED_AT):
            yield shard.names.place(at)


@lru_cache(maxsize=8)
def _spelling(letters: bytes) -> re.Pattern[bytes]:
    """Lines that hold the letters in this order.

    The first two in a row: they belong to one reading, or are the initials of two.
    """
    rest = b"".join(b"[^\n%c]*+%c" % (letter, letter) for letter in letters[2:])
    return re.compile(re.escape(letters[:2]) + rest + TO_LINE_END)


def _hopped(shards: Sequence[ShardText], query: Query) -> Iterator[Hit]:
    """Names of whose words the query spells some, or their starts: `catfish` for `cat dog fish`."""
    if len(query.typed) < _SHORTEST:
        return
    remaining = _SCORED
    for number, shard in enumerate(shards):
        for at in shard.names.match(_spelling(query.typed), remaining):
            note, form = shard.names.place(at)
            name = shard.name(note, form)
            remaining -= _effort(name)
            if hops(query.text, name):
                yield Hit(Nearness.HOPPED, 0, len(name), number, note, form)
            if remaining <= 0:
                return


def _alike(shards: Sequence[ShardText], query: Query) -> Iterator[Hit]:
    """Names that hold the query but for a slip.

    One slip, two letters in the wrong order included, spoils at most two of three pieces: only
    names with one of the pieces are compared.
    """
    lines: dict[tuple[int, int], str] = {}
    for piece in _pieces(query.text):
        remaining = _SCORED * 4
        for number, shard in enumerate(shards):
            for at in shard.names.find(piece, remaining):
                remaining -= 1
                start, line = shard.names.line(at)
                lines[number, start] = line.decode(errors="replace")
            if remaining <= 0:
                break
    for likeness, (number, start) in _likenesses(query.text, lines):
        place = shards[number].names.place(start)
        yield Hit(Nearness.ALIKE, -likeness, len(lines[number, start]), number, *place)


def _pieces(text: str) -> list[bytes]:
    """Three pieces of a query, two of a short one; none where any slip would make another word."""
    length = len(text)
    if length < 5:
        return []
    parts = 3 if length >= 6 else 2
    cuts = [length * number // parts for number in range(parts + 1)]
    return [text[start:end].encode(errors="replace") for start, end in pairwise(cuts)]


def _likenesses(query: str, names: dict[_Place, str]) -> Iterator[tuple[float, _Place]]:
    """Per cent, and where; nothing of what is not alike. `query` may stand anywhere in a longer
    name."""
    from rapidfuzz import fuzz, process  # 10 ms that the first reply need not wait for

    longer = {place: name for place, name in names.items() if len(name) > len(query)}
    others = {place: name for place, name in names.items() if len(name) <= len(query)}
    for some, compare in ((longer, fuzz.partial_ratio), (others, fuzz.ratio)):
        for _, likeness, place in process.extract(
            query, some, scorer=compare, score_cutoff=_CUTOFF, limit=None
        ):
            yield likeness, place
