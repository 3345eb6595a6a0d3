"""Columns in the three encodings that LSP clients may negotiate.

A column counts code units from the start of a line: bytes (utf-8), 16-bit units (utf-16) or
code points (utf-32); LSP 3.17, "Position". Inside notes-lsp only byte offsets are spoken.
"""

from __future__ import annotations

from enum import StrEnum


class Encoding(StrEnum):
    """The unit in which a client counts columns."""

    UTF8 = "utf-8"
    UTF16 = "utf-16"
    UTF32 = "utf-32"


def column_to_bytes(line: bytes, column: int, encoding: Encoding) -> int:
    """The byte offset in `line` (UTF-8, no line ending) of a column counted in `encoding`.

    A column past the end means the end, one inside a character means its start, as
    LSP asks ("defaults back to the line length").
    """
    if column <= 0:
        return 0
    if line.isascii():
        return min(column, len(line))
    if encoding is Encoding.UTF8:
        at = min(column, len(line))
        while 0 < at < len(line) and line[at] & 0xC0 == 0x80:
            at -= 1
        return at
    text = line.decode("utf-8", "replace")
    if encoding is Encoding.UTF32:
        return len(text[:column].encode("utf-8"))
    units = text.encode("utf-16-le")[: column * 2]
    return len(units.decode("utf-16-le", "ignore").encode("utf-8"))


def bytes_to_column(before: bytes, encoding: Encoding) -> int:
    """The column, in `encoding`, behind the UTF-8 bytes `before` that start a line."""
    if encoding is Encoding.UTF8 or before.isascii():
        return len(before)
    text = before.decode("utf-8", "replace")
    if encoding is Encoding.UTF32:
        return len(text)
    return len(text.encode("utf-16-le")) // 2
