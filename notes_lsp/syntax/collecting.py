"""What pyromark's events tell, kept as facts of the block that is being read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from notes_lsp.syntax import html, links
from notes_lsp.syntax.brackets import restored
from notes_lsp.syntax.definitions import normalised
from notes_lsp.syntax.facts import (
    BlockId,
    Callout,
    CodeSpan,
    Definition,
    Facts,
    Fence,
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
from notes_lsp.syntax.lines import line_stop, next_line
from notes_lsp.syntax.tables import cut_row
from notes_lsp.text import Span

Handler = Callable[[Any, int, int], None]
"""Takes the data of an event, and where it starts and ends."""

REFERENCES = {
    "Reference": LinkKind.FULL,
    "ReferenceUnknown": LinkKind.FULL,
    "Collapsed": LinkKind.COLLAPSED,
    "CollapsedUnknown": LinkKind.COLLAPSED,
    "Shortcut": LinkKind.SHORTCUT,
    "ShortcutUnknown": LinkKind.SHORTCUT,
}
"""pyromark's names of references; `Unknown` are those that the rest of the note defines."""

_callout = re.compile(rb">[ \t]{0,4}(\[!([^\]\[\r\n]{1,100})\])[+-]?[ \t]*")
_BLANK = b" \t\r\n"


class Collector:
    """The facts of one block while it is read.

    Offsets come in as those of `source` and go out relative to `base`, where the block starts.
    """

    source: bytes
    seen: bytes
    """What pyromark sees of `source`."""
    base: int

    def start_block(self, base: int) -> None:
        """Forget the last block; the next one starts at `base`."""
        self.base = base
        self.heading_end = 0
        self.heading_text: list[list[str]] = []
        self.links: list[Link] = []
        self.opaque: list[tuple[int, int]] = []
        """Code, math, HTML and links: what holds no plain text."""
        self.nesting: list[tuple[int, int]] = []
        """Lists and footnotes, where an indented line need not be code."""
        self.named: list[tuple[int, int]] = []
        """What a block id may name, parents before children."""
        self._headings: list[Heading] = []
        self._footnotes: list[FootnoteDefinition] = []
        self._tables: list[tuple[int, int, list[Row]]] = []
        self._fences: list[Fence] = []
        self._code_spans: list[CodeSpan] = []
        self._math: list[Math] = []
        self._callouts: list[Callout] = []
        self._tasks: list[Task] = []
        self._lists: list[tuple[int, int, bool, list[Span]]] = []
        self._open_lists: list[tuple[int, int, bool, list[Span]]] = []
        self._quotes: list[Quote] = []
        self._html: list[Html] = []
        self._item_start = 0

    def block_handlers(self) -> dict[str, Handler]:
        """What to call at the start of each kind of block and link."""
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

    def inline_handlers(self) -> dict[str, Handler]:
        """What to call for each event that has no end of its own."""
        return {
            "Code": self._code,
            "InlineMath": self._inline_math,
            "DisplayMath": self._display_math,
            "InlineHtml": self._inline_html,
            "FootnoteReference": self._footnote_reference,
            "TaskListMarker": self._task,
        }

    def facts(
        self,
        definitions: tuple[Definition, ...],
        tags: tuple[Tag, ...],
        block_ids: tuple[BlockId, ...],
    ) -> Facts:
        """The facts of the block, with those that only its plain text tells."""
        return Facts(
            tuple(self._headings_done()) if self._headings else (),
            tuple(self.links),
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

    def _paragraph(self, _: object, start: int, end: int) -> None:
        # Whether an item holds paragraphs hangs on empty lines anywhere in its list: it is one.
        if not any(stop > start for _, stop, _, _ in self._open_lists):
            self.named.append((start, trimmed_end(self.source, start, end)))

    def _span(self, start: int, end: int) -> Span:
        return Span(start - self.base, end - self.base)

    def _trimmed(self, start: int, end: int) -> Span:
        source, base = self.seen, self.base
        while end > start and source[end - 1] in _BLANK:
            end -= 1
        while end > start and source[end - 1] == 0x3E:  # perhaps an empty line of a quote around
            line = max(source.rfind(b"\n", start, end), source.rfind(b"\r", start, end))
            if line < 0 or source[line:end].strip(b" \t\r\n>"):
                break
            end = start + len(source[start:line].rstrip(_BLANK))
        while start < end and source[start] in _BLANK:
            start += 1
        return Span(start - base, end - base)

    def _list(self, first: int | None, start: int, end: int) -> None:
        self.nesting.append((start, end))
        found: tuple[int, int, bool, list[Span]] = (start, end, first is not None, [])
        self._lists.append(found)
        self._open_lists.append(found)

    def _item(self, _: object, start: int, end: int) -> None:
        while len(self._open_lists) > 1 and self._open_lists[-1][1] <= start:
            self._open_lists.pop()
        span = self._trimmed(start, end)
        self._item_start = span.start
        self._open_lists[-1][3].append(span)
        self.named.append((span.start + self.base, span.end + self.base))

    def _list_done(self, found: tuple[int, int, bool, list[Span]]) -> ListBlock:
        return ListBlock(self._trimmed(found[0], found[1]), found[2], tuple(found[3]))

    def _task(self, done: bool, start: int, end: int) -> None:
        span = Span(self._item_start, line_stop(self.source, start) - self.base)
        self._tasks.append(Task(span, self._span(start, end), done))

    def _heading(self, data: dict[str, Any], start: int, end: int) -> None:
        self.heading_end = end
        stop = trimmed_end(self.source, start, end)
        written = self.source[start:stop]
        setext = b"\n" in written or b"\r" in written
        attributes = bool(data["id"] or data["classes"] or data["attrs"])
        content = heading_content(
            self.source, start, stop, setext=setext, attributes=attributes
        ).moved(-self.base)
        span = self._span(start, stop)
        level = int(data["level"][1])
        self._headings.append(Heading(span, level, content, "", setext, data["id"] or ""))
        self.heading_text.append([])
        self.named.append((start, stop))

    def _headings_done(self) -> list[Heading]:
        return [
            replace(item, text=restored("".join(text)).strip())
            for item, text in zip(self._headings, self.heading_text, strict=True)
        ]

    def _link(self, data: dict[str, Any], start: int, end: int) -> None:
        self._add_link(data["link_type"], start, end, image=False)

    def _image(self, data: dict[str, Any], start: int, end: int) -> None:
        self._add_link(data["link_type"], start, end, image=True)

    def _add_link(self, kind: Any, start: int, end: int, *, image: bool) -> None:
        source, base = self.source, self.base
        if kind.__class__ is not str:
            self._add_wiki_link(start, end, image)
            return
        link: Link | None
        if kind == "Inline":
            link = links.inline_link(source, start, end, base, image)
        elif reference := REFERENCES.get(kind):
            link = links.reference_link(source, start, end, base, reference, image, True)
        else:
            inner = (start + 1, end - 1)
            text = Span(inner[0] - base, inner[1] - base)
            link = links.make_link(source, base, LinkKind.AUTOLINK, (start, end), inner, text)
        if link is not None:
            self.opaque.append((start, link.span.end + base))
            self.links.append(link)

    def _add_wiki_link(self, start: int, end: int, image: bool) -> None:
        """Of `[[a [[b]] c]]` only the inner one is a link; pyromark tells its start wrongly."""
        source = self.source
        if not source.startswith(b"![[" if image else b"[[", start):
            start = max(source.rfind(b"[[", self.base, start), self.base)
        if source.find(b"[[", start + 2 + image, end) < 0:
            self.opaque.append((start, end))
            self.links.append(links.wiki_link(source, start, end, self.base, image))

    def _code_block(self, kind: Any, start: int, end: int) -> None:
        self.opaque.append((start, end))
        if kind == "Indented":
            fence = indented_code(self.source, start, end, self.base)
        else:
            fence = fenced_code(self.source, start, end, self.base)
            if fence.language == "math":
                self._math.append(Math(fence.span, fence.content, True, True))
        self._fences.append(fence)
        self.named.append((start, end))

    def _html_block(self, _: object, start: int, end: int) -> None:
        stop = trimmed_end(self.source, start, end)
        self.opaque.append((start, end))
        html.read_block(self.source, start, stop, self.base, self._html, self.links)
        self.named.append((start, stop))

    def _quote(self, _: object, start: int, end: int) -> None:
        span = self._trimmed(start, end)
        self._quotes.append(Quote(span))
        self.named.append((start, span.end + self.base))
        if found := _callout.match(self.source, start, end):
            title = self._trimmed(found.end(), max(found.end(), line_stop(self.source, start)))
            kind = found[2].decode().strip().lower()
            self._callouts.append(Callout(span, kind, self._span(*found.span(1)), title))

    def _footnote_definition(self, label: str, start: int, end: int) -> None:
        self.nesting.append((start, end))
        written = len(label.encode())
        self.opaque.append((start, start + written + 4))
        span = Span(start + 2 - self.base, start + 2 + written - self.base)
        all_of_it = self._trimmed(start, end)
        self._footnotes.append(FootnoteDefinition(all_of_it, span, normalised(label)))

    def _table(self, _: object, start: int, end: int) -> None:
        self._tables.append((start, end, []))
        self.named.append((start, trimmed_end(self.source, start, end)))

    def _row(self, _: object, start: int, end: int) -> None:
        self._tables[-1][2].append(cut_row(self.source, start, end, self.base))

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
        self.opaque.append((start, end))
        if start < self.heading_end:
            self.heading_text[-1].append(text)
        written = self.source[start:end]
        marks = len(written) - len(written.lstrip(b"`"))
        content = self._span(start + marks, end - marks)
        self._code_spans.append(CodeSpan(self._span(start, end), content))

    def _inline_math(self, _: object, start: int, end: int) -> None:
        self._add_math(start, end, 1, display=False)

    def _display_math(self, _: object, start: int, end: int) -> None:
        self._add_math(start, end, 2, display=self.source[start : start + 2] != rb"\(")

    def _add_math(self, start: int, end: int, marks: int, *, display: bool) -> None:
        self.opaque.append((start, end))
        self._math.append(
            Math(self._span(start, end), self._span(start + marks, end - marks), display)
        )
        if start < self.heading_end:
            self.heading_text[-1].append(self.source[start + marks : end - marks].decode())

    def _inline_html(self, _: object, start: int, end: int) -> None:
        self.opaque.append((start, end))
        html.read_inline(self.source, start, end, self.base, self._html, self.links)

    def _footnote_reference(self, label: str, start: int, end: int) -> None:
        self.opaque.append((start, end))
        target = self._span(start + 2, end - 1)
        self.links.append(Link(self._span(start, end), LinkKind.FOOTNOTE, target, label))
