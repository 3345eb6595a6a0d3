"""What in the link graph the cursor is on: the thing itself, or a link that means it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from notes_lsp.features.place import Place
from notes_lsp.features.under_cursor.link import LinkHere, Part, link_here
from notes_lsp.syntax import Definition, Fact, Heading, Link, LinkKind
from notes_lsp.syntax.context_around import Around
from notes_lsp.syntax.definitions import normalised
from notes_lsp.text import Span
from notes_lsp.vault import HeadingRecord, NameRecord, Reason, Snapshot, Target

_F = TypeVar("_F", bound=Fact)
_title = re.compile(rb"(?:title|alias(?:es)?)[ \t]*[:=]")


class Kind(StrEnum):
    """What links and other mentions may mean."""

    NOTE = "note"
    """A note or another file, whether it exists or not."""
    HEADING = "heading"
    ANCHOR = "anchor"
    """A block id or the id of an HTML tag."""
    MISSING = "missing"
    """What a fragment names, and nothing is called."""
    LABEL = "label"
    FOOTNOTE = "footnote"
    TAG = "tag"
    URL = "url"


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """A thing that is meant at a place."""

    kind: Kind
    key: str
    """The note or file; for what the whole vault shares, the note of the cursor."""
    span: Span
    """The words at the cursor that stand for it."""
    name: str = ""
    """A label as it is compared, a tag without `#`, an address, or a fragment as written."""
    heading: HeadingRecord | None = None
    anchor: NameRecord | None = None
    exists: bool = True
    """Whether the note or file is there."""
    declared: bool = False
    """The cursor is where the thing is made."""
    titles: bool = False
    """A heading that is its note's title: who means the note means it."""


def referent_at(snapshot: Snapshot, place: Place) -> Referent | None:
    """The thing that the cursor is on: a link's target before the heading around the link."""
    if link := link_here(place):
        return _linked(snapshot, place, link)
    for look in (_footnote, _block_id, _html_id, _tag, _heading, _front_title):
        if found := look(snapshot, place):
            return found
    return None


def of_target(target: Target, span: Span, *, whole: bool = False) -> Referent:
    """What a link leads to: the heading or anchor; with `whole` the note, whatever it names in it.

    `span` is what stands for it at the cursor.
    """
    if not whole and target.heading is not None:
        return Referent(kind=Kind.HEADING, key=target.key, span=span, heading=target.heading)
    if not whole and target.block is not None:
        return Referent(kind=Kind.ANCHOR, key=target.key, span=span, anchor=target.block)
    return Referent(kind=Kind.NOTE, key=target.key, span=span, exists=target.exists)


def _linked(snapshot: Snapshot, place: Place, here: LinkHere) -> Referent | None:
    link, span = here.link, here.span
    if here.part is Part.LABEL:
        return _labelled(place, link, span)
    found = snapshot.graph.resolve_link(place.key, link)
    if found.reason is Reason.EXTERNAL:
        url = place.note.buffer.text(span)
        return Referent(kind=Kind.URL, key=place.key, span=span, name=url)
    target = found.target
    if target is None:
        return None
    if here.part is Part.PATH or link.fragment is None:
        return of_target(target, span, whole=True)
    if found.reason in {Reason.MISSING_HEADING, Reason.MISSING_BLOCK, Reason.MISSING_NOTE}:
        name = place.note.buffer.text(link.fragment)
        return Referent(
            kind=Kind.MISSING, key=target.key, span=span, name=name, exists=target.exists
        )
    return of_target(target, span)


def _labelled(place: Place, link: Link | Definition, span: Span) -> Referent:
    if isinstance(link, Definition):
        return Referent(kind=Kind.LABEL, key=place.key, span=span, name=link.name, declared=True)
    kind = Kind.FOOTNOTE if link.kind is LinkKind.FOOTNOTE else Kind.LABEL
    return Referent(kind=kind, key=place.key, span=span, name=normalised(link.path))


def _footnote(_snapshot: Snapshot, place: Place) -> Referent | None:
    found = _around(place, lambda around: around.facts.footnotes)
    if found is None or not Span(found.label.start - 2, found.label.end + 1).touches(place.offset):
        return None
    return Referent(
        kind=Kind.FOOTNOTE, key=place.key, span=found.label, name=found.name, declared=True
    )


def _block_id(snapshot: Snapshot, place: Place) -> Referent | None:
    mark = _around(place, lambda around: around.facts.block_ids)
    record = snapshot.records.get(place.key)
    if mark is None or record is None:
        return None
    return _anchor(place, record.block_ids, mark.span)


def _html_id(snapshot: Snapshot, place: Place) -> Referent | None:
    near = Around(place.note, place.offset)
    record = snapshot.records.get(place.key)
    tags = [tag for tag in near.facts.html if tag.id is not None]
    found = near.touching(tuple(tags))
    if found is None or found.id is None or record is None:
        return None
    return _anchor(place, record.html_ids, found.id) if found.id.touches(place.offset) else None


def _anchor(place: Place, names: tuple[NameRecord, ...], span: Span) -> Referent | None:
    """The id whose name starts where `span` does."""
    line, column = place.note.buffer.position(span.start, place.encoding)
    for name in names:
        if name.spot.line == line and name.spot.columns(place.encoding)[0] == column:
            return Referent(kind=Kind.ANCHOR, key=place.key, span=span, anchor=name, declared=True)
    return None


def _tag(_snapshot: Snapshot, place: Place) -> Referent | None:
    """The tag up to the part that the cursor is on: on `a` of `#a/b` it is `a`."""
    tag = _around(place, lambda around: around.facts.tags)
    front = place.note.front_matter
    if front is not None and place.offset < front.span.end:
        tag = next((t for t in place.note.front_tags if t.span.touches(place.offset)), None)
    if tag is None:
        return None
    name = tag.name.encode()
    start = tag.span.end - len(name)
    cut = name.find(b"/", max(place.offset - start, 0))
    name = name[:cut] if cut >= 0 else name
    span = Span(start, start + len(name))
    return Referent(kind=Kind.TAG, key=place.key, span=span, name=name.decode())


def _heading(snapshot: Snapshot, place: Place) -> Referent | None:
    heading = _heading_here(place)
    record = snapshot.records.get(place.key)
    if heading is None or record is None:
        return None
    line = place.note.buffer.line_of(heading.span.start)
    for number, each in enumerate(record.headings):
        if each.spot.line == line:
            titles = number == 0 and each.level == 1
            return Referent(
                kind=Kind.HEADING,
                key=place.key,
                span=heading.span,
                heading=each,
                declared=True,
                titles=titles,
            )
    return None


def _heading_here(place: Place) -> Heading | None:
    """The heading on whose lines the cursor is, white space at their ends included."""
    around = Around(place.note, place.offset)
    if found := around.touching(around.facts.headings):
        return found
    line = place.note.buffer.line_around(place.offset)
    text = line.cut(place.note.buffer.data)
    first = line.start + len(text) - len(text.lstrip(b" \t>"))
    return around.holding_at(around.facts.headings, first)


def _front_title(_snapshot: Snapshot, place: Place) -> Referent | None:
    front = place.note.front_matter
    line = place.note.buffer.line_around(place.offset)
    if front is None or not front.content.holds(line.start):
        return None
    if not _title.match(line.cut(place.note.buffer.data)):
        return None
    return Referent(kind=Kind.NOTE, key=place.key, span=line, declared=True)


def _around(place: Place, facts: Callable[[Around], tuple[_F, ...]]) -> _F | None:
    around = Around(place.note, place.offset)
    return around.touching(facts(around))
