"""One coloured stretch, and the names for what it may be."""

from __future__ import annotations

from typing import NamedTuple

from notes_lsp.text import Span

TYPES = ("class", "function", "macro", "variable", "decorator", "property")
"""Standard names, for which every theme has a colour."""
TERM, COMMAND, MATH_COMMAND, MATH, TAG, LINK = range(len(TYPES))

MODIFIERS = ("definition", "unresolved")
"""`unresolved` is ours: a link that leads nowhere. A theme that does not know it ignores it."""
DEFINITION, UNRESOLVED = 1, 2


class Token(NamedTuple):
    """A coloured stretch on one line."""

    span: Span
    type: int
    modifiers: int = 0
