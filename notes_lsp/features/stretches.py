"""What a selection may grow to around a place: all that Markdown makes of the text there."""

from __future__ import annotations

from collections.abc import Iterator

from notes_lsp.features.sections import sections, without_blank_end
from notes_lsp.syntax import Definition, Link, LinkKind, Note, Row, Table
from notes_lsp.syntax.facts import Fact
from notes_lsp.syntax.prose import prose_stretches
from notes_lsp.text import Span

_BLANK = b" \t\r\n"
_WITH_TAIL = (LinkKind.INLINE, LinkKind.FULL)


def stretches(note: Note, offset: int) -> Iterator[Span]:
    """Everything that might be selected around `offset`, in no order, and more beside it.

    None of them is empty but the whole of an empty note.
    """
    data = note.buffer.data
    yield Span(0, len(data))
    yield from _of_sections(note, offset)
    for container in note.containers:
        yield from _full(trimmed(data, container.span))
    if note.front_matter and note.front_matter.span.touches(offset):
        yield from (without_blank_end(data, span) for span in _spans(note.front_matter))
    yield from _of_block(note, offset)


def trimmed(data: bytes, span: Span) -> Span:
    """The span without white space at its ends; empty where nothing else is in it."""
    text = span.cut(data)
    start = span.start + len(text) - len(text.lstrip(_BLANK))
    return Span(start, max(start, span.start + len(text.rstrip(_BLANK))))


def _of_sections(note: Note, offset: int) -> Iterator[Span]:
    """From the heading on, or what stands under it: up to the first heading there, and all."""
    data = note.buffer.data
    found = sections(note)
    inner: dict[int | None, int] = {}
    for section in found:
        inner.setdefault(section.parent, section.span.start)
    for number, (span, heading) in enumerate((each.span, each.heading.span) for each in found):
        if span.start <= offset < span.end or offset == span.end == len(data):
            own_end = inner.get(number, span.end)
            yield _around(offset, trimmed(data, span))
            if offset <= heading.end:
                yield from _full(trimmed(data, Span(span.start, own_end)))
            else:
                if offset < own_end or own_end == span.end:
                    yield from _full(_around(offset, trimmed(data, Span(heading.end, own_end))))
                yield from _full(_around(offset, trimmed(data, Span(heading.end, span.end))))


def _around(offset: int, span: Span) -> Span:
    """The span, made to reach an offset that is in the blank lines beside it."""
    return Span(min(span.start, offset), max(span.end, offset))


def _of_block(note: Note, offset: int) -> Iterator[Span]:
    """What stands in the top-level block around `offset`, and the block itself."""
    number = note.block_at(offset)
    if number is None:
        return
    data, start, block = note.buffer.data, note.starts[number], note.blocks[number]
    lines = [line.span.start for line in block.container_lines]  # belong to the container
    yield from _full(trimmed(data, Span(start, start + min([block.length, *lines]))))
    facts = note.facts_of(number)
    for name in facts.__struct_fields__:
        for fact in getattr(facts, name):
            if fact.span.touches(offset - start):
                for span in (*_spans(fact), *_parts(data, start, fact)):
                    moved = span.moved(start)
                    ends_line = data[moved.end - 1 : moved.end] in {b"\n", b"\r"}
                    yield from _full(without_blank_end(data, moved) if ends_line else moved)
    for span in prose_stretches(note, number, offset):
        yield from _full(trimmed(data, span))


def _spans(value: object) -> Iterator[Span]:
    """Every span in a fact, at any depth."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    elif isinstance(value, Fact):
        for name in value.__struct_fields__:
            yield from _spans(getattr(value, name))


def _parts(data: bytes, base: int, fact: Fact) -> Iterator[Span]:
    """What is one piece for a reader, but is no span of the fact."""
    if isinstance(fact, Link | Definition):
        yield from _of_link(data, base, fact)
    elif isinstance(fact, Table):
        if fact.rows:
            yield Span(fact.rows[0].span.start, fact.rows[-1].span.end)
        for row in (fact.header, *fact.rows):
            yield from _of_cells(data, base, row)


def _of_link(data: bytes, base: int, link: Link | Definition) -> Iterator[Span]:
    """The destination whole and with its `<>`, the title with its quotes, all in the brackets."""
    whole = Span(link.target.start, (link.fragment or link.target).end)
    yield whole
    if data[base + whole.start - 1 : base + whole.start] == b"<":
        yield Span(whole.start - 1, whole.end + 1)
    if link.title:
        yield Span(link.title.start - 1, link.title.end + 1)
    if isinstance(link, Link) and link.text and link.kind in _WITH_TAIL:
        tail = Span(link.text.end + 1, link.span.end)
        yield tail
        yield Span(tail.start + 1, tail.end - 1)


def _of_cells(data: bytes, base: int, row: Row) -> Iterator[Span]:
    """Each cell with the white space around its words, then with the `|` around that."""
    for cell in row.cells:
        start, end = base + cell.start, base + cell.end
        while data[start - 1 : start] in {b" ", b"\t"} and start > base + row.span.start:
            start -= 1
        while data[end : end + 1] in {b" ", b"\t"}:
            end += 1
        yield Span(start - base, end - base)
        bar = start > base + row.span.start and data[start - 1 : start] == b"|"
        yield Span(start - base - bar, end - base + (data[end : end + 1] == b"|"))


def _full(span: Span) -> Iterator[Span]:
    """The span, unless it is empty."""
    if span.start < span.end:
        yield span
