"""A passage as it must be written to stand elsewhere: levels of headings, paths of links."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from notes_lsp.features.actions.asked import Asked
from notes_lsp.features.actions.new_link import inline_path
from notes_lsp.features.rename.escaping import encoded_like
from notes_lsp.syntax import Definition, Heading, Link, LinkKind, Note
from notes_lsp.text import Span
from notes_lsp.vault.resolution import Target
from notes_lsp.vault.written import is_external

_HASHES = re.compile(rb"#{1,6}")
_BY_PATH = frozenset({LinkKind.INLINE, LinkKind.HTML, LinkKind.WIKI})
Edits = list[tuple[Span, str]]


def shifted(note: Note, within: Span, by: int) -> Edits:
    """Edits that put the headings of a passage `by` levels deeper, or higher when negative."""
    if not by:
        return []
    headings = [each for each in note.facts.headings if within.holds(each.span.start)]
    return [edit for each in headings for edit in _shifted(note, each, by)]


def rebased(asked: Asked, key: str, within: Span, to: str, inside: frozenset[int]) -> Edits:
    """Edits of the links in a passage of the note `key` that let them lead as before from `to`.

    `inside` are the lines that go along: links to what is on them stay within the passage.
    """
    note = asked.snapshot.note(key)
    if note is None:
        return []
    links: tuple[Link | Definition, ...] = (*note.facts.links, *note.facts.definitions)
    links = tuple(each for each in links if within.holds(each.span.start))
    return [edit for each in links for edit in _rebased(asked, key, each, to, inside)]


def cut(note: Note, within: Span, edits: Edits) -> str:
    """The text of a passage after edits in it."""
    data = note.buffer.data
    text, at = "", within.start
    for span, new in sorted(edits):
        text += data[at : span.start].decode("utf-8", "replace") + new
        at = span.end
    return text + data[at : within.end].decode("utf-8", "replace")


def _shifted(note: Note, heading: Heading, by: int) -> Iterator[tuple[Span, str]]:
    level = min(max(heading.level + by, 1), 6)
    data = note.buffer.data
    if not heading.setext:
        marks = _HASHES.match(data, heading.span.start)
        if marks:
            yield Span(*marks.span()), "#" * level
        return
    underline = Span(heading.content.end, heading.span.end)
    marks = re.search(rb"[=-]+", underline.cut(data))
    if marks is None:
        return
    span = Span(*marks.span()).moved(underline.start)
    if level <= 2:
        yield span, ("=" if level == 1 else "-") * (span.end - span.start)
    elif b"\n" not in heading.content.cut(data):
        yield Span(heading.span.start, heading.span.start), "#" * level + " "
        yield Span(heading.content.end, heading.span.end), ""


def _rebased(
    asked: Asked, key: str, link: Link | Definition, to: str, inside: frozenset[int]
) -> Iterator[tuple[Span, str]]:
    kind = link.kind if isinstance(link, Link) else LinkKind.INLINE
    if kind not in _BY_PATH or is_external(kind, link.path):
        return
    if not link.path.strip():
        yield from _to_own_place(asked, key, link, kind, to, inside)
        return
    target = asked.snapshot.graph.resolve_link(key, link).target
    if target is not None and target.key == to and link.fragment is not None:
        if key != to:  # put into the note to whose heading it leads
            yield link.target, ""
        return
    same = os.path.dirname(key) == os.path.dirname(to)  # noqa: PTH120  # keys
    if same or link.path.startswith("/") or (kind is LinkKind.WIKI and link.path[:1] != "."):
        return
    if target is None:
        return
    ending = os.path.splitext(link.path)[1] != ""  # noqa: PTH122  # as written
    path = asked.snapshot.graph.path_to(to, target.key, "relative", ending)
    path = encoded_like(link.path, path, kind)
    if kind is LinkKind.INLINE and " " in path and not (isinstance(link, Link) and link.angle):
        path = path.replace(" ", "%20")
    yield link.target, path


def line_of(target: Target) -> int | None:
    """The line of the heading, block or HTML id to which a link leads."""
    place = target.heading or target.block
    return place.spot.line if place else None


def _to_own_place(
    asked: Asked,
    key: str,
    link: Link | Definition,
    kind: LinkKind,
    to: str,
    inside: frozenset[int],
) -> Iterator[tuple[Span, str]]:
    """A link to a heading or block of its own note, which stays behind."""
    target = asked.snapshot.graph.resolve_link(key, link).target
    line = line_of(target) if target else None
    if line is None or not inside or line in inside:
        return
    if kind is LinkKind.WIKI:
        yield link.target, asked.snapshot.graph.path_to(to, key, "short", ending=False)
    else:
        yield link.target, inline_path(asked, to, key)
