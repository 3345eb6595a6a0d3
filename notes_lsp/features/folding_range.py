"""Folding: sections, blocks that take several lines, and regions marked by comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.sections import sections, without_blank_end
from notes_lsp.syntax import Note
from notes_lsp.text import Span
from notes_lsp.vault import Snapshot, to_key

Fold = tuple[int, int, types.FoldingRangeKind | None]
"""First line, last line (both from 0, both inside) and kind."""

_BLOCKS = ("fences", "tables", "quotes", "math", "footnotes")
_MARK = re.compile(rb"<!--[ \t]*#?(end)?region\b", re.IGNORECASE)


def folding_range(
    snapshot: Snapshot, params: types.FoldingRangeParams, client: ClientProfile
) -> list[types.FoldingRange]:
    """What may be folded in a note, the outermost first where the client wants only so many."""
    note = snapshot.note(to_key(params.text_document.uri))
    if note is None:
        return []
    folds = _ordered(_folds(note))
    if client.fold_limit is not None and len(folds) > client.fold_limit:
        folds = _outermost(folds, client.fold_limit)
    # Without columns whole lines are folded, which is what every client understands.
    return [types.FoldingRange(first, last, kind=kind) for first, last, kind in folds]


def _folds(note: Note) -> Iterator[Fold]:
    yield from _regions(note)
    for span, kind in _spans(note):
        data = note.buffer.data
        if data.find(b"\n", *span) < 0 and data.find(b"\r", *span) < 0:
            continue
        first, last = _lines(note, without_blank_end(data, span))
        if last > first:
            yield first, last, kind


def _spans(note: Note) -> Iterator[tuple[Span, types.FoldingRangeKind | None]]:
    if note.front_matter:
        yield note.front_matter.span, None
    for section in sections(note):
        yield section.span, None
    for container in note.containers:
        if container.closed:
            yield container.span, None
    for start, block in zip(note.starts, note.blocks, strict=False):
        facts = block.facts
        for name in _BLOCKS:
            for fact in getattr(facts, name):
                yield fact.span.moved(start), None
        for html in facts.html:
            kind = types.FoldingRangeKind.Comment if html.comment else None
            yield html.span.moved(start), kind
        for list_ in facts.lists:
            for item in list_.items:
                yield _without_closing_line(note, item.moved(start)), None
    yield from ((run, None) for run in _definition_runs(note))


def _without_closing_line(note: Note, item: Span) -> Span:
    """An item without the `:::` behind it, which closes the container around the list."""
    last = note.buffer.line_around(without_blank_end(note.buffer.data, item).end)
    closes = last.start > item.start and last.cut(note.buffer.data).startswith(b":::")
    return Span(item.start, last.start) if closes else item


def _definition_runs(note: Note) -> Iterator[Span]:
    """Link reference definitions on lines that follow each other."""
    run: Span | None = None
    for start, block in zip(note.starts, note.blocks, strict=False):
        for definition in block.facts.definitions:
            span = without_blank_end(note.buffer.data, definition.span.moved(start))
            if run and note.buffer.line_of(span.start) == note.buffer.line_of(run.end) + 1:
                run = Span(run.start, span.end)
                continue
            if run:
                yield run
            run = span
    if run:
        yield run


def _regions(note: Note) -> Iterator[Fold]:
    """From `<!-- region -->` to its `<!-- endregion -->`, as VS Code writes them."""
    begun: list[int] = []
    for start, block in zip(note.starts, note.blocks, strict=False):
        for html in block.facts.html:
            for mark in _MARK.finditer(note.buffer.data, *html.span.moved(start)):
                line = note.buffer.line_of(mark.start())
                if mark[1] is None:
                    begun.append(line)
                elif begun and (first := begun.pop()) < line:
                    yield first, line, types.FoldingRangeKind.Region


def _lines(note: Note, span: Span) -> tuple[int, int]:
    return note.buffer.line_of(span.start), note.buffer.line_of(max(span.end - 1, span.start))


def _ordered(folds: Iterator[Fold]) -> list[Fold]:
    """Each pair of lines once, in the order of the text, the outer before the inner."""
    found: dict[tuple[int, int], types.FoldingRangeKind | None] = {}
    for first, last, kind in folds:
        found[first, last] = found.get((first, last)) or kind
    lines = sorted(found, key=lambda each: (each[0], -each[1]))
    return [(*each, found[each]) for each in lines]


def _outermost(folds: list[Fold], limit: int) -> list[Fold]:
    """The `limit` folds that lie in the fewest others, in the order of the text."""
    depths: list[tuple[int, int]] = []
    around: list[int] = []  # the last lines of the folds that hold the current one
    for number, (first, last, _) in enumerate(folds):
        while around and around[-1] < first:
            around.pop()
        depths.append((len(around), number))
        around.append(last)
    return [folds[number] for _, number in sorted(sorted(depths)[:limit], key=lambda each: each[1])]
