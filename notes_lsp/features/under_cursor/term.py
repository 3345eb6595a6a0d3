"""A term or a symptom in prose, the longest name that the cursor touches."""

from __future__ import annotations

from notes_lsp.features.place import Place
from notes_lsp.features.under_cursor.found import Found
from notes_lsp.syntax.context import Place as TextPlace
from notes_lsp.syntax.context import Where
from notes_lsp.text import Span
from notes_lsp.vault import Snapshot

_PROSE = frozenset({Where.PROSE, Where.LINK_TEXT, Where.FRONT_MATTER_VALUE})


def look(snapshot: Snapshot, place: Place, here: TextPlace) -> Found | None:
    """The term at the cursor; in a code span only when the whole span is its name."""
    data = place.note.buffer.data
    if here.where is Where.CODE_SPAN:
        name = here.span.cut(data).decode("utf-8", "replace").strip()
        meanings = snapshot.typing_lexicon.named(name, place.key)
        return Found(here.span, tuple(meanings)) if meanings else None
    if here.where not in _PROSE:
        return None
    line = place.note.buffer.line_around(place.offset)
    stretch = Span(max(here.span.start, line.start), min(here.span.end, line.end))
    if not stretch.touches(place.offset):
        stretch = line
    match = snapshot.typing_lexicon.find_at(
        stretch.cut(data), place.offset - stretch.start, place.key
    )
    return Found(match.span.moved(stretch.start), match.meanings) if match else None
