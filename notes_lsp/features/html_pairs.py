"""Which closing tag belongs to which opening one, and the like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from notes_lsp.syntax import Fact, Html, Note
from notes_lsp.text import Span

_TAG = re.compile(
    rb"<!--.{0,65536}?(?:-->|\Z)|<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]{0,64})"
    rb"(?:[^<>\"']|\"[^\"]{0,4096}\"|'[^']{0,4096}'){0,4096}?(?P<empty>/?)>",
    re.DOTALL,
)
_VOID = frozenset(b"area base br col embed hr img input link meta source track wbr".split())

End = tuple[bool, Span, bytes]
"""Whether it closes, the span of its name, the name."""


def tags(note: Note, facts: Iterable[Fact]) -> Iterator[End]:
    """The tags of HTML, given as facts: blocks, and tags within lines."""
    end = 0
    for each in facts:
        if not isinstance(each, Html) or each.comment or each.span.start < end:
            continue  # a tag with an id, told once more within its block
        end = each.span.end
        for tag in _TAG.finditer(note.buffer.data, *each.span):
            name = tag["name"]
            if name and not tag["empty"] and name.lower() not in _VOID:
                yield bool(tag["slash"]), Span(*tag.span("name")), name.lower()


def pairs(ends: Iterable[End]) -> Iterator[tuple[Span, Span]]:
    """Each opening name with the closing one that belongs to it.

    A closing name without an opening one is passed over; an opening name that something around it
    closes before it was closed itself is dropped, as browsers do.
    """
    open_: list[tuple[bytes, Span]] = []
    count: Counter[bytes] = Counter()
    for closes, span, name in ends:
        if not closes:
            open_.append((name, span))
            count[name] += 1
        elif count[name]:
            while True:
                opened, opening = open_.pop()
                count[opened] -= 1
                if opened == name:
                    break
            yield opening, span
