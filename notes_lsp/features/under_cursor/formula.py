"""A LaTeX command or environment inside math."""

from __future__ import annotations

from notes_lsp.features.place import Place
from notes_lsp.features.under_cursor.found import Found
from notes_lsp.knowledge import Meaning
from notes_lsp.math import command_at
from notes_lsp.syntax.context import Place as TextPlace
from notes_lsp.syntax.context import Where
from notes_lsp.text import Span
from notes_lsp.vault import Snapshot


def look(snapshot: Snapshot, place: Place, here: TextPlace) -> Found | None:
    """The symbol at the cursor, also when a code span holds nothing but its name."""
    source = here.span.cut(place.note.buffer.data).decode("utf-8", "replace")
    if here.where is Where.CODE_SPAN:
        named = source.strip().startswith("\\")
    else:
        named = here.where is Where.MATH
    if not named:
        return None
    found = command_at(source, place.offset - here.span.start)
    if found is None:
        return None
    lexicon = snapshot.typing_lexicon
    look_up = lexicon.symbol if found.name.startswith("\\") else lexicon.environment
    meanings = tuple(Meaning(definition) for definition in look_up(found.name, place.key))
    return Found(Span(*found.span).moved(here.span.start), meanings) if meanings else None
