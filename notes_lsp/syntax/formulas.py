r"""Formulas over several lines, found line by line before Markdown is read.

`$$` at the start of a line (behind marks of quotes and lists) opens, the next `$$` closes. As a
forgotten `$$` would turn every later formula inside out, little may stand between: no heading,
fence, container line or comment, nothing outside the list or quote of the opening, and where there
are blank lines inside, both `$$` stand alone on their lines with the formula right at them.
"""

from __future__ import annotations

import re

from notes_lsp.syntax.lines import begins_line, line_start, line_stop, next_line

_stop_line = re.compile(rb"#{1,6}[ \t]|`{3}|~{3}|:{3}")
_quote_marks = re.compile(rb"[ \t>]*")
_indent = re.compile(rb"[ \t]*")
_LONGEST = 16_384
_LONGEST_WITH_GAPS = 2_048


def filler(length: int) -> bytes:
    """A formula of `length` bytes on one line, at least four."""
    return b"$$" + b"x" * (length - 4) + b"$$"


def mask_formulas(
    source: bytes, opening: bytes, closing: bytes, glued: list[tuple[int, int]]
) -> list[tuple[int, int, bytes]]:
    """The formulas over several lines, each as start, end and its filler.

    Adds to `glued` each stretch that was looked at to decide.
    """
    edits: list[tuple[int, int, bytes]] = []
    at = source.find(opening)
    while at >= 0:
        stop = line_stop(source, at)
        if begins_line(source, at) and source.find(closing, at + 2, stop) < 0:
            end, seen = _Search(source, at, opening, closing).run()
            glued.append((line_start(source, at), seen))
            if end:
                edits.append((at, end, filler(end - at)))
                stop = line_stop(source, end)
        at = source.find(opening, max(stop, at + 2))
    return edits


class _Search:
    """The search for the end of one formula, line by line."""

    def __init__(self, source: bytes, at: int, opening: bytes, closing: bytes) -> None:
        self.source = source
        self.at = at
        self.opening = opening
        self.closing = closing
        start = line_start(source, at)
        self.nested = start < at
        self.quoted = source.find(b">", start, at) >= 0
        self.marks = _quote_marks if self.quoted else _indent
        self.alone = not source[at + 2 : line_stop(source, at)].strip()
        self.gaps = False

    def run(self) -> tuple[int, int]:
        """Where the formula ends (0 when it does not), and how far that was looked for."""
        source = self.source
        stop = line_stop(source, self.at)
        blank_before = True  # as the line of the opening: a blank one must not follow
        while stop < len(source):
            first = blank_before and not self.gaps
            line = next_line(source, stop)
            stop = line_stop(source, line)
            found = self.marks.match(source, line, stop)
            text = found.end() if found else line
            if text == stop:
                if first or not self.alone or stop >= len(source):
                    return 0, stop + 1
                self.gaps = blank_before = True
                continue
            if self._stops_at(line, text, stop):
                return 0, line
            end = source.find(self.closing, text, stop)
            if end >= 0:
                fits = not self.gaps or (end == text and not blank_before)
                return (end + 2, end + 2) if fits else (0, stop)
            if source.find(b"$" if self.gaps else self.opening, text, stop) >= 0:
                return 0, stop
            blank_before = False
        return 0, len(source) + 1

    def _stops_at(self, line: int, text: int, stop: int) -> bool:
        """Whether the line shows that no formula reaches over it."""
        source = self.source
        if line - self.at > (_LONGEST_WITH_GAPS if self.gaps else _LONGEST):
            return True
        if self.quoted:
            if source.find(b">", line, text) < 0:
                return True
        elif self.nested and text == line:
            return True
        return bool(
            _stop_line.match(source, text, stop)
            or source.find(b"<!--", text, stop) >= 0
            or source.find(b"-->", text, stop) >= 0
        )
