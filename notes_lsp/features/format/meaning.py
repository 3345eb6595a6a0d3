"""What a text says, its white space aside: the same before and after it is laid out."""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import Any

from notes_lsp.syntax import (
    CodeSpan,
    Fence,
    Html,
    Math,
    Note,
    SyntaxOptions,
    Table,
    parse,
)
from notes_lsp.syntax.tables import cut_row
from notes_lsp.text import Buffer, Span

_WHITE = re.compile(r"[\s-]+")
_LITERAL = (CodeSpan, Fence, Html, Math)
"""Of these each space counts."""


def same_meaning(before: bytes, after: bytes, options: SyntaxOptions) -> bool:
    """Whether two texts hold the same facts in the same order."""
    return meaning(parse(Buffer.of(before), options)) == meaning(parse(Buffer.of(after), options))


def means_the_same(
    before: bytes, after: bytes, options: SyntaxOptions
) -> Generator[None, None, bool]:
    """As `same_meaning`; gives way between its steps, 60 ms each for a table of 5,000 rows."""
    yield
    first = parse(Buffer.of(before), options)
    yield
    second = parse(Buffer.of(after), options)
    yield
    return meaning(first) == meaning(second)


def meaning(note: Note) -> list[Any]:
    """The facts of a note as values that compare equal where only the layout differs."""
    data = note.buffer.data
    facts = note.facts
    return [
        _of(data, fact) for name in type(facts).__struct_fields__ for fact in getattr(facts, name)
    ]


def _of(data: bytes, fact: Any) -> Any:
    if isinstance(fact, Table):
        return (
            "table",
            _sides(data, fact.delimiter),
            *([cell.cut(data) for cell in row.cells] for row in (fact.header, *fact.rows)),
        )
    literal = isinstance(fact, _LITERAL)
    values = [_value(data, getattr(fact, name), literal) for name in type(fact).__struct_fields__]
    return type(fact).__name__, *values


def _value(data: bytes, value: Any, literal: bool) -> Any:
    if isinstance(value, Span):
        text = value.cut(data).decode("utf-8", "replace")
        return text if literal else _WHITE.sub("", text)
    if isinstance(value, tuple):
        return tuple(_value(data, each, literal) for each in value)
    return value


def _sides(data: bytes, delimiter: Span) -> list[tuple[bool, bool]]:
    row = cut_row(data, delimiter.start, delimiter.end, 0)
    cells = [cell.cut(data) for cell in row.cells]
    return [(cell.startswith(b":"), cell.endswith(b":")) for cell in cells]
