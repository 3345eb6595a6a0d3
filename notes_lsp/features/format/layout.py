"""A note laid out: tables lined up, lines without white space at their ends, room to breathe."""

from __future__ import annotations

from collections.abc import Generator, Iterable

from notes_lsp.features.format.gaps import lacks_gap
from notes_lsp.features.format.meaning import means_the_same, same_meaning
from notes_lsp.features.format.table import aligned
from notes_lsp.features.format.trailing import trailing, under_definitions
from notes_lsp.syntax import Note
from notes_lsp.text import Span

Edits = list[tuple[Span, str]]


def laid_out(
    note: Note, within: Span, *, trim: bool = True, gaps: bool = True
) -> Generator[None, None, Edits]:
    """Edits of white space in the blocks that `within` touches; gives way while it works.

    `trim` takes white space at the ends of lines, `gaps` puts empty lines around headings and
    fences. A block in which that would change what is said is left as it is; a large note too.
    """
    edits: Edits = []
    if note.is_large:  # what stands in its blocks, and so what may be changed, is not known
        return edits
    first, last = note.block_at(within.start), note.block_at(within.end)
    for number in range(first or 0, 0 if last is None else last + 1):
        edits += yield from _block(note, number, within, trim)
        if gaps and number > (first or 0) and _lacks_gap(note, number):
            start = note.starts[number]
            edits.append((Span(start, start), line_ending(note)))
        yield
    return edits


def applied(data: bytes, edits: Iterable[tuple[Span, str]]) -> bytes:
    """A text after edits that do not overlap."""
    pieces: list[bytes] = []
    at = 0
    for span, new in sorted(edits):
        pieces += [data[at : span.start], new.encode()]
        at = span.end
    return b"".join([*pieces, data[at:]])


def harmless(note: Note, edits: Edits, *, most: int | None = None) -> Edits:
    """Edits within one block of the note, in its spans; none when they change what is said.

    A block of more than `most` bytes is not read once more, as while one types nobody can wait
    for that (130 ms for a table of 5,000 rows).
    """
    number = note.block_at(edits[0][0].start) if edits else None
    if number is None:
        return []
    block, start = note.blocks[number], note.starts[number]
    data = note.buffer.data[start : start + block.length]
    moved = [(span.moved(-start), new) for span, new in edits]
    unsure = under_definitions(data, note.facts_of(number))
    if any(lines.overlaps(span) for lines in unsure for span, _ in moved):
        return []
    if most is not None and len(data) > most:
        return edits
    return edits if same_meaning(data, applied(data, moved), note.options) else []


def _block(note: Note, number: int, within: Span, trim: bool) -> Generator[None, None, Edits]:
    block, start = note.blocks[number], note.starts[number]
    data = note.buffer.data[start : start + block.length]
    lines = _lines(note, within).moved(-start)
    unsure = under_definitions(data, block.facts)
    edits = [
        edit
        for table in block.facts.tables
        if table.span.overlaps(lines) and not any(map(table.span.overlaps, unsure))
        for edit in aligned(data, table)
    ]
    if trim:
        edits += [edit for edit in trailing(data, block.facts) if lines.overlaps(edit[0])]
    if not edits or not (yield from means_the_same(data, applied(data, edits), note.options)):
        return []
    return [(span.moved(start), new) for span, new in edits]


def _lines(note: Note, within: Span) -> Span:
    """The span from the start of its first line to the end of its last one."""
    buffer = note.buffer
    return Span(buffer.line_around(within.start).start, buffer.line_around(within.end).end)


def _lacks_gap(note: Note, number: int) -> bool:
    above, below = note.blocks[number - 1], note.blocks[number]
    middle = note.starts[number]
    before = note.buffer.data[note.starts[number - 1] : middle]
    return lacks_gap(before, above, note.buffer.data[middle : middle + below.length], below)


def line_ending(note: Note) -> str:
    """How the note ends its lines."""
    starts, data = note.buffer.line_starts, note.buffer.data
    return "\r\n" if len(starts) > 1 and data[starts[1] - 2 : starts[1]] == b"\r\n" else "\n"
