"""What was found under a cursor."""

from __future__ import annotations

from typing import NamedTuple

from notes_lsp.knowledge import Meaning
from notes_lsp.text import Span


class Found(NamedTuple):
    """Entries, and the words of the note that mean them."""

    span: Span
    """In the note."""
    meanings: tuple[Meaning, ...]
    """Nearest first; never empty."""
