r"""Lines of a source: where they start and stop; they end with `\n`, `\r\n` or a lone `\r`."""

from __future__ import annotations

import re

_prefix = re.compile(
    rb"(?:[ \t]*(?:>|[-*+](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])|\[\^[^\[\]\r\n]{1,255}\]:))*[ \t]*"
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


def begins_line(source: bytes, at: int) -> bool:
    """Whether only marks of quotes, lists and footnotes stand before `at` on its line."""
    if at == 0 or source[at - 1] in b"\r\n":
        return True
    earliest = max(at - _LONGEST_PREFIX, 0)
    start = max(source.rfind(b"\n", earliest, at), source.rfind(b"\r", earliest, at)) + 1
    if start == 0 and earliest:
        return False
    found = _prefix.match(source, start, at)
    return found is not None and found.end() == at
