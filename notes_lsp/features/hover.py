"""Hover: what the thing under the cursor means, the user's own notes first; where a link leads."""

from __future__ import annotations

from collections.abc import Generator

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.language import language_of
from notes_lsp.features.markup import markup, readable
from notes_lsp.features.pictures import example_of, formula_image
from notes_lsp.features.place import Place, place_of
from notes_lsp.features.preview import preview
from notes_lsp.features.under_cursor import Found, under_cursor
from notes_lsp.features.under_cursor.formula import formula_here
from notes_lsp.features.under_cursor.link import LinkHere, Part, link_here, link_of_text
from notes_lsp.knowledge import card
from notes_lsp.math.drawing import Drawing
from notes_lsp.text import Span
from notes_lsp.vault import Snapshot


def hover(
    snapshot: Snapshot, params: types.HoverParams, client: ClientProfile
) -> Generator[Drawing, str | None, types.Hover | None]:
    """The card of what is under the cursor, or a look at where its link leads, and the words that
    it covers; None where there is nothing to tell.

    Within a formula also the formula as it will look, for which it gives a `Drawing` and is sent
    the picture as SVG, or None.
    """
    place = place_of(snapshot, params, client.encoding)
    if place is None or not snapshot.settings(place.key).hover.enabled:
        return None
    if link := link_here(place):
        shown = preview(snapshot, place, link, client)
        return _answer(shown.text, shown.span, place, client) if shown else None
    found, around = under_cursor(snapshot, place), link_of_text(place)
    if found or around is None or around.text is None:
        return (yield from _explained(snapshot, place, found, client))
    shown = preview(snapshot, place, LinkHere(around, Part.PATH, around.text), client)
    return _answer(shown.text, shown.span, place, client) if shown else None


def _explained(
    snapshot: Snapshot, place: Place, found: Found | None, client: ClientProfile
) -> Generator[Drawing, str | None, types.Hover | None]:
    """The formula as it will look, or the example of a command in prose, above the card."""
    formula, image = formula_here(place), ""
    if formula:
        source, display = formula.source, formula.display
    else:
        source, display = example_of(found.meanings if found else ()), True
    if source and client.markdown_hover:
        settings = snapshot.settings(place.key).hover
        image = yield from formula_image(source, display, settings, client)
    if found:
        text = card(found.meanings, language_of(snapshot, place.key, place.note))
        shown = "\n\n".join(filter(None, (image, text)))
        return _answer(shown, found.span, place, client)
    if formula and (shown := image or formula.line):
        return _answer(shown, formula.span, place, client)
    return None


def _answer(text: str, span: Span, place: Place, client: ClientProfile) -> types.Hover:
    return types.Hover(markup(readable(text), client.markdown_hover), place.range(span))
