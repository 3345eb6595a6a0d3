r"""Linked editing: names that must stay the same: an HTML tag's two, those of `\begin`, `\end`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.html_pairs import End, pairs, tags
from notes_lsp.features.place import Place, place_of
from notes_lsp.syntax.context_around import Around
from notes_lsp.text import Span
from notes_lsp.vault import Snapshot

_ENVIRONMENT = re.compile(
    rb"\\\\|\\%|%[^\r\n]*|\\(?P<end>begin|end)[ \t]*\{(?P<name>[A-Za-z@*]*)\}"
)
_LATEX = frozenset({"tex", "latex", "math", "katex"})
"""Languages of fences that hold LaTeX."""
_TAG_NAME = r"[A-Za-z][A-Za-z0-9:-]*"
_ENVIRONMENT_NAME = r"[A-Za-z@]+\*?"


def linked_editing_range(
    snapshot: Snapshot, params: types.LinkedEditingRangeParams, client: ClientProfile
) -> types.LinkedEditingRanges | None:
    """The two names of the pair at the cursor; None where one of them is missing."""
    place = place_of(snapshot, params, client.encoding)
    if place is None:
        return None
    if latex := _latex(place):
        data = place.note.buffer.data
        return _answer(place, pairs(_environments(data, latex)), _ENVIRONMENT_NAME)
    note, around = place.note, place.note.facts_at(place.offset)
    if not any(each.span.touches(place.offset) for each in around.html):
        return None
    # A pair within the block at the cursor is one of the note's: only where there is none, as
    # around `<div>` and `</div>` with blank lines between, the whole note is looked through.
    for html in (around.html, note.each("html")):
        if found := _answer(place, pairs(tags(note, html)), _TAG_NAME):
            return found
    return None


def _answer(
    place: Place, names: Iterable[tuple[Span, Span]], pattern: str
) -> types.LinkedEditingRanges | None:
    data = place.note.buffer.data
    for pair in names:
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


def _environments(data: bytes, within: Span) -> Iterator[End]:
    for found in _ENVIRONMENT.finditer(data, *within):
        if found["end"]:
            yield found["end"] == b"end", Span(*found.span("name")), found["name"]
