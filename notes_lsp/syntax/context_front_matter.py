"""What a cursor is in within the front matter, closed or not yet."""

from __future__ import annotations

import re
from typing import NamedTuple

from notes_lsp.syntax.context_around import Around
from notes_lsp.syntax.context_link import wiki_typing
from notes_lsp.syntax.context_stretch import Stretch
from notes_lsp.syntax.context_typing import (
    FrontMatterKeyTyping,
    FrontMatterValueTyping,
    ProseTyping,
    Typing,
    nothing,
)
from notes_lsp.syntax.note import Note
from notes_lsp.text import Buffer, Span
from notes_lsp.text.words import word_before

_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?(?:---|\+\+\+)[ \t]*\Z")
_CLOSING = re.compile(rb"(?:---|\+\+\+|\.\.\.)[ \t]*\Z")
_FIELD = re.compile(
    rb"(?P<indent>[ \t]*(?:-[ \t]+)*)"
    rb"(?P<quote>[\"']?)(?P<key>[^\s:=#\[\]{},\"'-][^:=#\"']*?)(?P=quote)"
    rb"(?P<sign>[ \t]*:(?:[ \t]+|\Z)|[ \t]*=[ \t]*)(?P<value>.*)\Z",
    re.DOTALL,
)
_ITEM = re.compile(rb"(?P<indent>[ \t]*)(?:-[ \t]+)+(?P<value>.*)\Z", re.DOTALL)
_SECTION = re.compile(rb"\[\[?(?P<key>[^\[\]]+)\]\]?[ \t]*\Z")
_LIKELY = re.compile(
    rb"[ \t]*\Z|[ \t]*#|[ \t]*-[ \t]|[ \t]+\S|\["
    rb"|[^\s:=#-][^:=]{0,60}(?::(?:[ \t]|\Z)|[ \t]*=)"
)
_FIRST_KEY = re.compile(rb"[A-Za-z][\w-]*\Z|\Z")
_OPEN_WIKI = re.compile(rb"\[\[[^\[\]]*\Z")
_PIECE = re.compile(rb"[^,\[\]]*\Z")
_VALUE_REST = re.compile(rb"[^\s,\[\]\"'#]*")
_KEY_REST = re.compile(rb"[\w-]*")
_SIGN_BEHIND = re.compile(rb"[ \t]*(?::[ \t]+|:\Z|=[ \t]*)")
_MOST_LINES = 100
"""How far up a key is looked for, and how many lines an unclosed block may have."""


class _Field(NamedTuple):
    indent: int
    key: str
    value: bytes
    """What stands behind the sign, lines below it included up to the cursor's."""


def front_matter_typing(note: Note, offset: int) -> Typing | None:
    """In the front matter; None behind it and where there is none."""
    first = _first_line(note, offset)
    if first is None:
        return None
    buffer = note.buffer
    number = buffer.line_of(offset)
    line = buffer.line_span(number)
    before = buffer.data[line.start : offset]
    if number < first or _CLOSING.match(line.cut(buffer.data)) or before.lstrip()[:1] == b"#":
        return nothing(offset)
    return _on_line(note, offset, before, _above(buffer, number, first))


def _on_line(note: Note, offset: int, before: bytes, above: list[_Field]) -> Typing:
    if field := _FIELD.match(before):
        if field["sign"][-1:] == b":":
            return nothing(offset)  # a value needs a space first
        key = field["key"].decode("utf-8", "replace")
        return _value(note, offset, key, field["value"])
    indent = len(before) - len(before.lstrip(b" \t"))
    if item := _ITEM.match(before):
        key = next((field.key for field in above if field.indent <= indent), "")
        return _value(note, offset, key, item["value"], item=True)
    if above and above[0].value.count(b"[") > above[0].value.count(b"]"):
        return _value(note, offset, above[0].key, before.lstrip(), item=True)
    if above and indent > above[0].indent and above[0].value[:1] in (b"|", b">"):
        return ProseTyping(word_before(note.buffer.data, offset), offset, offset)
    if before.lstrip() == b"-":
        return nothing(offset)
    return _key(note.buffer, offset, offset - len(before) + indent, _parents(above, indent))


def _first_line(note: Note, offset: int) -> int | None:
    """The first line of the front matter's content if the cursor is in it or in its marks."""
    buffer = note.buffer
    if note.front_matter is not None:
        content, span = note.front_matter.content, note.front_matter.span
        inside = offset <= content.end or offset < span.end
        return buffer.line_of(content.start) if inside else None
    number = buffer.line_of(offset)
    if number > _MOST_LINES or not _OPENING.match(buffer.line_span(0).cut(buffer.data)):
        return None
    if number == 0:
        return None
    written = [buffer.line_span(line).cut(buffer.data) for line in range(1, number)]
    if any(_CLOSING.match(line) or not _LIKELY.match(line) for line in written):
        return None
    here = buffer.data[buffer.line_span(number).start : offset]
    if any(line.strip() for line in written):
        return 1
    # A rule at the top of the note, or the marks of a block whose first key is being typed.
    return 1 if not written and (_FIRST_KEY.match(here) or _FIELD.match(here)) else None


def _above(buffer: Buffer, number: int, first: int) -> list[_Field]:
    """The fields that stand above a line, nearest first, up to one that is not indented."""
    found: list[_Field] = []
    below = b""
    for line in range(number - 1, max(first, number - _MOST_LINES) - 1, -1):
        text = buffer.line_span(line).cut(buffer.data)
        if section := _SECTION.match(text):
            found.append(_Field(-1, section["key"].decode("utf-8", "replace"), b""))
            break
        field = _FIELD.match(text)
        if field is None:
            below = text + b"\n" + below
            continue
        indent, key = len(field["indent"]), field["key"].decode("utf-8", "replace")
        found.append(_Field(indent, key, field["value"] + b"\n" + below))
        below = b""
        if indent == 0 and b"=" not in field["sign"]:
            break
    return found


def _parents(above: list[_Field], indent: int) -> tuple[str, ...]:
    parents: list[str] = []
    for field in above:
        if field.indent < indent:
            parents.insert(0, field.key)
            indent = field.indent
    return tuple(parents)


def _key(buffer: Buffer, offset: int, start: int, parents: tuple[str, ...]) -> Typing:
    line = buffer.line_around(offset)
    rest = _KEY_REST.match(buffer.data, offset, line.end)
    tail = rest.end() if rest else offset
    sign = _SIGN_BEHIND.match(buffer.data[tail : line.end])
    after = tail + sign.end() if sign else tail
    return FrontMatterKeyTyping(Span(start, offset), tail, after, parents)


def _value(note: Note, offset: int, key: str, value: bytes, *, item: bool = False) -> Typing:
    data, line = note.buffer.data, note.buffer.line_around(offset)
    if wiki := _OPEN_WIKI.search(value):
        begin = offset - len(value) + wiki.start() + 2
        stretch = Stretch(Around(note, offset), data, begin, offset, line.end)
        answer = wiki_typing(stretch, begin, embed=False)
        if answer is not None and not isinstance(answer, int):
            return answer
    listed = value.startswith(b"[") or item
    piece = _PIECE.search(value) if listed else None
    typed = (piece[0] if piece else value).lstrip()
    quote = typed[:1] if typed[:1] in (b'"', b"'") else b""
    if quote and typed.find(quote, 1) >= 0:
        return nothing(offset)  # behind the closing quote
    typed = typed[len(quote) :]
    rest = _VALUE_REST.match(data, offset, line.end)
    tail = rest.end() if rest else offset
    after = tail + 1 if quote and data[tail : tail + 1] == quote else tail
    span = Span(offset - len(typed), offset)
    return FrontMatterValueTyping(span, tail, after, key, listed, bool(quote))
