"""White space at the ends of lines, where it means nothing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from notes_lsp.syntax import Facts
from notes_lsp.text import Span

_AT_END = re.compile(rb"[ \t]+(?=[\r\n]|\Z)")
_LINE_BREAK = re.compile(rb"\r\n|\n|\r|\Z")
_INDENTED = re.compile(rb"[ \t]*(?:(?:\r\n|\n|\r)[ >]*(?: {4}|\t)[^\r\n]*)+")
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
        if _touched(masks, span):
            continue
        start = max(data.rfind(b"\n", 0, span.start), data.rfind(b"\r", 0, span.start)) + 1
        line = data[start : span.start]
        if line.strip(b" \t>") and (_MARK.search(line) or line.endswith(b"\\")):
            continue
        breaks = found[0].endswith(b"  ") and line.strip(b" \t>")
        content = start + len(line) - len(line.lstrip(b" \t>"))
        if breaks and not _goes_nowhere(data, span.end) and content not in lines:
            continue
        yield span, ""


def under_definitions(data: bytes, facts: Facts) -> list[Span]:
    """Indented lines right under definitions: code to some readers of Markdown, text to others."""
    found = [_INDENTED.match(data, each.span.end) for each in facts.definitions]
    return [Span(*lines.span()) for lines in found if lines]


def _masks(data: bytes, facts: Facts) -> list[Span]:
    """What must stay as it is: stretches that do not overlap, in order."""
    facts_left = (*facts.fences, *facts.code_spans, *facts.math, *facts.html)
    spans = [each.span for each in (*facts_left, *facts.links, *facts.definitions)]
    spans += under_definitions(data, facts)
    ends = [_AT_END.match(data, fence.span.end) for fence in facts.fences]
    spans += [Span(*end.span()) for end in ends if end]  # of indented code, it belongs to it
    masks: list[Span] = []
    for span in sorted(spans):
        if masks and span.start <= masks[-1].end:
            masks[-1] = Span(masks[-1].start, max(masks[-1].end, span.end))
        else:
            masks.append(span)
    return masks


def _touched(masks: list[Span], span: Span) -> bool:
    index = bisect_left(masks, span.end, key=lambda mask: mask.start) - 1
    return index >= 0 and span.start < masks[index].end


def _goes_nowhere(data: bytes, end: int) -> bool:
    """Whether a paragraph ends here, so that there is no line to break to."""
    ending = _LINE_BREAK.match(data, end)
    following = ending.end() if ending else len(data)
    return following >= len(data) or _BLANK.match(data, following) is not None
