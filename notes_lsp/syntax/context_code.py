"""Code that a cursor is in: code spans and fences, closed or not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notes_lsp.syntax.context_around import Around
from notes_lsp.syntax.context_math import math_typing
from notes_lsp.syntax.context_stretch import Answer, Stretch
from notes_lsp.syntax.context_typing import (
    CodeTyping,
    FenceInfoTyping,
    FenceTyping,
    Typing,
    nothing,
)
from notes_lsp.syntax.facts import Fence
from notes_lsp.syntax.shell import CONSOLES, SHELLS, command_at
from notes_lsp.text import Span

_BACKQUOTES = re.compile(rb"`+")
_SHELL_WORD_REST = re.compile(rb"[^\s`'\"|;&<>()]*")
_OPENING = re.compile(
    rb"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(?:`{3,}|~{3,})[ \t]*(?P<info>[^`]*)\Z"
)
_INFO_REST = re.compile(rb"[^\s`]*")
_ENDS_OPEN = re.compile(rb"(?<!\\)(?:\\\\)*\\\r?\Z")
_MOST_LINES = 64  # of one command, joined by backslashes


def code_typing(stretch: Stretch, marks: bytes, begin: int) -> Answer:
    """Behind backquotes: an open code span, the end of one, or just a sign."""
    data, offset = stretch.data, stretch.offset
    for run in _BACKQUOTES.finditer(data, begin, offset):
        if run[0] == marks:
            return run.end()
    end = _closing(stretch, marks, begin)
    if end is None and data.find(b"\n", begin, offset) >= 0:
        return begin  # left open on a line above
    line = CommandLine(Span(begin, offset), data[begin:offset])
    return _shell(data, line, offset, language="", closed=end is not None)


def _closing(stretch: Stretch, marks: bytes, begin: int) -> int | None:
    behind = _BACKQUOTES.finditer(stretch.data, stretch.offset, stretch.end)
    runs = [run.start() for run in behind if run[0] == marks]
    # Of an even number each two are a code span of their own.
    if runs and (len(runs) % 2 or runs[0] == stretch.offset):
        return runs[0]
    fact = stretch.around.touching(stretch.around.facts.code_spans)
    if fact and fact.content.start == begin and fact.content.end > stretch.end:
        return fact.content.end
    return None


def _shell(
    data: bytes, line: CommandLine, offset: int, *, language: str, closed: bool
) -> CodeTyping:
    console = language in CONSOLES
    place = command_at(line.text, offset, line.span.start, console=console)
    start = place.word.span.start if place else offset
    rest = _SHELL_WORD_REST.match(data, offset)
    tail = rest.end() if rest and closed else offset
    return CodeTyping(
        Span(start, offset), tail, tail, line.span, line.text, language, console, closed
    )


# Fences.


@dataclass(frozen=True, slots=True)
class CommandLine:
    """A line of a shell, with the lines that a backslash joins to it."""

    span: Span
    text: bytes
    """The bytes of `span`; what is no part of the command (quote marks of a container, the `> `
    of a continued line in a console) is blanked out, so that offsets stand."""


def fence_typing(around: Around) -> Typing | None:
    """In a fence or indented code, closed or not; None outside."""
    fence = around.touching(around.facts.fences)
    if fence is None or not _inside(around, fence):
        return None
    buffer, offset = around.note.buffer, around.offset
    opening = buffer.line_of(fence.span.start)
    line = buffer.line_of(offset)
    if fence.fence and line == opening:
        return info_typing(buffer.data, buffer.line_span(line), offset) or nothing(offset)
    if fence.closed and fence.fence and line == buffer.line_of(fence.content.end):
        return nothing(offset)
    if fence.language == "math":
        return math_typing(
            buffer.data, offset, fence.content, display=True, closed=fence.closed, fence=True
        )
    if fence.language not in SHELLS:
        return FenceTyping(Span(offset, offset), offset, offset, fence.language)
    whole = command_line(around, fence)
    before = offset - whole.span.start
    cut = CommandLine(Span(whole.span.start, offset), whole.text[:before])
    if command_at(cut.text, offset, cut.span.start, console=fence.language in CONSOLES) is None:
        return FenceTyping(Span(offset, offset), offset, offset, fence.language)
    return _shell(buffer.data, cut, offset, language=fence.language, closed=True)


def _inside(around: Around, fence: Fence) -> bool:
    """Whether the cursor is in the fence, and not on the line behind it."""
    buffer, offset = around.note.buffer, around.offset
    if fence.closed:
        return offset < fence.span.end or buffer.data[offset - 1 : offset] != b"\n"
    if offset < fence.span.end:
        return True
    # An open fence in a quote or list ends with it; at the top level it reaches to the note's end.
    line = buffer.line_around(offset)
    depth = _depth(around, fence)
    return line.cut(buffer.data).count(b">") >= depth


def _depth(around: Around, fence: Fence) -> int:
    start = around.note.buffer.line_around(fence.span.start).start
    return around.note.buffer.data.count(b">", start, fence.info.start)


def command_line(around: Around, fence: Fence) -> CommandLine:
    """The command line of a shell fence around the cursor, whole."""
    buffer, offset = around.note.buffer, around.offset
    first = last = buffer.line_of(offset)
    top = buffer.line_of(fence.content.start)
    while first > max(top, last - _MOST_LINES) and _continues(around, first - 1):
        first -= 1
    while last < first + _MOST_LINES and _continues(around, last):
        if buffer.line_span(last + 1).end > fence.content.end:
            break
        last += 1
    span = Span(buffer.line_span(first).start, buffer.line_span(last).end)
    prefix = _prefix(_depth(around, fence), console=fence.language in CONSOLES)
    text = bytearray(span.cut(buffer.data))
    for line in range(first, last + 1):
        at = buffer.line_span(line)
        marks = prefix.match(at.cut(buffer.data))
        width = 0 if marks is None else marks.end() if line > first else marks.end("quote")
        text[at.start - span.start : at.start - span.start + width] = b" " * width
    return CommandLine(span, bytes(text))


def _continues(around: Around, line: int) -> bool:
    buffer = around.note.buffer
    return bool(_ENDS_OPEN.search(buffer.line_span(line).cut(buffer.data)))


def _prefix(depth: int, *, console: bool) -> re.Pattern[bytes]:
    more = rb"(?:[ \t]*>[ \t])?" if console else b""
    return re.compile(rb"(?P<quote>(?:[ \t]*>[ \t]?){0,%d})%b" % (depth, more))


def info_typing(data: bytes, line: Span, offset: int) -> Typing | None:
    """On a line that opens a fence: its language, or nothing behind it."""
    opening = _OPENING.match(data[line.start : offset])
    if opening is None:
        return None
    info = opening["info"]
    if any(space in info for space in b" \t"):
        return nothing(offset)
    rest = _INFO_REST.match(data, offset, line.end)
    tail = rest.end() if rest else offset
    marks = _BACKQUOTES.match(data, tail, line.end)
    return FenceInfoTyping(Span(offset - len(info), offset), tail, marks.end() if marks else tail)
