"""References: who links to what the cursor is on, asked at the thing itself or at a link to it."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.place import Place, place_of, to_range
from notes_lsp.features.under_cursor.entry_mentions import entries_at, entry_mentions
from notes_lsp.features.under_cursor.mentions import mention_range, mentions
from notes_lsp.features.under_cursor.referent import Kind, Referent, referent_at
from notes_lsp.text import Encoding
from notes_lsp.vault import Snapshot, Wait

_AT_A_STRETCH = 128
"""Mentions between two chances for other work."""


def references(
    snapshot: Snapshot, params: types.ReferenceParams, client: ClientProfile
) -> Generator[Wait | None, None, list[types.Location]]:
    """The places that mean what the cursor is on, where it is made first, then note by note.

    A generator that gives way while it works: thousands may link to one note, and an entry's name
    is looked for in all of them.
    """
    place = place_of(snapshot, params, client.encoding)
    if place is None:
        return []
    declared = params.context.include_declaration
    if referent := referent_at(snapshot, place):
        shared = referent.kind in {Kind.TAG, Kind.URL}
        yield from snapshot.ready_for(None if shared else referent.key)
        referent = referent_at(snapshot, place) or referent
        return (yield from _gathered(snapshot, referent, client.encoding, declared=declared))
    return (yield from _of_entries(snapshot, place, declared=declared))


def locations(
    snapshot: Snapshot, referent: Referent, encoding: Encoding, *, declared: bool
) -> list[types.Location]:
    """Where a thing is meant, and first where it is made if `declared`."""
    work = _gathered(snapshot, referent, encoding, declared=declared)
    while True:
        try:
            next(work)
        except StopIteration as done:
            found: list[types.Location] = done.value
            return found


def _gathered(
    snapshot: Snapshot, referent: Referent, encoding: Encoding, *, declared: bool
) -> Generator[None, None, list[types.Location]]:
    found: list[tuple[bool, str, types.Range]] = []
    for number, mention in enumerate(mentions(snapshot, referent)):
        if declared or not mention.declares:
            range_ = mention_range(mention, referent.kind, encoding)
            found.append((not mention.declares, mention.key, range_))
        if number % _AT_A_STRETCH == _AT_A_STRETCH - 1:
            yield
    return _located(snapshot, found)


def _of_entries(
    snapshot: Snapshot, place: Place, *, declared: bool
) -> Generator[None, None, list[types.Location]]:
    entries = entries_at(snapshot, place)
    found: list[tuple[bool, str, types.Range]] = []
    for mention in entry_mentions(snapshot, entries) if entries else ():
        if mention is None:
            yield
            continue
        key, note, span, declares = mention
        if declared or not declares:
            found.append((not declares, key, to_range(note.buffer, span, place.encoding)))
    return _located(snapshot, found)


def _located(
    snapshot: Snapshot, found: list[tuple[bool, str, types.Range]]
) -> list[types.Location]:
    found.sort(key=lambda each: (*each[:2], each[2].start.line, each[2].start.character))
    return [types.Location(uri, range_) for uri, range_ in _with_uris(snapshot, found)]


def _with_uris(
    snapshot: Snapshot, found: list[tuple[bool, str, types.Range]]
) -> Iterator[tuple[str, types.Range]]:
    uris: dict[str, str] = {}
    for _, key, range_ in found:
        uri = uris.get(key) or uris.setdefault(key, snapshot.uri(key))
        yield uri, range_
