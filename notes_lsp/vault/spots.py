"""Spans to `Spot`s, many of one note in a row."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from notes_lsp.syntax import LinkKind
from notes_lsp.text import Buffer, Span
from notes_lsp.vault.record import LinkRecord, Spot

_BELOW_ASTRAL = bytes(range(0xF0))
"""The bytes of characters that take one unit of UTF-16."""


class Spots:
    """Makes the spots of one note; quickest when asked in the order of the text."""

    def __init__(self, buffer: Buffer) -> None:
        """Of the text in `buffer`."""
        self.buffer = buffer
        self._data = buffer.data
        self._line = 0
        self._begin = 0
        self._next = -1  # where the following line starts; no line is known yet
        self._end = 0
        self._is_ascii = True
        self._counted = (0, 0, 0)  # an offset on the line, its columns in UTF-16 and UTF-32

    def __call__(self, span: Span) -> Spot:
        """The spot of `span`, cut at the end of its first line."""
        start, end = span
        if not self._begin <= start < self._next:
            self._seek(start)
        if end > self._end:
            end = max(self._end, start)
        begin = self._begin
        first, last = start - begin, end - begin
        if self._is_ascii:
            return Spot(self._line, first, last, first, last, first, last)
        first16, first32 = self._columns(start)
        last16, last32 = self._columns(end)
        return Spot(self._line, first, last, first16, last16, first32, last32)

    def link(  # noqa: PLR0913, PLR0917 - a `LinkRow`; called for each link of a cold start
        self,
        start: int,
        end: int,
        kind: LinkKind,
        first: int,
        stop: int,
        mark: int,
        last: int,
        image: bool,
        angle: bool,
    ) -> LinkRecord:
        """The record of a link, given as a `LinkRow`."""
        if not self._begin <= start < self._next:
            self._seek(start)
        data = self._data
        path = data[first:stop].decode("utf-8", "replace")
        fragment = data[mark:last].decode("utf-8", "replace") if mark >= 0 else ""
        if end > self._end or (not self._is_ascii and self._has_astral):
            return LinkRecord(
                kind,
                path,
                fragment,
                image,
                self(Span(start, end)),
                self(Span(first, stop)),
                self(Span(mark, last)) if mark >= 0 else None,
                angle,
            )
        line, begin = self._line, self._begin
        start8, end8, first8, stop8 = start - begin, end - begin, first - begin, stop - begin
        if self._is_ascii:
            one, two, three, four = start8, first8, stop8, end8
        else:  # one unit to a character, in UTF-16 as in UTF-32
            one = self._columns(start)[1]
            two = one + len(data[start:first].decode("utf-8", "replace"))
            three = two + len(path)
            four = three + len(data[stop:end].decode("utf-8", "replace"))
            self._counted = (end, four, four)
        spot = None
        if mark >= 0:
            five, six = three + mark - stop, three + mark - stop + len(fragment)
            spot = Spot(line, mark - begin, last - begin, five, six, five, six)
        return LinkRecord(
            kind,
            path,
            fragment,
            image,
            Spot(line, start8, end8, one, four, one, four),
            Spot(line, first8, stop8, two, three, two, three),
            spot,
            angle,
        )

    def _seek(self, offset: int) -> None:
        starts, data = self.buffer.line_starts, self._data
        line = bisect_right(starts, offset) - 1
        self._line = line
        self._begin = begin = starts[line]
        if line + 1 < len(starts):
            self._next = stop = starts[line + 1]
            stop -= 2 if stop - begin > 1 and data[stop - 2 : stop] == b"\r\n" else 1
        else:
            self._next = len(data) + 1
            stop = len(data)
        self._end = stop
        self._is_ascii = data[begin:stop].isascii()
        self._counted = (begin, 0, 0)

    def _columns(self, offset: int) -> tuple[int, int]:
        """The UTF-16 and UTF-32 columns of an offset on the line."""
        at, units, characters = self._counted
        if offset >= at:
            text = self._data[at:offset].decode("utf-8", "replace")
            characters += len(text)
            units += self._units(text)
        else:
            text = self._data[offset:at].decode("utf-8", "replace")
            characters -= len(text)
            units -= self._units(text)
        self._counted = (offset, units, characters)
        return units, characters

    def _units(self, text: str) -> int:
        return len(text.encode("utf-16-le")) // 2 if self._has_astral else len(text)

    @cached_property
    def _has_astral(self) -> bool:
        """Whether the text has characters that take two units of UTF-16."""
        return bool(self._data.translate(None, _BELOW_ASTRAL))
