"""Document symbols: the outline of a note."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Generator
from itertools import accumulate

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.lens_reading_time import language_of
from notes_lsp.features.place import to_range
from notes_lsp.features.sections import Section, sections
from notes_lsp.syntax import Note
from notes_lsp.text import Encoding, Span
from notes_lsp.vault import Snapshot, to_key


def document_symbol(
    snapshot: Snapshot, params: types.DocumentSymbolParams, client: ClientProfile
) -> Generator[None, None, list[types.DocumentSymbol] | list[types.SymbolInformation]]:
    """The headings of a note: nested, or flat for a client that knows no trees.

    Gives way after each.
    """
    key = to_key(params.text_document.uri)
    note = snapshot.note(key)
    if note is None:
        return []
    found = sections(note)
    yield
    language = language_of(note, snapshot.settings(key))
    if client.symbol_tree:
        return (yield from _tree(note, found, client.encoding, language))
    names = [_name(section, language) for section in found]
    made = []
    for section, name in zip(found, names, strict=True):
        yield
        range_ = to_range(note.buffer, _whole(note, section), client.encoding)
        place = types.Location(params.text_document.uri, range_)
        around = None if section.parent is None else names[section.parent]
        kind = types.SymbolKind.String
        made.append(types.SymbolInformation(place, name, kind, container_name=around))
    return made


def _tree(
    note: Note, found: tuple[Section, ...], encoding: Encoding, language: str
) -> Generator[None, None, list[types.DocumentSymbol]]:
    contents = _Contents(note)
    children: dict[int | None, list[types.DocumentSymbol]] = {}
    for number in reversed(range(len(found))):  # what is nested is made before what holds it
        yield
        section = found[number]
        symbol = types.DocumentSymbol(
            _name(section, language),
            types.SymbolKind.String,
            to_range(note.buffer, _whole(note, section), encoding),
            to_range(note.buffer, _title(section), encoding),
            contents.of(section.span, language) or None,
            children=tuple(reversed(children.pop(number, []))),
        )
        children.setdefault(section.parent, []).append(symbol)
    return children.get(None, [])[::-1]


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
