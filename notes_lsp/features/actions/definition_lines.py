"""The lines of link reference definitions: added to, and told from others."""

from __future__ import annotations

import re
from collections.abc import Iterator

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


def keeps_apart(note: Note, first: Definition, last: Definition) -> bool:
    """Whether a list or indented code ends above the first of some definitions, to which the
    lines below the last one would belong without them."""
    data, lines = note.buffer.data, whole_lines(note.buffer, first.span)
    if not _goes_on.match(data, whole_lines(note.buffer, last.span).end):
        return False
    above = data[: lines.start].rstrip()
    facts = note.facts_at(max(len(above) - 1, 0))
    codes = [fence for fence in facts.fences if not fence.fence]
    return any(
        each.span.start < len(above) <= each.span.end <= lines.start
        for each in (*facts.lists, *codes)
    )


def neighbours(buffer: Buffer, definitions: list[Definition]) -> Iterator[list[Definition]]:
    """Definitions in the order of the text, those with nothing but blank lines between together."""
    found: list[Definition] = []
    for each in definitions:
        if found and buffer.data[found[-1].span.end : each.span.start].strip():
            yield found
            found = []
        found.append(each)
    if found:
        yield found


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
