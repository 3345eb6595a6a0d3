"""A text read for the index of a vault: only what other notes may ask for, five times as fast.

The law, held by a test: `read_for_index` gives the same headings, links, definitions, footnotes,
tags, tasks, HTML ids and block ids as `parse`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from notes_lsp.syntax import html
from notes_lsp.syntax.collecting import Handler
from notes_lsp.syntax.definitions import find_definitions, normalised
from notes_lsp.syntax.facts import (
    Definition,
    Facts,
    FootnoteDefinition,
    FrontMatter,
    Html,
    Table,
    Task,
)
from notes_lsp.syntax.front_matter import find_front_matter
from notes_lsp.syntax.headings import trimmed_end
from notes_lsp.syntax.masking import mask
from notes_lsp.syntax.options import SyntaxOptions
from notes_lsp.syntax.parsing import LARGEST_READ
from notes_lsp.syntax.plain_text import (
    Cover,
    find_block_ids,
    find_tags,
    find_undefined_footnotes,
    find_urls,
)
from notes_lsp.syntax.reading import Reading
from notes_lsp.syntax.tables import cut_row
from notes_lsp.text import Buffer, Span

_NOWHERE = Span(0, 0)
_BLOCK_ID_STARTS = (b" ^", b"\n^", b"\r^", b"\t^", b">^")


class IndexFacts(NamedTuple):
    """A note as the index needs it, all offsets those of the note."""

    front_matter: FrontMatter | None
    facts: Facts
    """Headings, links, definitions, footnotes, tags, tasks, HTML ids, block ids, and the tables
    that were wanted; of tasks only whether they are done."""


def read_for_index(
    buffer: Buffer, options: SyntaxOptions, wanted: Callable[[tuple[str, ...]], bool]
) -> IndexFacts:
    """What the index needs of a text; of a table only when its header cells are `wanted`."""
    data = buffer.data
    front_matter = find_front_matter(data)
    if len(data) > LARGEST_READ:
        return IndexFacts(front_matter, Facts())
    if front_matter is not None:  # as many empty lines keep every offset what it is
        start = front_matter.span.end
        data = b"\n" * start + data[start:]
    reading = _IndexReading(data, 0, mask(data, options), _never)
    return IndexFacts(front_matter, reading.read(wanted))


def _may_hold_block_id(source: bytes) -> bool:
    return source.startswith(b"^") or any(mark in source for mark in _BLOCK_ID_STARTS)


def _never(_: str) -> bool:
    return False


class _IndexReading(Reading):
    """Reads a whole note as one block, and leaves out what no other note asks for."""

    def read(self, wanted: Callable[[tuple[str, ...]], bool]) -> Facts:
        """The facts of the note."""
        self._raw_tables: list[tuple[int, int, list[tuple[int, int]]]] = []
        self._has_ids = _may_hold_block_id(self.source)
        self._run_lightly()
        if self.masked.container_lines:
            self._container_lines(len(self.source))
        if self._undefined:
            self._add_undefined(len(self.source))
        return self._facts(wanted)

    def _run_lightly(self) -> None:
        # The hottest loop of a cold start: some 200 events for a note, so nothing is called twice.
        begins = self._begins
        handler_of = self._light_handlers().get
        for event, range_ in self._events():
            if event.__class__ is str:
                if self.heading_end and event != "Rule" and range_["start"] < self.heading_end:
                    self.heading_text[-1].append(" ")
                continue
            kind, data = event.popitem()
            if kind == "End":
                continue
            start = range_["start"]
            if begins is not None:
                begins.add(start)
            if kind == "Text":
                if start < self.heading_end:
                    self.heading_text[-1].append(data)
                continue
            if kind == "Start":
                if data.__class__ is str:
                    kind, data = data, None
                else:
                    kind, data = data.popitem()
            if handler := handler_of(kind):
                handler(data, start, range_["end"])

    def _light_handlers(self) -> dict[str, Handler]:
        handlers: dict[str, Handler] = {
            "Heading": self._heading,
            "Link": self._link,
            "Image": self._image,
            "CodeBlock": self._cover,
            "HtmlBlock": self._html_block,
            "FootnoteDefinition": self._footnote_definition,
            "Table": self._raw_table,
            "TableHead": self._raw_row,
            "TableRow": self._raw_row,
            "Code": self._light_code,
            "InlineMath": self._light_math,
            "DisplayMath": self._light_display,
            "InlineHtml": self._inline_html,
            "FootnoteReference": self._footnote_reference,
            "TaskListMarker": self._light_task,
        }
        if self._has_ids:  # then it counts what they name
            handlers |= {
                "Paragraph": self._paragraph,
                "Item": self._named_item,
                "BlockQuote": self._named_quote,
                "CodeBlock": self._named_code,
            }
        if self.masked.container_lines:
            handlers["List"] = self._nested
        return handlers

    def _facts(self, wanted: Callable[[tuple[str, ...]], bool]) -> Facts:
        source, end = self.source, len(self.source)
        cover = Cover(self.opaque)
        definitions: tuple[Definition, ...] = ()
        if self._begins is not None:
            definitions = tuple(find_definitions(source, 0, end, 0, self._begins, cover.holds))
            if definitions:
                cover = Cover(self.opaque + [item.span for item in definitions])
        urls = find_urls(source, 0, end, 0, cover) if self._next[b"://"] >= 0 else []
        if self._next[b"[^"] >= 0:
            urls += find_undefined_footnotes(source, 0, end, 0, cover)
        if urls:
            self.links += urls
            self.links.sort(key=lambda link: link.span.start)
        ids = self._has_ids
        return Facts(
            headings=tuple(self._headings_done()),
            links=tuple(self.links),
            definitions=definitions,
            footnotes=tuple(self._footnotes),
            tags=tuple(find_tags(source, 0, end, 0, cover)) if self._next[b"#"] >= 0 else (),
            tables=tuple(self._wanted_tables(wanted)),
            tasks=tuple(self._tasks),
            html=tuple(self._html),
            block_ids=tuple(find_block_ids(source, 0, end, 0, cover, self.named)) if ids else (),
        )

    def _cover(self, _: object, start: int, end: int) -> None:
        self.opaque.append((start, end))

    def _nested(self, _: object, start: int, end: int) -> None:
        self.nesting.append((start, end))

    def _named_item(self, _: object, start: int, end: int) -> None:
        self.named.append(self._trimmed(start, end))

    def _named_quote(self, _: object, start: int, end: int) -> None:
        self.named.append((start, self._trimmed(start, end).end))

    def _named_code(self, _: object, start: int, end: int) -> None:
        self.opaque.append((start, end))
        self.named.append((start, end))

    def _light_code(self, text: str, start: int, end: int) -> None:
        self.opaque.append((start, end))
        if start < self.heading_end:
            self.heading_text[-1].append(text)

    def _light_math(self, _: object, start: int, end: int) -> None:
        self.opaque.append((start, end))
        if start < self.heading_end:
            self.heading_text[-1].append(self.source[start + 1 : end - 1].decode())

    def _light_display(self, _: object, start: int, end: int) -> None:
        self.opaque.append((start, end))
        if start < self.heading_end:
            self.heading_text[-1].append(self.source[start + 2 : end - 2].decode())

    def _light_task(self, done: bool, _start: int, _end: int) -> None:
        self._tasks.append(_DONE if done else _OPEN)

    def _footnote_definition(self, label: str, start: int, end: int) -> None:
        self.nesting.append((start, end))
        written = len(label.encode())
        self.opaque.append((start, start + written + 4))
        span = Span(start + 2, start + 2 + written)
        whole = self._trimmed(start, end)
        self._footnotes.append(FootnoteDefinition(whole, span, normalised(label)))

    def _html_block(self, _: object, start: int, end: int) -> None:
        stop = trimmed_end(self.source, start, end)
        self.opaque.append((start, end))
        self.named.append((start, stop))
        found: list[Html] = []
        html.read_block(self.source, start, stop, 0, found, self.links)
        self._html += [tag for tag in found if tag.id]

    def _raw_table(self, _: object, start: int, end: int) -> None:
        self._raw_tables.append((start, end, []))
        self.named.append((start, trimmed_end(self.source, start, end)))

    def _raw_row(self, _: object, start: int, end: int) -> None:
        self._raw_tables[-1][2].append((start, end))

    def _wanted_tables(self, wanted: Callable[[tuple[str, ...]], bool]) -> Iterator[Table]:
        for start, end, rows in self._raw_tables:
            header = cut_row(self.source, *rows[0], 0)
            texts = (
                self.source[first:last].decode("utf-8", "replace") for first, last in header.cells
            )
            if header.cells and wanted(tuple(texts)):
                below = tuple([cut_row(self.source, *row, 0) for row in rows[1:]])
                yield Table(Span(start, end), header, _NOWHERE, below)


_OPEN = Task(_NOWHERE, _NOWHERE, done=False)
_DONE = Task(_NOWHERE, _NOWHERE, done=True)
