"""The numbers of a list put right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notes_lsp.features.actions.asked import Asked
from notes_lsp.features.actions.offer import Offer
from notes_lsp.features.options import REWRITE_NUMBERS
from notes_lsp.syntax import ListBlock
from notes_lsp.text import Span, Wording

_NUMBER = re.compile(rb"\d{1,9}(?=[.)])")
_Edits = list[tuple[Span, str]]


def renumbering(asked: Asked) -> Iterator[Offer]:
    """Count the items of the innermost list at the cursor from its first number on.

    A list whose items all have the same number is written so on purpose.
    """
    at = asked.span.start
    around = [list_ for list_ in asked.facts.lists if list_.ordered and list_.span.touches(at)]
    inner = min(around, key=lambda list_: list_.span.end - list_.span.start, default=None)
    if inner is None:
        return
    numbers = _numbers(asked, inner)
    if len(numbers) != len(inner.items) or len({each for _, each in numbers}) == 1:
        return
    edits = _edits(asked, inner, numbers)
    if edits:
        title = Wording("Renumber the list", "给列表重新编号")
        yield Offer(title, REWRITE_NUMBERS, lambda: asked.changes(edits))


def _numbers(asked: Asked, list_: ListBlock) -> list[tuple[Span, int]]:
    data = asked.note.buffer.data
    found = [_NUMBER.match(data, item.start, item.end) for item in list_.items]
    return [(Span(*each.span()), int(each[0])) for each in found if each]


def _edits(asked: Asked, list_: ListBlock, numbers: list[tuple[Span, int]]) -> _Edits | None:
    """The edits; None where an item cannot be moved along with its number."""
    edits: _Edits = []
    first = numbers[0][1]
    for index, (span, number) in enumerate(numbers):
        right = str(first + index)
        if number == first + index and len(right) == span.end - span.start:
            continue
        if len(right) > 9:
            return None
        edits.append((span, right))
        by = len(right) - (span.end - span.start)
        moved = _moved(asked, list_.items[index], by) if by else []
        if moved is None:
            return None
        edits += moved
    return edits


def _moved(asked: Asked, item: Span, by: int) -> _Edits | None:
    """The lines of an item behind its first one, indented as its text is now."""
    buffer = asked.note.buffer
    first, last = buffer.line_of(item.start), buffer.line_of(max(item.end - 1, item.start))
    start = buffer.line_starts[first]
    column = item.start - start
    number = _NUMBER.match(buffer.data, item.start)
    text_column = column + (number.end() - number.start() if number else 1) + 2
    edits: _Edits = []
    for line in range(first + 1, last + 1):
        span = buffer.line_span(line)
        text = span.cut(buffer.data)
        indent = len(text) - len(text.lstrip(b" "))
        if buffer.data[start : item.start].strip() or text[indent : indent + 1] == b"\t":
            return None
        if not text.strip() or indent < text_column:
            continue  # an empty line, or one that goes on with the item as it stands
        at = span.start + column
        edits.append((Span(at, at), " " * by) if by > 0 else (Span(at, at - by), ""))
    return edits
