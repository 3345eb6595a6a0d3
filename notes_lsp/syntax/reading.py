"""One stretch of text read with pyromark into blocks: the loop over its events."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pyromark
from pyromark import Options

from notes_lsp.syntax import containers, links, list_pieces, plain_text
from notes_lsp.syntax.collecting import REFERENCES, Collector
from notes_lsp.syntax.definitions import find_definitions, loose_at
from notes_lsp.syntax.facts import BlockId, ContainerLine, Definition, Fact, Link, Tag
from notes_lsp.syntax.lines import line_start
from notes_lsp.syntax.masking import Mask, mask
from notes_lsp.syntax.note import Block
from notes_lsp.syntax.options import SyntaxOptions

_OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_HEADING_ATTRIBUTES
    | Options.ENABLE_MATH
    | Options.ENABLE_WIKILINKS
    | Options.ENABLE_STRIKETHROUGH
)

_lone_block_id = re.compile(rb"\^[A-Za-z0-9-]+[ \t]*(?:[\r\n]|\Z)")
_blank_line = re.compile(rb"(?:\r\n|\n|\r)[ \t>]*(?:\r\n|\n|\r)")
_INLINE = frozenset(("TableCell", "Link", "Image", "Emphasis", "Strong", "Strikethrough"))
"""What never starts at the top level; cells that a row lacks are said to stand behind the table."""
_NEEDLES = (b"#", b"://", b"[^", b"]:", b"^")
"""What plain text holds before anything in it is worth a look."""


class Reading(Collector):
    """Reads one stretch, block by block."""

    def __init__(
        self, source: bytes, start: int, masked: Mask, is_defined: Callable[[str], bool]
    ) -> None:
        """Reads `source` from `start` on; before it stand only footnotes for pyromark to know.

        `masked` is what pyromark sees of `source`; `is_defined` tells of a link's label whether
        the note defines it outside of the stretch.
        """
        self.source = source
        self.start = start
        self.masked = masked
        self.seen = masked.text
        self.is_defined = is_defined
        self.knows_loose = False
        """Whether `is_defined` tells of definitions that pyromark takes for text."""
        self.blocks: list[Block] = []
        self.leans_back = True
        """Whether the first block may belong to what stands before the stretch."""
        self._top_end = start
        self._last_line: int | None = None
        self._glue = 0
        self._uncut: int | None = None
        """Where the block starts that is known to be in one piece."""
        self._container_line = 0
        self._next = {needle: source.find(needle, start) for needle in _NEEDLES}
        self._nearest = 0
        self._begins: set[int] | None = set() if self._next[b"]:"] >= 0 else None
        self._undefined: dict[tuple[int, int], str] = {}
        self.start_block(start)

    def run(self) -> None:
        """Read it all into `blocks`."""
        begins = self._begins
        block_handlers = self.block_handlers()
        inline_handlers = self.inline_handlers()
        for event, range_ in self._events():
            start = range_["start"]
            if event.__class__ is str:
                self._mark(event, start, range_["end"])
                continue
            kind, value = event.popitem()
            if kind == "End":
                continue
            if begins is not None:
                begins.add(start)
            if kind == "Text":
                if start < self.heading_end:
                    self.heading_text[-1].append(value)
            elif kind == "Start":
                data = None
                if value.__class__ is not str:
                    value, data = value.popitem()
                if start >= self._top_end and value not in _INLINE:
                    self._top(value, start, range_["end"])
                if handler := block_handlers.get(value):
                    handler(data, start, range_["end"])
            elif handler := inline_handlers.get(kind):
                handler(value, start, range_["end"])
        self._finish_block(len(self.source))

    def _item(self, data: object, start: int, end: int) -> None:
        if start - self.base >= list_pieces.LEAST and self._is_cut(start):
            first, stop, _, items = self._lists[0]
            self._lists[0] = first, start, False, items
            self._finish_block(start)
            self._list(None, start, stop)
        super()._item(data, start, end)

    def _is_cut(self, item: int) -> bool:
        """Whether a long list at the top level is cut before an item, see `list_pieces.py`."""
        if self._uncut == self.base or not self._lists or self.source[item] in b" \t":
            return False
        if line_start(self.source, item) != item:
            return False
        whole, *inner = self._open_lists
        if whole is not self._lists[0] or whole[0] != self.base or whole[2]:
            return False
        if any(stop > item for _, stop, _, _ in inner):
            return False
        if not list_pieces.is_cut(self.source, self.base, item) or self._is_glued(item):
            return False
        if not list_pieces.may_be_cut(self.source, self.base, item):
            self._uncut = self.base
            return False
        return True

    def _events(self) -> Iterator[tuple[Any, Any]]:
        """pyromark's events behind those of the footnotes before the stretch."""
        parser = pyromark.Markdown(options=_OPTIONS, broken_link_callback=self._missing)
        events: Any = parser.events_with_range(self.seen.decode(), merge_text=True)
        if self.start:
            next(event for event, _ in events if event == "Rule")
        return events  # type: ignore[no-any-return]  # dicts that are taken apart

    def _mark(self, event: str, start: int, end: int) -> None:
        """A rule, or a line break."""
        if event != "Rule":
            if start < self.heading_end:
                self.heading_text[-1].append(" ")
        elif start >= self._top_end:
            self._top(event, start, end)

    def _missing(self, link: Any) -> tuple[str, str] | None:
        """Answers pyromark for a reference that the stretch itself does not define."""
        if self.is_defined(link["reference"]):
            loose = self.knows_loose and loose_at(self.seen, link["span"]["start"])
            return None if loose else ("", "")
        kind = link["link_type"]
        if kind in ("Reference", "Collapsed"):
            span = link["span"]
            self._undefined[span["start"], span["end"]] = kind
        return None

    def _top(self, kind: str, start: int, end: int) -> None:
        """A top-level block starts; the last one is done, unless the two belong together."""
        line = line_start(self.source, start)
        last, self._last_line = self._last_line, line
        self._top_end = end
        leans = self._leans(kind, line, start, end)
        if last is None:
            self.leans_back = leans or line > self.start
        elif line > last and not leans and not self._is_glued(line):
            self._finish_block(line)

    def _leans(self, kind: str, line: int, start: int, end: int) -> bool:
        """Whether the block at `start` cannot be read without what stands above it."""
        if kind != "CodeBlock" and start > line and _is_indented(self.source, line):
            return True  # goes on behind a definition or a footnote
        if kind == "Paragraph" and _lone_block_id.match(self.source, start, end):
            return True
        if self._begins is None:
            return False
        # A definition right above, with no empty line between: the two are read as one paragraph.
        definition = self.source.rfind(b"]:", self.base, line)
        return definition >= 0 and not _blank_line.search(self.source, definition, line)

    def _is_glued(self, at: int) -> bool:
        glued = self.masked.glued
        while self._glue < len(glued) and glued[self._glue][1] <= at:
            self._glue += 1
        return self._glue < len(glued) and glued[self._glue][0] < at

    def _finish_block(self, end: int) -> None:
        container_lines: tuple[ContainerLine, ...] = ()
        lines = self.masked.container_lines
        if self._container_line < len(lines) and lines[self._container_line][0] < end:
            container_lines = self._container_lines(end)
        if self._undefined:
            self._add_undefined(end)
        facts = self.facts(*self._plain_text(end))
        self.blocks.append(Block(end - self.base, facts, container_lines))
        self.start_block(end)

    def _add_undefined(self, end: int) -> None:
        for (start, stop), kind in [*self._undefined.items()]:
            if start < end:
                del self._undefined[start, stop]
                image = self.source[start] == 0x21
                link = links.reference_link(
                    self.source, start, stop, self.base, REFERENCES[kind], image, False
                )
                if link is not None:
                    self.links.append(link)
                    self.opaque.append((start, stop))
        self.links.sort(key=_place)

    def _container_lines(self, end: int) -> tuple[ContainerLine, ...]:
        found: list[ContainerLine] = []
        lines = self.masked.container_lines
        cover = plain_text.Cover(self.opaque)
        nested = plain_text.Cover(self.nesting)
        while self._container_line < len(lines) and lines[self._container_line][0] < end:
            start, colons, stop = lines[self._container_line]
            self._container_line += 1
            if cover.holds(colons):
                continue
            if _is_indented(self.source, start) and not nested.holds(start):
                continue
            self.opaque.append((colons, stop))
            found.append(containers.read_line(self.source, colons, stop, self.base))
        return tuple(found)

    def _plain_text(
        self, end: int
    ) -> tuple[tuple[Definition, ...], tuple[Tag, ...], tuple[BlockId, ...]]:
        """What no event tells: found in the bytes that no event covers."""
        source, base = self.seen, self.base
        if self._nearest >= end:
            return (), (), ()
        wanted = [needle for needle, at in self._next.items() if 0 <= at < end]
        cover = plain_text.Cover(self.opaque)
        definitions: list[Definition] = []
        if b"]:" in wanted and self._begins is not None:
            definitions = find_definitions(source, base, end, base, self._begins, cover.holds)
            if definitions:
                spans = [(item.span.start + base, item.span.end + base) for item in definitions]
                cover = plain_text.Cover(self.opaque + spans)
        found: list[Link] = []
        if b"://" in wanted:
            found += plain_text.find_urls(source, base, end, base, cover)
        if b"[^" in wanted:
            found += plain_text.find_undefined_footnotes(source, base, end, base, cover)
        if found:
            self.links += found
            self.links.sort(key=_place)
        tags = plain_text.find_tags(source, base, end, base, cover) if b"#" in wanted else ()
        ids: list[BlockId] = []
        if b"^" in wanted:
            ids = plain_text.find_block_ids(source, base, end, base, cover, self.named)
        for needle in wanted:
            self._next[needle] = source.find(needle, end)
        self._nearest = min(at if at >= 0 else len(source) for at in self._next.values())
        return tuple(definitions), tuple(tags), tuple(ids)


def _never(_: str) -> bool:
    return False


def read_stretch(
    text: bytes,
    options: SyntaxOptions,
    before: bytes = b"",
    is_defined: Callable[[str], bool] = _never,
    *,
    knows_loose: bool = False,
) -> Reading:
    """A stretch of a note read; `before` are footnotes that it may refer to, `is_defined` tells
    which other labels the note defines, with `knows_loose` in the stretch itself."""
    source = before + text if before else text
    reading = Reading(source, len(before), mask(source, options), is_defined)
    reading.knows_loose = knows_loose
    reading.run()
    return reading


def _place(fact: Fact) -> int:
    return fact.span.start


def _is_indented(source: bytes, start: int) -> bool:
    return source.startswith((b"    ", b"\t", b" \t", b"  \t", b"   \t"), start)
