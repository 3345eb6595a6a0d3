r"""Lines of a source: where they start and stop; they end with `\n`, `\r\n` or a lone `\r`."""

from __future__ import annotations

import re

_prefix = re.compile(
    rb"(?:[ \t]*(?:>|[-*+](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])))*[ \t]*",
)
_line_end = re.compile(rb"[\r\n]")
_LONGEST_PREFIX = 1_024


def line_start(source: bytes, at: int) -> int:
    r"""Where the line of `at` starts; lines end with `\n`, `\r\n` or `\r`."""
    start = source.rfind(b"\n", 0, at) + 1
    return max(start, source.rfind(b"\r", start, at) + 1)


def line_stop(source: bytes, at: int) -> int:
    """Where the line of `at` stops, its ending not counted."""
    found = _line_end.search(source, at)
    return found.start() if found else len(source)


def next_line(source: bytes, stop: int) -> int:
    """Where the line behind the ending at `stop` starts."""
    return stop + (2 if source[stop : stop + 2] == b"\r\n" else 1)


def is_prefix(source: bytes, start: int, end: int) -> bool:
    """Whether only marks of quotes and lists stand between `start` and `end`."""
    if start == end:
        return True
    if end - start > _LONGEST_PREFIX:
        return False
    found = _prefix.match(source, start, end)
    return found is not None and found.end() == end
