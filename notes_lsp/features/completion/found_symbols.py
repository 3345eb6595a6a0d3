"""LaTeX commands and environments that match what was typed, ranked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from notes_lsp.features.completion.offer import Asking
from notes_lsp.features.completion.usual import usual_place
from notes_lsp.features.completion.words import MIXED, SPELLED
from notes_lsp.knowledge import Candidate, Definition, Group, Rank, Symbol
from notes_lsp.math import SIGNATURES
from notes_lsp.syntax.context_typing import MathTyping
from notes_lsp.text.pinyin import score
from notes_lsp.text.words import fold


class FoundSymbol(NamedTuple):
    """A symbol, and by what it was found."""

    symbol: Symbol
    key: str
    """What was typed is the start of it."""
    worth: tuple[bool, int, int, int, str]
    """Sorts the best first."""

    @classmethod
    def of_macro(cls, symbol: Symbol, typed: str) -> FoundSymbol:
        """A command of the user's own making, before all others."""
        name = symbol.name.removeprefix("\\")
        return cls(symbol, fold(name), (False, 0 if name == typed else 1, -1, len(name), name))

    def behind_commands(self) -> FoundSymbol:
        """Not before the commands that start as was typed."""
        last, nearness, *rest = self.worth
        return self._replace(worth=(last, max(nearness, 3), *rest))  # type: ignore[arg-type]  # as long as it was


def symbols_starting(asking: Asking[MathTyping], group: Group, typed: str) -> list[FoundSymbol]:
    """The commands (without backslash) or environments that `typed` may become, the best first.

    Each comes once; definitions of the user's own stand for the bundled ones of the same name.
    """
    best: dict[str, FoundSymbol] = {}
    limit = asking.settings.completion.max_items
    for candidate in _candidates(asking, group, typed, limit):
        if len(best) >= limit:
            break  # the worse ranks come last
        if candidate.rank is Rank.PINYIN and not asking.settings.completion.pinyin:
            continue
        # Of what a single letter starts, one definition a name is plenty.
        shared = len(typed.encode()) > 1 and candidate.rank is not Rank.NAME
        for symbol in _meant(asking, group, candidate, shared=shared):
            found = FoundSymbol(symbol, candidate.key, _worth(symbol, candidate, typed))
            known = best.get(symbol.name)
            if known is None or found.worth < known.worth:
                best[symbol.name] = found
    return sorted(best.values(), key=lambda found: found.worth)


def _candidates(
    asking: Asking[MathTyping], group: Group, typed: str, limit: int
) -> Iterator[Candidate]:
    """By the starts of names and of their pinyin, else by readings and initials in one: `jfen`."""
    lexicon = asking.snapshot.typing_lexicon
    found = lexicon.complete(group, typed, limit)
    yield from found
    if not found and len(typed) >= MIXED and typed.isascii() and typed.isalpha():
        for candidate in lexicon.complete(group, typed[0], SPELLED):
            if candidate.rank is Rank.PINYIN and score(typed, candidate.label) >= 3:
                yield candidate._replace(key=typed)


def symbols_named(asking: Asking[MathTyping], names: Iterable[str]) -> Iterator[Symbol]:
    """The symbols of these names, the nearest definition of each."""
    for name in names:
        look_up = asking.snapshot.typing_lexicon.symbol
        if not name.startswith("\\"):
            look_up = asking.snapshot.typing_lexicon.environment
        for definition in look_up(name, asking.place.key)[:1]:
            if isinstance(definition.entry, Symbol):
                yield definition.entry


def _meant(
    asking: Asking[MathTyping], group: Group, candidate: Candidate, *, shared: bool
) -> Iterator[Symbol]:
    """The symbol found; with `shared` all of the same name: 矩阵 is `matrix`, `pmatrix`, …"""
    definitions: list[Definition] = [candidate.definition]
    if shared:
        meanings = asking.snapshot.typing_lexicon.named(candidate.label, asking.place.key)
        definitions += [meaning.definition for meaning in meanings]
    for definition in definitions:
        entry = definition.entry
        if isinstance(entry, Symbol) and Group.of(entry) is group:
            yield entry


def _worth(symbol: Symbol, candidate: Candidate, typed: str) -> tuple[bool, int, int, int, str]:
    name = symbol.name.removeprefix("\\")
    signature = SIGNATURES.get(symbol.name)
    foreign = not symbol.katex or (signature is not None and not signature.math)
    last = foreign or symbol.deprecated is not None
    return last, _nearness(name, candidate, typed), usual_place(symbol.name), len(name), name


def _nearness(name: str, candidate: Candidate, typed: str) -> int:
    if candidate.rank is Rank.NAME:
        return 0 if name == typed else 1 if name.startswith(typed) else 2
    if candidate.rank is Rank.PINYIN:
        return 3
    return 3 if fold(candidate.label).startswith(fold(typed)) else 4
