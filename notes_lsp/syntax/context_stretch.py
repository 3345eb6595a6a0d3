"""The text that is read up to a cursor, and what its readers answer."""

from __future__ import annotations

from dataclasses import dataclass

from notes_lsp.syntax.context_around import Around
from notes_lsp.syntax.context_typing import Typing


@dataclass(frozen=True, slots=True)
class Stretch:
    """The text in which a cursor stands: the rest of a paragraph before it, or a table's cell."""

    around: Around
    data: bytes
    start: int
    offset: int
    """The cursor: nothing behind it opens anything."""
    end: int
    """The end of the cursor's line, or of its cell."""
    latex_delimiters: bool = False


Answer = Typing | int
"""What is being typed, or the offset at which to read on."""
