"""Where a client points, and how an answer points back: the border between spans and positions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from lsprotocol import types

from notes_lsp.syntax import Note
from notes_lsp.text import Buffer, Encoding, Span
from notes_lsp.vault import Snapshot, Spot, to_key


@dataclass(frozen=True, slots=True)
class Place:
    """A cursor in a note."""

    key: str
    """The note, as the vault names it."""
    note: Note
    offset: int
    """Bytes from the start of the note's buffer."""
    encoding: Encoding

    def range(self, span: Span) -> types.Range:
        """The span as a range of this note, in the client's encoding."""
        return to_range(self.note.buffer, span, self.encoding)


class _AtPosition(Protocol):
    """What all requests at a position share."""

    @property
    def text_document(self) -> types.TextDocumentIdentifier: ...
    @property
    def position(self) -> types.Position: ...


def place_of(snapshot: Snapshot, params: _AtPosition, encoding: Encoding) -> Place | None:
    """The place that `params` names, or None when there is no such note."""
    key = to_key(params.text_document.uri)
    note = snapshot.note(key)
    if note is None:
        return None
    position = params.position
    offset = note.buffer.offset(position.line, position.character, encoding)
    return Place(key, note, offset, encoding)


def to_range(buffer: Buffer, span: Span, encoding: Encoding) -> types.Range:
    """A span as a range in `encoding`."""
    return types.Range(
        types.Position(*buffer.position(span.start, encoding)),
        types.Position(*buffer.position(span.end, encoding)),
    )


def to_span(buffer: Buffer, range_: types.Range, encoding: Encoding) -> Span:
    """A client's range as a span; turned round when its ends are."""
    start = buffer.offset(range_.start.line, range_.start.character, encoding)
    end = buffer.offset(range_.end.line, range_.end.character, encoding)
    return Span(min(start, end), max(start, end))


def spot_range(spot: Spot, encoding: Encoding) -> types.Range:
    """The range of something that the vault remembers, without its text."""
    start, end = spot.columns(encoding)
    return types.Range(types.Position(spot.line, start), types.Position(spot.line, end))
