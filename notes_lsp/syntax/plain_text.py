"""What pyromark leaves as plain text: tags, bare URLs, undefined footnotes, block ids."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

from notes_lsp.syntax.facts import BlockId, Link, LinkKind, Tag
from notes_lsp.syntax.links import make_link
from notes_lsp.text import Span

_tag = re.compile(rb"#([^\s#!-,.:-@\[-^`{-~]+)")
_TAG_STARTS_BEHIND = b" \t\r\n([,;|*~>"
_scheme = re.compile(rb"(?<![a-z0-9+.-])(?:https?|ftps?)$", re.IGNORECASE)
_url_rest = re.compile(rb"[^\s<>`\"|\\^{}\x00-\x1f]+")
_url_stop = re.compile(
    "[\u2018-\u201f\u2026\u3000-\u3003\u3008-\u301b"
    "\uff01-\uff0f\uff1a-\uff20\uff3b-\uff3d\uff5b-\uff65]"
)
"""CJK punctuation: the sentence around a URL, which has no space before it in Chinese."""
_LONGEST_URL = 4_096
_footnote = re.compile(rb"\[\^((?:\\.|[^\s\[\]\\]){1,999})\]")
_block_id = re.compile(rb"\^([A-Za-z0-9-]+)[ \t]*(?=[\r\n]|\Z)")

_FAR = 1 << 62
_FARTHEST_BLOCK = 256


class Cover:
    """Stretches of text that are no plain text: code, math, HTML, links."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        """`spans` in any order; they may nest."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        last = -1
        for start, end in sorted(spans):
            if end > last:
                self._starts.append(start)
                self._ends.append(end)
                last = end

    def holds(self, offset: int) -> bool:
        """Whether `offset` lies in one of them."""
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]


def find_tags(source: bytes, start: int, end: int, base: int, cover: Cover) -> list[Tag]:
    """The `#tag`s between `start` and `end`."""
    tags: list[Tag] = []
    for match in _tag.finditer(source, start, end):
        at = match.start()
        if not _may_start_tag(source, at) or cover.holds(at):
            continue
        name = _tag_name(match[1])
        if name and not name.replace("/", "").isdigit():
            stop = at + 1 + len(name.encode())
            tags.append(Tag(Span(at - base, stop - base), name))
    return tags


def _may_start_tag(source: bytes, at: int) -> bool:
    if at == 0:
        return True
    before = source[at - 1]
    if before < 0x80:
        return before in _TAG_STARTS_BEHIND
    start = at - 1
    while start > 0 and source[start] & 0xC0 == 0x80:
        start -= 1
    return unicodedata.category(source[start:at].decode(errors="replace")[-1])[0] in "PZ"


def _tag_name(written: bytes) -> str:
    name = written.decode(errors="ignore")
    if written.isascii():
        return name.rstrip("/")
    for index, character in enumerate(name):
        if not (character in "_-/\u200d" or unicodedata.category(character)[0] in "LMNS"):
            name = name[:index]
            break
    return name.rstrip("/\u200d")


def find_urls(source: bytes, start: int, end: int, base: int, cover: Cover) -> list[Link]:
    """The URLs that stand bare in the text."""
    links: list[Link] = []
    at = source.find(b"://", start, end)
    while at >= 0:
        following = at + 3
        scheme = _scheme.search(source[max(start, at - 6) : at])
        first = at - (scheme.end() - scheme.start()) if scheme else at
        if scheme and not cover.holds(first):
            length = _url_length(source[following : min(following + _LONGEST_URL, end)])
            if length:
                following += length
                span = (first, following)
                links.append(make_link(source, base, LinkKind.URL, span, span))
        at = source.find(b"://", following, end)
    return links


def _url_length(rest: bytes) -> int:
    """How much of `rest` is the URL: no punctuation at its end, nor a `)` that was not opened."""
    found = _url_rest.match(rest)
    if found is None:
        return 0
    rest = found[0]
    if not rest.isascii():
        text = rest.decode(errors="ignore")
        if stop := _url_stop.search(text):
            text = text[: stop.start()]
        rest = text.encode()
    unopened = rest.count(b")") - rest.count(b"(")
    length = len(rest)
    while length:
        last = rest[length - 1]
        if last == 0x29 and unopened > 0:
            unopened -= 1
        elif last not in b"?!.,:*_~';&[]$":
            break
        length -= 1
    return length


def find_undefined_footnotes(
    source: bytes, start: int, end: int, base: int, cover: Cover
) -> list[Link]:
    """The `[^label]`s that pyromark did not read as references, since nothing defines them."""
    links: list[Link] = []
    for match in _footnote.finditer(source, start, end):
        at = match.start()
        if cover.holds(at) or (at and source[at - 1] == 0x5C):
            continue
        target = Span(match.start(1) - base, match.end(1) - base)
        span = Span(at - base, match.end() - base)
        links.append(
            Link(span, LinkKind.FOOTNOTE, target, match[1].decode(errors="replace"), defined=False)
        )
    return links


def find_block_ids(
    source: bytes,
    start: int,
    end: int,
    base: int,
    cover: Cover,
    named: list[tuple[int, int]],
) -> list[BlockId]:
    """The `^id`s at line ends; `named` holds the blocks they may name, parents before children."""
    found: list[BlockId] = []
    for match in _block_id.finditer(source, start, end):
        at = match.start()
        if (at and source[at - 1] not in b" \t\r\n>") or cover.holds(at):
            continue
        target = _named_block(at, named)
        if target:
            span = Span(at - base, match.end(1) - base)
            found.append(BlockId(span, match[1].decode(), Span(target[0] - base, target[1] - base)))
    return found


def _named_block(at: int, named: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The innermost block around `at`; where the id is all of it, the block before."""
    last = bisect_right(named, (at, _FAR)) - 1
    own: tuple[int, int] | None = None
    for index in range(last, max(-1, last - _FARTHEST_BLOCK), -1):
        block = named[index]
        if own is None:
            if at < block[1]:
                if block[0] < at:
                    return block
                own = block
        elif block[1] <= own[0]:
            return _outermost(named, index)
    return None


def _outermost(named: list[tuple[int, int]], index: int) -> tuple[int, int]:
    """The largest block that ends where `named[index]` does."""
    end = named[index][1]
    while index > 0 and named[index - 1][1] >= end and named[index - 1][0] <= named[index][0]:
        if named[index - 1][1] > end:
            break
        index -= 1
    return named[index]
