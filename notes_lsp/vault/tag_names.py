"""The tags of the vault, found by any part of their names, by pinyin, and with a slip."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import nsmallest
from typing import NamedTuple

from notes_lsp.vault.name_search import Hit, Nearness, Query, search
from notes_lsp.vault.name_text import ShardText, pack_forms
from notes_lsp.vault.written import fold_name


class TagHit(NamedTuple):
    """A tag that answers a query."""

    nearness: Nearness
    name: str
    """As written, without `#`."""
    uses: int
    """How often it is written, what is nested in it included."""


class TagNames:
    """The names of a vault's tags and of those around nested ones; immutable."""

    def __init__(self, written: Iterable[str] = ()) -> None:
        """From the tags as they are written, without `#`."""
        self._written = frozenset(written)
        self.within = nested(self._written)
        """See `nested`."""
        self._shown = sorted(self.within)
        self._text = ShardText([pack_forms([name]) for name in self._shown])

    def of(self, written: Mapping[str, int]) -> TagNames:
        """The names of the tags `written`: these again where they are the same."""
        return self if written.keys() == self._written else TagNames(written)

    def search(self, query: str, counts: Mapping[str, int], limit: int) -> list[TagHit]:
        """The tags that answer `query`, the best and then the most used first.

        All of them where nothing is asked for. `counts` is how often each tag is written.
        """
        wanted = Query.of(query)
        if wanted.text:
            found = [(hit.nearness, self._shown[hit.note]) for hit in self._hits(wanted, limit)]
        else:
            found = [(Nearness.START, name) for name in self._shown]
        best: dict[str, TagHit] = {}
        for nearness, name in found:
            if name not in best or nearness < best[name].nearness:
                uses = sum(counts.get(each, 0) for each in self.within[name])
                best[name] = TagHit(nearness, name, uses)
        return nsmallest(limit, best.values(), key=lambda hit: (hit.nearness, -hit.uses, hit.name))

    def _hits(self, query: Query, limit: int) -> list[Hit]:
        return search([self._text], query, limit) if self._shown else []


def nested(written: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each tag, and each around a nested one, which written ones count as uses of it.

    `#a/b` is one of `a`. Spellings that differ in case are one tag, shown by the first of them in
    the order of their characters.
    """
    shown: dict[str, str] = {}
    within: dict[str, list[str]] = {}
    for tag in sorted(written):
        name = tag
        while name:
            folded = fold_name(name)
            shown.setdefault(folded, name)
            within.setdefault(folded, []).append(tag)
            name = name.rpartition("/")[0]
    return {shown[folded]: tuple(uses) for folded, uses in within.items()}
