"""The indexes over the names of some entries, each made when first asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from notes_lsp.knowledge.entry import AnyEntry, Command, Symbol, Tip
from notes_lsp.knowledge.finder import Finder
from notes_lsp.knowledge.gradual import STEP, Gradual, Making
from notes_lsp.knowledge.names import (
    Focus,
    Name,
    all_names,
    cause_names,
    command_names,
    prose_names,
)
from notes_lsp.knowledge.prefixes import Group, Prefixes
from notes_lsp.text.words import fold


class Part(NamedTuple):
    """A part of an entry that has names of its own."""

    number: int
    focus: Focus
    path: tuple[str, ...]


class Index:
    """The indexes over the names of some entries.

    Answers in numbers: those below the count of entries mean the whole of an entry, those above
    one of `parts`.
    """

    def __init__(self, entries: Sequence[AnyEntry]) -> None:
        """Nothing is indexed yet; `parts` is filled as the indexes are made."""
        self.entries = entries
        self.parts: list[Part] = []
        self._part_numbers: dict[tuple[int, int], int] = {}

    def warm(self) -> Iterator[None]:
        """Make all of it ahead of use, a step of some milliseconds at a time."""
        yield from self._finder.steps()
        for prefixes in self._prefixes:
            yield from prefixes.steps()
        yield from self._keys.steps()

    @property
    def finder(self) -> Finder:
        """What finds the names in prose."""
        return self._finder.value

    def prefixes(self, group: Group) -> Prefixes:
        """The names of a group as they are typed; those of the others are not made for it."""
        return self._prefixes[group].value

    @property
    def keys(self) -> dict[str, tuple[int, ...]]:
        """Every name, in the form that `key_of` gives, and what it means."""
        return self._keys.value

    @cached_property
    def _finder(self) -> Gradual[Finder]:
        return Gradual(
            Finder.making(
                (name.text, self._numbered(number, name))
                for number, entry in enumerate(self.entries)
                for name in prose_names(entry)
            )
        )

    @cached_property
    def _prefixes(self) -> tuple[Gradual[Prefixes], ...]:
        grouped: list[list[tuple[int, AnyEntry]]] = [[] for _ in Group]
        for number, entry in enumerate(self.entries):
            grouped[Group.of(entry)].append((number, entry))
        return tuple(Gradual(Prefixes.making(entries)) for entries in grouped)

    @cached_property
    def _keys(self) -> Gradual[dict[str, tuple[int, ...]]]:
        return Gradual(self._making_keys())

    def _making_keys(self) -> Making[dict[str, tuple[int, ...]]]:
        keys: dict[str, tuple[int, ...]] = {}
        for number, entry in enumerate(self.entries):
            seen: set[str] = set()
            for key, name in _keyed(entry):
                if key not in seen:
                    seen.add(key)
                    keys[key] = (*keys.get(key, ()), self._numbered(number, name))
            if not (number + 1) % STEP:
                yield
        return keys

    def _numbered(self, number: int, name: Name) -> int:
        if name.focus is None:
            return number
        part = self._part_numbers.setdefault((number, id(name.focus)), len(self.parts))
        if part == len(self.parts):
            self.parts.append(Part(number, name.focus, name.path))
        return len(self.entries) + part


def key_of(name: str) -> str:
    """The form in which names are compared; case counts for LaTeX commands only."""
    return name if name.startswith("\\") else fold(name.replace("-", " "))


def environment_key(name: str) -> str:
    """The key of a LaTeX environment, apart from words of the same name."""
    return f"\\begin{{{name}}}"


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
