"""All definitions that a vault knows, found in text, by name and as they are typed.

A `Lexicon` is immutable; changing one note's entries makes a new one that shares all else. The
bundled packs, the user's packs, and 32 bundles of notes are each a `Layer`: when the names in a
note change, one bundle (1/32 of the notes) is indexed anew at its next use, or of a large one those
names alone; and when only what is said about the names changes, or where they stand, nothing is.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple
from zlib import crc32

from notes_lsp.knowledge.entry import Symbol
from notes_lsp.knowledge.finder import Haystack
from notes_lsp.knowledge.layer import Layer, Meaning, Meant, have_same_names
from notes_lsp.knowledge.name_index import environment_key, key_of
from notes_lsp.knowledge.prefixes import Group, Rank, Start
from notes_lsp.knowledge.source import Definition
from notes_lsp.text import Span
from notes_lsp.text.words import fold

_BUNDLES = 32
_WINDOW = 160
"""Bytes on each side of a cursor in which a name may stand."""


class Match(NamedTuple):
    """A name in a text."""

    span: Span
    key: str
    """The name as it was compared: lower case, hyphens as spaces."""
    meanings: tuple[Meaning, ...]
    """What it means, nearest first."""


class Candidate(NamedTuple):
    """A name that may complete what is being typed."""

    label: str
    """The name that starts as was typed, or whose pinyin does."""
    definition: Definition
    key: str
    """The folded form or pinyin that starts as was typed."""
    rank: Rank


class _Bundle(NamedTuple):
    notes: dict[str, tuple[Definition, ...]]
    layer: Layer


class Lexicon:
    """Everything that can be looked up. Make one with `Lexicon.of`."""

    def __init__(self, fixed: tuple[Layer, ...], bundles: tuple[_Bundle, ...]) -> None:
        """Prefer `Lexicon.of`."""
        self._fixed = fixed
        self._bundles = bundles
        self._layers = [b.layer for b in bundles if b.layer.definitions]
        self._layers += [layer for layer in fixed if layer.definitions]

    @classmethod
    def of(
        cls,
        bundled: Iterable[Definition] = (),
        packs: Iterable[Definition] = (),
        notes: Mapping[str, tuple[Definition, ...]] | None = None,
    ) -> Lexicon:
        """A lexicon of the bundled packs, the user's packs, and each note's entries by path."""
        empty = tuple(_Bundle({}, Layer(())) for _ in range(_BUNDLES))
        fixed = Layer(tuple(packs)), Layer(tuple(bundled))
        return cls(fixed, empty).with_notes(notes or {})

    def with_notes(self, changes: Mapping[str, tuple[Definition, ...]]) -> Lexicon:
        """The same, with the entries of some notes replaced; none takes a note away."""
        bundles = list(self._bundles)
        changed: dict[int, dict[str, tuple[Definition, ...]]] = {}
        for path, definitions in changes.items():
            number = _bundle_of(path)
            if bundles[number].notes.get(path, ()) != definitions:
                changed.setdefault(number, {})[path] = definitions
        for number, notes in changed.items():
            bundles[number] = _changed(bundles[number], notes)
        return Lexicon(self._fixed, tuple(bundles)) if changed else self

    def warm(self) -> Iterator[None]:
        """Makes the indexes ahead of use, a slice of some milliseconds at a time; those first
        that every question needs."""
        for layer in reversed(self._layers):
            yield from layer.warm()

    @property
    def definitions(self) -> Iterator[Definition]:
        """All of them, the notes' first."""
        for layer in self._layers:
            yield from layer.definitions

    def named(self, name: str, here: str = "") -> list[Meaning]:
        """What is called `name`, of any kind, nearest first; `here` is the open note's path."""
        return self.keyed(key_of(name), here)

    def keyed(self, key: str, here: str = "") -> list[Meaning]:
        """What has this key (`key_of`, `environment_key`), nearest first."""
        layers = dict.fromkeys([layer for keys, layer in self._named if key in keys])
        found = [meaning for layer in layers for meaning in layer.named(key)]
        return sorted(found, key=lambda meaning: (_near(meaning, here), _fit(meaning, key)))

    def has_note(self, path: str) -> bool:
        """Whether a note holds any entry."""
        return path in self._bundles[_bundle_of(path)].notes

    def own_count(self, name: str) -> int:
        """How many entries of notes and of the user's packs go by `name`, as `named` has them."""
        key = key_of(name)
        return sum([meant.meanings(key) for keys, meant in self._own if key in keys])

    @cached_property
    def _named(self) -> list[tuple[Container[str], Layer]]:
        """The layers by their keys: a list of commands is 200 looks at 30 layers."""
        return [(meant.keys, layer) for layer in self._layers for meant in layer.meant]

    @cached_property
    def _own(self) -> list[tuple[Mapping[str, object], Meant]]:
        own = [layer for layer in self._layers if layer is not self._fixed[1]]
        return [(meant.keys, meant) for layer in own for meant in layer.meant]

    @property
    def names_version(self) -> tuple[int, ...]:
        """Equal while all names are the same, whatever is said about them."""
        layers = (*self._fixed, *(bundle.layer for bundle in self._bundles))
        return tuple(layer.names_version for layer in layers)

    def symbol(self, name: str, here: str = "") -> list[Definition]:
        r"""The definitions of a LaTeX command, given with its backslash: `\frac`."""
        found = self.keyed(name, here)
        return [meaning.definition for meaning in found if isinstance(meaning[0].entry, Symbol)]

    def environment(self, name: str, here: str = "") -> list[Definition]:
        """The definitions of a LaTeX environment: `matrix`."""
        return [meaning.definition for meaning in self.keyed(environment_key(name), here)]

    def keys(self) -> Iterator[str]:
        """All names in the form in which they are compared, some of them twice."""
        for layer in self._layers:
            yield from layer.keys()

    def find_at(self, line: bytes, offset: int, here: str = "") -> Match | None:
        """The longest name in prose at a cursor in `line`, UTF-8 of any length.

        A name that the cursor stands in is preferred to one that it stands behind.
        """
        start = max(0, offset - _WINDOW)
        while start < len(line) and line[start] & 0xC0 == 0x80:
            start += 1
        window = Haystack(line[start : offset + _WINDOW])
        at = offset - start
        found: dict[Span, list[tuple[str, Meaning]]] = {}
        for layer in self._layers:
            for span, key, meaning in layer.find(window, Span(at, at)):
                found.setdefault(span, []).append((key, meaning))
        if not found:
            return None
        span = max(found, key=lambda span: (span.holds(at), span.end - span.start, -span.start))
        return _match(span.moved(start), found[span], here)

    def find_all(self, text: bytes, here: str = "") -> list[Match]:
        """All names in prose, leftmost and longest, none overlapping another."""
        found: dict[Span, list[tuple[str, Meaning]]] = {}
        haystack = Haystack(text)
        for layer in self._layers:
            for span, key, meaning in layer.find(haystack, None):
                found.setdefault(span, []).append((key, meaning))
        matches: list[Match] = []
        end = 0
        for span in sorted(found, key=lambda span: (span.start, -span.end)):
            if span.start >= end:
                matches.append(_match(span, found[span], here))
                end = span.end
        return matches

    def complete(self, group: Group, prefix: str, limit: int = 100) -> list[Candidate]:
        r"""Names that start with `prefix`: any word of them, their pinyin or its initials.

        The prefix of a LaTeX command may have its backslash. Best first, each label once.
        """
        typed = prefix.removeprefix("\\")
        folded = fold(typed)
        candidates: dict[str, Candidate] = {}
        for rank in Rank:
            if len(candidates) >= limit:
                break
            found = list(self._starting(group, folded, rank, limit))
            found.sort(key=lambda each: (not each[0].label.startswith(typed), len(each[0].key)))
            for start, definition in found:
                candidate = Candidate(start.label, definition, start.key, rank)
                candidates.setdefault(start.label, candidate)
        return list(candidates.values())[:limit]

    def _starting(
        self, group: Group, prefix: str, rank: Rank, limit: int
    ) -> Iterator[tuple[Start, Definition]]:
        # A share of each layer is enough: the list is incomplete then, and typing on narrows it.
        for layer in self._layers:
            share = limit if layer in self._fixed else max(4, limit // 8)
            for start in layer.starting(group, prefix, rank, share):
                yield start, layer.definitions[start.number]


def _bundle_of(path: str) -> int:
    return crc32(path.encode(errors="replace")) % _BUNDLES


def _changed(bundle: _Bundle, notes: Mapping[str, tuple[Definition, ...]]) -> _Bundle:
    merged = {**bundle.notes, **notes}
    same = all(have_same_names(bundle.notes.get(path, ()), new) for path, new in notes.items())
    merged = {path: definitions for path, definitions in merged.items() if definitions}
    definitions = [definition for each in merged.values() for definition in each]
    layer = bundle.layer
    return _Bundle(merged, layer.like(definitions) if same else layer.after(definitions))


def _match(span: Span, found: list[tuple[str, Meaning]], here: str) -> Match:
    meanings: dict[int, Meaning] = {}
    for _, meaning in found:
        known = meanings.get(id(meaning.definition))
        if known is None or known.focus is not None:  # the whole entry goes before a part of it
            meanings[id(meaning.definition)] = meaning
    key = found[0][0]
    nearest = sorted(meanings.values(), key=lambda each: (_near(each, here), _fit(each, key)))
    return Match(span, key, tuple(nearest))


def _near(meaning: Meaning, here: str) -> tuple[bool, int]:
    source = meaning.definition.source
    return source.path != here, source.origin


def _fit(meaning: Meaning, key: str) -> tuple[bool, bool, int, str, int]:
    """How well a meaning fits its key: the whole entry of that very name first."""
    entry, source = meaning.definition.entry, meaning.definition.source
    part, other = meaning.focus is not None, key_of(entry.name) != key
    return part, other, len(entry.name), source.path, source.span.start
