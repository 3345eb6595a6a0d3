"""What is asked of who draws formulas; see `picture.py`."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Ink = Literal["auto", "dark", "light"]
"""`dark` for light paper, `light` for dark paper, `auto` for dark on white paper of its own."""


class Drawing(Struct, frozen=True):
    """A formula to be drawn."""

    source: str
    """LaTeX, without the marks around it."""
    display: bool = False
    ink: Ink = "auto"
