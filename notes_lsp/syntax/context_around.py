"""The facts right around a cursor, found without touching the others of its block.

A block may be a list or a table of a megabyte with many thousands of facts: `Note.facts_at` would
move them all. Here a bisection finds the few that can hold the cursor, and only those are moved.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TypeVar

from notes_lsp.syntax.facts import Fact, Facts, Row
from notes_lsp.syntax.moved import moved
from notes_lsp.syntax.note import Note

_F = TypeVar("_F", bound=Fact)

_NEIGHBOURS = 16
"""How many facts that start before the cursor are looked at; they nest a few deep at most."""


class Around:
    """The block of a note that holds an offset."""

    def __init__(self, note: Note, offset: int) -> None:
        """The block of `note` that holds `offset`; an empty one where there is none."""
        index = note.block_at(offset)
        self.note = note
        self.offset = offset
        self.start = 0 if index is None else note.starts[index]
        """Where the block starts in the note."""
        self.facts = Facts() if index is None else note.facts_of(index)
        """Relative to `start`: go through `holding` or `touching`."""

    def holding(self, facts: tuple[_F, ...]) -> _F | None:
        """The smallest of the facts whose span holds the byte at the offset."""
        return self._moved(smallest(facts, self.offset - self.start))

    def touching(self, facts: tuple[_F, ...]) -> _F | None:
        """The smallest of the facts that the cursor stands in or at either end of."""
        return self._moved(smallest(facts, self.offset - self.start, beyond=1))

    def holding_at(self, facts: tuple[_F, ...], offset: int) -> _F | None:
        """The smallest of the block's facts whose span holds the byte at another offset."""
        return self._moved(smallest(facts, offset - self.start))

    def in_table(self) -> bool:
        """Whether the cursor is in a table or at its end."""
        return smallest(self.facts.tables, self.offset - self.start, beyond=1) is not None

    def row(self) -> Row | None:
        """The row of a table that holds the offset; the table's other rows are left alone."""
        at = self.offset - self.start
        if (table := smallest(self.facts.tables, at)) is None:
            return None
        return self._moved(smallest((table.header, *table.rows), at))

    def _moved(self, fact: _F | None) -> _F | None:
        return None if fact is None else moved(fact, self.start)


def smallest(facts: tuple[_F, ...], at: int, *, beyond: int = 0) -> _F | None:
    """The smallest of the facts, sorted by their start, that holds `at`, or ends `beyond` less."""
    last = bisect_right(facts, at, key=_start)
    near = facts[max(last - _NEIGHBOURS, 0) : last]
    held = [fact for fact in near if at < fact.span.end + beyond]
    return min(held, key=_length) if held else None


def _start(fact: Fact) -> int:
    return fact.span.start


def _length(fact: Fact) -> int:
    return fact.span.end - fact.span.start
