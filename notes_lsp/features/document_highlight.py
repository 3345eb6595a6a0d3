"""Document highlights: everything in the note that means what the cursor is on."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.place import Place, place_of, spot_range
from notes_lsp.features.under_cursor.entry_mentions import entries_at, mentions_in
from notes_lsp.features.under_cursor.environment import environment_marks
from notes_lsp.features.under_cursor.mentions import Mention, mention_range, mentions
from notes_lsp.features.under_cursor.referent import Kind, Referent, referent_at
from notes_lsp.text import Encoding
from notes_lsp.vault import HeadingRecord, NameRecord, Snapshot

_READ, _WRITE = types.DocumentHighlightKind.Read, types.DocumentHighlightKind.Write

_WHOLE = frozenset({Kind.NOTE, Kind.LABEL, Kind.URL})
"""What links mean with all that stands before or behind `#`."""


def document_highlight(
    snapshot: Snapshot, params: types.DocumentHighlightParams, client: ClientProfile
) -> list[types.DocumentHighlight] | None:
    """The mentions in this note, written where the thing is made; in the order of the text.

    None for prose that means nothing: an editor then marks equal words itself.
    """
    place = place_of(snapshot, params, client.encoding)
    if place is None:
        return None
    if referent := referent_at(snapshot, place):
        found = list(_mentioned(snapshot, place, referent))
    else:
        found = list(_environment(place)) or list(_entries(snapshot, place))
    found.sort(key=lambda each: (each.range.start.line, each.range.start.character))
    return found or None


def _mentioned(
    snapshot: Snapshot, place: Place, referent: Referent
) -> Iterator[types.DocumentHighlight]:
    for mention in mentions(snapshot, referent, within=place.key):
        range_ = _range(mention, referent.kind, place.encoding)
        yield types.DocumentHighlight(range_, _WRITE if mention.declares else _READ)


def _range(mention: Mention, kind: Kind, encoding: Encoding) -> types.Range:
    """A link to a heading is marked from its `#` on: the path means the note."""
    what = mention.what
    if isinstance(what, HeadingRecord | NameRecord) or kind in _WHOLE or not what.fragment_spot:
        return mention_range(mention, kind, encoding)
    fragment = spot_range(what.fragment_spot, encoding)
    start = types.Position(fragment.start.line, fragment.start.character - 1)
    return types.Range(start, fragment.end)


def _environment(place: Place) -> Iterator[types.DocumentHighlight]:
    for span in environment_marks(place):
        yield types.DocumentHighlight(place.range(span), _READ)


def _entries(snapshot: Snapshot, place: Place) -> Iterator[types.DocumentHighlight]:
    if entries := entries_at(snapshot, place):
        for span, declares in mentions_in(snapshot, place.key, place.note, entries):
            yield types.DocumentHighlight(place.range(span), _WRITE if declares else _READ)
