"""Where a thing of the link graph is made, and where it is meant."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from lsprotocol import types

from notes_lsp.features.place import spot_range
from notes_lsp.features.under_cursor.referent import Kind, Referent
from notes_lsp.text import Encoding
from notes_lsp.vault import (
    AnyLink,
    DefinitionRecord,
    HeadingRecord,
    NameRecord,
    Snapshot,
    Spot,
    Target,
)
from notes_lsp.vault.slugs import github
from notes_lsp.vault.written import fold_name


class Mention(NamedTuple):
    """A place where a thing is made (`declares`) or meant."""

    key: str
    """The note in which it stands."""
    what: AnyLink | HeadingRecord | NameRecord
    declares: bool = False


def mentions(
    snapshot: Snapshot, referent: Referent, within: str | None = None
) -> Iterator[Mention]:
    """Where `referent` is made and meant, in the whole vault or in the note `within` alone.

    A label and a footnote belong to one note. Must be used up before the vault changes.
    """
    if referent.kind in {Kind.LABEL, Kind.FOOTNOTE}:
        yield from _of_label(snapshot, referent)
    elif within is not None and referent.kind in {Kind.TAG, Kind.URL}:
        yield from _of_name_in(snapshot, referent, within)
    elif referent.kind is Kind.TAG:
        yield from itertools.starmap(Mention, snapshot.graph.tagged(referent.name))
    elif referent.kind is Kind.URL:
        yield from itertools.starmap(Mention, snapshot.graph.links_out(referent.name))
    else:
        yield from _of_target(snapshot, referent, within)


def mention_range(mention: Mention, kind: Kind, encoding: Encoding) -> types.Range:
    """The range of a mention of a thing of that kind: of a note a link's path, else all of the
    destination; of a heading its line."""
    what = mention.what
    if isinstance(what, HeadingRecord):
        return heading_range(what.spot, encoding)
    if isinstance(what, NameRecord):
        return spot_range(what.spot, encoding)
    if kind is Kind.LABEL and isinstance(what, DefinitionRecord):
        return spot_range(what.label, encoding)
    return path_range(what, encoding) if kind is Kind.NOTE else destination_range(what, encoding)


def heading_range(spot: Spot, encoding: Encoding) -> types.Range:
    """The first line of a heading, from the line's start."""
    end = types.Position(spot.line, spot.columns(encoding)[1])
    return types.Range(types.Position(spot.line, 0), end)


def path_range(link: AnyLink, encoding: Encoding) -> types.Range:
    """What a link writes before `#`."""
    return spot_range(link.target, encoding)


def destination_range(link: AnyLink, encoding: Encoding) -> types.Range:
    """What a link writes as path and fragment, or as label."""
    found = spot_range(link.target, encoding)
    if link.fragment_spot is None:
        return found
    return types.Range(found.start, spot_range(link.fragment_spot, encoding).end)


def missing_slug(fragment: str) -> str:
    """A fragment that names nothing, as it is compared with others."""
    plain = unquote(fragment)
    return fold_name(github(plain) or plain)  # of signs alone there is no slug


def _of_label(snapshot: Snapshot, referent: Referent) -> Iterator[Mention]:
    key, name = referent.key, referent.name
    record = snapshot.records.get(key)
    footnote = referent.kind is Kind.FOOTNOTE
    if record is None:
        return
    for each in record.footnotes if footnote else record.definitions:
        if each.name == name:
            yield Mention(key, each, declares=True)
    for link in snapshot.graph.label_uses(key, "^" + name if footnote else name):
        yield Mention(key, link)


def _of_name_in(snapshot: Snapshot, referent: Referent, key: str) -> Iterator[Mention]:
    """A tag or address in one note, found without looking into others."""
    record = snapshot.records.get(key)
    if record is None:
        return
    if referent.kind is Kind.TAG:
        wanted = fold_name(referent.name)
        for tag in record.tags:
            if (fold_name(tag.name) + "/").startswith(wanted + "/"):
                yield Mention(key, tag)
        return
    links: tuple[AnyLink, ...] = (*record.links, *record.definitions)
    for link in links:
        if link.path + ("#" + link.fragment if link.fragment_spot else "") == referent.name:
            yield Mention(key, link)


def _of_target(snapshot: Snapshot, referent: Referent, within: str | None) -> Iterator[Mention]:
    made = referent.heading or referent.anchor
    if made is not None and within in {None, referent.key}:
        yield Mention(referent.key, made, declares=True)
    kind = referent.kind
    if kind is Kind.MISSING and not referent.exists and within is None:
        kind = Kind.NOTE
    slug = missing_slug(referent.name)
    for key, link, target in _leading(snapshot, referent.key, within):
        if kind is Kind.NOTE:
            means = bool(link.path)
        elif kind is Kind.HEADING:
            means = target.heading == referent.heading
            means = means or (referent.titles and bool(link.path) and not link.fragment)
        elif kind is Kind.ANCHOR:
            means = target.block == referent.anchor
        else:
            is_missing = target.heading is None and target.block is None
            means = is_missing and bool(link.fragment) and missing_slug(link.fragment) == slug
        if means:
            yield Mention(key, link)


def _leading(
    snapshot: Snapshot, key: str, within: str | None
) -> Iterator[tuple[str, AnyLink, Target]]:
    """The links to a file or to anything in it."""
    if within is None:
        yield from snapshot.graph.links_to(key)
        return
    for link, found in snapshot.graph.links_from(within):
        for target in found.targets:
            if target.key == key:
                yield within, link, target
