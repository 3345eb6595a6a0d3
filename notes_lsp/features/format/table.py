"""Tables with their bars under each other, as wide as a terminal or editor draws the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notes_lsp.syntax import Row, Table
from notes_lsp.syntax.tables import cut_row
from notes_lsp.text import Span

_DASHES = re.compile(rb":?-+:?")
_ITEM = re.compile(rb"-[ \t]")
"""A delimiter row that starts so is a list item to some readers of Markdown."""
_LEAST = 3
"""Columns of the narrowest cell: `---`."""
_MOST = 100
"""A column with a wider cell is not lined up: no window shows it whole anyway."""


def aligned(data: bytes, table: Table) -> list[tuple[Span, str]]:
    """Edits of the gaps between cells that line the columns up; `data` holds the table's spans.

    A row with more cells than the header stays as it is: GFM drops what is too much, so that
    something is wrong there that no white space mends. So does one that is indented deeper than
    the header: from four spaces on it is code to some readers of Markdown.
    """
    delimiter = cut_row(data, table.delimiter.start, table.delimiter.end, 0)
    count = len(table.header.cells)
    dashed = all(_DASHES.fullmatch(data, *cell) for cell in delimiter.cells)
    if len(delimiter.cells) != count or not dashed or _ITEM.match(data, delimiter.span.start):
        return []
    if not all(_starts_plainly(data, row) for row in (table.header, delimiter, *table.rows)):
        return []
    most = _indent(data, table.header)
    rows = [
        row
        for row in (table.header, *table.rows)
        if 0 < len(row.cells) <= count and _indent(data, row) <= most
    ]
    sides = [_side(cell.cut(data)) for cell in delimiter.cells]
    widths = [_column(data, rows, number) for number in range(count)]
    edits = [edit for row in rows for edit in _row(data, row, widths, sides)]
    return edits + list(_delimiter(data, delimiter, widths, sides))


def _indent(data: bytes, row: Row) -> int:
    """The columns before a row, in bytes; what stands there may be a quote's mark too."""
    line = data[data.rfind(b"\n", 0, row.span.end - 1) + 1 : row.span.end].expandtabs(4)
    return len(line) - len(line.lstrip())


def _starts_plainly(data: bytes, row: Row) -> bool:
    """Whether nothing but a bar and blanks stands before a row's first cell: a form feed counts as
    white space to some readers of Markdown alone."""
    if not row.cells:
        return True
    return not data[row.span.start : row.cells[0].start].removeprefix(b"|").strip(b" \t")


def width(text: str) -> int:
    """How many columns a text takes: two for each Chinese character and most emoji."""
    from wcwidth import wcswidth  # 20 ms that a start need not wait for

    if text.isascii():
        return len(text)
    found = wcswidth(text)
    return len(text) if found < 0 else found


def _side(dashes: bytes) -> str:
    """`l`, `r`, `c`, or empty where the delimiter row does not tell."""
    left, right = dashes.startswith(b":"), dashes.endswith(b":")
    return "c" if left and right else "l" if left else "r" if right else ""


def _column(data: bytes, rows: list[Row], number: int) -> int:
    """The width of a column; 0 for one that is not lined up."""
    widths = [_width(data, row.cells[number]) for row in rows if number < len(row.cells)]
    widest = max(widths, default=0)
    return 0 if widest > _MOST else max(widest, _LEAST)


def _width(data: bytes, cell: Span) -> int:
    return width(cell.cut(data).decode("utf-8", "replace"))


def _row(data: bytes, row: Row, widths: list[int], sides: list[str]) -> Iterator[tuple[Span, str]]:
    at = row.span.start
    leads = data[at : at + 1] == b"|"
    gap = "| " if leads else ""
    for cell, column, side in zip(row.cells, widths, sides, strict=False):
        before, behind = _padding(_width(data, cell), column, side)
        if not gap:  # at the start of a line, white space may make code of it
            before, behind = 0, before + behind
        yield from _changed(data, Span(at, cell.start), gap + " " * before)
        gap = " " * behind + " | "
        at = cell.end
    ends = row.cells[-1].end < row.span.end
    yield from _changed(data, Span(at, row.span.end), gap.rstrip(" ") if ends else "")


def _delimiter(
    data: bytes, row: Row, widths: list[int], sides: list[str]
) -> Iterator[tuple[Span, str]]:
    cells = [_dashes(column or _LEAST, side) for column, side in zip(widths, sides, strict=True)]
    text = " | ".join(cells)
    if data[row.span.start : row.span.start + 1] == b"|":
        text = "| " + text
    if row.cells[-1].end < row.span.end:
        text += " |"
    yield from _changed(data, row.span, text)


def _dashes(columns: int, side: str) -> str:
    left, right = side in {"l", "c"}, side in {"r", "c"}
    return ":" * left + "-" * (columns - left - right) + ":" * right


def _padding(width: int, column: int, side: str) -> tuple[int, int]:
    free = max(column - width, 0)
    if side == "c":
        return free // 2, free - free // 2
    return (free, 0) if side == "r" else (0, free)


def _changed(data: bytes, span: Span, new: str) -> Iterator[tuple[Span, str]]:
    if span.cut(data) != new.encode():
        yield span, new
