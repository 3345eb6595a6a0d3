"""The lines of link reference definitions: taken away, and added to."""

from __future__ import annotations

from notes_lsp.features.actions.asked import Asked
from notes_lsp.features.actions.at_cursor import (
    all_definitions,
    end_of_text,
    is_blank,
    whole_lines,
)
from notes_lsp.syntax import Definition
from notes_lsp.text import Buffer, Span


def without(buffer: Buffer, spans: list[Span]) -> list[tuple[Span, str]]:
    """Edits that take definitions away, their lines too, and the blank line that is too many."""
    return [(_with_gap(buffer, run), "") for run in runs(buffer, spans)]


def runs(buffer: Buffer, spans: list[Span]) -> list[Span]:
    """Definitions as what is to be taken away for them; those on adjacent lines together."""
    found: list[Span] = []
    for span in sorted(spans):
        lines = whole_lines(buffer, span)
        before = buffer.data[lines.start : span.start]
        behind = buffer.data[span.end : lines.end]
        if before.strip(b" \t>") or behind.strip():
            found.append(span)  # it shares its line with the mark of a list item
        elif found and found[-1].end == lines.start:
            found[-1] = Span(found[-1].start, lines.end)
        else:
            found.append(lines)
    return found


def added(asked: Asked, lines: list[str]) -> tuple[Span, str]:
    """An edit that puts definitions behind the last one of the note, else at the note's end."""
    buffer, ending = asked.note.buffer, asked.ending
    top = [each for each in all_definitions(asked.note) if is_top_level(buffer, each)]
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


def _with_gap(buffer: Buffer, run: Span) -> Span:
    if run.start not in (buffer.line_starts[buffer.line_of(run.start)], len(buffer)):
        return run
    first, behind = buffer.line_of(run.start), buffer.line_of(run.end)
    if run.end == len(buffer) and not is_blank(buffer, buffer.line_count - 1):
        behind = buffer.line_count
    starts_line = behind >= buffer.line_count or buffer.line_starts[behind] == run.end
    if not starts_line or not is_blank(buffer, first - 1) or not is_blank(buffer, behind):
        return run
    if behind < buffer.line_count - 1:
        return Span(run.start, buffer.line_starts[behind + 1])
    if first > 0:
        return Span(buffer.line_starts[first - 1], len(buffer))
    return run
