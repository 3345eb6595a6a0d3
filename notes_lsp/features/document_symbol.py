"""Document symbols: the outline of a note, its headings and link reference definitions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Generator, Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.lens_reading_time import language_of
from notes_lsp.features.place import to_range
from notes_lsp.features.sections import Section, sections
from notes_lsp.syntax import Note
from notes_lsp.syntax.facts import Definition
from notes_lsp.text import Encoding, Span
from notes_lsp.vault import Snapshot, to_key


def document_symbol(
    snapshot: Snapshot, params: types.DocumentSymbolParams, client: ClientProfile
) -> Generator[None, None, list[types.DocumentSymbol] | list[types.SymbolInformation]]:
    """The headings of a note and its link definitions: nested, or flat for who knows no trees.

    Gives way after each.
    """
    key = to_key(params.text_document.uri)
    note = snapshot.note(key)
    if note is None:
        return []
    settings = snapshot.settings(key)
    language = language_of(note, settings)
    found = sections(note)
    yield
    outline = _Outline(note, found, client.encoding, language)
    definitions = (yield from _definitions(outline)) if settings.outline.definitions else {}
    tree = yield from _tree(outline, definitions)
    return tree if client.symbol_tree else [*_flat(params.text_document.uri, tree, None)]


class _Outline(NamedTuple):
    """What an outline is made of."""

    note: Note
    sections: tuple[Section, ...]
    encoding: Encoding
    language: str

    def range(self, span: Span) -> types.Range:
        return to_range(self.note.buffer, span, self.encoding)


def _tree(
    outline: _Outline, children: dict[int | None, list[types.DocumentSymbol]]
) -> Generator[None, None, list[types.DocumentSymbol]]:
    """The headings as a tree, with the `children` that the sections have already."""
    note, found, _, language = outline
    contents = _Contents(note)
    for number in reversed(range(len(found))):  # what is nested is made before what holds it
        yield
        section = found[number]
        symbol = types.DocumentSymbol(
            _name(section, language),
            types.SymbolKind.String,
            outline.range(_whole(note, section)),
            outline.range(_title(section)),
            contents.of(section.span, language) or None,
            children=tuple(_in_order(children.pop(number, []))),
        )
        children.setdefault(section.parent, []).append(symbol)
    return _in_order(children.get(None, []))


def _in_order(symbols: list[types.DocumentSymbol]) -> list[types.DocumentSymbol]:
    return sorted(symbols, key=lambda each: (each.range.start.line, each.range.start.character))


def _flat(
    uri: str, tree: Iterable[types.DocumentSymbol], around: str | None
) -> Iterator[types.SymbolInformation]:
    """The symbols of a tree in the order of the text, each with the name of what holds it."""
    for each in tree:
        place = types.Location(uri, each.range)
        yield types.SymbolInformation(place, each.name, each.kind, container_name=around)
        yield from _flat(uri, each.children or (), each.name)


def _definitions(
    outline: _Outline,
) -> Generator[None, None, dict[int | None, list[types.DocumentSymbol]]]:
    """The link definitions by the section that they stand in.

    Those below the last heading are usually the whole note's, and so belong to none.
    """
    starts = [section.span.start for section in outline.sections]
    last = starts[-1] if starts else len(outline.note.buffer)
    made: dict[int | None, list[types.DocumentSymbol]] = {}
    for start, block in zip(outline.note.starts, outline.note.blocks, strict=False):
        for each in block.facts.definitions:
            yield
            at = start + each.span.start
            number = None if at >= last else _around(outline.sections, bisect_right(starts, at), at)
            made.setdefault(number, []).append(_definition(outline, start, each))
    return made


def _around(found: tuple[Section, ...], behind: int, at: int) -> int | None:
    """The number of the innermost section around `at`; `behind` is that of the next heading."""
    number = behind - 1 if behind else None
    while number is not None and found[number].span.end <= at:
        number = found[number].parent
    return number


def _definition(outline: _Outline, start: int, each: Definition) -> types.DocumentSymbol:
    text, label = outline.note.buffer.text, each.label.moved(start)
    fragment = f"#{text(each.fragment.moved(start))}" if each.fragment else ""
    return types.DocumentSymbol(
        f"[{text(label)}]",
        types.SymbolKind.Constant,
        outline.range(each.span.moved(start)),
        outline.range(label),
        each.path + fragment or None,
    )


def _name(section: Section, language: str) -> str:
    """The heading's text; clients refuse a symbol without a name."""
    text = " ".join(section.heading.text.split())
    return text or ("（无标题）" if language == "zh" else "(untitled)")


def _whole(note: Note, section: Section) -> Span:
    """From the heading's first mark to the end of the section's last line, or of the note."""
    if section.span.end == len(note.buffer):
        return Span(section.heading.span.start, section.span.end)
    last = note.buffer.line_of(max(section.span.end - 1, section.heading.span.start))
    return Span(section.heading.span.start, note.buffer.line_span(last).end)


def _title(section: Section) -> Span:
    """What to select; the marks where nothing stands behind them."""
    heading = section.heading
    return heading.content if heading.content.start < heading.content.end else heading.span


class _Contents:
    """Where the tasks and tables of a note stand, to count those of each section."""

    def __init__(self, note: Note) -> None:
        tasks, tables = [], []
        for start, block in zip(note.starts, note.blocks, strict=False):
            facts = block.facts
            if facts.tasks:
                tasks += [(start + task.span.start, task.done) for task in facts.tasks]
            if facts.tables:
                tables += [start + table.span.start for table in facts.tables]
        self._tasks = [start for start, _ in tasks]
        self._done = list(accumulate((done for _, done in tasks), initial=0))
        self._tables = tables

    def of(self, span: Span, language: str) -> str:
        """What a section holds: `任务 3/7 · 表格 2`; empty where it is prose only."""
        first, last = (bisect_left(self._tasks, place) for place in span)
        tables = bisect_left(self._tables, span.end) - bisect_left(self._tables, span.start)
        done = self._done[last] - self._done[first]
        chinese = language == "zh"
        parts = []
        if last > first:
            parts.append(f"{'任务' if chinese else 'tasks'} {done}/{last - first}")
        if tables:
            parts.append(f"{'表格' if chinese else 'tables'} {tables}")
        return " · ".join(parts)
