"""Draws what was read into the note itself: `«…»` around each span."""

from __future__ import annotations

from collections.abc import Iterable

from notes_lsp.syntax import Note, SyntaxOptions, parse
from notes_lsp.text import Buffer, Span


def read(text: str | bytes, *, latex: bool = False) -> Note:
    """The note of `text`."""
    return parse(Buffer.of(text), SyntaxOptions(latex_delimiters=latex))


def drawn(text: str, field: str, part: str = "span", *, latex: bool = False) -> str:
    """`text` with the span `part` of each fact of `field` marked."""
    note = read(text, latex=latex)
    return marked(note, (getattr(fact, part) for fact in getattr(note.facts, field)))


def marked(note: Note, spans: Iterable[Span | None]) -> str:
    """The note's text with `spans` marked; a closing mark stands before an opening one."""
    data = note.buffer.data
    present = [span for span in spans if span]
    marks = [(span.start, "«") for span in present] + [(span.end, "»") for span in present]
    for at, mark in sorted(marks, key=lambda item: (item[0], item[1] == "«"), reverse=True):
        data = data[:at] + mark.encode() + data[at:]
    return data.decode()


def told(text: str, field: str, *parts: str, latex: bool = False) -> list[str]:
    """For each fact of `field`, its `parts` in words; a span as what stands there."""
    note = read(text, latex=latex)
    return [
        " | ".join(_in_words(note, getattr(fact, part)) for part in parts)
        for fact in getattr(note.facts, field)
    ]


def _in_words(note: Note, value: object) -> str:
    if isinstance(value, Span):
        return note.buffer.text(value)
    return "-" if value is None else str(value)
