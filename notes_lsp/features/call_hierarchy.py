"""The link graph as a call hierarchy: who links here, and where this links to.

An item is a note or a heading; what "calls" it are the sections whose text links to it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, partial
from typing import Any, NamedTuple

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.lens_references import title_heading
from notes_lsp.features.place import place_of
from notes_lsp.features.under_cursor.mentions import (
    destination_range,
    heading_range,
    mention_range,
    mentions,
)
from notes_lsp.features.under_cursor.naming import inside_vault, title_of
from notes_lsp.features.under_cursor.referent import Kind, Referent, referent_at
from notes_lsp.text import Encoding, Span
from notes_lsp.vault import HeadingRecord, Snapshot

_START = types.Range(types.Position(0, 0), types.Position(0, 0))
_Section = tuple[str, HeadingRecord | None]
"""A note, and a heading of it or None for the note."""


def prepare_call_hierarchy(
    snapshot: Snapshot, params: types.CallHierarchyPrepareParams, client: ClientProfile
) -> list[types.CallHierarchyItem] | None:
    """The note or heading that the cursor means; in plain text the note it stands in."""
    place = place_of(snapshot, params, client.encoding)
    if place is None:
        return None
    referent = referent_at(snapshot, place)
    if referent is None:
        return [_item(snapshot, (place.key, None), client.encoding)]
    if referent.kind not in {Kind.NOTE, Kind.HEADING} or referent.key not in snapshot.records:
        return None
    return [_item(snapshot, (referent.key, referent.heading), client.encoding)]


def incoming_calls(
    snapshot: Snapshot, params: types.CallHierarchyIncomingCallsParams, client: ClientProfile
) -> list[types.CallHierarchyIncomingCall] | None:
    """The sections that link to an item, with the places of the links."""
    section = _section_of(snapshot, params.item)
    if section is None:
        return None
    referent = _referent(snapshot, section)
    headings_of = cache(partial(_headings_by_line, snapshot))
    grouped: dict[_Section, list[types.Range]] = {}
    for mention in mentions(snapshot, referent):
        if not mention.declares:
            range_ = mention_range(mention, referent.kind, client.encoding)
            source = mention.key, headings_of(mention.key).above(range_.start.line)
            grouped.setdefault(source, []).append(range_)
    return [
        types.CallHierarchyIncomingCall(_item(snapshot, source, client.encoding), tuple(ranges))
        for source, ranges in grouped.items()
    ]


def outgoing_calls(
    snapshot: Snapshot, params: types.CallHierarchyOutgoingCallsParams, client: ClientProfile
) -> list[types.CallHierarchyOutgoingCall] | None:
    """The notes and headings to which an item's text links, with the places of the links."""
    section = _section_of(snapshot, params.item)
    if section is None:
        return None
    grouped: dict[_Section, list[types.Range]] = {}
    for target, range_ in _links_in(snapshot, section, client.encoding):
        grouped.setdefault(target, []).append(range_)
    return [
        types.CallHierarchyOutgoingCall(_item(snapshot, target, client.encoding), tuple(ranges))
        for target, ranges in grouped.items()
    ]


def _links_in(
    snapshot: Snapshot, section: _Section, encoding: Encoding
) -> Iterator[tuple[_Section, types.Range]]:
    key, heading = section
    lines = _lines(snapshot, key, heading)
    for link, found in snapshot.graph.links_from(key):
        target = found.target
        if target and link.spot.line in lines and target.key in snapshot.records:
            yield (target.key, target.heading), destination_range(link, encoding)


def _lines(snapshot: Snapshot, key: str, heading: HeadingRecord | None) -> range:
    """The lines of a section, those nested in it included."""
    if heading is None:
        return range(2**31)
    following = (
        each.spot.line
        for each in snapshot.records[key].headings
        if each.spot.line > heading.spot.line and each.level <= heading.level
    )
    return range(heading.spot.line, next(following, 2**31))


class _Headings(NamedTuple):
    """The headings of a note, found by line: a note may link to itself thousands of times."""

    lines: list[int]
    headings: tuple[HeadingRecord, ...]

    def above(self, line: int) -> HeadingRecord | None:
        index = bisect_right(self.lines, line) - 1
        return self.headings[index] if index >= 0 else None


def _headings_by_line(snapshot: Snapshot, key: str) -> _Headings:
    headings = snapshot.records[key].headings
    return _Headings([each.spot.line for each in headings], headings)


def _referent(snapshot: Snapshot, section: _Section) -> Referent:
    key, heading = section
    if heading is None:
        return Referent(kind=Kind.NOTE, key=key, span=Span(0, 0))
    titles = heading == title_heading(snapshot.records[key].headings)
    return Referent(kind=Kind.HEADING, key=key, span=Span(0, 0), heading=heading, titles=titles)


def _item(snapshot: Snapshot, section: _Section, encoding: Encoding) -> types.CallHierarchyItem:
    key, heading = section
    range_ = heading_range(heading.spot, encoding) if heading else _START
    data: Any = [key, heading.spot.line, heading.text] if heading else [key]
    return types.CallHierarchyItem(
        heading.text if heading else title_of(snapshot, key),
        types.SymbolKind.String if heading else types.SymbolKind.File,
        snapshot.uri(key),
        range_,
        range_,
        detail=inside_vault(snapshot, key),
        data=data,
    )


def _section_of(snapshot: Snapshot, item: types.CallHierarchyItem) -> _Section | None:
    """What an item was made for: its heading by line, else by its text where it has moved."""
    match item.data:
        case [str(key)] if key in snapshot.records:
            return key, None
        case [str(key), int(line), str(text)] if key in snapshot.records:
            headings = [each for each in snapshot.records[key].headings if each.text == text]
            found = min(headings, key=lambda each: abs(each.spot.line - line), default=None)
            return (key, found) if found else None
    return None
