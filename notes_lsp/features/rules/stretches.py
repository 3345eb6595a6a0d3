r"""What belongs together in a row of a table and may hold bars: formulas, code, wiki links.

GFM cuts a row at its bars before anything else is read; here it is read as its writer meant it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from notes_lsp.text import Span, Wording

BAR = re.compile(rb"(?<!\\)(?:\\\\)*\|")
"""A bar that cuts: one without an odd number of backslashes before it."""


FORMULA = Wording("formula", "公式")
CODE = Wording("piece of code", "代码")
WIKI_LINK = Wording("wiki link", "双链")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Something of a row that belongs together and holds bars."""

    what: Wording
    """One of those below."""
    span: Span
    bars: tuple[int, ...]
    sure: bool
    """Whether it can hardly be anything else."""


def stretches(text: bytes, row: Span) -> Iterator[Stretch]:
    """The formulas, code and links of a row, read as if bars cut nothing; those with bars."""
    at, end = row
    while opening := _OPENING.search(text, at, end):
        mark = opening[0][:1]
        at = opening.end()
        if mark == b"\\":
            continue
        close = _CLOSERS[mark](text, opening, min(end, at + _LONGEST))
        if close is None:
            continue
        span = Span(opening.start(), close)
        bars = tuple(found.end() - 1 for found in BAR.finditer(text, *span))
        if bars:
            yield Stretch(_CALLED[mark], span, bars, _SURE[mark](span.cut(text)))
        at = close


_OPENING = re.compile(rb"\\.|`+|\$\$?|\[\[", re.DOTALL)
_DOLLAR = re.compile(rb"(?<!\\)\$")
_LONGEST = 2000
_CALLED = {b"$": FORMULA, b"`": CODE, b"[": WIKI_LINK}


def _formula_end(text: bytes, opening: re.Match[bytes], end: int) -> int | None:
    """Behind the dollars that close a formula; None where they are signs of a price."""
    at = opening.end()
    if len(opening[0]) == 2:
        found = text.find(b"$$", at, end)
        return found + 2 if found >= 0 else None
    closing = _DOLLAR.search(text, at, end)
    if closing is None or text[at : at + 1].isspace():
        return None
    behind = closing.end()
    before, after = text[behind - 2 : behind - 1], text[behind : behind + 1]
    return None if before.isspace() or after.isdigit() else behind


def _code_end(text: bytes, opening: re.Match[bytes], end: int) -> int | None:
    at = opening.end()
    while found := _BACKQUOTES.search(text, at, end):
        if len(found[0]) == len(opening[0]):
            return found.end()
        at = found.end()
    return None


_BACKQUOTES = re.compile(rb"`+")


def _link_end(text: bytes, opening: re.Match[bytes], end: int) -> int | None:
    found = text.find(b"]]", opening.end(), end)
    nested = text.find(b"[[", opening.end(), max(found, 0))
    return found + 2 if found >= 0 and nested < 0 else None


def _is_surely_formula(data: bytes) -> bool:
    inner = data.strip(b"$")
    first = inner.split(b"|")[0]
    paired = len(BAR.findall(inner)) % 2 == 0 and not re.search(rb"\s\|\s", inner)
    opened = any(first.count(a) > first.count(b) for a, b in ((b"(", b")"), (b"{", b"}")))
    return paired or opened or re.search(rb"\\[a-zA-Z]|[\^_]", first) is not None


def _is_surely_code(data: bytes) -> bool:
    """Not so where cells hold lone backquotes, as a table of keys does."""
    inner = data.strip(b"`")
    pieces = inner.split(b"|")
    return not (pieces[0].isspace() or pieces[-1].isspace())


_CLOSERS = {b"$": _formula_end, b"`": _code_end, b"[": _link_end}
_SURE: dict[bytes, Callable[[bytes], bool]] = {
    b"$": _is_surely_formula,
    b"`": _is_surely_code,
    b"[": lambda _: True,
}
"""Whether a stretch is what it seems even where the number of cells is right by chance."""
