"""Formulas as images in Markdown, for editors that show such."""

from __future__ import annotations

import base64
from collections.abc import Generator, Iterable

from notes_lsp.features.client import ClientProfile
from notes_lsp.knowledge import Meaning
from notes_lsp.knowledge.entry import Symbol
from notes_lsp.math.drawing import Drawing
from notes_lsp.vault.settings import HoverSettings


def example_of(meanings: Iterable[Meaning]) -> str:
    """LaTeX that shows what a command or environment does; empty where none is meant."""
    for meaning in meanings:
        if isinstance(symbol := meaning.definition.entry, Symbol):
            return symbol.example or (symbol.name if not symbol.arguments else "")
    return ""


def formula_image(
    source: str, display: bool, settings: HoverSettings, client: ClientProfile
) -> Generator[Drawing, str | None, str]:
    """Gives a `Drawing` and is sent the picture as SVG, or None; empty where none can be shown."""
    wanted = client.images if settings.images == "auto" else settings.images == "on"
    if not wanted or not (picture := (yield Drawing(source, display, settings.ink))):
        return ""
    data = base64.b64encode(picture.encode()).decode()
    return f"![formula](data:image/svg+xml;base64,{data})"
