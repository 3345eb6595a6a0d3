"""Links that a cursor is in, closed or not."""

from __future__ import annotations

import re
from typing import Literal

from notes_lsp.syntax.context_stretch import Answer, Stretch
from notes_lsp.syntax.context_typing import (
    DefinitionTyping,
    FootnoteTyping,
    LinkTyping,
    ReferenceTyping,
    WikiTyping,
    nothing,
)
from notes_lsp.text import Span

_WIKI = re.compile(rb"[^\[\]\n]*")
_WIKI_REST = re.compile(rb"[^\[\]\n]*(?=\]\])")
_PIPE = re.compile(rb"\\?\|")
_LABEL_REST = re.compile(rb"[^\[\]\n]*(?=\])")
_LABEL = re.compile(rb"[^\[\]\s]*")


def wiki_typing(stretch: Stretch, begin: int, *, embed: bool) -> Answer | None:
    """Behind `[[`: a wiki link, or the end of one; None when these are two single brackets."""
    data, offset = stretch.data, stretch.offset
    content = _WIKI.match(data, begin, offset)
    end = content.end() if content else begin
    if end < offset:
        closed = data.startswith(b"]]", end, offset)
        # `[[a]](` starts a destination: CommonMark's link with the text `[a]`.
        return end + 2 if closed and not data.startswith(b"](", end + 1, offset) else None
    rest = _WIKI_REST.match(data, offset, stretch.end)
    return _wiki(data, Span(begin, offset), rest.end() if rest else None, embed=embed)


def _wiki(data: bytes, typed: Span, closing: int | None, *, embed: bool) -> WikiTyping:
    content = typed.cut(data)
    note_end, part, start = len(content), "note", 0
    if pipe := _PIPE.search(content):
        part, start, note_end = "alias", pipe.end(), pipe.start()
    mark = content.find(b"#", 0, note_end)
    if mark >= 0:
        note_end = mark
        if part == "note":
            part, start = "heading", content.rfind(b"#") + 1
            if content[start : start + 1] == b"^":
                part, start = "block", start + 1
    tail = after = typed.end
    if closing is not None:
        tail = _part_end(data, typed.end, closing, part)
        after = closing + 2 if tail == closing else tail
    note = Span(typed.start, typed.start + note_end)
    span = Span(typed.start + start, typed.end)
    target = note.cut(data).decode("utf-8", "replace")
    return WikiTyping(span, tail, after, _PARTS[part], target, note, embed, closing is not None)


_PARTS: dict[str, Literal["note", "heading", "block", "alias"]] = {
    "note": "note",
    "heading": "heading",
    "block": "block",
    "alias": "alias",
}


def _part_end(data: bytes, offset: int, closing: int, part: str) -> int:
    ends = {"note": _NOTE_END, "alias": None}.get(part, _PIPE)
    found = ends.search(data, offset, closing) if ends else None
    return found.start() if found else closing


_NOTE_END = re.compile(rb"#|\\?\|")


def footnote_typing(stretch: Stretch, begin: int) -> Answer:
    """Behind `[^`: the label of a footnote."""
    data, offset = stretch.data, stretch.offset
    label = _LABEL.match(data, begin, offset)
    if label is None or label.end() < offset:
        return begin
    rest = _LABEL_REST.match(data, offset, stretch.end)
    if rest is None:
        return FootnoteTyping(Span(begin, offset), offset, offset, closed=False)
    return FootnoteTyping(Span(begin, offset), rest.end(), rest.end() + 1, closed=True)


def reference_typing(stretch: Stretch, begin: int) -> Answer:
    """Behind `][`: the label of a reference, or its end."""
    data, offset = stretch.data, stretch.offset
    end = data.find(b"]", begin, offset)
    if end >= 0:
        return end + 1
    if any(sign in data[begin:offset] for sign in (b"[", b"\n")):
        return begin
    rest = _LABEL_REST.match(data, offset, stretch.end)
    if rest is None:
        return ReferenceTyping(Span(begin, offset), offset, offset, closed=False)
    return ReferenceTyping(Span(begin, offset), rest.end(), rest.end() + 1, closed=True)


# Destinations: `](path#fragment "title")`.

_SPACE = re.compile(rb"[ \t\n]*")
_PLAIN = re.compile(rb"(?:\\[^\n]|[^\s()\\<]|<(?!\Z)|\((?:\\[^\n]|[^\s()\\])*\))*(?:\([^\s()]*)?")
_ANGLE = re.compile(rb"<(?:\\[^\n]|[^<>\n\\])*")
_REST = re.compile(rb"(?:\\[^\n]|[^\s()\\]|\([^\s()]*\))*")
_ANGLE_REST = re.compile(rb"(?:\\[^\n]|[^<>\n\\])*(?=>)")
_TITLE_AND_CLOSE = re.compile(rb"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*\)")
_OPEN_TITLE = re.compile(rb"[ \t\n]+(?:[\"'(].*)?\Z", re.DOTALL)


def destination_typing(stretch: Stretch, begin: int, *, image: bool) -> Answer:
    """Behind `](`: the destination, its title, or the end of both."""
    data, offset = stretch.data, stretch.offset
    space = _SPACE.match(data, begin, offset)
    start = space.end() if space else begin
    angle = data[start : start + 1] == b"<" and start < offset
    written = (_ANGLE if angle else _PLAIN).match(data, start, offset)
    end = written.end() if written else start
    if end == offset:
        return _destination(stretch, start + angle, image=image, angle=angle)
    if angle and data[end : end + 1] == b">":
        end += 1
    if closed := _TITLE_AND_CLOSE.match(data, end, offset):
        return closed.end()
    if not angle and data[offset : offset + 1] == b")" and b"\n" not in data[end:offset]:
        if _OPEN_TITLE.match(data[end:offset]):
            return nothing(offset)
        return _destination(stretch, start, image=image, angle=False)  # [x](my no▮)
    return nothing(offset) if _OPEN_TITLE.match(data[end:offset]) else begin


def _destination(stretch: Stretch, start: int, *, image: bool, angle: bool) -> LinkTyping:
    data, offset = stretch.data, stretch.offset
    rest = (_ANGLE_REST if angle else _REST).match(data, offset, stretch.end)
    tail = rest.end() if rest else offset
    close = _TITLE_AND_CLOSE.match(data, tail + angle, stretch.end) if rest else None
    span, path, fragment = _split(data, start, offset)
    if close is None:
        return LinkTyping(span, offset, offset, fragment, path, image, angle, closed=False)
    after = close.end() if close.end() == tail + angle + 1 else tail + angle
    mark = data.find(b"#", offset, tail)
    if fragment == "path" and mark >= 0:
        tail = after = mark
    return LinkTyping(span, tail, after, fragment, path, image, angle, closed=True)


def _split(data: bytes, start: int, offset: int) -> tuple[Span, str, Literal["path", "fragment"]]:
    mark = data.find(b"#", start, offset)
    path = data[start : mark if mark >= 0 else offset].decode("utf-8", "replace")
    if mark < 0:
        return Span(start, offset), path, "path"
    return Span(mark + 1, offset), path, "fragment"


_DEFINITION = re.compile(
    rb"[ \t>]*\[(?P<label>[^\[\]\^][^\[\]]*)\]:[ \t]*(?:<(?P<angle>[^<>]*)|(?P<plain>[^\s<]\S*)?)\Z"
)


def definition_typing(data: bytes, line: Span, offset: int) -> DefinitionTyping | None:
    """In the destination of a link reference definition that starts the cursor's line."""
    found = _DEFINITION.match(data[line.start : offset])
    if found is None:
        return None
    angle = found["angle"] is not None
    to = found["angle"] if angle else found["plain"] or b""
    span, path, part = _split(data, offset - len(to), offset)
    rest = (_ANGLE_REST if angle else _NO_SPACE).match(data, offset, line.end)
    tail = rest.end() if rest else offset
    mark = data.find(b"#", offset, tail)
    if part == "path" and mark >= 0:
        tail = mark
    after = tail + 1 if angle and data[tail : tail + 1] == b">" else tail
    label = found["label"].decode("utf-8", "replace")
    return DefinitionTyping(span, tail, after, part, path, label, angle)


_NO_SPACE = re.compile(rb"\S*")
