r"""A formula as a picture: SVG, drawn by ziamath in the shapes of STIX Two Math.

ziamath and the tables of its fonts take 0.3 s and 35 MB, so the server has another process draw
(`serve`), which ends when it was not needed for a while.
"""

from __future__ import annotations

import logging
import re
import sys
import unicodedata
from collections import Counter
from typing import IO
from xml.etree import ElementTree as ET

import msgspec

from notes_lsp.math.drawing import Drawing
from notes_lsp.math.rendering import to_unicode

_SIZE = 20.0
"""Pixels, a little more than the text of a hover."""
_MARGIN = 3.0
_COLOURS = {"auto": "#1f1f1f", "dark": "#1f1f1f", "light": "#e8e8e8"}
_LEFT_OVER = re.compile(r"\\(?:[A-Za-z]+|[^\s{}|&,;:!])")
"""What latex2mathml did not understand stands in its answer as it was written."""
_UNSEEN = re.compile(
    r"(?<!\\)%.*|\\(?:tag\*?|label)[ ]*\{[^{}]*\}|\\(?:notag|nonumber|mathop)(?![A-Za-z])"
)
"""What is no part of the picture, or makes no difference that anybody sees."""
_MATRIX = re.compile(r"(\\begin)(?=\{[a-zA-Z]*matrix\})|(\\end\{[a-zA-Z]*matrix\})")
r"""latex2mathml reads `\begin{pmatrix}…\end{pmatrix}^2` rightly with braces around."""
_BINOMIAL = re.compile(r"\\[dt]?binom(?![A-Za-z])")


def draw(drawing: Drawing) -> str | None:
    """The formula as SVG; None for one that cannot be drawn rightly, whatever the reason."""
    try:
        return _drawn(drawing)
    except Exception:  # noqa: BLE001  # a picture is a favour; ziamath raises of every kind
        return None


def serve(source: IO[bytes] | None = None, sink: IO[bytes] | None = None) -> None:
    """Draw for another process: a line of JSON with a `Drawing` comes in, one with SVG or null
    goes out, until the end of stdin."""
    source, sink = source or sys.stdin.buffer, sink or sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing but pictures may go out
    logging.disable()  # what ziamath does not know makes no picture; nobody mends it
    for line in source:
        sink.write(msgspec.json.encode(draw(msgspec.json.decode(line, type=Drawing))) + b"\n")
        sink.flush()


def _drawn(drawing: Drawing) -> str | None:
    from ziamath.config import config
    from ziamath.tex import tex2mml
    from ziamath.zmath import Math

    from notes_lsp.math.han_glyphs import font_name

    source = _UNSEEN.sub("", drawing.source).strip()
    braced = _MATRIX.sub(lambda mark: "{" + mark[1] if mark[1] else mark[2] + "}", source)
    markup = tex2mml(braced, inline=not drawing.display)
    math = ET.fromstring(markup)  # noqa: S314  # of latex2mathml's making, without entities
    if _LEFT_OVER.search(markup) or _loses_letters(source, "".join(math.itertext())):
        return None
    config.svg2 = True  # each letter's shape once
    math.set("mathcolor", _COLOURS[drawing.ink])
    picture = Math(math, size=_SIZE, font=font_name(), margin=_MARGIN).svgxml()
    picture.set("fill", _COLOURS[drawing.ink])
    if drawing.ink == "auto":
        picture.insert(0, _paper(picture))
    return ET.tostring(picture, encoding="unicode")


def _loses_letters(source: str, drawn: str) -> bool:
    r"""Whether letters of a formula are not drawn: latex2mathml drops some arguments silently."""
    lost = _letters(to_unicode(source)) - _letters(drawn)
    lost["C"] -= len(_BINOMIAL.findall(source))  # our line has `C(n, k)` for them
    return any(count > 0 for count in lost.values())


def _letters(text: str) -> Counter[str]:
    return Counter(filter(str.isalnum, unicodedata.normalize("NFKD", text)))


def _paper(picture: ET.Element) -> ET.Element:
    x, y, width, height = picture.get("viewBox", "0 0 0 0").split()
    place = {"x": x, "y": y, "width": width, "height": height, "rx": "3", "fill": "#fff"}
    return ET.Element("rect", place)
