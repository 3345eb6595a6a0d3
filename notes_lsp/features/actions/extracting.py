"""A section made a note of its own, to which its heading then leads."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count

from notes_lsp.features.actions.asked import Asked
from notes_lsp.features.actions.at_cursor import REFERENCES, definition_of
from notes_lsp.features.actions.linking import file_name
from notes_lsp.features.actions.new_link import inline_path, link_to
from notes_lsp.features.actions.offer import Offer
from notes_lsp.features.actions.shifting import cut, line_of, rebased, shifted
from notes_lsp.features.edits import Changes
from notes_lsp.features.options import EXTRACT_SECTION
from notes_lsp.features.place import spot_range
from notes_lsp.features.rename.spots import kind_of
from notes_lsp.features.sections import Section, sections
from notes_lsp.syntax import FootnoteDefinition, LinkKind
from notes_lsp.syntax.definitions import normalised
from notes_lsp.text import Span, Wording
from notes_lsp.vault.written import readings


def extracting_section(asked: Asked) -> Iterator[Offer]:
    """Move the section on whose heading the cursor is to a note in the same folder.

    The heading stays as a link, so that the outline and links to it stay too.
    """
    section = _section(asked)
    if section is None or not asked.may("create"):
        return
    name = file_name(section.heading.text)
    key = free_key(asked, name) if name else None
    if key is None:
        return
    found, file = section, os.path.basename(key)  # noqa: PTH119  # a key
    title = Wording(f"Move the section to a new note `{file}`", f"把本节移到新笔记 `{file}`")
    yield Offer(title, EXTRACT_SECTION, lambda: _moved(asked, found, key))


def _section(asked: Asked) -> Section | None:
    """The section of the heading at the cursor, when it has a text and does not fill the note."""
    at = asked.span.start
    if not any(each.span.touches(at) for each in asked.facts.headings):
        return None
    found = next((s for s in sections(asked.note) if s.heading.span.touches(at)), None)
    if found is None or asked.facts.quotes or asked.facts.lists or asked.facts.footnotes:
        return None
    data = asked.note.buffer.data
    body = Span(found.heading.span.end, found.span.end)
    first = found.heading.level == 1 and found.span.end == len(data)
    linked = any(found.heading.content.overlaps(each.span) for each in asked.facts.links)
    return None if first or linked or not body.cut(data).strip() else found


def free_key(asked: Asked, name: str) -> str | None:
    """The key of a new note called so, or so with a number, beside the asked one; None where
    nothing may be written."""
    folder = os.path.dirname(asked.key)  # noqa: PTH120  # a key
    ending = asked.snapshot.settings(asked.key).vault.extensions[0]
    for number in count(1):
        key = f"{folder}{os.sep}{name}{'' if number == 1 else f' {number}'}.{ending}"
        if asked.snapshot.graph.occupant(key) is None:
            return key if asked.is_inside(key) else None
    return None


def _moved(asked: Asked, section: Section, key: str) -> Changes:
    note, ending = asked.note, asked.ending
    whole, heading = section.span, section.heading
    lines = lines_of(asked, whole)
    edits = shifted(note, whole, 1 - heading.level)
    edits += rebased(asked, asked.key, whole, key, frozenset(lines))
    text = cut(note, whole, edits).rstrip() + ending + taken_along(asked, whole)
    shown = note.buffer.text(heading.content)
    body = Span(heading.span.end, len(note.buffer.data[: whole.end].rstrip()))
    changes = asked.changes(
        [(heading.content, link_to(asked, key, shown)), (body, "")],
    )
    changes.create(key, text)
    lead_to(asked, lines, key, changes, but=lines.start)
    return changes


def taken_along(asked: Asked, whole: Span) -> str:
    """The definitions and footnotes that a passage uses and that stand elsewhere."""
    extras = (asked.ending + extra + asked.ending for extra in _used(asked, whole))
    return "".join(extras)


def _used(asked: Asked, whole: Span) -> Iterator[str]:
    facts, text = asked.note.facts, asked.note.buffer.text
    links = [each for each in facts.links if whole.holds(each.span.start)]
    labels = dict.fromkeys(each.path for each in links if each.kind in REFERENCES)
    found = [definition_of(asked.note, label) for label in labels]
    lines = [each.span for each in found if each and not whole.holds(each.span.start)]
    if lines:
        yield asked.ending.join(text(span) for span in dict.fromkeys(lines))
    names = {normalised(each.path) for each in links if each.kind is LinkKind.FOOTNOTE}
    for footnote in facts.footnotes:
        if footnote.name in names and not whole.holds(footnote.span.start):
            yield _text_of(asked, footnote)


def _text_of(asked: Asked, footnote: FootnoteDefinition) -> str:
    return asked.note.buffer.text(footnote.span).rstrip()


def lines_of(asked: Asked, whole: Span) -> range:
    """The lines of a passage."""
    buffer = asked.note.buffer
    return range(buffer.line_of(whole.start), buffer.line_of(whole.end - 1) + 1)


def lead_to(asked: Asked, inside: range, key: str, changes: Changes, but: int = -1) -> None:
    """Let links to what stands on the lines `inside`, but for one of them, lead to the new note."""
    graph = asked.snapshot.graph
    for incoming in graph.links_to(asked.key):
        line, link = line_of(incoming.target), incoming.link
        if line is None or line not in inside or line == but:
            continue
        if incoming.key == asked.key and link.spot.line in inside:
            continue
        if kind_of(link) is LinkKind.WIKI:
            path = graph.path_to(incoming.key, key, "short", ending=False)
            stem = readings(LinkKind.WIKI, path)[0].rpartition("/")[2]
            path = path if graph.notes_named(stem) else stem
        else:
            path = inline_path(asked, incoming.key, key)
        changes.replace(incoming.key, spot_range(link.target, changes.encoding), path)
