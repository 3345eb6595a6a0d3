"""One stretch of text read with pyromark into blocks: the loop over its events."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pyromark
from msgspec.structs import replace
from pyromark import Options

from notes_lsp.syntax import containers, html, links, plain_text
from notes_lsp.syntax.definitions import find_definitions, normalised
from notes_lsp.syntax.facts import (
    BlockId,
    Callout,
    CodeSpan,
    ContainerLine,
    Definition,
    Fact,
    Facts,
    FootnoteDefinition,
    Heading,
    Html,
    Link,
    LinkKind,
    ListBlock,
    Math,
    Quote,
    Row,
    Table,
    Tag,
    Task,
)
from notes_lsp.syntax.fences import fenced_code, indented_code
from notes_lsp.syntax.headings import heading_content, trimmed_end
from notes_lsp.syntax.lines import line_start, line_stop, next_line
from notes_lsp.syntax.masking import Mask
from notes_lsp.syntax.note import Block
from notes_lsp.syntax.tables import cut_row
from notes_lsp.text import Span

_OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_HEADING_ATTRIBUTES
    | Options.ENABLE_MATH
    | Options.ENABLE_WIKILINKS
    | Options.ENABLE_STRIKETHROUGH
)

_REFERENCES = {
    "Reference": LinkKind.FULL,
    "ReferenceUnknown": LinkKind.FULL,
    "Collapsed": LinkKind.COLLAPSED,
    "CollapsedUnknown": LinkKind.COLLAPSED,
    "Shortcut": LinkKind.SHORTCUT,
    "ShortcutUnknown": LinkKind.SHORTCUT,
}

_callout = re.compile(rb">[ \t]?[ \t]{0,3}(\[!([^\]\[\r\n]{1,100})\])[+-]?[ \t]*")
_lone_block_id = re.compile(rb"\^[A-Za-z0-9-]+[ \t]*(?:[\r\n]|\Z)")
_ink_line = re.compile(rb"[^ \t\r\n][ \t]*(?:\r\n|\n|\r)\Z")
_INLINE = frozenset(("TableCell", "Link", "Image", "Emphasis", "Strong", "Strikethrough"))
"""What never starts at the top level; cells that a row lacks are said to stand behind the table."""
_NEEDLES = (b"#", b"://", b"[^", b"]:", b"^")
_BLANK = b" \t\r\n"


class Reading:
    """Collects what stands in one stretch, block by block.

    All offsets are those of `source` until a block is done: its facts are relative to its start.
    """

    def __init__(
        self, source: bytes, start: int, masked: Mask, is_defined: Callable[[str], bool]
    ) -> None:
        self.source = source
        self.start = start
        self.masked = masked
        self.is_defined = is_defined
        self.blocks: list[Block] = []
        self.leans_back = True
        """Whether the first block may belong to what stands before the stretch."""
        self._base = start
        self._top_end = start
        self._first: int | None = None
        self._heading_end = 0
        self._glue = 0
        self._container_line = 0
        self._next = {needle: source.find(needle, start) for needle in _NEEDLES}
        self._begins: set[int] | None = set() if self._next[b"]:"] >= 0 else None
        self._undefined: dict[tuple[int, int], str] = {}
        self._start_block()

    def _start_block(self) -> None:
        self._headings: list[Heading] = []
        self._heading_text: list[list[str]] = []
        self._links: list[Link] = []
        self._footnotes: list[FootnoteDefinition] = []
        self._tables: list[tuple[int, int, list[Row]]] = []
        self._fences: list[Any] = []
        self._code_spans: list[CodeSpan] = []
        self._math: list[Math] = []
        self._callouts: list[Callout] = []
        self._tasks: list[Task] = []
        self._lists: list[tuple[int, int, bool, list[Span]]] = []
        self._open_lists: list[tuple[int, int, bool, list[Span]]] = []
        self._quotes: list[Quote] = []
        self._html: list[Html] = []
        self._named: list[tuple[int, int]] = []
        self._opaque: list[tuple[int, int]] = []
        self._nesting: list[tuple[int, int]] = []
        self._item_start = 0

    # -- the loop ------------------------------------------------------------------------------

    def run(self) -> None:
        """Read it all."""
        text = self.masked.text.decode()
        parser = pyromark.Markdown(options=_OPTIONS, broken_link_callback=self._missing)
        begins = self._begins
        inline: dict[str, Callable[[Any, int, int], None]] = {
            "Code": self._code,
            "InlineMath": self._inline_math,
            "DisplayMath": self._display_math,
            "InlineHtml": self._inline_html,
            "FootnoteReference": self._footnote_reference,
            "TaskListMarker": self._task,
        }
        start_of = self._starts()
        top = self._top
        events = parser.events_with_range(text, merge_text=True)
        if self.start:  # behind the footnotes that stand for those of the whole note
            next(event for event, _ in events if event == "Rule")
        for event, range_ in events:
            if event.__class__ is str:
                start = range_["start"]
                if event == "Rule":
                    if start >= self._top_end:
                        top("Rule", start, range_["end"])
                elif start < self._heading_end:
                    self._heading_text[-1].append(" ")
                continue
            kind, value = event.popitem()  # type: ignore[union-attr]  # a dict: no str, just checked
            if kind == "End":
                continue
            start = range_["start"]
            if begins is not None:
                begins.add(start)
            if kind == "Text":
                if start < self._heading_end:
                    self._heading_text[-1].append(value)
            elif kind == "Start":
                data = None
                if value.__class__ is not str:
                    value, data = value.popitem()
                end = range_["end"]
                if start >= self._top_end and value not in _INLINE:
                    top(value, start, end)
                if handler := start_of.get(value):
                    handler(data, start, end)
            elif handler := inline.get(kind):
                handler(value, start, range_["end"])
        self._finish_block(len(self.source))

    def _starts(self) -> dict[str, Callable[[Any, int, int], None]]:
        return {
            "Paragraph": self._paragraph,
            "Item": self._item,
            "List": self._list,
            "Heading": self._heading,
            "Link": self._link,
            "Image": self._image,
            "CodeBlock": self._code_block,
            "HtmlBlock": self._html_block,
            "BlockQuote": self._quote,
            "FootnoteDefinition": self._footnote_definition,
            "Table": self._table,
            "TableHead": self._row,
            "TableRow": self._row,
        }

    def _missing(self, link: Any) -> tuple[str, str] | None:
        """Answers pyromark for a reference that the stretch itself does not define."""
        if self.is_defined(link["reference"]):
            return ("", "")
        kind = link["link_type"]
        if kind in ("Reference", "Collapsed"):
            span = link["span"]
            self._undefined[span["start"], span["end"]] = kind
        return None

    # -- blocks --------------------------------------------------------------------------------

    def _top(self, kind: str, start: int, end: int) -> None:
        """A top-level block starts; the last one is done, unless the two belong together."""
        line = line_start(self.source, start)
        between = self.masked.text[self._top_end : line]
        self._top_end = end
        leans = kind == "Paragraph" and (
            (start > line and _is_indented(self.source, line))  # goes on behind a definition
            or _lone_block_id.match(self.source, start, end) is not None
        )
        if self._first is None:
            self._first = line
            self.leans_back = leans or line > self.start
        elif not leans and not _ends_inked(between) and not self._is_glued(line):
            self._finish_block(line)

    def _is_glued(self, at: int) -> bool:
        glued = self.masked.glued
        while self._glue < len(glued) and glued[self._glue][1] <= at:
            self._glue += 1
        return self._glue < len(glued) and glued[self._glue][0] < at

    def _finish_block(self, end: int) -> None:
        base = self._base
        container_lines = self._container_lines(end) if self.masked.container_lines else ()
        if self._undefined:
            self._add_undefined(end)
        definitions, tags, block_ids = self._plain_text(end)
        facts = Facts(
            tuple(self._headings_done()) if self._headings else (),
            tuple(self._links),
            definitions,
            tuple(self._footnotes),
            tags,
            tuple([self._table_done(table) for table in self._tables]) if self._tables else (),
            tuple(self._fences),
            tuple(self._code_spans),
            tuple(self._math),
            tuple(self._callouts),
            tuple(self._tasks),
            tuple([self._list_done(item) for item in self._lists]) if self._lists else (),
            tuple(self._quotes),
            tuple(self._html),
            block_ids,
        )
        self.blocks.append(Block(end - base, facts, container_lines))
        self._base = end
        self._start_block()

    def _add_undefined(self, end: int) -> None:
        for (start, stop), kind in [*self._undefined.items()]:
            if start < end:
                del self._undefined[start, stop]
                image = self.source[start] == 0x21
                link = links.reference_link(
                    self.source, start, stop, self._base, _REFERENCES[kind], image, False
                )
                self._links.append(link)
                self._opaque.append((start, stop))
        self._links.sort(key=_place)

    def _container_lines(self, end: int) -> tuple[ContainerLine, ...]:
        found: list[ContainerLine] = []
        lines = self.masked.container_lines
        cover = plain_text.Cover(self._opaque)
        nested = plain_text.Cover(self._nesting)
        while self._container_line < len(lines) and lines[self._container_line][0] < end:
            start, colons, stop = lines[self._container_line]
            self._container_line += 1
            if cover.holds(colons):
                continue
            if _is_indented(self.source, start) and not nested.holds(start):
                continue
            self._opaque.append((colons, stop))
            found.append(containers.read_line(self.source, colons, stop, self._base))
        return tuple(found)

    def _plain_text(
        self, end: int
    ) -> tuple[tuple[Definition, ...], tuple[Tag, ...], tuple[BlockId, ...]]:
        """What no event tells: found in the bytes that no event covers."""
        source, base = self.source, self._base
        wanted = [needle for needle, at in self._next.items() if 0 <= at < end]
        if not wanted:
            return (), (), ()
        cover = plain_text.Cover(self._opaque)
        definitions: list[Definition] = []
        if b"]:" in wanted and self._begins is not None:
            definitions = find_definitions(source, base, end, base, self._begins, cover.holds)
            self._begins.clear()
            if definitions:
                spans = [(item.span.start + base, item.span.end + base) for item in definitions]
                cover = plain_text.Cover(self._opaque + spans)
        found: list[Link] = []
        if b"://" in wanted:
            found += plain_text.find_urls(source, base, end, base, cover)
        if b"[^" in wanted:
            found += plain_text.find_undefined_footnotes(source, base, end, base, cover)
        if found:
            self._links += found
            self._links.sort(key=_place)
        tags = plain_text.find_tags(source, base, end, base, cover) if b"#" in wanted else ()
        ids: list[BlockId] = []
        if b"^" in wanted:
            ids = plain_text.find_block_ids(source, base, end, base, cover, self._named)
        for needle in wanted:
            self._next[needle] = source.find(needle, end)
        return tuple(definitions), tuple(tags), tuple(ids)

    # -- what the events tell ------------------------------------------------------------------

    def _paragraph(self, _: object, start: int, end: int) -> None:
        self._named.append((start, trimmed_end(self.source, start, end)))

    def _span(self, start: int, end: int) -> Span:
        return Span(start - self._base, end - self._base)

    def _trimmed(self, start: int, end: int) -> Span:
        source, base = self.source, self._base
        written = source[start:end].rstrip(_BLANK)
        while written.endswith(b">"):  # perhaps an empty line of the quote around
            line = max(written.rfind(b"\n"), written.rfind(b"\r"))
            if line < 0 or written[line:].strip(b" \t\r\n>"):
                break
            written = written[:line].rstrip(_BLANK)
        stop = start + len(written)
        return Span(stop - len(written.lstrip(_BLANK)) - base, stop - base)

    def _list(self, first: int | None, start: int, end: int) -> None:
        self._nesting.append((start, end))
        found: tuple[int, int, bool, list[Span]] = (start, end, first is not None, [])
        self._lists.append(found)
        self._open_lists.append(found)

    def _item(self, _: object, start: int, end: int) -> None:
        while len(self._open_lists) > 1 and self._open_lists[-1][1] <= start:
            self._open_lists.pop()
        span = self._trimmed(start, end)
        self._item_start = span.start
        self._open_lists[-1][3].append(span)
        self._named.append((span.start + self._base, span.end + self._base))

    def _list_done(self, found: tuple[int, int, bool, list[Span]]) -> ListBlock:
        return ListBlock(self._trimmed(found[0], found[1]), found[2], tuple(found[3]))

    def _task(self, done: bool, start: int, end: int) -> None:
        span = Span(self._item_start, line_stop(self.source, start) - self._base)
        self._tasks.append(Task(span, self._span(start, end), done))

    def _heading(self, data: dict[str, Any], start: int, end: int) -> None:
        self._heading_end = end
        stop = trimmed_end(self.source, start, end)
        written = self.source[start:stop]
        setext = b"\n" in written or b"\r" in written
        attributes = bool(data["id"] or data["classes"] or data["attrs"])
        content = heading_content(
            self.source, start, stop, setext=setext, attributes=attributes
        ).moved(-self._base)
        span = self._span(start, stop)
        level = int(data["level"][1])
        self._headings.append(Heading(span, level, content, "", setext, data["id"] or ""))
        self._heading_text.append([])
        self._named.append((start, stop))

    def _headings_done(self) -> list[Heading]:
        return [
            replace(item, text="".join(text).strip())
            for item, text in zip(self._headings, self._heading_text, strict=True)
        ]

    def _link(self, data: dict[str, Any], start: int, end: int) -> None:
        self._add_link(data["link_type"], start, end, image=False)

    def _image(self, data: dict[str, Any], start: int, end: int) -> None:
        self._add_link(data["link_type"], start, end, image=True)

    def _add_link(self, kind: Any, start: int, end: int, *, image: bool) -> None:
        source, base = self.source, self._base
        self._opaque.append((start, end))
        if kind == "Inline":
            link = links.inline_link(source, start, end, base, image)
        elif kind.__class__ is not str:
            link = links.wiki_link(source, start, end, base, image)
        elif reference := _REFERENCES.get(kind):
            link = links.reference_link(source, start, end, base, reference, image, True)
        else:
            inner = (start + 1, end - 1)
            text = Span(inner[0] - base, inner[1] - base)
            link = links.make_link(source, base, LinkKind.AUTOLINK, (start, end), inner, text)
        self._links.append(link)

    def _code_block(self, kind: Any, start: int, end: int) -> None:
        self._opaque.append((start, end))
        if kind == "Indented":
            fence = indented_code(self.source, start, end, self._base)
        else:
            fence = fenced_code(self.source, start, end, self._base)
            if fence.language == "math":
                self._math.append(Math(fence.span, fence.content, True, True))
        self._fences.append(fence)
        self._named.append((start, end))

    def _html_block(self, _: object, start: int, end: int) -> None:
        stop = trimmed_end(self.source, start, end)
        self._opaque.append((start, end))
        html.read_block(self.source, start, stop, self._base, self._html, self._links)
        self._named.append((start, stop))

    def _quote(self, _: object, start: int, end: int) -> None:
        span = self._trimmed(start, end)
        self._quotes.append(Quote(span))
        self._named.append((start, span.end + self._base))
        if found := _callout.match(self.source, start, end):
            title = self._trimmed(found.end(), max(found.end(), line_stop(self.source, start)))
            kind = found[2].decode().strip().lower()
            self._callouts.append(Callout(span, kind, self._span(*found.span(1)), title))

    def _footnote_definition(self, label: str, start: int, end: int) -> None:
        self._nesting.append((start, end))
        written = len(label.encode())
        self._opaque.append((start, start + written + 4))
        span = Span(start + 2 - self._base, start + 2 + written - self._base)
        all_of_it = self._trimmed(start, end)
        self._footnotes.append(FootnoteDefinition(all_of_it, span, normalised(label)))

    def _table(self, _: object, start: int, end: int) -> None:
        self._tables.append((start, end, []))
        self._named.append((start, trimmed_end(self.source, start, end)))

    def _row(self, _: object, start: int, end: int) -> None:
        self._tables[-1][2].append(cut_row(self.source, start, end, self._base))

    def _table_done(self, found: tuple[int, int, list[Row]]) -> Table:
        start, end, rows = found
        source = self.source
        line = next_line(source, line_stop(source, start))
        stop = line_stop(source, line)
        first = line + len(source[line:stop]) - len(source[line:stop].lstrip(b" \t>"))
        return Table(
            self._trimmed(start, end), rows[0], self._trimmed(first, stop), tuple(rows[1:])
        )

    def _code(self, text: str, start: int, end: int) -> None:
        self._opaque.append((start, end))
        if start < self._heading_end:
            self._heading_text[-1].append(text)
        written = self.source[start:end]
        marks = len(written) - len(written.lstrip(b"`"))
        content = self._span(start + marks, end - marks)
        self._code_spans.append(CodeSpan(self._span(start, end), content))

    def _inline_math(self, _: object, start: int, end: int) -> None:
        self._add_math(start, end, 1, display=False)

    def _display_math(self, _: object, start: int, end: int) -> None:
        self._add_math(start, end, 2, display=self.source[start : start + 2] != rb"\(")

    def _add_math(self, start: int, end: int, marks: int, *, display: bool) -> None:
        self._opaque.append((start, end))
        self._math.append(
            Math(self._span(start, end), self._span(start + marks, end - marks), display)
        )
        if start < self._heading_end:
            self._heading_text[-1].append(self.source[start + marks : end - marks].decode())

    def _inline_html(self, _: object, start: int, end: int) -> None:
        self._opaque.append((start, end))
        html.read_inline(self.source, start, end, self._base, self._html, self._links)

    def _footnote_reference(self, label: str, start: int, end: int) -> None:
        self._opaque.append((start, end))
        target = self._span(start + 2, end - 1)
        self._links.append(Link(self._span(start, end), LinkKind.FOOTNOTE, target, label))


def _place(fact: Fact) -> int:
    return fact.span.start


def _ends_inked(between: bytes) -> bool:
    """Whether a definition stands right above, with no empty line: it and the text below are read
    as one, an indented line there is no code."""
    ink = between.rstrip(b" \t")
    return bool(ink) and bool(_ink_line.search(ink))


def _is_indented(source: bytes, start: int) -> bool:
    return source.startswith((b"    ", b"\t", b" \t", b"  \t", b"   \t"), start)
