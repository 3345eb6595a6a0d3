r"""Formulas over several lines, found line by line before Markdown is read.

`$$` at the start of a line (behind marks of quotes and lists) opens, the next `$$` closes. As a
forgotten `$$` would turn every later formula inside out, little may stand between: no heading,
fence, container line or comment, nothing outside the list or quote of the opening, and where there
are blank lines inside, both `$$` stand alone on their lines with the formula right at them.
"""

from __future__ import annotations

import re

from notes_lsp.syntax.lines import is_prefix, line_start, line_stop, next_line

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
        after = max(stop, at + 2)
        if source.find(closing, at + 2, stop) < 0:
            start = line_start(source, at)
            if is_prefix(source, start, at):
                end, seen = _formula_end(source, start, at, closing)
                glued.append((start, seen))
                if end:
                    edits.append((at, end, filler(end - at)))
                    after = end
        else:
            after = at + 2
        at = source.find(opening, after)
    return edits


def _formula_end(source: bytes, start: int, opening: int, closing: bytes) -> tuple[int, int]:
    """Where the formula ends (0 when it does not), and how far that was looked for."""
    quoted = b">" in source[start:opening]
    marks = _quote_marks if quoted else _indent
    stop = line_stop(source, opening)
    alone = not source[opening + 2 : stop].strip()
    blank_before = gaps = False
    first = True
    while stop < len(source):
        line = next_line(source, stop)
        stop = line_stop(source, line)
        found = marks.match(source, line, stop)
        text = found.end() if found else line
        if text == stop:  # a blank line
            if first or not alone or stop >= len(source):
                return 0, max(stop, line) + 1
            gaps = blank_before = True
        elif _ends_search(source, opening, line, text, stop, quoted, start < opening, gaps):
            return 0, line
        else:
            end = source.find(closing, text, stop)
            if end >= 0:
                good = not gaps or (end == text and not blank_before)
                return (end + 2, end + 2) if good else (0, stop)
            if gaps and source.find(b"$", text, stop) >= 0:
                return 0, stop
            blank_before = False
        first = False
    return 0, len(source) + 1


def _ends_search(  # noqa: PLR0913, PLR0917 - the state of one loop
    source: bytes,
    opening: int,
    line: int,
    text: int,
    stop: int,
    quoted: bool,
    nested: bool,
    gaps: bool,
) -> bool:
    """Whether the line shows that no formula reaches over it."""
    if line - opening > (_LONGEST_WITH_GAPS if gaps else _LONGEST):
        return True
    if quoted:
        if source.find(b">", line, text) < 0:
            return True
    elif nested and text == line:
        return True
    return bool(
        _stop_line.match(source, text, stop)
        or source.find(b"<!--", text, stop) >= 0
        or source.find(b"-->", text, stop) >= 0
    )
