"""Folding: sections, blocks that take several lines, and regions marked by comments."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator

from lsprotocol import types

from notes_lsp.features.block_memory import BlockMemory
from notes_lsp.features.client import ClientProfile
from notes_lsp.features.html_pairs import End, pairs, tags
from notes_lsp.features.regions import REGION_MARK, Nest, regions, within
from notes_lsp.features.sections import sections, without_blank_end
from notes_lsp.syntax import Html, Note, percent_comments
from notes_lsp.text import Span
from notes_lsp.vault import Snapshot, to_key

Fold = tuple[int, int, types.FoldingRangeKind | None]
"""First line, last line (both from 0, both inside) and kind."""

_AT_ONCE = 256
"""Folds between two moments at which other work may be done."""
_BLANK_LINE = re.compile(rb"(?>\r\n|\n|\r)[ \t]*(?:\r|\n)")
_BLOCKS = ("fences", "tables", "quotes", "math", "footnotes")
_kept: BlockMemory[tuple[Fold, ...]] = BlockMemory()
"""The folds within each block, their lines counted from its first."""


def folding_range(
    snapshot: Snapshot, params: types.FoldingRangeParams, client: ClientProfile
) -> Generator[None, None, list[types.FoldingRange]]:
    """What may be folded in a note, the outermost first where the client wants only so many.

    Gives way between the blocks.
    """
    key = to_key(params.text_document.uri)
    note = snapshot.note(key)
    if note is None:
        return []
    blocks = yield from _blocks(key, note)
    yield
    blocks = yield from _with_elements(note, blocks)
    yield
    found: list[Fold] = []
    for fold in _folds(note, blocks):
        found.append(fold)
        if len(found) % _AT_ONCE == 0:
            yield
    yield
    folds = yield from _ordered(found)
    if client.fold_limit is not None and len(folds) > client.fold_limit:
        folds = _outermost(folds, client.fold_limit)
    # Without columns whole lines are folded, which is what every client understands.
    return [types.FoldingRange(first, last, kind=kind) for first, last, kind in folds]


def _folds(note: Note, blocks: list[Fold]) -> Iterator[Fold]:
    """The folds of the note, given those of its blocks."""
    found = regions(note, Nest((first, last) for first, last, _ in blocks))
    among = Nest(found)
    yield from blocks
    for first, last in found:
        yield first, last, types.FoldingRangeKind.Region
    for section in sections(note):
        first, last = within(_section_lines(note, section.span), among)
        if (last := _without_gap(note, first, last)) > first:
            yield first, last, None


def _with_elements(note: Note, blocks: list[Fold]) -> Generator[None, None, list[Fold]]:
    """The folds of the blocks, those of HTML elements that hold blank lines put in the place of
    their first ones: to CommonMark the tags of `<details>` around paragraphs are blocks of their
    own. Gives way while it works."""
    found: list[End] = []
    html = (each for each in note.each("html") if isinstance(each, Html) and each.block)
    for number, each in enumerate(html):
        found += tags(note, (each,))
        if number % _AT_ONCE == 0:
            yield
    ends: dict[int, int] = {}
    for number, (opening, closing) in enumerate(pairs(found)):
        if _BLANK_LINE.search(note.buffer.data, opening.end, closing.start):
            first, last = note.buffer.line_of(opening.start), note.buffer.line_of(closing.start)
            ends[first] = max(last, ends.get(first, 0))
        if number % _AT_ONCE == 0:
            yield
    kept = [fold for fold in blocks if ends.get(fold[0], 0) <= fold[1]]
    return [*kept, *((first, last, None) for first, last in ends.items())]


def _section_lines(note: Note, span: Span) -> tuple[int, int]:
    """To the end of a note also the empty line that an editor shows behind the last line end."""
    first, last = _lines(note, span)
    return first, note.buffer.line_count - 1 if span.end == len(note.buffer) else last


def _blocks(key: str, note: Note) -> Generator[None, None, list[Fold]]:
    """What may be folded beside sections and regions."""
    folds = [*_of_spans(note, _across_blocks(note))]
    kept = _kept.of(key, note)
    for number, start in enumerate(note.starts[:-1]):
        found = kept[number]
        if found is None:
            yield
            line = note.buffer.line_of(start)
            in_block = (*_of_spans(note, _spans(note, number)), *_of_items(note, number))
            found = kept[number] = tuple((a - line, b - line, kind) for a, b, kind in in_block)
        if found:
            line = note.buffer.line_of(start)
            folds += [(line + first, line + last, kind) for first, last, kind in found]
    return folds


def _of_spans(
    note: Note, spans: Iterable[tuple[Span, types.FoldingRangeKind | None]]
) -> Iterator[Fold]:
    data = note.buffer.data
    for span, kind in spans:
        if data.find(b"\n", *span) < 0 and data.find(b"\r", *span) < 0:
            continue
        first, last = _lines(note, without_blank_end(data, span))
        if last > first:
            yield first, last, kind


def _of_items(note: Note, number: int) -> Iterator[Fold]:
    for item in _items(note, number):
        first, last = _lines(note, item)
        if (last := _without_gap(note, first, last)) > first:
            yield first, last, None


def _without_gap(note: Note, first: int, last: int) -> int:
    """The last line to fold: of the blank lines at the end one stays, to tell two folds apart.

    `first` where nothing but blank lines would be folded.
    """
    end = last
    while end > first and _is_blank(note, end):
        end -= 1
    return max(end, last - 1) if first < end < last else end


def _is_blank(note: Note, line: int) -> bool:
    return not note.buffer.line_span(line).cut(note.buffer.data).strip()


def _across_blocks(note: Note) -> Iterator[tuple[Span, types.FoldingRangeKind | None]]:
    if note.front_matter:
        yield note.front_matter.span, None
    for container in note.containers:
        if container.closed:
            yield container.span, None
    yield from ((run, None) for run in _definition_runs(note))
    yield from ((span, types.FoldingRangeKind.Comment) for span in percent_comments(note))


def _spans(note: Note, number: int) -> Iterator[tuple[Span, types.FoldingRangeKind | None]]:
    facts, start = note.blocks[number].facts, note.starts[number]
    for name in _BLOCKS:
        for fact in getattr(facts, name):
            yield fact.span.moved(start), None
    for html in facts.html:
        span = html.span.moved(start)
        if not REGION_MARK.match(note.buffer.data, *span):
            yield span, types.FoldingRangeKind.Comment if html.comment else None


def _items(note: Note, number: int) -> Iterator[Span]:
    """The items of the lists of a block, each with the blank lines behind it."""
    facts, start = note.blocks[number].facts, note.starts[number]
    for list_ in facts.lists:
        for item in list_.items:
            own = _without_closing_line(note, item.moved(start))
            inside = any(each.span.start <= item.start < each.span.end for each in facts.footnotes)
            yield own if inside or _is_quoted(note, own) else _with_blank_lines(note, own)


def _is_quoted(note: Note, item: Span) -> bool:
    return b">" in note.buffer.data[note.buffer.line_around(item.start).start : item.start]


def _with_blank_lines(note: Note, item: Span) -> Span:
    line = note.buffer.line_of(max(item.end - 1, item.start))
    last = note.buffer.line_of(len(note.buffer) - 1)
    while line < last and _is_blank(note, line + 1):
        line += 1
    return Span(item.start, max(item.end, note.buffer.line_span(line).end + 1))


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


def _lines(note: Note, span: Span) -> tuple[int, int]:
    return note.buffer.line_of(span.start), note.buffer.line_of(max(span.end - 1, span.start))


def _ordered(folds: Iterable[Fold]) -> Generator[None, None, list[Fold]]:
    """Each pair of lines once, in the order of the text, the outer before the inner.

    What crosses the fold around it, such as a list that goes on behind the `:::` in it, ends with
    that fold. Gives way while it works.
    """
    found: dict[tuple[int, int], types.FoldingRangeKind | None] = {}
    around: list[int] = []  # the last lines of the folds that hold the current one
    for first, last, kind in sorted(folds, key=lambda each: (each[0], -each[1])):
        while around and around[-1] < first:
            around.pop()
        end = min([last, *around[-1:]])
        if end > first:
            found[first, end] = found.get((first, end)) or kind
            around.append(end)
            if len(found) % _AT_ONCE == 0:
                yield
    yield
    return [(*lines, kind) for lines, kind in found.items()]


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
