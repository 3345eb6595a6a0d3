"""Go to definition: from a term to the row or pack entry that defines it."""

from __future__ import annotations

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.place import place_of, to_range
from notes_lsp.features.under_cursor import under_cursor
from notes_lsp.knowledge import Source
from notes_lsp.vault import Snapshot


def definition(
    snapshot: Snapshot, params: types.DefinitionParams, client: ClientProfile
) -> list[types.Location] | list[types.LocationLink] | None:
    """Where what is under the cursor is defined, nearest first."""
    place = place_of(snapshot, params, client.encoding)
    found = under_cursor(snapshot, place) if place else None
    if place is None or found is None:
        return None
    sources = dict.fromkeys(meaning.definition.source for meaning in found.meanings)
    ranges = [
        (snapshot.uri(source.path), range_)
        for source in sources
        if (range_ := _range(snapshot, source, client))
    ]
    if not client.definition_links:
        return [types.Location(uri, range_) for uri, range_ in ranges] or None
    origin = place.range(found.span)
    return [types.LocationLink(uri, range_, range_, origin) for uri, range_ in ranges] or None


def _range(snapshot: Snapshot, source: Source, client: ClientProfile) -> types.Range | None:
    buffer = snapshot.buffer(source.path)
    return to_range(buffer, source.span, client.encoding) if buffer else None
