r"""A formula as a picture: SVG, drawn by ziamath in the shapes of STIX Two Math.

ziamath and the tables of its fonts take 0.3 s and 35 MB, so the server has another process draw
(`serve`), which ends when it was not needed for a while.
"""

from __future__ import annotations

import logging
import sys
from typing import IO
from xml.etree import ElementTree as ET

import msgspec

from notes_lsp.math.drawing import Drawing

_log = logging.getLogger(__name__)

_SIZE = 20.0
"""Pixels, a little more than the text of a hover."""
_MARGIN = 3.0
_COLOURS = {"auto": "#1f1f1f", "dark": "#1f1f1f", "light": "#e8e8e8"}
_LONGEST = 64_000
"""Characters: VS Code cuts a hover at 100,000, of base64, within the picture."""
_HIGHEST = 800
"""Pixels: what is higher was drawn wrongly, or for no hover."""


def draw(drawing: Drawing) -> str | None:
    """The formula as SVG; None for one that cannot be drawn rightly, whatever the reason."""
    try:
        return _drawn(drawing)
    except Exception:  # noqa: BLE001  # logged; a picture is a favour, ziamath raises of every kind
        _log.info("Not drawn: %s", drawing.source, exc_info=True)
        return None


def serve(source: IO[bytes] | None = None, sink: IO[bytes] | None = None) -> None:
    """Draw for another process: a line of JSON with a `Drawing` comes in, one with SVG or null
    goes out, until the end of stdin."""
    source, sink = source or sys.stdin.buffer, sink or sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing but pictures may go out
    logging.basicConfig(level=logging.ERROR)  # ziamath warns of what we refuse to draw anyway
    _log.setLevel(logging.INFO)
    for line in source:
        sink.write(msgspec.json.encode(draw(msgspec.json.decode(line, type=Drawing))) + b"\n")
        sink.flush()


def _drawn(drawing: Drawing) -> str | None:
    from ziamath.config import config
    from ziamath.zmath import Math

    from notes_lsp.math.han_glyphs import font_name
    from notes_lsp.math.presentation import presentation

    math = presentation(drawing.source, drawing.display)
    if math is None:
        return None
    config.svg2 = True  # each letter's shape once
    config.precision = 2
    math.set("mathcolor", _COLOURS[drawing.ink])
    picture = Math(math, size=_SIZE, font=font_name(), margin=_MARGIN).svgxml()
    if float(picture.get("height", "0")) > _HIGHEST:
        return None
    picture.set("fill", _COLOURS[drawing.ink])
    if drawing.ink == "auto":
        picture.insert(0, _paper(picture))
    text = ET.tostring(picture, encoding="unicode")
    return text if len(text) <= _LONGEST else None


def _paper(picture: ET.Element) -> ET.Element:
    x, y, width, height = picture.get("viewBox", "0 0 0 0").split()
    place = {"x": x, "y": y, "width": width, "height": height, "rx": "3", "fill": "#fff"}
    return ET.Element("rect", place)
