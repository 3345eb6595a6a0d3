"""White space at the ends of lines, where it means nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notes_lsp.syntax import Facts
from notes_lsp.text import Span

_AT_END = re.compile(rb"[ \t]+(?=[\r\n]|\Z)")
_LINE_BREAK = re.compile(rb"\r\n|\n|\r|\Z")
_BLANK = re.compile(rb"[ \t>]*(?=[\r\n]|\Z)")
_MARK = re.compile(
    rb"(?:^|[ \t>])(?:[-+*]|\d{1,9}[.)]|>|#{1,6}|\[[ xX]\]|\[\^[^\]\r\n]*\]:|:{3,}|\\)\Z"
)
"""A mark that waits for what is typed behind it, or a backslash that would break the line."""


def trailing(data: bytes, facts: Facts) -> Iterator[tuple[Span, str]]:
    """Edits that take it away in a block `data` with these facts.

    Left are hard line breaks, code, formulas, HTML, and what stands behind a mark such as `- `.
    """
    masks = _masks(data, facts)
    lines = {each.span.start for each in facts.headings if not each.setext} | {
        row.span.start for table in facts.tables for row in (table.header, *table.rows)
    }
    for found in _AT_END.finditer(data):
        span = Span(*found.span())
        if any(mask.start < span.end and span.start < mask.end for mask in masks):
            continue
        start = max(data.rfind(b"\n", 0, span.start), data.rfind(b"\r", 0, span.start)) + 1
        line = data[start : span.start]
        if line.strip(b" \t>") and (_MARK.search(line) or line.endswith(b"\\")):
            continue
        breaks = found[0].endswith(b"  ") and line.strip(b" \t>")
        if breaks and not _goes_nowhere(data, span.end) and not _holds(lines, start, span.start):
            continue
        yield span, ""


def _masks(data: bytes, facts: Facts) -> list[Span]:
    spans = [each.span for each in (*facts.fences, *facts.code_spans, *facts.math, *facts.html)]
    for fence in facts.fences:
        if ends := _AT_END.match(data, fence.span.end):  # of indented code, these belong to it
            spans.append(Span(*ends.span()))
    return spans + [each.span for each in (*facts.links, *facts.definitions)]


def _goes_nowhere(data: bytes, end: int) -> bool:
    """Whether a paragraph ends here, so that there is no line to break to."""
    ending = _LINE_BREAK.match(data, end)
    following = ending.end() if ending else len(data)
    return following >= len(data) or _BLANK.match(data, following) is not None


def _holds(starts: set[int], first: int, end: int) -> bool:
    return any(first <= start < end for start in starts)
