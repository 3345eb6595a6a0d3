"""Links in the front matter: `related: "[[note]]"`, `prev: ./intro.md`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notes_lsp.syntax import FrontMatter, Link, LinkKind, Note
from notes_lsp.text import Buffer, Span

_wiki = re.compile(rb"(!?)\[\[([^\[\]\r\n|#]*)(?:#([^\[\]\r\n|]*))?(?:\|([^\[\]\r\n]*))?\]\]")
_path = re.compile(
    rb"(?:^|(?<=[\r\n]))[ \t]*(?:[\w-]+[ \t]*[:=]|-)[ \t]+(?:[\w-]+:[ \t]+)?[\"']?"
    rb"([^\s\"'\[\]{}#:|,][^\"'\[\]{}#:|,\r\n]*\.(?:md|markdown))(?:#([^\s\"'\[\]{}]*))?[\"']?"
    rb"(?=[ \t]*(?:[\r\n]|$))",
    re.IGNORECASE,
)


def front_links(note: Note) -> tuple[Link, ...]:
    """The links in a note's front matter, in offsets of the note, in the order of the text.

    Wiki links anywhere, and fields or list items whose whole value is the path of a note.
    """
    front = note.front_matter
    return front_links_in(note.buffer, front) if front else ()


def front_links_in(buffer: Buffer, front: FrontMatter) -> tuple[Link, ...]:
    """The links in the front matter `front` of the text in `buffer`."""
    data, content = buffer.data, front.content
    written = content.cut(data)
    found: list[Link] = []
    if b"[[" in written:
        found += _found(_wiki, data, content)
    if b".m" in written.lower():
        found += _found(_path, data, content)
    return tuple(sorted(found, key=lambda link: link.span.start))


def _found(pattern: re.Pattern[bytes], data: bytes, content: Span) -> Iterator[Link]:
    wiki = pattern is _wiki
    for match in pattern.finditer(data, content.start, content.end):
        path = Span(*match.span(2 if wiki else 1))
        fragment = match.span(3 if wiki else 2)
        text = match.span(4) if wiki else (-1, -1)
        whole = Span(*match.span()) if wiki else Span(path.start, max(path.end, fragment[1]))
        yield Link(
            whole,
            LinkKind.WIKI if wiki else LinkKind.FRONT_MATTER,
            path,
            path.cut(data).decode(),
            Span(*fragment) if fragment[0] >= 0 else None,
            Span(*text) if text[0] >= 0 else None,
            None,
            wiki and bool(match[1]),
        )
