"""Rows of tables, cut into cells as GFM does: before anything inside them is read."""

from __future__ import annotations

import re

from notes_lsp.syntax.facts import Row
from notes_lsp.text import Span

_bar = re.compile(rb"(?:\\.|[^|\\])*", re.DOTALL)


def cut_row(source: bytes, start: int, end: int, base: int) -> Row:
    r"""The row between `start` and `end`, its ending not counted.

    A `|` cuts, also one in code or math; `\|` does not. Bars at the two ends make no cell.
    """
    line = source[start:end]
    stripped = line.lstrip()
    at = start + len(line) - len(stripped) - base
    stripped = stripped.rstrip()
    if stripped.startswith(b"|"):
        stripped = stripped[1:]
        at += 1
    pieces = stripped.split(b"|") if b"\\" not in line else _split(stripped)
    if len(pieces) > 1 and not pieces[-1]:
        pieces.pop()
    cells: list[Span] = []
    for piece in pieces:
        after = piece.lstrip()
        first = at + len(piece) - len(after)
        cells.append(Span(first, first + len(after.rstrip())))
        at += len(piece) + 1
    stop = start - base + len(line.rstrip())
    return Row(Span(start - base, stop), tuple(cells))


def _split(line: bytes) -> list[bytes]:
    pieces: list[bytes] = []
    at = 0
    while at <= len(line):
        found = _bar.match(line, at)
        end = found.end() if found else len(line)
        if end < len(line) and line[end] != 0x7C:  # a backslash as the last byte
            end = len(line)
        pieces.append(line[at:end])
        at = end + 1
    return pieces
