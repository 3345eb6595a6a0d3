"""Headings: where their content stands."""

from __future__ import annotations

import re

from notes_lsp.syntax.lines import line_start
from notes_lsp.text import Span

_attributes = re.compile(rb"\{[^{}\r\n]*\}$")
_INK = b" \t\r\n"


def trimmed_end(source: bytes, start: int, end: int) -> int:
    """The end of `start`..`end` without white space and line ends at its end."""
    return start + len(source[start:end].rstrip(_INK))


def heading_content(source: bytes, start: int, end: int, *, setext: bool, attributes: bool) -> Span:
    """The content of a heading that reaches from `start` to `end` (trimmed).

    `attributes` tells that pyromark read `{...}` at its end as such.
    """
    if setext:
        first, stop = start, line_start(source, end - 1)
        stop = start + len(source[start:stop].rstrip(_INK))
    else:
        marked = source[start:end]
        first = start + len(marked) - len(marked.lstrip(b"#").lstrip(b" \t"))
        stop = end
    first = min(first, stop)
    if attributes and (found := _attributes.search(source[first:stop])):
        stop = first + len(source[first : first + found.start()].rstrip(b" \t"))
    if not setext:
        stop = _without_closing_marks(source, first, stop)
    return Span(first, stop)


def _without_closing_marks(source: bytes, first: int, stop: int) -> int:
    content = source[first:stop]
    bare = content.rstrip(b"#")
    if len(bare) == len(content):
        return stop
    if not bare:
        return first
    kept = bare.rstrip(b" \t")
    return first + len(kept) if len(kept) < len(bare) else stop
