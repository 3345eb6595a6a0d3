"""HTML in a note: comments, ids and links of tags."""

from __future__ import annotations

import re

from notes_lsp.syntax.facts import Html, Link, LinkKind
from notes_lsp.syntax.links import make_link
from notes_lsp.text import Span

# Each piece is bounded, so that a quote that is never closed costs no more than its tag.
_tag = re.compile(
    rb"<([a-zA-Z][a-zA-Z0-9-]{0,64})((?:[^<>\"']|\"[^\"]{0,4096}\"|'[^']{0,4096}'){0,4096})>"
)
_attribute = re.compile(
    rb"(?<![\w.:-])(href|src|id|name)\s{0,64}=\s{0,64}"
    rb"(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+))",
    re.IGNORECASE,
)


def read_inline(
    source: bytes, start: int, end: int, base: int, html: list[Html], links: list[Link]
) -> None:
    """One tag or comment within a line of text."""
    if source.startswith(b"<!--", start):
        html.append(Html(Span(start - base, end - base), comment=True))
        return
    tag = _tag.match(source, start, end)
    named = _read_tag(source, tag, base, links) if tag else None
    html.append(Html(Span(start - base, end - base), id=named))


def read_block(
    source: bytes, start: int, end: int, base: int, html: list[Html], links: list[Link]
) -> None:
    """An HTML block: one `Html` for all of it, one more for each tag with an id inside."""
    comment = source.startswith(b"<!--", start)
    html.append(Html(Span(start - base, end - base), comment=comment, block=True))
    block = _without_comments(source[start:end])
    if b"=" not in block:
        return
    for tag in _tag.finditer(block):
        if tag.start(2) < tag.end(2):
            named = _read_tag(block, tag, base - start, links)
            if named:
                span = Span(tag.start() + start - base, tag.end() + start - base)
                html.append(Html(span, id=named))


def _without_comments(block: bytes) -> bytes:
    at = block.find(b"<!--")
    while at >= 0:
        end = block.find(b"-->", at + 4)
        end = len(block) if end < 0 else end + 3
        block = block[:at] + b" " * (end - at) + block[end:]
        at = block.find(b"<!--", end)
    return block


def _read_tag(source: bytes, tag: re.Match[bytes], base: int, links: list[Link]) -> Span | None:
    """Adds the tag's links to `links`; gives the span of its id."""
    name = tag[1].lower()
    named = None
    for attribute in _attribute.finditer(source, *tag.span(2)):
        start, end = attribute.span(attribute.lastindex or 0)
        key = attribute[1].lower()
        if key in (b"href", b"src"):
            image = name == b"img"
            links.append(
                make_link(source, base, LinkKind.HTML, tag.span(), (start, end), image=image)
            )
        elif key == b"id" or name == b"a":
            named = Span(start - base, end - base)
    return named
