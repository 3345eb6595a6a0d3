"""Whole lines of a note taken out of it, with the blank line that is then too many."""

from __future__ import annotations

import re

from notes_lsp.text import Buffer, Span

_definition = re.compile(rb"[ \t]*\[[^\]\r\n]*\]:")
_opens_block = re.compile(_definition.pattern + rb"|[ \t]*(?:[-+*>#|]|\d{1,9}[.)]|```|~~~)")


def without(buffer: Buffer, spans: list[Span]) -> list[tuple[Span, str]]:
    """Edits that take definitions away, their lines too.

    No two blank lines are left where they stood, and one is where they alone kept two lines of
    text apart.
    """
    edits: list[tuple[Span, str]] = []
    for run in runs(buffer, spans):
        gone = _with_gap(buffer, run)
        taken = edits[-1][0].end if edits else 0  # the blank line between two is the first one's
        edits.append((Span(max(gone.start, taken), gone.end), ""))
    return edits


def closed_up(buffer: Buffer, edits: list[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """Edits in the order of the text, what is taken away side by side as one."""
    found: list[tuple[Span, str]] = []
    for span, new in edits:
        if found and not new and not found[-1][1] and found[-1][0].end == span.start:
            found[-1] = (_with_gap(buffer, Span(found[-1][0].start, span.end)), "")
        else:
            found.append((span, new))
    return found


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


def whole_lines(buffer: Buffer, span: Span) -> Span:
    """From the start of the first line to the start of the line behind the last one."""
    last = buffer.line_of(max(span.end - 1, span.start))
    start = buffer.line_starts[buffer.line_of(span.start)]
    following = last + 1
    ends = following >= buffer.line_count
    return Span(start, len(buffer) if ends else buffer.line_starts[following])


def is_blank(buffer: Buffer, line: int) -> bool:
    """Whether nothing but white space stands on a line; also true beyond the text's ends."""
    if not 0 <= line < buffer.line_count:
        return True
    return not buffer.line_span(line).cut(buffer.data).strip()


def _with_gap(buffer: Buffer, run: Span) -> Span:
    first, behind = buffer.line_of(run.start), buffer.line_of(run.end)
    if run.end == len(buffer) and not is_blank(buffer, buffer.line_count - 1):
        behind = buffer.line_count
    starts_line = behind >= buffer.line_count or buffer.line_starts[behind] == run.end
    if run.start not in (buffer.line_starts[first], len(buffer)) or not starts_line:
        return run
    if not is_blank(buffer, first - 1) and not is_blank(buffer, behind):
        return _but_its_last_line_end(buffer, run)
    if not is_blank(buffer, first - 1) or not is_blank(buffer, behind):
        return run
    if behind < buffer.line_count - 1:
        return Span(run.start, buffer.line_starts[behind + 1])
    if first > 0:
        return Span(buffer.line_starts[first - 1], len(buffer))
    return run


def _but_its_last_line_end(buffer: Buffer, run: Span) -> Span:
    """A run between two lines of text but for a blank line.

    All of it within a quote or list, at other definitions, and where a list, quote, heading or
    fence follows: these need no blank line above.
    """
    data, above = buffer.data, buffer.line_starts[buffer.line_of(run.start) - 1]
    written = run.cut(data)
    if not written.startswith(b"[") or _definition.match(data, above):
        return run
    if _opens_block.match(data, run.end):
        return run
    return Span(run.start, run.start + len(written.rstrip(b"\r\n")))
