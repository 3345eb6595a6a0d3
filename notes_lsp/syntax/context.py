"""What stands around the cursor: in text that is finished, and in text that is being typed.

Reads the block around the cursor and, within it, at most a few kilobytes at the cursor.
"""

from __future__ import annotations

import re

from notes_lsp.syntax.context_around import Around
from notes_lsp.syntax.context_code import CommandLine, fence_typing, info_typing
from notes_lsp.syntax.context_front_matter import front_matter_typing
from notes_lsp.syntax.context_inline import inline_typing
from notes_lsp.syntax.context_link import definition_typing
from notes_lsp.syntax.context_math import finished_display, math_typing
from notes_lsp.syntax.context_place import Place, Where, place_at, shell_line_at
from notes_lsp.syntax.context_stretch import Stretch
from notes_lsp.syntax.context_tag import tag_before
from notes_lsp.syntax.context_typing import (
    CalloutTyping,
    ContainerTyping,
    Nothing,
    ProseTyping,
    Typing,
    nothing,
)
from notes_lsp.syntax.note import Note
from notes_lsp.text import Span
from notes_lsp.text.words import word_before

__all__ = ["CommandLine", "Place", "Typing", "Where", "place_at", "shell_line_at", "typing_at"]

_FURTHEST = 4096
"""How many bytes before and behind the cursor are read, at most."""

_MARKS = rb"[ \t]*(?:(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)*"
_STARTS_PARAGRAPH = re.compile(
    rb"[ \t>]*(?:[-+*][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|\||:::|```|~~~|\[[^\]]*\]:|\Z)"
)
_CALLOUT = re.compile(rb"[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(?:>[ \t]*)+\[!(?P<kind>[\w-]*)\Z")
_CONTAINER = re.compile(rb"(?:" + _MARKS + rb"):{3,}[ \t]*(?P<name>[\w-]*)\Z")
_NAME_REST = re.compile(rb"[\w-]*")
_TEMPLATES = ((b"{{", b"}}"), (b"{%", b"%}"), (b"<%", b"%>"))
"""What a site generator or Obsidian's Templater fills in: code of a language of its own."""
_PIPE = re.compile(rb"\\[^\n]|(\|)")


def typing_at(note: Note, offset: int) -> Typing:
    """What a person who typed up to `offset` is in the middle of.

    Judged by what stands before the cursor: the text behind is not there yet, or the editor put it
    there. Never raises, whatever the text.
    """
    offset = min(max(offset, 0), len(note.buffer))
    if front := front_matter_typing(note, offset):
        return front
    around = Around(note, offset)
    return (
        fence_typing(around)
        or _in_comment(around)
        or finished_display(around)
        or _line_typing(around)
        or _text_typing(around)
    )


def _in_comment(around: Around) -> Nothing | None:
    """In a block of HTML nothing but a comment is known to matter."""
    fact = around.touching(around.facts.html)
    if fact is None or not fact.comment or around.offset < fact.span.start + 4:
        return None
    data = around.note.buffer.data
    end = data.find(b"-->", fact.span.start, around.offset)
    return nothing(around.offset) if end < 0 else None


def _line_typing(around: Around) -> Typing | None:
    """What only a line as a whole shows."""
    buffer, offset = around.note.buffer, around.offset
    line = buffer.line_around(offset)
    before = buffer.data[line.start : offset]
    if len(before) > _FURTHEST:
        return None
    return (
        info_typing(buffer.data, line, offset)
        or _callout(buffer.data, before, offset)
        or _container(around, before)
        or definition_typing(buffer.data, line, offset)
    )


def _callout(data: bytes, before: bytes, offset: int) -> CalloutTyping | None:
    callout = _CALLOUT.match(before)
    if callout is None:
        return None
    rest = _NAME_REST.match(data, offset)
    tail = rest.end() if rest else offset
    closed = data[tail : tail + 1] == b"]"
    span = Span(offset - len(callout["kind"]), offset)
    return CalloutTyping(span, tail, tail + closed, closed)


def _container(around: Around, before: bytes) -> Typing | None:
    container = _CONTAINER.match(before)
    if container is None:
        return None
    buffer, offset = around.note.buffer, around.offset
    line = buffer.line_around(offset)
    if before.endswith(b":") and any(
        one.closed and one.span.start < line.start and line.touches(one.span.end - 1)
        for one in around.note.containers
    ):
        return nothing(offset)
    rest = _NAME_REST.match(buffer.data, offset)
    tail = rest.end() if rest else offset
    return ContainerTyping(Span(offset - len(container["name"]), offset), tail, tail)


def _text_typing(around: Around) -> Typing:
    buffer, offset = around.note.buffer, around.offset
    line = buffer.line_around(offset)
    if around.in_table() or _is_row(buffer.data[line.start : offset]):
        start, end = _cell(buffer.data, line, offset)
    else:
        paragraph = _paragraph_start(around)
        if (begin := _open_display(around, paragraph)) is not None:
            return math_typing(buffer.data, offset, Span(begin, offset), display=True, closed=False)
        start, end = max(_line_group_start(around, paragraph), around.start), line.end
    start, end = max(start, offset - _FURTHEST), min(end, offset + _FURTHEST)
    brackets = around.note.options.latex_delimiters
    stretch = Stretch(around, buffer.data, start, offset, end, brackets)
    return (
        inline_typing(stretch)
        or _in_template(buffer.data, line, offset)
        or tag_before(buffer.data, start, offset)
        or ProseTyping(word_before(buffer.data, offset), offset, offset)
    )


def _in_template(data: bytes, line: Span, offset: int) -> Nothing | None:
    """Behind `{{` or `<%` that nothing on the line has closed yet."""
    before = data[max(line.start, offset - _FURTHEST) : offset]
    is_open = any(before.rfind(start) > before.rfind(end) for start, end in _TEMPLATES)
    return nothing(offset) if is_open else None


def _is_row(before: bytes) -> bool:
    return before.lstrip(b" \t>")[:1] == b"|"


def _cell(data: bytes, line: Span, offset: int) -> tuple[int, int]:
    """The ends of a table's cell: pipes without a backslash, in code and formulas too."""
    start, end = line.start, line.end
    for mark in _PIPE.finditer(data, max(line.start, offset - _FURTHEST), offset):
        if mark[1]:
            start = mark.end()
    for mark in _PIPE.finditer(data, offset, min(line.end, offset + _FURTHEST)):
        if mark[1]:
            end = mark.start()
            break
    return start, end


def _paragraph_start(around: Around) -> int:
    """The start of the first line above that no blank line divides from the cursor."""
    buffer, offset = around.note.buffer, around.offset
    front = around.note.front_matter
    top = front.span.end if front else 0
    number = buffer.line_of(offset)
    start = buffer.line_span(number).start
    while number > 0 and start > max(top, offset - _FURTHEST):
        above = buffer.line_span(number - 1)
        if above.start < top or not above.cut(buffer.data).strip(b" \t>"):
            break
        number, start = number - 1, above.start
    return start


def _open_display(around: Around, start: int) -> int | None:
    """Behind a `$$` that starts a line and is not closed before the cursor.

    Lines of a formula may look like list items (`- b`) or headings; a parser that sees no closing
    `$$` takes them for that.
    """
    buffer, offset = around.note.buffer, around.offset
    if buffer.data.find(b"$$", start, offset) < 0:
        return None
    opened = None
    number, last = buffer.line_of(start), buffer.line_of(offset)
    for line in range(number, last + 1):
        span = buffer.line_span(line)
        text = buffer.data[span.start : min(span.end, offset)]
        bare = text.lstrip(b" \t>")
        if opened is not None:
            opened = None if b"$$" in text else opened
        elif bare.startswith(b"$$") and b"$$" not in bare[2:]:
            opened = span.start + len(text) - len(bare) + 2
    if opened is None or buffer.line_of(opened) == last:
        return None  # on the cursor's own line the reader of lines tells more
    return opened


def _line_group_start(around: Around, paragraph: int) -> int:
    """The start of the list item, heading or paragraph that holds the cursor's line."""
    buffer = around.note.buffer
    number = buffer.line_of(around.offset)
    while buffer.line_span(number).start > paragraph:
        if _STARTS_PARAGRAPH.match(buffer.line_span(number).cut(buffer.data)):
            break
        number -= 1
    return buffer.line_span(number).start
