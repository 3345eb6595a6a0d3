"""Definitions that are looked up together, with the indexes for it, made when first asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from heapq import merge
from itertools import count, islice
from sys import maxsize
from typing import NamedTuple

from notes_lsp.knowledge.entry import AnyEntry, Command, Option, Symbol, Term, Tip
from notes_lsp.knowledge.finder import Haystack
from notes_lsp.knowledge.name_index import Index
from notes_lsp.knowledge.names import Focus, all_names
from notes_lsp.knowledge.prefixes import Group, Rank, Start
from notes_lsp.knowledge.source import Definition
from notes_lsp.text import Span

_FEW = 256
"""So many definitions are indexed anew at each change of a name: 4 ms."""


class Meaning(NamedTuple):
    """A definition, and which part of it is meant."""

    definition: Definition
    focus: Focus | Option = None
    """A subcommand, an option or a cause; None for the whole."""
    path: tuple[str, ...] = ()
    """The words that name a command, its subcommands' included; empty for other kinds."""


class _Share(NamedTuple):
    """An index, and which of a layer's definitions its entries are by now."""

    base: Index
    places: Sequence[int] | None = None
    """For each entry the number of its definition, below 0 where it has none; None when all are
    as they were."""

    def place(self, number: int) -> int:
        """The number of the definition that `number` of the index tells of, below 0 for none."""
        known = len(self.base.entries)
        if number >= known:
            number = self.base.parts[number - known].number
        return number if self.places is None else self.places[number]

    def meaning(self, number: int, definitions: Sequence[Definition]) -> Meaning | None:
        """What `number` of the index means; None for what is gone."""
        place = self.place(number)
        if place < 0:
            return None
        definition = definitions[place]
        known = len(self.base.entries)
        if number >= known:
            part = self.base.parts[number - known]
            return Meaning(definition, part.focus, part.path)
        entry = definition.entry
        path = tuple(entry.name.split()) if isinstance(entry, Command) else ()
        return Meaning(definition, None, path)

    def starting(self, group: Group, prefix: str, rank: Rank) -> Iterator[Start]:
        """The names of a group that start with a folded prefix, in alphabetical order."""
        for start in self.base.prefixes(group).starting(prefix, rank, maxsize):
            if (place := self.place(start.number)) >= 0:
                yield start._replace(number=place)


class Meant(NamedTuple):
    """How often a name has a meaning."""

    keys: Mapping[str, tuple[int, ...]]
    """By keys, as `key_of` gives them: names that have none any more among them."""
    share: _Share

    def meanings(self, key: str) -> int:
        """How many meanings there are; `key` is one of `keys`."""
        if self.share.places is None:
            return len(self.keys[key])
        return sum(self.share.place(number) >= 0 for number in self.keys[key])


_versions = count()


class _Names(NamedTuple):
    shares: tuple[_Share, ...]
    version: int

    @classmethod
    def of(cls, *shares: _Share) -> _Names:
        return cls(shares, next(_versions))


class Layer:
    """Some definitions and the ways to find them. Immutable."""

    def __init__(self, definitions: Sequence[Definition], names: _Names | None = None) -> None:
        """Without `names` all is indexed anew; see also `like` and `after`."""
        self.definitions = tuple(definitions)
        self._names = names or _Names.of(_Share(Index([each.entry for each in self.definitions])))

    def like(self, definitions: Sequence[Definition]) -> Layer:
        """A layer of definitions with the same names in the same order: nothing is indexed."""
        return Layer(definitions, self._names)

    def after(self, definitions: Sequence[Definition]) -> Layer:
        """A layer of definitions most of which may be in this one: of many, those alone that are
        not are indexed."""
        if len(definitions) < _FEW:
            return Layer(definitions)
        base, places = self._names.shares[0]
        moved = _places(self.definitions, definitions)
        places = moved if places is None else [moved[at] if at >= 0 else -1 for at in places]
        known = set(places)
        new = [number for number in range(len(definitions)) if number not in known]
        if len(new) + places.count(-1) > _FEW:
            return Layer(definitions)
        added = _Share(Index([definitions[number].entry for number in new]), new)
        return Layer(definitions, _Names.of(_Share(base, places), added))

    def named(self, key: str) -> Iterator[Meaning]:
        """The definitions with the name `key` (see `key_of`)."""
        for share in self._names.shares:
            for number in share.base.keys.get(key, ()):
                if meaning := share.meaning(number, self.definitions):
                    yield meaning

    @property
    def meant(self) -> list[Meant]:
        """What tells how many meanings `named` gives for each key."""
        return [Meant(share.base.keys, share) for share in self._names.shares]

    @property
    def names_version(self) -> int:
        """The same number: the same names in the same order. No other layer's names have it."""
        return self._names.version

    def keys(self) -> Iterator[str]:
        """All that `named` knows, some of them twice."""
        for meant in self.meant:
            yield from (key for key in meant.keys if meant.meanings(key))

    def find(self, text: Haystack, around: Span | None) -> Iterator[tuple[Span, str, Meaning]]:
        """Names in prose, also overlapping ones; only those that touch `around` when given."""
        for share in self._names.shares:
            for found in share.base.finder.find(text, around):
                key = found.key.decode(errors="replace")
                for number in found.numbers:
                    if meaning := share.meaning(number, self.definitions):
                        yield found.span, key, meaning

    def starting(self, group: Group, prefix: str, rank: Rank, limit: int) -> Iterator[Start]:
        """The names of a group that start with a folded prefix."""
        shares = [share.starting(group, prefix, rank) for share in self._names.shares]
        return islice(merge(*shares), limit)

    def warm(self) -> Iterator[None]:
        """Makes all indexes, in slices."""
        for share in self._names.shares:
            yield from share.base.warm()


def _places(old: Sequence[Definition], new: Sequence[Definition]) -> list[int]:
    """For each of the old definitions the number of the new one with that entry, or -1."""
    most = min(len(old), len(new))
    head = tail = 0
    while head < most and _same(old[head].entry, new[head].entry):
        head += 1
    while tail < most - head and _same(old[-tail - 1].entry, new[-tail - 1].entry):
        tail += 1
    stop = len(new) - tail
    between = {id(new[number].entry): number for number in range(stop - 1, head - 1, -1)}
    moved = [between.pop(id(each.entry), -1) for each in old[head : len(old) - tail]]
    return [*range(head), *moved, *range(stop, len(new))]


def _same(one: AnyEntry, other: AnyEntry) -> bool:
    return one is other or one == other


def have_same_names(some: Sequence[Definition], others: Sequence[Definition]) -> bool:
    """Whether two lists of definitions can share their indexes."""
    return len(some) == len(others) and all(
        one.entry is other.entry
        or one.entry == other.entry  # read twice: told sooner than what it is called
        or _naming(one.entry) == _naming(other.entry)
        for one, other in zip(some, others, strict=True)
    )


def _naming(entry: AnyEntry) -> tuple[object, ...]:
    parts: object = None
    if isinstance(entry, Command):
        parts = entry.subcommands
    elif isinstance(entry, Tip):
        parts = entry.causes
    elif isinstance(entry, Symbol):
        parts = entry.environment
    elif isinstance(entry, Term):
        parts = entry.preferred
    return type(entry), tuple(all_names(entry)), parts
