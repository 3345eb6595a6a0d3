"""What two states of a note have in common: the blocks that stand as they stood."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from notes_lsp.syntax.note import Note

_CHUNK = 1 << 16


@lru_cache(maxsize=1)  # several ask about the same two states; more would be a third text kept
def shared_ends(old: Note, new: Note) -> tuple[int, int]:
    """How many blocks at the start, and behind them at the end, are the same with the same text.

    A block may be the same though its text is not: its facts and its length are all it knows.
    """
    if old is new:
        return len(new.blocks), 0
    first, last = same_ends(old.buffer.data, new.buffer.data)
    most = min(len(old.blocks), len(new.blocks))
    head = tail = 0
    stop = min(most, bisect_right(old.starts, first) - 1)
    while head < stop and old.blocks[head] is new.blocks[head]:
        head += 1
    most -= head
    untouched = len(new.buffer) - last
    while tail < most and old.blocks[-tail - 1] is new.blocks[-tail - 1]:
        if new.starts[-tail - 2] < untouched:
            break
        tail += 1
    return head, tail


def same_ends(one: bytes, other: bytes) -> tuple[int, int]:
    """How many bytes are the same at the start, and behind them at the end."""
    most = min(len(one), len(other))
    first = _same_start(one, other, most)
    return first, _same_end(one, other, most - first)


def _same_start(one: bytes, other: bytes, most: int) -> int:
    at, step = 0, _CHUNK
    while at < most and step:
        end = min(at + step, most)
        if one[at:end] == other[at:end]:
            at = end
        else:
            step //= 2
    return at


def _same_end(one: bytes, other: bytes, most: int) -> int:
    size, length = len(one), len(other)
    at, step = 0, _CHUNK
    while at < most and step:
        end = min(at + step, most)
        if one[size - end : size - at] == other[length - end : length - at]:
            at = end
        else:
            step //= 2
    return at
