"""Go to definition: from a link to its target, from a term to the row or entry that defines it."""

from __future__ import annotations

from typing import NamedTuple

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.place import Place, place_of, spot_range, to_range
from notes_lsp.features.references import locations
from notes_lsp.features.under_cursor import under_cursor
from notes_lsp.features.under_cursor.link import LinkHere, Part, link_here, link_of_text
from notes_lsp.features.under_cursor.mentions import heading_range, mentions
from notes_lsp.features.under_cursor.referent import Kind, Referent, referent_at
from notes_lsp.features.under_cursor.targets import target_range
from notes_lsp.syntax import Link
from notes_lsp.text import Encoding, Span
from notes_lsp.vault import NameRecord, Reason, Resolution, Snapshot

Locations = list[types.Location] | list[types.LocationLink] | None


class _Found(NamedTuple):
    """Places to go to, and the words at the cursor that lead there."""

    span: Span
    places: list[tuple[str, types.Range]]
    """URIs and ranges."""


def definition(
    snapshot: Snapshot, params: types.DefinitionParams, client: ClientProfile
) -> Locations:
    """Where what is under the cursor is defined, nearest first.

    On a definition itself that very place, which an editor may take as the wish to see its uses.
    """
    place = place_of(snapshot, params, client.encoding)
    return _answer(_defined(snapshot, place), place, client) if place else None


def declaration(
    snapshot: Snapshot, params: types.DeclarationParams, client: ClientProfile
) -> Locations:
    """From a use to the definition, and from a definition to its uses."""
    place = place_of(snapshot, params, client.encoding)
    if place is None:
        return None
    referent = referent_at(snapshot, place)
    if referent and referent.declared:
        return _answer(_uses(snapshot, referent, client.encoding), place, client)
    return _answer(_defined(snapshot, place), place, client)


def _defined(snapshot: Snapshot, place: Place) -> _Found | None:
    if link := link_here(place):
        return _followed(snapshot, place, link)
    referent = referent_at(snapshot, place)
    if referent and referent.kind is Kind.FOOTNOTE:
        return _uses(snapshot, referent, place.encoding)
    if found := _entries(snapshot, place):
        return found
    if around := link_of_text(place):
        return _behind_text(snapshot, place, around)
    return _itself(snapshot, referent, place.encoding) if referent else None


def _followed(snapshot: Snapshot, place: Place, here: LinkHere) -> _Found | None:
    """The target of a link, or the definition of a label."""
    if here.part is Part.LABEL:
        referent = referent_at(snapshot, place)
        return _itself(snapshot, referent, place.encoding) if referent else None
    found = snapshot.graph.resolve_link(place.key, here.link)
    if found.broken and (here.part is Part.FRAGMENT or found.reason is Reason.MISSING_NOTE):
        return None
    return _Found(here.span, _targets(snapshot, found, place.encoding))


def _behind_text(snapshot: Snapshot, place: Place, link: Link) -> _Found | None:
    """A link's text leads where the link does, when it does lead somewhere."""
    found = snapshot.graph.resolve_link(place.key, link)
    if found.broken or link.text is None:
        return None
    return _Found(link.text, _targets(snapshot, found, place.encoding))


def _targets(
    snapshot: Snapshot, found: Resolution, encoding: Encoding
) -> list[tuple[str, types.Range]]:
    return [
        (snapshot.uri(target.key), target_range(target, encoding))
        for target in found.targets
        if target.exists
    ]


def _itself(snapshot: Snapshot, referent: Referent, encoding: Encoding) -> _Found | None:
    """Where a thing of this note is made; of a label that is defined twice the first counts."""
    if referent.kind in {Kind.TAG, Kind.NOTE, Kind.URL}:
        return None
    made = next((each for each in mentions(snapshot, referent) if each.declares), None)
    if made is None:
        return None
    spot = made.what.spot
    if isinstance(made.what, NameRecord) and referent.kind is Kind.FOOTNOTE:
        spot = made.what.target or spot
    is_heading = referent.kind is Kind.HEADING
    range_ = heading_range(spot, encoding) if is_heading else spot_range(spot, encoding)
    return _Found(referent.span, [(snapshot.uri(made.key), range_)])


def _uses(snapshot: Snapshot, referent: Referent, encoding: Encoding) -> _Found:
    found = locations(snapshot, referent, encoding, declared=False)
    return _Found(referent.span, [(each.uri, each.range) for each in found])


def _entries(snapshot: Snapshot, place: Place) -> _Found | None:
    found = under_cursor(snapshot, place)
    if found is None:
        return None
    sources = dict.fromkeys(meaning.definition.source for meaning in found.meanings)
    places = [
        (snapshot.uri(source.path), to_range(buffer, source.span, place.encoding))
        for source in sources
        if (buffer := snapshot.buffer(source.path))
    ]
    return _Found(found.span, places)


def _answer(found: _Found | None, place: Place, client: ClientProfile) -> Locations:
    if found is None or not found.places:
        return None
    if not client.definition_links:
        return [types.Location(uri, range_) for uri, range_ in found.places]
    origin = place.range(found.span)
    return [types.LocationLink(uri, range_, range_, origin) for uri, range_ in found.places]
