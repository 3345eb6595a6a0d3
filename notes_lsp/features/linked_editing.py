r"""Linked editing: names that must stay the same: an HTML tag's two, those of `\begin`, `\end`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.place import Place, place_of
from notes_lsp.syntax import Fact, Html, Note
from notes_lsp.syntax.context_around import Around
from notes_lsp.text import Span
from notes_lsp.vault import Snapshot

_TAG = re.compile(
    rb"<!--.{0,65536}?(?:-->|\Z)|<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]{0,64})"
    rb"(?:[^<>\"']|\"[^\"]{0,4096}\"|'[^']{0,4096}'){0,4096}?(?P<empty>/?)>",
    re.DOTALL,
)
_ENVIRONMENT = re.compile(
    rb"\\\\|\\%|%[^\r\n]*|\\(?P<end>begin|end)[ \t]*\{(?P<name>[A-Za-z@*]*)\}"
)
_VOID = frozenset(b"area base br col embed hr img input link meta source track wbr".split())
_LATEX = frozenset({"tex", "latex", "math", "katex"})
"""Languages of fences that hold LaTeX."""
_TAG_NAME = r"[A-Za-z][A-Za-z0-9:-]*"
_ENVIRONMENT_NAME = r"[A-Za-z@]+\*?"

_End = tuple[bool, Span, bytes]
"""Whether it closes, the span of its name, the name."""


def linked_editing_range(
    snapshot: Snapshot, params: types.LinkedEditingRangeParams, client: ClientProfile
) -> types.LinkedEditingRanges | None:
    """The two names of the pair at the cursor; None where one of them is missing."""
    place = place_of(snapshot, params, client.encoding)
    if place is None:
        return None
    if latex := _latex(place):
        data = place.note.buffer.data
        return _answer(place, _pairs(_environments(data, latex)), _ENVIRONMENT_NAME)
    note, around = place.note, place.note.facts_at(place.offset)
    if not any(each.span.touches(place.offset) for each in around.html):
        return None
    # A pair within the block at the cursor is one of the note's: only where there is none, as
    # around `<div>` and `</div>` with blank lines between, the whole note is looked through.
    for html in (around.html, note.each("html")):
        pairs = _pairs(_tags(note, html))
        if found := _answer(place, pairs, _TAG_NAME):
            return found
    return None


def _answer(
    place: Place, pairs: Iterable[tuple[Span, Span]], pattern: str
) -> types.LinkedEditingRanges | None:
    data = place.note.buffer.data
    for pair in pairs:
        if any(name.touches(place.offset) for name in pair):
            if pair[0].cut(data) != pair[1].cut(data):  # `<B>` and `</b>`; LSP asks for the same
                return None
            return types.LinkedEditingRanges(tuple(map(place.range, pair)), pattern)
    return None


def _latex(place: Place) -> Span | None:
    """The LaTeX around the cursor: a formula, or a fence of it."""
    around = Around(place.note, place.offset)
    formula = around.touching(around.facts.math)
    if formula is not None:
        return formula.content
    fence = around.touching(around.facts.fences)
    return fence.content if fence is not None and fence.language in _LATEX else None


def _environments(data: bytes, within: Span) -> Iterator[_End]:
    for found in _ENVIRONMENT.finditer(data, *within):
        if found["end"]:
            yield found["end"] == b"end", Span(*found.span("name")), found["name"]


def _tags(note: Note, facts: Iterable[Fact]) -> Iterator[_End]:
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


def _pairs(ends: Iterable[_End]) -> Iterator[tuple[Span, Span]]:
    """Each opening name with the closing one that belongs to it.

    A closing name without an opening one is passed over; an opening name that something around it
    closes before it was closed itself is dropped, as browsers do.
    """
    open_: list[tuple[bytes, Span]] = []
    for closes, span, name in ends:
        if not closes:
            open_.append((name, span))
            continue
        at = next((i for i in reversed(range(len(open_))) if open_[i][0] == name), None)
        if at is not None:
            yield open_[at][1], span
            del open_[at:]
