"""The front matter: the block at the very top of a note, cut off before Markdown is read."""

from __future__ import annotations

import re

from notes_lsp.syntax.facts import FrontMatter, Tag
from notes_lsp.text import Span

_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")
_CLOSING = {
    b"---": re.compile(rb"---[ \t]*(?:\r\n|\n|\r|\Z)"),
    b"+++": re.compile(rb"\+\+\+[ \t]*(?:\r\n|\n|\r|\Z)"),
}
_FORMAT = {b"---": "yaml", b"+++": "toml"}

_TAG_FIELD = re.compile(rb"(?:tags?|\"tags?\"|'tags?')[ \t]*[:=][ \t]*")
_LIST_ITEM = re.compile(rb"[ \t]*-[ \t]+")
_QUOTED = rb"\"([^\"\r\n]*)\"|'([^'\r\n]*)'|"
_LIST_VALUE = re.compile(_QUOTED + rb"([^\s,\[\]\"'](?:[^,\[\]\r\n]*[^\s,\[\]])?)")
_LINE_VALUE = re.compile(_QUOTED + rb"([^\s\"'](?:[^\r\n]*[^\s])?)")


def find_front_matter(data: bytes) -> FrontMatter | None:
    """The front matter at the top of `data`, its span with both marks and the last line's end.

    One that is not closed is none: the text below is a note, not a field.
    """
    opening = _OPENING.match(data)
    if opening is None:
        return None
    mark = opening[1]
    start = at = opening.end()
    while at >= 0:
        if data[at - 1] in b"\r\n" and (closing := _CLOSING[mark].match(data, at)):
            span = Span(opening.start(1), closing.end())
            return FrontMatter(span, Span(start, at), _FORMAT[mark])
        at = data.find(mark, at + 1)
    return None


def find_front_tags(data: bytes, front_matter: FrontMatter | None) -> tuple[Tag, ...]:
    """The tags of the fields `tags` and `tag`: a list in either YAML style, or one line."""
    if front_matter is None or b"tag" not in front_matter.content.cut(data):
        return ()
    tags: list[Tag] = []
    lines = _lines(data, front_matter.content)
    for index, line in enumerate(lines):
        if field := _TAG_FIELD.match(data, line.start, line.end):
            rest = Span(field.end(), line.end)
            tags += _tags_behind(data, rest, lines[index + 1 :])
    return tuple(tags)


def _tags_behind(data: bytes, rest: Span, following: list[Span]) -> list[Tag]:
    value = rest.cut(data).strip()
    if value.startswith(b"["):
        end = rest.end
        if b"]" not in value:  # a flow list over several lines
            end = next((line.end for line in following if b"]" in line.cut(data)), rest.end)
        stop = data.find(b"]", rest.start, end)
        return _tags_in(data, Span(rest.start, end if stop < 0 else stop), _LIST_VALUE)
    if value and not value.startswith(b"#"):
        return _tags_in(data, rest, _LIST_VALUE)
    tags: list[Tag] = []
    for line in following:
        item = _LIST_ITEM.match(data, line.start, line.end)
        if item:
            tags += _tags_in(data, Span(item.end(), line.end), _LINE_VALUE)
        elif line.cut(data).strip():
            break
    return tags


def _tags_in(data: bytes, span: Span, value: re.Pattern[bytes]) -> list[Tag]:
    found: list[Tag] = []
    for match in value.finditer(data, span.start, span.end):
        start, end = match.span(match.lastindex or 0)
        name = data[start:end].decode()
        if match.lastindex == 3:
            name = name.partition(" #")[0].rstrip()
            end = start + len(name.encode())
        start += len(name) - len(name.lstrip("#"))
        if name := name.lstrip("#"):
            found.append(Tag(Span(start, end), name, front_matter=True))
    return found


def _lines(data: bytes, span: Span) -> list[Span]:
    lines: list[Span] = []
    at = span.start
    for line in span.cut(data).splitlines(keepends=True):
        lines.append(Span(at, at + len(line.rstrip(b"\r\n"))))
        at += len(line)
    return lines
