"""The text of one note: UTF-8 bytes and where its lines start."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from notes_lsp.text.position import Encoding, bytes_to_column, column_to_bytes
from notes_lsp.text.span import Span

_LINE_END = re.compile(rb"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Buffer:
    r"""Immutable text of a note.

    Lines end with `\n`, `\r\n` or a lone `\r`, as LSP counts them. Editing gives a new buffer and
    costs a copy of the bytes plus the shift of the line table, about 1 ms for a megabyte.
    """

    data: bytes
    line_starts: list[int]
    """Byte offset of each line's first byte; never changed in place."""

    @classmethod
    def of(cls, text: str | bytes) -> Buffer:
        """A buffer of `text`; what is no valid UTF-8 or UTF-16 is replaced."""
        if isinstance(text, str):
            data = text.encode("utf-8", "replace")
        else:
            data = text
            if not data.isascii():
                data = data.decode("utf-8", "replace").encode("utf-8")
        return cls(data, _line_starts(data))

    def __len__(self) -> int:
        """The number of bytes."""
        return len(self.data)

    @property
    def line_count(self) -> int:
        """How many lines there are; the empty text has one."""
        return len(self.line_starts)

    def line_of(self, offset: int) -> int:
        """The number (from 0) of the line that holds byte `offset`."""
        return max(bisect_right(self.line_starts, offset) - 1, 0)

    def line_span(self, line: int) -> Span:
        """The span of line `line` without its ending; past the last line, the empty end."""
        if line >= len(self.line_starts):
            return Span(len(self.data), len(self.data))
        start = self.line_starts[line]
        if line + 1 == len(self.line_starts):
            return Span(start, len(self.data))
        end = self.line_starts[line + 1]
        end -= 2 if self.data[end - 2 : end] == b"\r\n" and end - 2 >= start else 1
        return Span(start, end)

    def line_around(self, offset: int) -> Span:
        """The span of the line on which byte `offset` lies, without its ending."""
        return self.line_span(self.line_of(offset))

    def offset(self, line: int, column: int, encoding: Encoding) -> int:
        """The byte offset of a position; a position past the end means the end."""
        if line < 0:
            return 0
        span = self.line_span(line)
        if column < 0:
            return span.start
        return span.start + column_to_bytes(span.cut(self.data), column, encoding)

    def position(self, offset: int, encoding: Encoding) -> tuple[int, int]:
        """Line and column (both from 0, column in `encoding`) of a byte offset."""
        offset = min(max(offset, 0), len(self.data))
        line = self.line_of(offset)
        start = self.line_starts[line]
        return line, bytes_to_column(self.data[start:offset], encoding)

    def edited(self, span: Span, new: bytes) -> Buffer:
        """The buffer after the bytes of `span` were replaced by `new` (valid UTF-8)."""
        data = b"".join((self.data[: span.start], new, self.data[span.end :]))
        # A `\r\n` may be made or torn at either end of the edit: look again from the line before
        # it to the first line that starts after it.
        first = max(self.line_of(span.start) - 1, 0)
        last = bisect_right(self.line_starts, span.end + 1)
        shift = len(new) - (span.end - span.start)
        begin = self.line_starts[first]
        stop = self.line_starts[last] + shift if last < len(self.line_starts) else len(data)
        starts = [*self.line_starts[: first + 1]]
        starts += [match.end() for match in _LINE_END.finditer(data, begin, stop)]
        tail = self.line_starts[last:]
        if starts[-1] == stop and tail:
            starts.pop()
        starts += [start + shift for start in tail] if shift else tail
        return Buffer(data, starts)

    def text(self, span: Span) -> str:
        """The characters of `span`."""
        return self.data[span.start : span.end].decode("utf-8", "replace")


def _line_starts(data: bytes) -> list[int]:
    if b"\r" not in data:
        starts = [0]
        find, at = data.find, -1
        while (at := find(b"\n", at + 1)) >= 0:
            starts.append(at + 1)
        return starts
    return [0, *(match.end() for match in _LINE_END.finditer(data))]
