"""The `id` of an HTML tag or the `{#id}` of a heading, and every link to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lsprotocol import types

from notes_lsp.features.edits import Changes
from notes_lsp.features.place import Place, spot_range, to_range
from notes_lsp.features.refusal import Refusal
from notes_lsp.features.rename.escaping import decoded, fragment_like
from notes_lsp.features.rename.spots import kind_of, leads_there
from notes_lsp.features.rename.subject import Subject, in_fragment, link_at, one_line
from notes_lsp.syntax import Heading, Html, Note
from notes_lsp.text import Span, Wording
from notes_lsp.vault import Snapshot, Target
from notes_lsp.vault.slugs import github

_explicit = re.compile(rb"\{#([^\s{}]+)[^{}]*\}")
_wrong = re.compile(r"[\s\"'<>{}`|\[\]\\]")


def find(snapshot: Snapshot, place: Place) -> Subject | None:
    """The id at the cursor, where it is given or in a link's fragment."""
    near = place.note.facts_at(place.offset)
    for name, span in _given(place.note, near.html, near.headings):
        if span.touches(place.offset):
            return _subject(snapshot, place.key, place.note, name, place.range(span))
    link = link_at(place)
    if link is None or link.fragment is None or not in_fragment(link, place.offset):
        return None
    target = snapshot.graph.resolve_link(place.key, link).target
    written = decoded(place.note.buffer.text(link.fragment))
    note = snapshot.note(target.key) if target else None
    name = _named(target, written) if target else ""
    if target is None or note is None or name not in _ids(note):
        return None
    return _subject(snapshot, target.key, note, name, place.range(link.fragment))


def _as_id(name: str) -> str:
    """A new name as it was typed, where it can be an id, else its slug."""
    new = one_line(name).removeprefix("#")
    if _wrong.search(new):
        new = github(new)
    if not new.strip("-"):
        raise Refusal(Wording("An id needs letters or digits.", "id 里要有字母或数字。"))
    return new


def _named(target: Target, written: str) -> str:
    """The id by which a link names its target; empty when it names it otherwise."""
    if target.heading is not None:
        return written if target.heading.id == written else ""
    return target.block.name if target.block else ""


def _ids(note: Note) -> dict[str, list[Span]]:
    """The ids that a note gives, and where."""
    found: dict[str, list[Span]] = {}
    for name, span in _given(note, note.facts.html, note.facts.headings):
        found.setdefault(name, []).append(span)
    return found


def _given(
    note: Note, html: Iterable[Html], headings: Iterable[Heading]
) -> Iterator[tuple[str, Span]]:
    for tag in html:
        if tag.id is not None:
            yield note.buffer.text(tag.id), tag.id
    for heading in headings:
        if not heading.id:
            continue
        given = _explicit.search(note.buffer.data, heading.content.end, heading.span.end)
        if given and given[1].decode() == heading.id:
            yield heading.id, Span(*given.span(1))


def _subject(snapshot: Snapshot, key: str, note: Note, old: str, range_: types.Range) -> Subject:
    def renamed(name: str, changes: Changes) -> tuple[()]:
        new = _as_id(name)
        ids = _ids(note)
        if new != old and new in ids:
            raise Refusal(
                Wording(
                    f"There is an id “{new}” in this note already.", f"本笔记里已有 id“{new}”。"
                )
            )
        for span in ids[old]:
            changes.replace(key, to_range(note.buffer, span, changes.encoding), new)
        for incoming in snapshot.graph.links_to(key):
            link = incoming.link
            if link.fragment_spot is None or _named(incoming.target, decoded(link.fragment)) != old:
                continue
            if not leads_there(snapshot, incoming):
                continue
            text = fragment_like(link.fragment, new, kind_of(link), link.angle)
            changes.replace(incoming.key, spot_range(link.fragment_spot, changes.encoding), text)
        return ()

    return Subject(range_, old, renamed)
