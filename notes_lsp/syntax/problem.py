"""What is wrong somewhere, said so that a person can mend it."""

from __future__ import annotations

from dataclasses import dataclass

from notes_lsp.text import Span


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that mends a problem, offered but never made unasked."""

    title: str
    """What the change does, as a menu entry says it."""
    edits: tuple[tuple[Span, str], ...]
    """Which stretches become what; they do not overlap."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault at a place in one file; which file, the one who asked knows."""

    code: str
    """Stable and documented: `pack.field`."""
    span: Span
    message: str
    """Names the fault in the user's words, what to do, and what still works."""
    fix: Fix | None = None
    unfinished: Span | None = None
    """While a person types inside this stretch (a formula, say), the fault may yet mend itself; None
    when only the problem's own end counts."""
