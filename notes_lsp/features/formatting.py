"""Formatting: white space alone, and never what a note says."""

from __future__ import annotations

from collections.abc import Generator

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.format.layout import Edits, harmless, laid_out, line_ending
from notes_lsp.features.format.list_line import continued
from notes_lsp.features.format.table import aligned
from notes_lsp.features.place import place_of, to_range, to_span
from notes_lsp.syntax import Note
from notes_lsp.text import Encoding, Span
from notes_lsp.vault import Snapshot, to_key

_AT_ONCE = 1000
_READ_AGAIN = 32_000
"""Bytes of a block that is read once more, to be sure, at each row that is typed."""


def formatting(
    snapshot: Snapshot, params: types.DocumentFormattingParams, client: ClientProfile
) -> Generator[None, None, list[types.TextEdit]]:
    """The note with its tables lined up and white space in order; nothing where all is so."""
    note = snapshot.note(to_key(params.text_document.uri))
    if note is None:
        return []
    options = params.options
    whole = Span(0, len(note.buffer))
    edits = yield from laid_out(note, whole, trim=options.trim_trailing_whitespace is not False)
    return (yield from _in_slices(note, _with_end(note, edits, options), client.encoding))


def range_formatting(
    snapshot: Snapshot, params: types.DocumentRangeFormattingParams, client: ClientProfile
) -> Generator[None, None, list[types.TextEdit]]:
    """The same for the lines of a range; a table that it touches is lined up as a whole."""
    note = snapshot.note(to_key(params.text_document.uri))
    if note is None:
        return []
    span = to_span(note.buffer, params.range, client.encoding)
    trim = params.options.trim_trailing_whitespace is not False
    edits = yield from laid_out(note, span, trim=trim, gaps=False)
    return (yield from _in_slices(note, edits, client.encoding))


def on_type_formatting(
    snapshot: Snapshot, params: types.DocumentOnTypeFormattingParams, client: ClientProfile
) -> list[types.TextEdit]:
    """The table whose row was finished, lined up; the line that goes on with an item, indented."""
    place = place_of(snapshot, params, client.encoding)
    if place is None or place.note.is_large:
        return []
    note, line = place.note, place.note.buffer.line_around(place.offset)
    if params.ch == "|":
        finished = not note.buffer.data[place.offset : line.end].strip()
        edits = _table_at(note, line.start) if finished else []
    else:
        above = note.buffer.line_of(place.offset) - 1
        edits = _table_at(note, note.buffer.line_span(above).start) if above >= 0 else []
        edits = edits or harmless(note, continued(note, line))
    return _text_edits(note, edits, client.encoding)


def _table_at(note: Note, start: int) -> Edits:
    """Edits that line up the table with a row on the line that starts at `start`."""
    end = note.buffer.line_around(start).end
    for table in note.facts_at(start).tables:
        if any(start <= row.span.start <= end for row in (table.header, *table.rows)):
            return harmless(note, aligned(note.buffer.data, table), most=_READ_AGAIN)
    return []


def _with_end(note: Note, edits: Edits, options: types.FormattingOptions) -> Edits:
    """The edits with what is asked for the end of the note."""
    data = note.buffer.data
    text = len(data.rstrip(b"\r\n"))
    has, ending = len(data) > text, line_ending(note)
    if not text:
        return edits
    if options.insert_final_newline and not has:
        return [*edits, (Span(len(data), len(data)), ending)]
    one = text + len(ending)
    if options.trim_final_newlines and has and one < len(data) and _is_closed(note):
        return [edit for edit in edits if edit[0].end <= text] + [(Span(one, len(data)), "")]
    return edits


def _is_closed(note: Note) -> bool:
    """Whether the note ends outside of code, where an empty line would count."""
    facts = note.facts_at(len(note.buffer))
    return all(fence.closed for fence in facts.fences)


def _in_slices(
    note: Note, edits: Edits, encoding: Encoding
) -> Generator[None, None, list[types.TextEdit]]:
    told: list[types.TextEdit] = []
    for start in range(0, len(edits), _AT_ONCE):
        told += _text_edits(note, edits[start : start + _AT_ONCE], encoding)
        yield
    return told


def _text_edits(note: Note, edits: Edits, encoding: Encoding) -> list[types.TextEdit]:
    return [types.TextEdit(to_range(note.buffer, span, encoding), new) for span, new in edits]
