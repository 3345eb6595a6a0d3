"""Semantic tokens: terms, commands, formulas, tags and links, which no grammar can tell apart."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import NamedTuple

from lsprotocol import types

from notes_lsp.features.block_memory import BlockMemory
from notes_lsp.features.client import ClientProfile
from notes_lsp.features.place import to_span
from notes_lsp.features.tokens import (
    Token,
    all_tokens,
    block_tokens,
    front_tokens,
    token_world,
)
from notes_lsp.syntax import Note
from notes_lsp.text import Buffer, Encoding, Span
from notes_lsp.text.position import bytes_to_column
from notes_lsp.vault import Snapshot, to_key


class _Run(NamedTuple):
    """The tokens of a block as LSP counts them; its lines are its own alone."""

    first: int
    """The line of the first one, from the block's first."""
    last: int
    """The line of the last one."""
    numbers: tuple[int, ...]
    """Of all, but for the line of the first one."""


_kept: BlockMemory[_Run] = BlockMemory(4)


def semantic_tokens(
    snapshot: Snapshot, params: types.SemanticTokensParams, client: ClientProfile
) -> Generator[None, None, types.SemanticTokens | None]:
    """The tokens of a note; gives way while it works.

    Of a large one none: whoever shows a part of it asks for that.
    """
    key = to_key(params.text_document.uri)
    note = snapshot.note(key)
    if note is None or note.is_large:
        return None
    kept = _kept.of(key, note, (client.encoding, token_world(snapshot, key)))
    tokens_of = all_tokens(snapshot, key, note)
    front = list(front_tokens(snapshot, key, note))
    numbers, at = encoded(note.buffer, front, client.encoding), _last_line(note, front)
    for number, start in enumerate(note.starts[:-1]):
        run = kept[number]
        if run is None:
            yield
            tokens, sure = tokens_of(number)
            run = _run(note, start, tokens, client.encoding)
            if sure:
                kept[number] = run
        if run.numbers:
            line = note.buffer.line_of(start)
            numbers.append(line + run.first - at)
            numbers += run.numbers
            at = line + run.last
    return types.SemanticTokens(tuple(numbers))


def _run(note: Note, start: int, tokens: list[Token], encoding: Encoding) -> _Run:
    line = note.buffer.line_of(start)
    first, *numbers = encoded(note.buffer, tokens, encoding) or [line]
    return _Run(first - line, _last_line(note, tokens) - line, tuple(numbers))


def _last_line(note: Note, tokens: list[Token]) -> int:
    return note.buffer.line_of(tokens[-1].span.start) if tokens else 0


def semantic_tokens_range(
    snapshot: Snapshot, params: types.SemanticTokensRangeParams, client: ClientProfile
) -> types.SemanticTokens | None:
    """The tokens of the blocks that a range touches, which is what a window shows."""
    key = to_key(params.text_document.uri)
    note = snapshot.note(key)
    if note is None:
        return None
    span = to_span(note.buffer, params.range, client.encoding)
    found: list[Token] = []
    if note.front_matter and span.start < note.front_matter.span.end:
        found += front_tokens(snapshot, key, note)
    for number in _blocks(note, span):
        found += block_tokens(snapshot, key, note, number, span)
    inside = [token for token in found if token.span.overlaps(span)]
    return types.SemanticTokens(tuple(encoded(note.buffer, inside, client.encoding)))


def encoded(buffer: Buffer, tokens: Iterable[Token], encoding: Encoding) -> list[int]:
    """Tokens in the order of the text, as LSP counts them: five numbers each, from the last one."""
    data = buffer.data
    numbers: list[int] = []
    line = line_start = at = column = last_line = last_column = 0
    line_end = buffer.line_span(0).end
    for token in tokens:
        start, end = token.span
        if start > line_end:
            line = buffer.line_of(start)
            line_start, line_end = buffer.line_starts[line], buffer.line_span(line).end
            at, column = line_start, 0
        column += bytes_to_column(data[at:start], encoding)
        length = bytes_to_column(data[start:end], encoding)
        before = last_column if line == last_line else 0
        numbers += (line - last_line, column - before, length, token.type, token.modifiers)
        last_line, last_column, at = line, column, start
    return numbers


def _blocks(note: Note, span: Span) -> range:
    first, last = note.block_at(span.start), note.block_at(span.end)
    return range(first or 0, 0 if last is None else last + 1)
