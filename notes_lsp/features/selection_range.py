"""Selection ranges: from word to formula, cell, paragraph, section and note."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.place import to_range
from notes_lsp.features.stretches import stretches, trimmed
from notes_lsp.syntax import Note
from notes_lsp.text import Span
from notes_lsp.text.words import word_at
from notes_lsp.vault import Snapshot, to_key

_MOST = 50
"""Steps kept at either end of a longer chain, as of a quote in a thousand quotes: each is nested in
the next, which no reader of JSON takes without end."""


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
    touching = {span for span in stretches(note, offset) if span.touches(offset)}
    for span in sorted(touching, key=lambda span: (span.end - span.start, span)):
        if not chain or _holds(span, chain[-1]):
            chain.append(span)
    for span in _passing(note, offset):
        if span not in chain and all(_holds(span, one) or _holds(one, span) for one in chain):
            chain.append(span)
    chain.sort(key=lambda span: span.end - span.start)
    return chain if len(chain) <= 2 * _MOST else chain[:_MOST] + chain[-_MOST:]


def _passing(note: Note, offset: int) -> Iterator[Span]:
    """The word and the line, which give way to what Markdown makes of them."""
    data = note.buffer.data
    line = note.buffer.line_around(offset)
    word = word_at(line.cut(data), offset - line.start).moved(line.start)
    for span in (word, trimmed(data, line)):
        if span.start < span.end and span.touches(offset):
            yield span


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
