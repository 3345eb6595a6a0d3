"""A note too large to be read as a whole: its headings, and page by page what is asked for.

It is cut into pages of whole lines by a look at the few signs that can tell: code and comments,
which hold no heading, and what may be one. A page is read in full when someone asks what stands in
it, so that a key costs a page or two, however long the note is.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from msgspec.structs import replace

from notes_lsp.syntax.facts import Facts, FrontMatter, Heading
from notes_lsp.syntax.front_matter import find_front_matter
from notes_lsp.syntax.lines import line_start, line_stop, next_line
from notes_lsp.syntax.moved import moved
from notes_lsp.syntax.note import Block, Note
from notes_lsp.syntax.options import SyntaxOptions
from notes_lsp.syntax.reading import read_stretch
from notes_lsp.text import Buffer, Span

PAGE = 4 * 1024
"""Bytes: read in full in 1 ms."""
_LONGEST = 256 * 1024
"""Bytes; of a page with so long a line only its headings are ever known."""
_LONGEST_TITLE = 2048
"""Bytes from an empty line to the underline of a heading."""
_MOST_READ = 64
"""So many pages are kept as they were read in full."""

_OPENINGS = {b"-->": b"<!--\n", b"$$": b"$$\n"}
"""What stands before what is no fence, by what closes it."""

_sign = re.compile(rb"#[# \t\r\n]|```|~~~|<!--|\$\$|\n {0,3}(?:=+|-+)[ \t]*(?=[\r\n]|\Z)")
_code = re.compile(rb"[ \t>*+\-\d.)]*(`{3,}|~{3,})([^\r\n]*)")
_heading = re.compile(rb"[ \t>*+\-\d.)]*#{1,6}(?:[ \t]|\r|\n|\Z)")
_blank_line = re.compile(rb"(?:\r\n|\n|\r)[ \t]*(?=\r|\n)")
_top_level = re.compile(rb"[\r\n](?=[^\s>])")
_no_start = frozenset(b" \t=\r\n")


class Page(Block, frozen=True, gc=False):
    """Some lines of a large note; its `facts` are its headings alone."""

    open: bytes = b""
    """What the page starts in: the marks that close a fence, behind `> ` where it is within a list
    or a quote, else one of `_OPENINGS`."""


class LargeNote(Note):
    """A note of which only the headings are known, and what stands on a page when it is asked."""

    is_large = True

    def __init__(
        self,
        buffer: Buffer,
        front_matter: FrontMatter | None,
        pages: tuple[Page, ...],
        options: SyntaxOptions,
        before: LargeNote | None = None,
    ) -> None:
        """`before` is an earlier state, of whose pages what was read is known."""
        super().__init__(buffer, front_matter, pages, options)
        self.pages = pages
        self._read: OrderedDict[int, tuple[Page, Facts]] = before._read if before else OrderedDict()

    def facts_of(self, number: int) -> Facts:
        """All that stands on a page, relative to it."""
        page, start = self.pages[number], self.starts[number]
        if page.length > _LONGEST:
            return page.facts
        known = self._read.pop(id(page), None)  # its identity is its own while it is kept
        facts = known[1] if known else _facts(page, self._text(start, page), self.options)
        self._read[id(page)] = page, facts
        while len(self._read) > _MOST_READ:
            self._read.popitem(last=False)
        return facts

    @cached_property
    def facts(self) -> Facts:
        """All facts of the note, read page by page: takes seconds."""
        found: dict[str, list[Any]] = {name: [] for name in Facts.__struct_fields__}
        for start, page in zip(self.starts, self.pages, strict=False):
            facts = _facts(page, self._text(start, page), self.options)
            for name, items in found.items():
                items += [moved(item, start) for item in getattr(facts, name)]
        found["headings"] = list(self.each("headings"))
        return Facts(**{name: tuple(items) for name, items in found.items()})

    def _text(self, start: int, page: Page) -> bytes:
        return self.buffer.data[start : start + page.length]

    def after(self, buffer: Buffer, edit: Span, inserted: int) -> LargeNote:
        """The note after the bytes of `edit` became `inserted` others; most pages are shared."""
        front = find_front_matter(buffer.data)
        shift = inserted - (edit.end - edit.start)
        old_end = self.front_matter.span.end if self.front_matter else 0
        new_end = front.span.end if front else 0
        number, last = self.block_at(edit.start), self.block_at(edit.end)
        if number is None or last is None:
            return read_large(buffer, self.options)
        if old_end or new_end:
            if edit.end <= old_end and old_end + shift == new_end:
                return LargeNote(buffer, front, self.pages, self.options, self)
            if front != self.front_matter or edit.start < old_end:
                return read_large(buffer, self.options)
        first = max(number - 1, 0)
        start, state = self.starts[first], self.pages[first].open
        made: list[Page] = []
        while last < len(self.pages):  # what an edit opens may reach to the end of the note
            last += 1
            stop = self.starts[last] + shift
            for page, behind in _pages(buffer.data, start, stop, state):
                made.append(page)
                state = behind
            start = stop
            if last == len(self.pages) or self.pages[last].open == state:
                break
        if made and first < number and made[0] == self.pages[first]:
            made[0] = self.pages[first]
        pages = (*self.pages[:first], *made, *self.pages[last:])
        return LargeNote(buffer, front, pages, self.options, self)


def read_large(buffer: Buffer, options: SyntaxOptions) -> LargeNote:
    """A large note cut into pages."""
    data = buffer.data
    front = find_front_matter(data)
    start = front.span.end if front else 0
    pages = tuple(page for page, _ in _pages(data, start, len(data), b""))
    return LargeNote(buffer, front, pages, options)


def _pages(data: bytes, start: int, end: int, state: bytes) -> Iterator[tuple[Page, bytes]]:
    """The pages of a stretch of whole lines, each with what is open behind it."""
    while start < end:
        looked = _look(data, start, _cut(data, start, end), state)
        yield Page(looked.stop - start, Facts(headings=looked.headings), (), state), looked.state
        start, state = looked.stop, looked.state


def _cut(data: bytes, start: int, end: int) -> int:
    """Where a page that starts at `start` ends: at an empty line if there is one."""
    wanted = start + PAGE
    if end <= wanted + PAGE // 4:
        return end
    for sign, skip in ((b"\n\n", 2), (b"\n", 1)):
        at = data.rfind(sign, start + PAGE // 2, wanted)
        while at >= 0:
            if _may_start(data, at + skip):
                return at + skip
            at = data.rfind(sign, start + PAGE // 2, at)
    at = next_line(data, line_stop(data, wanted))
    while at < end and not _may_start(data, at):
        at = next_line(data, line_stop(data, at))
    return min(at, end)


def _may_start(data: bytes, at: int) -> bool:
    """Whether a page may start here: not within an item, nor between a title and its underline."""
    first = data[at : at + 2]
    return bool(first) and first[0] not in _no_start and (first[0] != 0x2D or first == b"- ")


class _Looked(NamedTuple):
    stop: int
    state: bytes
    headings: tuple[Heading, ...]


def _look(data: bytes, start: int, stop: int, state: bytes) -> _Looked:
    """The headings of a page, and what is open behind it."""
    written: list[Span] = []
    at = start
    while at < stop:
        if state:
            at = _closed(data, at, stop, state)
            state = state if at < 0 else b""
            if at < 0:
                break
        sign = _sign.search(data, at, stop)
        if sign is None:
            break
        at, state = _taken(data, sign, start, written)
    return _Looked(stop, state, _headings(data, start, written))


def _taken(
    data: bytes, sign: re.Match[bytes], start: int, written: list[Span]
) -> tuple[int, bytes]:
    """What a sign means: where to look on, and what it opens.

    `written` gets what may be a heading.
    """
    at = sign.start()
    if data[at] == 0x0A:
        return _underlined(data, sign, start, written), b""
    line, end = max(line_start(data, at), start), line_stop(data, at)
    if data[at] == 0x3C:
        return sign.end(), b"" if data[line:at].strip(b" ") else b"-->"
    if data[at] == 0x23:
        if _heading.match(data, line, min(end + 1, len(data))):
            written.append(Span(line, end))
        return end, b""
    if data[at] == 0x24:
        return at + 2, b"$$" if _is_formula(data, at) else b""
    fence = _code.match(data, line, end)
    if fence is None or fence.start(1) != at or (data[at] == 0x60 and b"`" in fence[2]):
        return max(end, at + 3), b""
    return end, (b"> " if at - line > 3 or data[line:at].strip(b" ") else b"") + fence[1]


def _is_formula(data: bytes, at: int) -> bool:
    """Whether the `$$` here begins a formula: it ends, with no empty line before."""
    end = data.find(b"$$", at + 2, at + _LONGEST_TITLE)
    return end >= 0 and _blank_line.search(data, at, end + 1) is None


def _underlined(data: bytes, sign: re.Match[bytes], start: int, written: list[Span]) -> int:
    """The lines from the empty one above an underline on: what the last of them is, is read."""
    at, first = sign.start(), max(start, sign.start() - _LONGEST_TITLE)
    gaps = [gap.end() for gap in _blank_line.finditer(data, first, at + 1)]
    above = next_line(data, line_stop(data, gaps[-1] if gaps else first))
    if not gaps and first == start:
        above = start
    if written and written[-1].end > above:
        above = next_line(data, written[-1].end)
    if above < at:
        written.append(Span(above, sign.end()))
    return sign.end()


def _closed(data: bytes, at: int, stop: int, state: bytes) -> int:
    """Where what is open ends; -1 where it does not."""
    if state in _OPENINGS:
        found = data.find(state, at, stop)
        return found + len(state) if found >= 0 else -1
    marks = state.lstrip(b"> ")
    if state[:1] == b">" and (left := _top_level.search(data, max(at - 1, 0), stop)):
        inner = _fence_end(data, at, left.start(), marks)
        return inner if inner >= 0 else left.start()
    return _fence_end(data, at, stop, marks)


def _fence_end(data: bytes, at: int, stop: int, marks: bytes) -> int:
    while (found := data.find(marks, at, stop)) >= 0:
        line, end = line_start(data, found), line_stop(data, found)
        if not data[line:found].strip(b" \t>") and not data[found:end].strip(marks[:1] + b" \t"):
            return end
        at = end
    return -1


def _headings(data: bytes, base: int, written: list[Span]) -> tuple[Heading, ...]:
    """What may be headings, read; all of a page at once."""
    if not written:
        return ()
    places: list[tuple[int, int]] = []
    text = bytearray()
    for span in written:
        places.append((len(text), span.start))
        text += span.cut(data) + b"\n\n***\n\n"
    found: list[Heading] = []
    number = at = 0
    for block in read_stretch(bytes(text), SyntaxOptions()).blocks:
        for heading in block.facts.headings:
            while number + 1 < len(places) and places[number + 1][0] <= at + heading.span.start:
                number += 1
            found.append(moved(heading, at + places[number][1] - places[number][0] - base))
        at += block.length
    return tuple(found)


def _facts(page: Page, text: bytes, options: SyntaxOptions) -> Facts:
    """A page in full, with what it starts in."""
    opening = page.open and _OPENINGS.get(page.open, page.open.lstrip(b"> ") + b"\n")
    found: dict[str, list[Any]] = {name: [] for name in Facts.__struct_fields__}
    at = -len(opening)
    for block in read_stretch(opening + text, options).blocks:
        for name, items in found.items():
            items += [moved(item, at) for item in getattr(block.facts, name)]
        at += block.length
    if opening:
        for items in found.values():
            items[:] = [_within(item) for item in items]
    found["headings"] = list(page.facts.headings)
    return Facts(**{name: tuple(items) for name, items in found.items()})


def _within(fact: Any) -> Any:
    """A fact that starts in the line put before the page, as far as it is on the page."""
    if fact.span.start >= 0:
        return fact
    changes = {
        name: Span(max(span.start, 0), max(span.end, 0))
        for name in fact.__struct_fields__
        if isinstance(span := getattr(fact, name), Span)
    }
    return replace(fact, **changes)
