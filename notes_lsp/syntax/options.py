"""How Markdown is read: the few things a note does not say itself."""

from __future__ import annotations

from dataclasses import dataclass

LARGEST_READ = 16 * 1024 * 1024
"""Bytes; of a larger note nobody reads all."""


@dataclass(frozen=True, slots=True)
class SyntaxOptions:
    """The dialect of a vault's notes."""

    latex_delimiters: bool = False
    r"""Whether `\\(..\\)` and `\\[..\\]` are math; CommonMark reads them as escaped brackets."""
    largest: int = LARGEST_READ
    """Bytes; a larger note is read page by page, see `large.py`."""
