"""A note put in the place of a link to it: the way back from a section made a note."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from notes_lsp.features.actions.asked import Asked
from notes_lsp.features.actions.at_cursor import link_at
from notes_lsp.features.actions.offer import Offer
from notes_lsp.features.actions.shifting import cut, rebased, shifted
from notes_lsp.features.edits import Changes
from notes_lsp.features.lines_gone import whole_lines, without
from notes_lsp.features.options import INLINE_NOTE
from notes_lsp.features.sections import section_around, sections
from notes_lsp.syntax import Link, LinkKind, Note
from notes_lsp.text import Span, Wording

_LINE_END = re.compile(r"\r\n|\r|\n")
_LARGEST = 1_000_000
"""Bytes of a note that may go into another one."""


def inlining_note(asked: Asked) -> Iterator[Offer]:
    """Put a note in the place of a heading, or of a line, that is nothing but a link to it."""
    link = link_at(asked)
    if link is None or link.kind not in {LinkKind.INLINE, LinkKind.WIKI} or link.fragment:
        return
    found = asked.snapshot.graph.resolve_link(asked.key, link)
    target = found.target
    if target is None or len(found.targets) > 1 or target.key == asked.key:
        return
    note = asked.snapshot.note(target.key) if target.key in asked.snapshot.records else None
    if note is None or len(note.buffer) > _LARGEST:
        return
    twice = _twice(asked.note, note)
    if twice is None:
        return
    place = _place(asked, link)
    if place is None:
        return
    key, (span, level) = target.key, place
    text = _text(asked, key, note, level, twice)
    name = os.path.basename(key)  # noqa: PTH119  # a key
    title = Wording(f"Put `{name}` here", f"把 `{name}` 的内容放到这里")
    yield Offer(title, INLINE_NOTE, lambda: asked.changes([(span, text)]))
    others = [each for each in asked.snapshot.graph.links_to(key) if each.key != key]
    if len(others) == 1 and asked.may("delete") and asked.is_inside(key):

        def make() -> Changes:
            changes = asked.changes([(span, text)])
            changes.delete(key)
            return changes

        title += Wording(" and delete the note", "，并删除那篇笔记")
        yield Offer(title, INLINE_NOTE, make)


def _place(asked: Asked, link: Link) -> tuple[Span, int] | None:
    """What the note replaces, and the level of its headings there."""
    note = asked.note
    for section in sections(note):
        heading = section.heading
        if heading.content == link.span:
            below = Span(heading.span.end, section.span.end).cut(note.buffer.data)
            return (heading.span, heading.level) if not below.strip() else None
    lines = whole_lines(note.buffer, link.span)
    if lines.cut(note.buffer.data).strip() != link.span.cut(note.buffer.data):
        return None
    if lines.start != link.span.start or note.buffer.line_of(link.span.end - 1) != (
        note.buffer.line_of(link.span.start)
    ):
        return None
    around = section_around(note, link.span.start)
    return link.span, around.heading.level + 1 if around else 1


def _text(asked: Asked, key: str, note: Note, level: int, twice: list[Span]) -> str:
    """The note without its front matter and what is `twice`, its highest heading at `level`."""
    start = note.front_matter.span.end if note.front_matter else 0
    whole = Span(start, len(note.buffer))
    highest = min((each.level for each in note.facts.headings), default=level)
    edits = shifted(note, whole, level - highest)
    edits += rebased(asked, key, whole, asked.key, frozenset())
    gone = without(note.buffer, twice)
    edits = [each for each in edits if not any(span.overlaps(each[0]) for span, _ in gone)]
    text = cut(note, whole, edits + gone).removeprefix("\ufeff").strip("\r\n").rstrip()
    return _LINE_END.sub(asked.ending, text)


def _twice(note: Note, other: Note) -> list[Span] | None:
    """The definitions and footnotes of `other` that `note` has as well; None where the two define
    a label otherwise: one definition would count for the links of both."""
    here: dict[str, str] = {}
    for name, span in _labelled(note):
        here.setdefault(name, note.buffer.text(span).strip())
    found = [(name, span) for name, span in _labelled(other) if name in here]
    same = all(here[name] == other.buffer.text(span).strip() for name, span in found)
    return [span for _, span in found] if same else None


def _labelled(note: Note) -> Iterator[tuple[str, Span]]:
    if note.labels:
        yield from ((each.name, each.span) for each in note.facts.definitions)
        yield from (("[^" + each.name, each.span) for each in note.facts.footnotes)
