"""A stretch of a buffer."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open pair of byte offsets into a UTF-8 buffer."""

    start: int
    end: int

    def moved(self, by: int) -> Span:
        """The same stretch after `by` bytes were put before it (negative: taken away)."""
        return Span(self.start + by, self.end + by)

    def holds(self, offset: int) -> bool:
        """Whether `offset` lies inside, the place just behind the last byte not counted."""
        return self.start <= offset < self.end

    def touches(self, offset: int) -> bool:
        """Whether a cursor at `offset` stands in or at either end."""
        return self.start <= offset <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one byte, or one is empty and touches the other."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end

    def cut(self, data: bytes) -> bytes:
        """The bytes of this stretch."""
        return data[self.start : self.end]
