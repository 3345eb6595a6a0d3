"""Hover: what the thing under the cursor means, the user's own notes first."""

from __future__ import annotations

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.language import language_of
from notes_lsp.features.markup import markup, readable
from notes_lsp.features.place import place_of
from notes_lsp.features.under_cursor import under_cursor
from notes_lsp.knowledge import card
from notes_lsp.vault import Snapshot


def hover(
    snapshot: Snapshot, params: types.HoverParams, client: ClientProfile
) -> types.Hover | None:
    """The card of what is under the cursor and the words that it covers, or None."""
    place = place_of(snapshot, params, client.encoding)
    if place is None or not snapshot.settings(place.key).hover.enabled:
        return None
    found = under_cursor(snapshot, place)
    if found is None:
        return None
    text = card(found.meanings, language_of(snapshot, place.key, place.note))
    return types.Hover(markup(readable(text), client.markdown_hover), place.range(found.span))
