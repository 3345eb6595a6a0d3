"""Silence a rule at a place, by comments that a reader of the note does not see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lsprotocol import types

from notes_lsp.features.actions.asked import Asked
from notes_lsp.features.actions.note_end import is_open
from notes_lsp.text import Span, Wording

_BLANK_LINES = re.compile(rb"(?:[ \t]*(?:\r\n|\n|\r))*")


def silencing(asked: Asked) -> Iterator[types.CodeAction]:
    """One action per rule that has something to say about the range."""
    for code in dict.fromkeys(problem.code for problem in asked.touched):
        problem = next(each for each in asked.touched if each.code == code)
        edits = _comments(asked, problem.span.start, code)
        if edits:
            title = Wording(f"Silence {code} here", f"在此处忽略 {code}")
            yield asked.action(title, [problem], edits)


def _comments(asked: Asked, offset: int, code: str) -> list[tuple[Span, str]]:
    """Comments around the block: a line within a table, list or formula would tear it."""
    note, ending = asked.note, asked.ending
    index = note.block_at(offset)
    if index is None:
        return []
    data = note.buffer.data
    blank = _BLANK_LINES.match(data, note.starts[index])
    start = blank.end() if blank else note.starts[index]
    if note.buffer.line_of(start) == note.buffer.line_of(offset):
        comment = f"<!-- notes-lsp-disable-next-line {code} -->{ending}"
        return [(Span(start, start), comment)]
    end = note.starts[index + 1]
    opening = (Span(start, start), f"<!-- notes-lsp-disable {code} -->{ending}")
    if end == len(data) and is_open(note):
        return [opening]  # a comment behind it would be code
    gap = "" if data[end - 1 : end] in {b"\n", b"\r"} else ending
    return [
        opening,
        (Span(end, end), f"{gap}<!-- notes-lsp-enable {code} -->{ending}"),
    ]
