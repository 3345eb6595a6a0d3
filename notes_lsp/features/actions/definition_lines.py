"""The lines of link reference definitions: added to, and told from others."""

from __future__ import annotations

from notes_lsp.features.actions.asked import Asked
from notes_lsp.features.actions.at_cursor import all_definitions, end_of_text
from notes_lsp.features.lines_gone import whole_lines
from notes_lsp.syntax import Definition
from notes_lsp.text import Buffer, Span


def added(asked: Asked, lines: list[str]) -> tuple[Span, str]:
    """An edit that puts definitions behind the last one of the note, else at the note's end.

    One within a paragraph does not count: what follows it would be none for other readers.
    """
    buffer, ending = asked.note.buffer, asked.ending
    every = all_definitions(asked.note)
    top = [each for each in every if not each.loose and is_top_level(buffer, each)]
    if top:
        at = top[-1].span.end
        return Span(at, at), "".join(ending + line for line in lines)
    at = end_of_text(buffer)
    return Span(at, at), ending * 2 * (at > 0) + ending.join(lines)


def is_top_level(buffer: Buffer, definition: Definition) -> bool:
    """Whether a definition starts its line and nothing else stands on its lines."""
    lines = whole_lines(buffer, definition.span)
    return (
        lines.start == definition.span.start
        and not buffer.data[definition.span.end : lines.end].strip()
    )


def written(buffer: Buffer, span: Span) -> str:
    """What stands in a span, on one line."""
    return " ".join(buffer.text(span).split("\n")).replace("\r", "").strip()


def destination(buffer: Buffer, definition: Definition) -> str:
    """A definition's destination and title, as written, on one line."""
    start = definition.target.start
    if buffer.data[start - 1 : start] == b"<":
        start -= 1
    return written(buffer, Span(start, definition.span.end))
