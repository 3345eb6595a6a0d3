"""Where a long list is cut into blocks, so that an edit in one costs no more than elsewhere.

Whether a list is cut at an item is told by the text from the last cut to the end of the item's
first line alone, so that a reading which starts at a cut goes on as one of the whole note does; and
mostly by that line, so that the cuts behind an edit are soon those that were there before.
"""

from __future__ import annotations

from zlib import crc32

from notes_lsp.syntax.lines import line_stop

LEAST = 8 * 1024
"""Bytes from one cut to the next, at least."""
MOST = 2 * LEAST
"""From so many bytes on every item is a place to cut."""
_ONE_IN = 16
REACHING = (b"]:", b":::", b"$$", rb"\[")
"""What may tell of more than the item that it stands in."""


def is_cut(source: bytes, base: int, item: int) -> bool:
    """Whether a list of bullets that starts at `base` is cut before its item at `item`.

    But where the text between the two holds one of `REACHING`.
    """
    length = item - base
    if length < LEAST:
        return False
    return length >= MOST or crc32(source[item : line_stop(source, item)]) % _ONE_IN == 0


def may_be_cut(source: bytes, base: int, item: int) -> bool:
    """Whether nothing between the two keeps them together."""
    return not any(source.find(sign, base, item) >= 0 for sign in REACHING)
