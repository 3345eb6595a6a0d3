"""Selection ranges: from word to formula, cell, paragraph, section and note."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.place import to_range
from notes_lsp.features.sections import sections, without_blank_end
from notes_lsp.syntax import Note
from notes_lsp.syntax.note import Fact
from notes_lsp.text import Span
from notes_lsp.text.words import word_at
from notes_lsp.vault import Snapshot, to_key


def selection_range(
    snapshot: Snapshot, params: types.SelectionRangeParams, client: ClientProfile
) -> list[types.SelectionRange] | None:
    """For each position what a growing selection takes in, step by step."""
    note = snapshot.note(to_key(params.text_document.uri))
    if note is None:
        return None
    buffer = note.buffer
    answers: list[types.SelectionRange] = []
    for position in params.positions:
        offset = buffer.offset(position.line, position.character, client.encoding)
        grown: types.SelectionRange | None = None
        for span in reversed(_growing(note, offset)):
            grown = types.SelectionRange(to_range(buffer, span, client.encoding), grown)
        assert grown is not None  # the whole note is always there
        answers.append(grown)
    return answers


def _growing(note: Note, offset: int) -> list[Span]:
    """The stretches around `offset` from the smallest on, each inside the next."""
    chain: list[Span] = []
    touching = {span for span in _stretches(note, offset) if span.touches(offset)}
    for span in sorted(touching, key=lambda span: (span.end - span.start, span)):
        if not chain or (span.start <= chain[-1].start and chain[-1].end <= span.end):
            chain.append(span)
    return chain


def _stretches(note: Note, offset: int) -> Iterator[Span]:
    """Everything that might be selected around `offset`, in no order."""
    data = note.buffer.data
    line = note.buffer.line_around(offset)
    yield Span(0, len(data))
    yield from _full(_trimmed(data, line))
    yield from _full(word_at(line.cut(data), offset - line.start).moved(line.start))
    for section in sections(note):
        yield without_blank_end(data, section.span)
    for container in note.containers:
        yield from _full(without_blank_end(data, container.span))
    if note.front_matter and note.front_matter.span.touches(offset):
        yield from (without_blank_end(data, span) for span in _spans(note.front_matter))
    yield from _of_block(note, offset)


def _of_block(note: Note, offset: int) -> Iterator[Span]:
    """What stands in the top-level block around `offset`, and the block itself."""
    number = note.block_at(offset)
    if number is None:
        return
    data, start, block = note.buffer.data, note.starts[number], note.blocks[number]
    lines = [line.span.start for line in block.container_lines]  # belong to the container
    yield without_blank_end(data, Span(start, start + min([block.length, *lines])))
    for name in block.facts.__struct_fields__:
        for fact in getattr(block.facts, name):
            if fact.span.touches(offset - start):
                for span in _spans(fact):
                    moved = span.moved(start)
                    ends_line = data[moved.end - 1 : moved.end] in {b"\n", b"\r"}
                    yield from _full(without_blank_end(data, moved) if ends_line else moved)


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


def _trimmed(data: bytes, line: Span) -> Span:
    text = line.cut(data)
    indent = len(text) - len(text.lstrip(b" \t"))
    return Span(line.start + indent, max(line.start + indent, line.start + len(text.rstrip())))


def _full(span: Span) -> Iterator[Span]:
    """The span, unless it is empty."""
    if span.start < span.end:
        yield span
