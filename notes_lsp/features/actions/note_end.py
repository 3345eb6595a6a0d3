"""The end of a note, where something is about to be put."""

from __future__ import annotations

from notes_lsp.syntax import Note, parse
from notes_lsp.text import Buffer

_PROBE = b"\n\n[notes-lsp]: end\n"


def is_open(note: Note) -> bool:
    """Whether a code fence, a comment or HTML goes on to the end and would take in what is put
    behind it, often because its end is yet to be typed."""
    if not note.blocks:
        return False
    last = note.buffer.data[note.starts[-2] :]
    found = parse(Buffer.of(last + _PROBE), note.options).facts.definitions
    return not (found and found[-1].span.start > len(last))


def start_of_last_block(note: Note) -> int:
    """Where the text of the last block starts, the blank lines above it left out."""
    data, start = note.buffer.data, note.starts[-2]
    text = data[start:]
    line = start + len(text) - len(text.lstrip())
    return note.buffer.line_around(line).start
