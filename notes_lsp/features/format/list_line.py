"""A line that goes on with a list item, put under the item's text."""

from __future__ import annotations

import re

from notes_lsp.syntax import Note
from notes_lsp.text import Span

_MARKER = re.compile(rb"(?:[-+*]|\d{1,9}[.)])[ \t]+")
_STARTS_BLOCK = re.compile(
    rb"[ \t]*(?:[-+*][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|>|```|~~~|\||:::|\Z)"
)


def continued(note: Note, line: Span) -> list[tuple[Span, str]]:
    """An edit that indents the text on `line` when it goes on with a paragraph of an item.

    Markdown takes such a line for a part of the item as it is, so that nothing else changes.
    """
    data = note.buffer.data
    text = line.cut(data)
    if not text.strip() or _STARTS_BLOCK.match(text):
        return []
    if _ends_definition(note, line.start):
        return []
    items = [item for list_ in note.facts_at(line.start).lists for item in list_.items]
    inner = max((each for each in items if each.start < line.start < each.end), default=None)
    if inner is None or b"\n\n" in data[inner.start : line.start].replace(b"\r", b""):
        return []
    start = note.buffer.line_around(inner.start).start
    before = data[start : inner.start]
    marker = _MARKER.match(data, inner.start)
    if before.strip() or b"\t" in before or marker is None or b"\t" in marker[0]:
        return []
    wanted = " " * (marker.end() - start)
    indent = Span(line.start, line.start + len(text) - len(text.lstrip(b" \t")))
    return [(indent, wanted)] if indent.end - indent.start < len(wanted) else []


def _ends_definition(note: Note, at: int) -> bool:
    """Whether the line above is of a definition: some readers end the item there, some do not."""
    above = note.buffer.line_span(note.buffer.line_of(at) - 1)
    return any(above.touches(each.span.end) for each in note.facts_at(at).definitions)
