"""Links taken apart: what pyromark calls a link, cut into text, destination and title."""

from __future__ import annotations

import re
from typing import NamedTuple

from notes_lsp.syntax.facts import Link, LinkKind
from notes_lsp.text import Span

_plain_destination = re.compile(rb"[^\s<>()\\]*")
_destination = re.compile(rb"(?:\\.|[^\s\\])*", re.DOTALL)
_angle_destination = re.compile(rb"<((?:\\.|[^<>\\\r\n])*)>")
_space = re.compile(rb"[ \t]*(?:[\r\n][ \t>]*)*")
_CLOSING_QUOTE = {b'"': b'"', b"'": b"'", b"(": b")"}
_MOST_TRIES = 64


class Parts(NamedTuple):
    """A destination as found: spans are offsets into the source."""

    target: tuple[int, int]
    title: Span | None
    angle: bool


def make_link(  # noqa: PLR0913, PLR0917 - called for each link, by position for speed
    source: bytes,
    base: int,
    kind: LinkKind,
    span: tuple[int, int],
    target: tuple[int, int],
    text: Span | None = None,
    title: Span | None = None,
    image: bool = False,
    angle: bool = False,
) -> Link:
    """A link with a destination that may carry a fragment, in offsets relative to `base`."""
    start, end = target
    mark = source.find(b"#", start, end)
    fragment = None
    if mark >= 0:
        fragment = Span(mark + 1 - base, end - base)
        end = mark
    return Link(
        Span(span[0] - base, span[1] - base),
        kind,
        Span(start - base, end - base),
        source[start:end].decode(errors="replace"),
        fragment,
        text,
        title,
        image,
        angle,
    )


def inline_link(source: bytes, start: int, end: int, base: int, image: bool) -> Link:
    """`[text](target "title")` between `start` and `end`."""
    first = start + 1 + image
    at = source.find(b"](", first, end)
    for _ in range(_MOST_TRIES):
        if parts := destination(source, at + 2, end - 1):
            break
        following = source.find(b"](", at + 2, end)
        if following < 0:
            break
        at = following
    else:
        at = source.rfind(b"](", first, end)
        parts = destination(source, at + 2, end - 1)
    if parts is None:
        parts = Parts((at + 2, end - 1), None, angle=False)
    title = parts.title.moved(-base) if parts.title else None
    text = Span(first - base, at - base)
    return make_link(
        source, base, LinkKind.INLINE, (start, end), parts.target, text, title, image, parts.angle
    )


def destination(source: bytes, start: int, end: int) -> Parts | None:
    """`target "title"` with white space around, exactly from `start` to `end`, if it is that."""
    plain = _plain_destination.match(source, start, end)
    if plain and plain.end() == end:
        return Parts((start, end), None, angle=False)
    if plain and source[plain.end()] == 0x29:
        return None
    at = _skip(source, start, end)
    if angle := _angle_destination.match(source, at, end):
        target, behind = angle.span(1), angle.end()
    else:
        found = _destination.match(source, at, end)
        behind = found.end() if found else at
        target = (at, behind)
        if not _balanced(source[at:behind]):
            return None
    rest = _skip(source, behind, end)
    if rest == end:
        return Parts(target, None, angle=bool(angle))
    closing = _CLOSING_QUOTE.get(source[rest : rest + 1])
    tail = len(source[rest:end].rstrip()) + rest
    if rest == behind or closing is None or source[tail - 1 : tail] != closing or tail - rest < 2:
        return None
    return Parts(target, Span(rest + 1, tail - 1), angle=bool(angle))


def _skip(source: bytes, start: int, end: int) -> int:
    space = _space.match(source, start, end)
    return space.end() if space else start


def _balanced(written: bytes) -> bool:
    if b"(" not in written and b")" not in written:
        return True
    depth, escaped = 0, False
    for byte in written:
        if escaped:
            escaped = False
        elif byte == 0x5C:
            escaped = True
        elif byte == 0x28:
            depth += 1
        elif byte == 0x29:
            depth -= 1
            if depth < 0:
                return False
    return depth == 0


def reference_link(
    source: bytes,
    start: int,
    end: int,
    base: int,
    kind: LinkKind,
    image: bool,
    defined: bool,
) -> Link | None:
    r"""`[text][label]`, `[label][]` or `[label]`, from `start` to the end of the last filled `]`.

    pyromark takes `[a]\[a]` for one of the first kind; it is the last and text, or text alone.
    """
    first = start + 1 + image
    stop = end - 1
    if kind is LinkKind.FULL:
        opening = _label_opening(source, first, stop)
        if opening > first and source[opening - 2 : opening] == b"]\\":
            same = source[first : opening - 2].lower() == source[opening + 1 : stop].lower()
            if not same or not defined:
                return None
            end = opening - 1
            return reference_link(source, start, end, base, LinkKind.SHORTCUT, image, defined)
        label = (opening + 1, stop)
        text = Span(first - base, max(opening - 1, first) - base)
    else:
        label = (first, stop)
        text = Span(first - base, stop - base)
        if kind is LinkKind.COLLAPSED and source[end : end + 2] == b"[]":
            end += 2
    return Link(
        Span(start - base, end - base),
        kind,
        Span(label[0] - base, label[1] - base),
        source[label[0] : label[1]].decode(errors="replace"),
        None,
        text,
        None,
        image,
        False,
        defined,
    )


def _label_opening(source: bytes, first: int, stop: int) -> int:
    """Where the `[` of a label that ends at `stop` stands: one with a backslash belongs to it,
    unless there is no other."""
    opening = outer = source.rfind(b"[", first, stop)
    while outer > first and source[outer - 1] == 0x5C:
        outer = source.rfind(b"[", first, outer)
    return max(outer if outer > first else opening, first)


def wiki_link(source: bytes, start: int, end: int, base: int, image: bool) -> Link:
    r"""`[[note#heading|text]]`, in a table `[[note\|text]]`."""
    first, stop = start + 2 + image, end - 2
    text = None
    bar = source.find(b"|", first, stop)
    if bar >= 0:
        text = Span(bar + 1 - base, stop - base)
        stop = bar - (bar > first and source[bar - 1] == 0x5C)
    inner = source[first:stop]
    first += len(inner) - len(inner.lstrip())
    stop = max(first, stop - (len(inner) - len(inner.rstrip())))
    return make_link(source, base, LinkKind.WIKI, (start, end), (first, stop), text, None, image)
