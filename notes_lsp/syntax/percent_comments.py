"""Obsidian's comments: `%% … %%` on a line, or from a line that starts with `%%` to the next `%%`.

For every other reader of Markdown they are text, and so they are here: links in them are links,
which a rename takes along. But nobody sees them, so nothing in them is worth a complaint.
"""

from __future__ import annotations

from collections.abc import Iterator

from notes_lsp.syntax.brackets import is_escaped
from notes_lsp.syntax.note import Note
from notes_lsp.syntax.plain_text import Cover
from notes_lsp.text import Span

_MARK = b"%%"
_NO_TEXT = ("fences", "code_spans", "math", "html")
"""Facts in which `%%` means something else: a comment of Mermaid or LaTeX."""


def percent_comments(note: Note) -> Iterator[Span]:
    """The comments of a note, marks included, in the order of the text."""
    if note.is_large:  # of which code is not known
        return
    data = note.buffer.data
    opened = -1
    for at in _marks(note):
        if opened < 0 or (data.find(b"\n", opened, at) >= 0 and not _starts_line(data, opened)):
            opened = at
        else:
            yield Span(opened, at + len(_MARK))
            opened = -1


def _marks(note: Note) -> Iterator[int]:
    data = note.buffer.data
    number, cover = -1, Cover([])
    at = data.find(_MARK, note.starts[0])
    while at >= 0:
        block = note.block_at(at) or 0
        if block != number:
            number, cover = block, _cover(note, block)
        if not cover.holds(at - note.starts[number]) and not is_escaped(data, at):
            yield at
        at = data.find(_MARK, at + len(_MARK))


def _cover(note: Note, number: int) -> Cover:
    facts = note.blocks[number].facts
    return Cover([tuple(fact.span) for name in _NO_TEXT for fact in getattr(facts, name)])


def _starts_line(data: bytes, at: int) -> bool:
    return not data[data.rfind(b"\n", 0, at) + 1 : at].strip(b" \t>")
