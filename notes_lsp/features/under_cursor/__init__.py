"""What the cursor means: one file per kind of thing, asked in order of precedence.

Hover explains it, go-to-definition goes to it; both see the same.
"""

from __future__ import annotations

from notes_lsp.features.place import Place
from notes_lsp.features.under_cursor import command, term
from notes_lsp.features.under_cursor.found import Found
from notes_lsp.syntax.context import place_at
from notes_lsp.vault import Snapshot

__all__ = ["Found", "under_cursor"]


def under_cursor(snapshot: Snapshot, place: Place) -> Found | None:
    """The entries that the cursor is on, nearest first, and the words that mean them."""
    from notes_lsp.features.under_cursor import formula  # LaTeX: 20 ms that references do not need

    here = place_at(place.note, place.offset)
    for look in (formula.look, command.look, term.look):
        if found := look(snapshot, place, here):
            if not _may_have_moved(snapshot, found):
                return found
            snapshot.settle()
            return look(snapshot, place, here)
    return None


def _may_have_moved(snapshot: Snapshot, found: Found) -> bool:
    """Whether an edit just now may have moved an entry: it stands in a note that is open."""
    paths = {meaning.definition.source.path for meaning in found.meanings}
    return bool(paths & snapshot.open_notes.keys())
