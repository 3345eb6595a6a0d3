"""The link at a cursor, and the part of it that the cursor is on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from notes_lsp.features.place import Place
from notes_lsp.syntax import Definition, Fact, Link, LinkKind
from notes_lsp.syntax.moved import moved
from notes_lsp.text import Span
from notes_lsp.vault import front_links
from notes_lsp.vault.index import LABELLED

_NEIGHBOURS = 16
"""How many links that start before the cursor are looked at; they nest a few deep at most."""


class Part(StrEnum):
    """What of a link a cursor is on."""

    PATH = "path"
    """The destination up to `#`."""
    FRAGMENT = "fragment"
    """What stands behind `#`. A wiki link's text counts as the last part of its destination."""
    LABEL = "label"
    """Of a reference, of a footnote, or of a definition."""


class LinkHere(NamedTuple):
    """A link whose destination or label the cursor touches."""

    link: Link | Definition
    part: Part
    span: Span
    """The destination with its fragment, or the label."""


def link_here(place: Place) -> LinkHere | None:
    """The link that the cursor is on; on an inline link's text it is on none."""
    found = [here for link in _near(place) if (here := _touched(link, place.offset))]
    return min(found, key=lambda here: here.link.span.end - here.link.span.start, default=None)


def link_of_text(place: Place) -> Link | None:
    """The innermost link in whose text the cursor is; pictures are none."""
    around = [
        link
        for link in _near(place)
        if isinstance(link, Link) and link.text is not None and link.text.touches(place.offset)
    ]
    link = min(around, key=lambda link: link.span.end - link.span.start, default=None)
    return None if link is None or link.image else link


def destination(link: Link | Definition) -> Span:
    """Where a link's path and fragment stand, or its label."""
    return Span(link.target.start, link.fragment.end if link.fragment else link.target.end)


def _near(place: Place) -> Iterator[Link | Definition]:
    note, offset = place.note, place.offset
    front = note.front_matter
    if front is not None and offset < front.span.end:
        yield from front_links(note)
        return
    number = note.block_at(offset)
    if number is None:
        return
    start, facts = note.starts[number], note.facts_of(number)
    for links in (facts.links, facts.definitions):
        last = bisect_right(links, offset - start, key=_start)
        yield from (moved(link, start) for link in links[max(last - _NEIGHBOURS, 0) : last])


def _start(fact: Fact) -> int:
    return fact.span.start


def _touched(link: Link | Definition, offset: int) -> LinkHere | None:
    if isinstance(link, Definition):
        if link.label.touches(offset):
            return LinkHere(link, Part.LABEL, link.label)
    elif link.kind is LinkKind.FOOTNOTE:
        return LinkHere(link, Part.LABEL, link.span) if link.span.touches(offset) else None
    elif link.kind in LABELLED:
        return LinkHere(link, Part.LABEL, link.target) if link.target.touches(offset) else None
    whole = destination(link)
    if link.fragment is not None and _on_fragment(link.target, link.fragment, offset):
        return LinkHere(link, Part.FRAGMENT, whole)
    if whole.touches(offset):
        return LinkHere(link, Part.PATH, whole)
    if isinstance(link, Link) and _within_wiki(link, offset):
        return LinkHere(link, Part.FRAGMENT if link.fragment else Part.PATH, whole)
    return None


def _on_fragment(path: Span, fragment: Span, offset: int) -> bool:
    """Also on the `#` of a link that has no path."""
    return fragment.touches(offset) or (path.start == path.end and path.touches(offset))


def _within_wiki(link: Link, offset: int) -> bool:
    """Between the outer brackets: a wiki link has no text but as another name for its target."""
    if link.kind is not LinkKind.WIKI:
        return False
    return link.span.start + 1 + link.image <= offset <= link.span.end - 1
