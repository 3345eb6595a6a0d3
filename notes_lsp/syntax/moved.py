"""Facts moved along the text: the one place that knows how offsets shift."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar, get_args

import msgspec
from msgspec.structs import astuple, fields

from notes_lsp.text import Span

_T = TypeVar("_T", bound=msgspec.Struct)


def moved(fact: _T, by: int) -> _T:
    """The same fact with every span in it, at any depth, moved by `by` bytes."""
    if by == 0:
        return fact
    return _moved(fact, by)


def _moved(fact: _T, by: int) -> _T:
    values = list(astuple(fact))
    for number in _with_spans(type(fact)):
        values[number] = _move_value(values[number], by)
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
def _with_spans(kind: type[msgspec.Struct]) -> tuple[int, ...]:
    """The numbers of the fields that may hold spans at any depth."""
    return tuple(number for number, field in enumerate(fields(kind)) if _may_hold(field.type))


def _may_hold(kind: Any) -> bool:
    if isinstance(kind, type) and issubclass(kind, Span | msgspec.Struct):
        return True
    return any(_may_hold(each) for each in get_args(kind))
