"""Facts moved along the text: the one place that knows how offsets shift."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

import msgspec

from notes_lsp.text import Span

_T = TypeVar("_T", bound=msgspec.Struct)


def moved(fact: _T, by: int) -> _T:
    """The same fact with every span in it, at any depth, moved by `by` bytes."""
    if by == 0:
        return fact
    return _moved(fact, by)


def _moved(fact: _T, by: int) -> _T:
    values = [_move_value(getattr(fact, name), by) for name in _fields(type(fact))]
    return type(fact)(*values)


def _move_value(value: object, by: int) -> object:
    kind = type(value)
    if kind is Span:
        return Span(value[0] + by, value[1] + by)  # type: ignore[index]  # a Span, just checked
    if kind is tuple:
        return tuple([_move_value(item, by) for item in value]) if value else value  # type: ignore[attr-defined]  # a tuple, just checked
    if isinstance(value, msgspec.Struct):
        return _moved(value, by)
    return value


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    return kind.__struct_fields__
