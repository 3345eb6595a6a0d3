"""Selected paragraphs, lists or sections made a note, to which a link then leads."""

from __future__ import annotations

import os
from collections.abc import Iterator

from notes_lsp.features.actions.asked import Asked
from notes_lsp.features.actions.extracting import free_key, lead_to, lines_of, taken_along
from notes_lsp.features.actions.linking import file_name
from notes_lsp.features.actions.new_link import link_to
from notes_lsp.features.actions.offer import Offer
from notes_lsp.features.actions.shifting import cut, rebased, shifted
from notes_lsp.features.edits import Changes
from notes_lsp.features.options import EXTRACT_NOTE
from notes_lsp.syntax import Heading, parse
from notes_lsp.text import Buffer, Span, Wording

_WHOLE = ("headings", "lists", "quotes", "tables", "fences", "math", "html", "footnotes")
"""What is moved as a whole or not at all."""
_LONGEST = 40
"""Characters of a first line that become the name of a note."""


def extracting_lines(asked: Asked) -> Iterator[Offer]:
    """Move the selected lines to a note in the same folder, where they are whole blocks.

    A link to it takes their place. The note is called by its heading, else by its first words.
    """
    whole = _passage(asked)
    if whole is None or not asked.may("create"):
        return
    heading = _first_heading(asked, whole)
    name = file_name(heading.text if heading else _first_words(asked, whole))
    key = free_key(asked, name) if name else None
    if key is None:
        return
    passage, file = whole, os.path.basename(key)  # noqa: PTH119  # a key
    title = Wording(f"Move the lines to a new note `{file}`", f"把选中的几行移到新笔记 `{file}`")
    yield Offer(title, EXTRACT_NOTE, lambda: _moved(asked, passage, key, name))


def _passage(asked: Asked) -> Span | None:
    """The selected lines without blank ones at their ends; None for one, for part of a block, and
    for the whole note."""
    buffer, data = asked.note.buffer, asked.note.buffer.data
    selected = asked.span.cut(data)
    if asked.note.is_large or b"\n" not in selected.strip():
        return None
    start = asked.span.start + len(selected) - len(selected.lstrip())
    end = asked.span.end - len(selected) + len(selected.rstrip())
    whole = Span(buffer.line_around(start).start, buffer.line_around(end).end)
    for line in (buffer.line_of(start) - 1, buffer.line_of(end) + 1):
        is_there = 0 <= line < buffer.line_count
        if is_there and buffer.line_span(line).cut(data).strip() and not _is_heading(asked, line):
            return None
    is_all = not data[: whole.start].strip() and not data[whole.end :].strip()
    return None if is_all or _is_cut(asked, whole) else whole


def _is_heading(asked: Asked, line: int) -> bool:
    span = asked.note.buffer.line_span(line)
    headings = asked.note.facts_at(span.start).headings
    return any(each.span.overlaps(span) for each in headings)


def _is_cut(asked: Asked, whole: Span) -> bool:
    """Whether a block or a container lies on both sides of an end; front matter is the note's."""
    note = asked.note
    if note.front_matter and note.front_matter.span.overlaps(whole):
        return True
    spans = [each.span for each in note.containers]
    for at in whole:
        facts = note.facts_at(at)
        spans += [each.span for name in _WHOLE for each in getattr(facts, name)]
    bare = (
        Span(span.start, span.start + len(span.cut(note.buffer.data).rstrip())) for span in spans
    )
    return any(span.overlaps(whole) and not _holds(whole, span) for span in bare)


def _holds(whole: Span, span: Span) -> bool:
    return whole.start <= span.start and span.end <= whole.end


def _first_heading(asked: Asked, whole: Span) -> Heading | None:
    headings = asked.note.facts_at(whole.start).headings
    return next((each for each in headings if each.span.start == whole.start), None)


def _first_words(asked: Asked, whole: Span) -> str:
    """The first line, up to the end of a sentence or so many characters."""
    line = asked.note.buffer.text(asked.note.buffer.line_around(whole.start))
    as_heading = parse(Buffer.of("# " + line.lstrip("-*+> \t0123456789.)"))).facts.headings
    words = as_heading[0].text if as_heading else ""
    for mark in ("。", "！", "？", "；", ". ", "! ", "? ", "; ", "，", ", ", "：", ": "):
        words = words.partition(mark)[0]
    return words[:_LONGEST].rstrip("。.：:")


def _moved(asked: Asked, whole: Span, key: str, name: str) -> Changes:
    note, lines = asked.note, lines_of(asked, whole)
    heading = _first_heading(asked, whole)
    edits = shifted(note, whole, 1 - heading.level) if heading else []
    edits += rebased(asked, asked.key, whole, key, frozenset(lines))
    shown = note.buffer.text(heading.content) if heading else name
    changes = asked.changes([(whole, link_to(asked, key, shown))])
    text = cut(note, whole, edits).rstrip() + asked.ending + taken_along(asked, whole)
    changes.create(key, text)
    lead_to(asked, lines, key, changes)
    return changes
