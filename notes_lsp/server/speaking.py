"""In which language the server speaks where no note is meant: progress, warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notes_lsp.text import said

if TYPE_CHECKING:
    from notes_lsp.server.notes_server import NotesServer


def told(server: NotesServer, text: str) -> str:
    """A sentence as the settings of this connection, else its editor, want it."""
    from notes_lsp.features.language import language_beside_notes  # a start imports no feature

    return said(text, language_beside_notes(server.vault.snapshot(), server.profile))
