"""A text read for the index of a vault: only what other notes may ask for, five times as fast.

The law, held by a test: `read_for_index` gives the same headings, links, definitions, footnotes,
tags, tasks, HTML ids and block ids as `parse`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import Any, NamedTuple

from msgspec.structs import replace

from notes_lsp.syntax import html
from notes_lsp.syntax.brackets import restored
from notes_lsp.syntax.collecting import Handler
from notes_lsp.syntax.definitions import find_definitions, normalised
from notes_lsp.syntax.facts import (
    Definition,
    Facts,
    FootnoteDefinition,
    FrontMatter,
    Heading,
    Html,
    Link,
    LinkKind,
    Table,
    Task,
)
from notes_lsp.syntax.front_matter import find_front_matter
from notes_lsp.syntax.headings import trimmed_end
from notes_lsp.syntax.masking import Mask, mask
from notes_lsp.syntax.options import LARGEST_READ, SyntaxOptions
from notes_lsp.syntax.parsing import parse
from notes_lsp.syntax.plain_text import (
    Cover,
    find_tags,
    find_undefined_footnotes,
    find_urls,
)
from notes_lsp.syntax.reading import Reading
from notes_lsp.syntax.tables import cut_row
from notes_lsp.text import Buffer, Span

LinkRow = tuple[int, int, LinkKind, int, int, int, int, bool, bool]
"""A link in plain numbers: start and end, kind, start and end of its target and of its fragment
(-1 where it has none), whether it is an image and whether its destination is in `<…>`."""

_NOWHERE = Span(0, 0)
_block_id = re.compile(rb"\^[A-Za-z0-9-]+[ \t]*(?:[\r\n]|\Z)")
_plain_inline = re.compile(rb"[^\s<>()\\#]*(#[^\s<>()\\]*)?\)")


class IndexFacts(NamedTuple):
    """A note as the index needs it, all offsets those of the note."""

    front_matter: FrontMatter | None
    facts: Facts
    """Headings (without the span of their content), definitions, footnotes, tags, tasks, HTML ids,
    block ids, and the tables that were wanted; of tasks only whether they are done."""
    links: list[LinkRow]
    """In the order of the text."""


def read_for_index(
    buffer: Buffer, options: SyntaxOptions, wanted: Callable[[tuple[str, ...]], bool]
) -> IndexFacts:
    """What the index needs of a text; of a table only when its header cells are `wanted`."""
    data = buffer.data
    front_matter = find_front_matter(data)
    if len(data) > LARGEST_READ:
        return IndexFacts(front_matter, Facts(), [])
    if front_matter is not None:  # as many empty lines keep every offset what it is
        start = front_matter.span.end
        data = b"\n" * start + data[start:]
    reading = _IndexReading(data, mask(data, options))
    facts = reading.read(wanted)
    if any(definition.loose for definition in facts.definitions):
        loose = {definition.name for definition in facts.definitions if definition.loose}
        reading = _IndexReading(data, mask(data, options))
        reading.is_defined = lambda label: normalised(label) in loose
        reading.knows_loose = True
        facts = reading.read(wanted)
    if _may_hold_block_id(data):  # what it names, only the reading block by block tells
        facts = replace(facts, block_ids=parse(buffer, options).facts.block_ids)
    return IndexFacts(front_matter, facts, reading.link_rows())


def link_row(link: Link) -> LinkRow:
    """A link as a row."""
    start, end = link.span
    fragment = link.fragment or (-1, -1)
    return start, end, link.kind, *link.target, *fragment, link.image, link.angle


def _may_hold_block_id(source: bytes) -> bool:
    carets = source.count(b"^")
    if carets == 0 or carets == source.count(b"[^"):  # most notes: counting is quickest
        return False
    return _block_id.search(source) is not None


def _may_define(source: bytes) -> bool:
    """Whether there is a `[label]:` that is no footnote's."""
    at = source.find(b"]:")
    while at >= 0:
        opening = source.rfind(b"[", 0, at)
        if opening >= 0 and (source[opening + 1] != 0x5E or source[opening - 1] == 0x5C):
            return True
        at = source.find(b"]:", at + 2)
    return False


def _never(_: str) -> bool:
    return False


class _IndexReading(Reading):
    """Reads a whole note as one block, and leaves out what no other note asks for."""

    def __init__(self, source: bytes, masked: Mask) -> None:
        """Reads `source`, of which pyromark sees `masked`."""
        self.source = source
        self.start = 0
        self.masked = masked
        self.seen = masked.text
        self.is_defined = _never
        self.knows_loose = False
        self._container_line = 0
        self._begins = set() if _may_define(masked.text) else None
        self._undefined = {}
        self.start_block(0)

    def read(self, wanted: Callable[[tuple[str, ...]], bool]) -> Facts:
        """The facts of the note."""
        self._raw_tables: list[tuple[int, int, list[tuple[int, int]]]] = []
        self._rows: list[LinkRow] = []
        self._raw_headings: list[tuple[int, int, str, str]] = []
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
            "Heading": self._light_heading,
            "Link": self._link_row,
            "Image": self._image_row,
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
        if self.masked.container_lines:
            handlers["List"] = self._nested
        return handlers

    def _facts(self, wanted: Callable[[tuple[str, ...]], bool]) -> Facts:
        source, end = self.seen, len(self.source)
        cover = Cover(self.opaque)
        definitions: tuple[Definition, ...] = ()
        if self._begins is not None:
            definitions = tuple(find_definitions(source, 0, end, 0, self._begins, cover.holds))
            if definitions:
                cover = Cover(self.opaque + [item.span for item in definitions])
        urls = find_urls(source, 0, end, 0, cover) if b"://" in source else []
        if b"[^" in source:
            urls += find_undefined_footnotes(source, 0, end, 0, cover)
        if urls:
            self.links += urls
            self.links.sort(key=lambda link: link.span.start)
        return Facts(
            headings=self._light_headings_done(),
            definitions=definitions,
            footnotes=tuple(self._footnotes),
            tags=tuple(find_tags(source, 0, end, 0, cover)) if b"#" in source else (),
            tables=tuple(self._wanted_tables(wanted)),
            tasks=tuple(self._tasks),
            html=tuple(self._html),
        )

    def link_rows(self) -> list[LinkRow]:
        """The links, those of rare kinds among them, in the order of the text."""
        if not self.links:
            return self._rows
        # Stable, and of two that start together what pyromark told first stays first.
        return sorted([*self._rows, *map(link_row, self.links)], key=itemgetter(0))

    def _link_row(self, data: dict[str, Any], start: int, end: int) -> None:
        self._add_row(data["link_type"], start, end, image=False)

    def _image_row(self, data: dict[str, Any], start: int, end: int) -> None:
        self._add_row(data["link_type"], start, end, image=True)

    def _add_row(self, kind: Any, start: int, end: int, *, image: bool) -> None:
        """The two usual kinds of link at once, all others by the slow way."""
        source = self.source
        if kind == "Inline":
            at = source.find(b"](", start + 1 + image, end) + 2
            plain = _plain_inline.match(source, at, end)
            if plain and plain.end() == end:
                mark = plain.start(1)
                stop, first, last = (mark, mark + 1, end - 1) if mark >= 0 else (end - 1, -1, -1)
                self.opaque.append((start, end))
                row = (start, end, LinkKind.INLINE, at, stop, first, last, image, False)
                self._rows.append(row)
                return
        elif kind.__class__ is not str and source.startswith(b"![[" if image else b"[[", start):
            first = start + 2 + image
            if source.find(b"[[", first, end) < 0:
                self.opaque.append((start, end))
                self._rows.append(_wiki_row(source, start, end, first, image))
            return
        self._add_link(kind, start, end, image=image)

    def _cover(self, _: object, start: int, end: int) -> None:
        self.opaque.append((start, end))

    def _light_heading(self, data: dict[str, Any], start: int, end: int) -> None:
        self.heading_end = end
        self.heading_text.append([])
        stop = trimmed_end(self.source, start, end)
        self._raw_headings.append((start, stop, data["level"], data["id"] or ""))

    def _light_headings_done(self) -> tuple[Heading, ...]:
        return tuple(
            [
                Heading(
                    Span(start, stop),
                    int(level[1]),
                    _NOWHERE,
                    restored("".join(text)).strip(),
                    id=name,
                )
                for (start, stop, level, name), text in zip(
                    self._raw_headings, self.heading_text, strict=True
                )
            ]
        )

    def _nested(self, _: object, start: int, end: int) -> None:
        self.nesting.append((start, end))

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
        found: list[Html] = []
        html.read_block(self.source, start, stop, 0, found, self.links)
        self._html += [tag for tag in found if tag.id]

    def _raw_table(self, _: object, start: int, end: int) -> None:
        self._raw_tables.append((start, end, []))

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


def _wiki_row(source: bytes, start: int, end: int, first: int, image: bool) -> LinkRow:
    stop = end - 2
    bar = source.find(b"|", first, stop)
    if bar >= 0:
        stop = bar - (bar > first and source[bar - 1] == 0x5C)
    inner = source[first:stop]
    first += len(inner) - len(inner.lstrip())
    stop = max(first, stop - (len(inner) - len(inner.rstrip())))
    mark = source.find(b"#", first, stop)
    if mark < 0:
        return start, end, LinkKind.WIKI, first, stop, -1, -1, image, False
    return start, end, LinkKind.WIKI, first, mark, mark + 1, stop, image, False


_OPEN = Task(_NOWHERE, _NOWHERE, done=False)
_DONE = Task(_NOWHERE, _NOWHERE, done=True)
