"""One coloured stretch, and the names for what it may be."""

from __future__ import annotations

from typing import NamedTuple

from notes_lsp.features.options import TOKEN_TYPES
from notes_lsp.text import Span

TERM, COMMAND, MATH_COMMAND, MATH, TAG, LINK = range(len(TOKEN_TYPES))
DEFINITION, UNRESOLVED = 1, 2


class Token(NamedTuple):
    """A coloured stretch on one line."""

    span: Span
    type: int
    modifiers: int = 0
