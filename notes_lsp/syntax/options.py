"""How Markdown is read: the few things a note does not say itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SyntaxOptions:
    """The dialect of a vault's notes."""

    latex_delimiters: bool = False
    r"""Whether `\\(..\\)` and `\\[..\\]` are math; CommonMark reads them as escaped brackets."""
