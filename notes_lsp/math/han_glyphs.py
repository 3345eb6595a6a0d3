r"""Letters that a mathematical font has not, such as Chinese in `\text{…}`: left to the viewer.

They stand in the picture as text, for which whoever shows it has a font.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files
from xml.etree import ElementTree as ET

from ziafont.fonttypes import BBox
from ziafont.glyph import SimpleGlyph
from ziafont.svgpath import fmt
from ziamath import zmath
from ziamath.mathfont import MathFont

_NAME = "notes-lsp"
_ASCENT, _DESCENT = 0.86, -0.14
"""Of an em, as Chinese fonts have them."""
_NARROW = 0.6


@cache
def font_name() -> str:
    """The name by which ziamath knows a font that draws every letter."""
    path = files("ziamath") / "fonts" / "STIXTwoMath-Regular.ttf"
    zmath.loadedfonts[_NAME] = _WholeFont(str(path))
    return _NAME


class _WholeFont(MathFont):
    """STIX Two Math, and for what it has not a place for the viewer's own letter."""

    def glyph(self, char: str) -> SimpleGlyph:
        return super().glyph(char) if self.glyphindex(char) else _Letter(char, self)


class _Letter(SimpleGlyph):
    """A letter of which only the size is known."""

    def __init__(self, char: str, font: MathFont) -> None:
        em = font.info.layout.unitsperem
        wide = unicodedata.east_asian_width(char) in "WF"
        self._width = em if wide else int(_NARROW * em)
        super().__init__(0, [], BBox(0, self._width, _DESCENT * em, _ASCENT * em), font)
        self.id = f"letter{ord(char):x}"
        self._char = char

    def advance(self, nextchr: SimpleGlyph | None = None) -> int:  # noqa: ARG002  # of the base
        return self._width

    def place(self, x: float, y: float, point_size: float) -> ET.Element:
        where = {"x": fmt(x), "y": fmt(y), "font-size": fmt(point_size)}
        letter = ET.Element("text", {**where, "font-family": "sans-serif"})
        letter.text = self._char
        return letter
