"""The lines of link reference definitions: added to, and told from others."""

from __future__ import annotations

import re

from notes_lsp.features.actions.asked import Asked
from notes_lsp.features.actions.at_cursor import all_definitions, end_of_text
from notes_lsp.features.actions.note_end import is_open, start_of_last_block
from notes_lsp.features.lines_gone import is_blank, whole_lines
from notes_lsp.syntax import Definition, Note
from notes_lsp.text import Buffer, Span

_clings = re.compile(rb"(?: {4}| {0,3}\t)[ \t]*\S|---")
_goes_on = re.compile(rb"(?:[ \t]*(?:\r\n|\n|\r))*(?: {2}|\t| ?(?:[-+*]|\d{1,9}[.)])[ \t\r\n])")
"""Another item, or a line that is deep enough to belong to one."""


def added(asked: Asked, lines: list[str]) -> tuple[Span, str]:
    """An edit that puts definitions behind the last one of the note, else at the note's end, or
    above a code fence that goes on to there.

    One within a paragraph does not count: what follows it would be none for other readers.
    """
    buffer, ending = asked.note.buffer, asked.ending
    every = all_definitions(asked.note)
    top = [each for each in every if not each.loose and is_top_level(buffer, each)]
    if top:
        at = top[-1].span.end
        return Span(at, at), "".join(ending + line for line in lines)
    if is_open(asked.note):
        at = start_of_last_block(asked.note)
        gap = "" if is_blank(buffer, buffer.line_of(at) - 1) else ending
        return Span(at, at), gap + ending.join(lines) + ending * 2
    at = end_of_text(buffer)
    return Span(at, at), ending * 2 * (at > 0) + ending.join(lines)


def is_top_level(buffer: Buffer, definition: Definition) -> bool:
    """Whether a definition starts its line and nothing else stands on its lines."""
    lines = whole_lines(buffer, definition.span)
    return (
        lines.start == definition.span.start
        and not buffer.data[definition.span.end : lines.end].strip()
    )


def keeps_from_code(buffer: Buffer, definition: Definition) -> bool:
    """Whether the line below would be code, or the start of front matter, without it."""
    return _clings.match(buffer.data, whole_lines(buffer, definition.span).end) is not None


def ends_list(note: Note, definition: Definition) -> bool:
    """Whether a list ends above it, to which the lines below would belong without it."""
    data, lines = note.buffer.data, whole_lines(note.buffer, definition.span)
    if not _goes_on.match(data, lines.end):
        return False
    above = data[: lines.start].rstrip()
    lists = note.facts_at(max(len(above) - 1, 0)).lists
    return any(list_.span.start < len(above) <= list_.span.end <= lines.start for list_ in lists)


def leads_paragraph(buffer: Buffer, definition: Definition) -> bool:
    """Whether the line below goes on with the item or quote that the definition starts, though
    nothing on that line says so: without the definition it would not."""
    lines = whole_lines(buffer, definition.span)
    before = buffer.data[lines.start : definition.span.start]
    following = buffer.line_around(lines.end).cut(buffer.data)
    if not before.strip() or not following.strip() or lines.end >= len(buffer):
        return False
    inside = b">" if b">" in before else b"  "
    return not following.startswith(inside)


def written(buffer: Buffer, span: Span) -> str:
    """What stands in a span, on one line."""
    return " ".join(buffer.text(span).split("\n")).replace("\r", "").strip()


def destination(buffer: Buffer, definition: Definition) -> str:
    """A definition's destination and title, as written, on one line."""
    start = definition.target.start
    if buffer.data[start - 1 : start] == b"<":
        start -= 1
    return written(buffer, Span(start, definition.span.end))
