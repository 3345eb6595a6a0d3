"""Definitions that are looked up together, with the indexes for it, made when first asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Sized
from functools import cached_property
from itertools import count
from typing import NamedTuple

from notes_lsp.knowledge.entry import AnyEntry, Command, Option, Symbol, Term, Tip
from notes_lsp.knowledge.finder import Finder, Haystack
from notes_lsp.knowledge.names import (
    Focus,
    Name,
    all_names,
    cause_names,
    command_names,
    prose_names,
)
from notes_lsp.knowledge.prefixes import Group, Prefixes, Rank, Start
from notes_lsp.knowledge.source import Definition
from notes_lsp.text import Span
from notes_lsp.text.words import fold


class Meaning(NamedTuple):
    """A definition, and which part of it is meant."""

    definition: Definition
    focus: Focus | Option = None
    """A subcommand, an option or a cause; None for the whole."""
    path: tuple[str, ...] = ()
    """The words that name a command, its subcommands' included; empty for other kinds."""


class _Part(NamedTuple):
    number: int
    focus: Focus
    path: tuple[str, ...]


_versions = count()


class _Index:
    """The indexes over the names of some entries.

    Answers in numbers: those below the count of entries mean the whole of an entry, those above
    one of `parts`.
    """

    def __init__(self, entries: Sequence[AnyEntry]) -> None:
        self._entries = entries
        self.version = next(_versions)
        self.parts: list[_Part] = []
        self._part_numbers: dict[tuple[int, int], int] = {}

    @cached_property
    def finder(self) -> Finder:
        return Finder(
            (name.text, self._numbered(number, name))
            for number, entry in enumerate(self._entries)
            for name in prose_names(entry)
        )

    @cached_property
    def prefixes(self) -> tuple[Prefixes, ...]:
        entries = list(enumerate(self._entries))
        return tuple(
            Prefixes((number, entry) for number, entry in entries if Group.of(entry) is group)
            for group in Group
        )

    @cached_property
    def keys(self) -> dict[str, tuple[int, ...]]:
        """Every name, in the form that `key_of` gives, and what it means."""
        keys: dict[str, tuple[int, ...]] = {}
        for number, entry in enumerate(self._entries):
            seen: set[str] = set()
            for key, name in _keyed(entry):
                if key not in seen:
                    seen.add(key)
                    keys[key] = (*keys.get(key, ()), self._numbered(number, name))
        return keys

    def _numbered(self, number: int, name: Name) -> int:
        if name.focus is None:
            return number
        part = self._part_numbers.setdefault((number, id(name.focus)), len(self.parts))
        if part == len(self.parts):
            self.parts.append(_Part(number, name.focus, name.path))
        return len(self._entries) + part


class Layer:
    """Some definitions and the ways to find them. Immutable."""

    def __init__(self, definitions: Sequence[Definition], like: Layer | None = None) -> None:
        """With `like`, a layer whose entries have the same names in the same order, nothing is
        indexed again."""
        self.definitions = tuple(definitions)
        self._index: _Index = like._index if like else _Index([d.entry for d in self.definitions])

    def named(self, key: str) -> Iterator[Meaning]:
        """The definitions with the name `key` (see `key_of`)."""
        return map(self._meaning, self._index.keys.get(key, ()))

    @property
    def meant(self) -> Mapping[str, Sized]:
        """As many things for each key as `named` gives meanings."""
        return self._index.keys

    @property
    def names_version(self) -> int:
        """The same number: the same names in the same order. No other layer's names have it."""
        return self._index.version

    def keys(self) -> Iterator[str]:
        """All that `named` knows."""
        return iter(self._index.keys)

    def find(self, text: Haystack, around: Span | None) -> Iterator[tuple[Span, str, Meaning]]:
        """Names in prose, also overlapping ones; only those that touch `around` when given."""
        for found in self._index.finder.find(text, around):
            key = found.key.decode(errors="replace")
            for number in found.numbers:
                yield found.span, key, self._meaning(number)

    def starting(self, group: Group, prefix: str, rank: Rank, limit: int) -> Iterator[Start]:
        """The names of a group that start with a folded prefix."""
        return self._index.prefixes[group].starting(prefix, rank, limit)

    def warm(self) -> Iterator[None]:
        """Makes all indexes, in slices."""
        _ = self._index.finder
        yield
        _ = self._index.prefixes
        yield
        _ = self._index.keys
        yield

    def _meaning(self, number: int) -> Meaning:
        count = len(self.definitions)
        if number >= count:
            part = self._index.parts[number - count]
            return Meaning(self.definitions[part.number], part.focus, part.path)
        definition = self.definitions[number]
        entry = definition.entry
        path = tuple(entry.name.split()) if isinstance(entry, Command) else ()
        return Meaning(definition, None, path)


def key_of(name: str) -> str:
    """The form in which names are compared; case counts for LaTeX commands only."""
    return name if name.startswith("\\") else fold(name.replace("-", " "))


def environment_key(name: str) -> str:
    """The key of a LaTeX environment, apart from words of the same name."""
    return f"\\begin{{{name}}}"


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


def _keyed(entry: AnyEntry) -> Iterator[tuple[str, Name]]:
    if isinstance(entry, Symbol):
        key = environment_key(entry.name) if entry.environment else entry.name
        yield key, Name(entry.name)
        names = [Name(text) for text in all_names(entry) if text != entry.name]
    elif isinstance(entry, Command):
        names = [*command_names(entry), *(Name(text) for text in all_names(entry))]
    else:
        names = [Name(text) for text in all_names(entry)]
    for name in names:
        yield key_of(name.text), name
    if isinstance(entry, Tip):
        for name in cause_names(entry.causes):
            yield key_of(name.text), name
