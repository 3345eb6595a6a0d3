"""Finds names in runs of bytes: by substring first, and with more effort when that finds little."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum
from functools import cached_property, lru_cache
from itertools import islice, pairwise
from typing import NamedTuple, NewType

from ahocorasick_rs import BytesAhoCorasick

from notes_lsp.knowledge.gradual import Gradual, Making
from notes_lsp.text.pinyin import hops, score
from notes_lsp.text.words import fold
from notes_lsp.vault.typed_keys import typed_keys

_FEW = 20
"""With fewer hits than this, rarer ways to type a name are looked for."""
_LOOKED_AT = 2048
"""So many hits of one kind are looked at; what one letter finds is a matter of chance anyway."""
_RARE = 3
"""So many bytes in a row are rare enough for a search for all places at once: ten times faster than
one for as many as are wanted."""
_SAMPLE = 1024
"""So many bytes of names tell how rare fewer are."""
_STEP = 512
"""So many names are made searchable in one step: a millisecond or two."""
_SCORED = 120
"""So many names are compared with the query by slower means."""
_TO_LINE_END = rb"[^\n]*+"
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


class _Lines:
    r"""Names as bytes, each `\n` and the name; the notes lie one behind the other."""

    def __init__(self, notes: Sequence[Sequence[str]]) -> None:
        parts = ["".join(f"\n{name}" for name in names).encode(errors="replace") for names in notes]
        self.data = b"".join(parts) + b"\n"
        self._starts: list[int] = []
        at = 0
        for part in parts:
            self._starts.append(at)
            at += len(part)

    def find(self, needle: bytes, most: int) -> Iterator[int]:
        """Where `needle` stands, once on a line, `most` times at most."""
        if len(needle) < _RARE and 2 * self.data.count(needle, 0, _SAMPLE) > most:
            yield from self.match(re.compile(re.escape(needle) + _TO_LINE_END), most)
            return
        line_end = -1
        for _, at, _ in _matcher(needle).find_matches_as_indexes(self.data):
            if at >= line_end:
                if most <= 0:
                    return
                yield at
                most -= 1
                line_end = self.data.find(b"\n", at + 1)

    def match(self, pattern: re.Pattern[bytes], most: int) -> Iterator[int]:
        """Where lines match, `most` times at most."""
        return (found.start() for found in islice(pattern.finditer(self.data), most))

    def place(self, offset: int) -> tuple[int, int]:
        """The numbers of the note and of the name at an offset."""
        note = bisect_right(self._starts, offset) - 1
        return note, self.data.count(b"\n", self._starts[note], offset + 1) - 1

    def length(self, offset: int) -> int:
        """The bytes from an offset to the end of its line."""
        return self.data.index(b"\n", offset) - offset

    def line(self, offset: int) -> tuple[int, bytes]:
        """Where the name at an offset starts, and the name."""
        start = self.data.rfind(b"\n", 0, offset + 1) + 1
        return start, self.data[start : self.data.index(b"\n", start)]


@lru_cache(maxsize=8)
def _matcher(needle: bytes) -> BytesAhoCorasick:
    return BytesAhoCorasick([needle])


Forms = NewType("Forms", bytes)
"""Names in one piece: 100,000 of them take a third of the memory that texts would."""


def pack_forms(names: Iterable[str]) -> Forms:
    """The names in one piece, a line break in them as a space."""
    lines = "\0".join(names).replace("\n", " ").replace("\0", "\n")
    return Forms(lines.encode(errors="surrogatepass"))


@lru_cache(maxsize=16)
def unpack_forms(forms: Forms) -> Sequence[str]:
    """The names. Of a note that many hits lead to they are taken apart once."""
    return forms.decode(errors="surrogatepass").split("\n")


class ShardText:
    """The names of some notes, made searchable when they are first searched."""

    def __init__(self, notes: Sequence[Forms]) -> None:
        """For each note the names it and its headings go by."""
        self._notes = notes

    @property
    def names(self) -> _Lines:
        """The folded names."""
        return self._names.value

    @property
    def typed(self) -> _Lines:
        """For the same names their keys on a Latin keyboard."""
        return self._typed.value

    @cached_property
    def _names(self) -> Gradual[_Lines]:
        return Gradual(self._making(fold))

    @cached_property
    def _typed(self) -> Gradual[_Lines]:
        return Gradual(self._making(lambda name: typed_keys(fold(name))))

    def _making(self, form: Callable[[str], str]) -> Making[_Lines]:
        notes: list[list[str]] = []
        count = 0
        for forms in self._notes:
            notes.append([])
            for name in unpack_forms(forms):
                notes[-1].append(form(name))
                count += 1
                if not count % _STEP:
                    yield
        return _Lines(notes)

    def name(self, note: int, form: int) -> str:
        """A name as it is written."""
        return unpack_forms(self._notes[note])[form]

    def warm(self) -> Iterator[None]:
        """Make all that a search needs, some milliseconds at a time; gives nothing where it is."""
        yield from self._names.steps()
        yield from self._typed.steps()


def search(shards: Sequence[ShardText], query: Query, limit: int) -> list[Hit]:
    """The names that answer `query`, in no order; those of better kinds first when they abound."""
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
    if all(hit.nearness >= Nearness.PINYIN_INSIDE for hit in hits):
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
            remaining -= 1
            name = shard.name(note, form)
            value = score(query.text, name)
            if value:
                nearness = Nearness.PINYIN if value >= 3 else Nearness.PINYIN_INSIDE
                yield Hit(nearness, -value, len(name), number, note, form)
            if not remaining:
                return


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
    return re.compile(re.escape(letters[:2]) + rest + _TO_LINE_END)


def _hopped(shards: Sequence[ShardText], query: Query) -> Iterator[Hit]:
    """Names of whose words the query spells some, or their starts: `catfish` for `cat dog fish`."""
    if len(query.typed) < _RARE:
        return
    remaining = _SCORED
    for number, shard in enumerate(shards):
        for at in shard.names.match(_spelling(query.typed), remaining):
            remaining -= 1
            note, form = shard.names.place(at)
            name = shard.name(note, form)
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
    if length < 4:
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
