"""Facts moved along the text: the one place that knows how offsets shift."""

from __future__ import annotations

from functools import partial
from typing import Any, TypeVar

import msgspec
from msgspec.structs import astuple

from notes_lsp.text import Span

_T = TypeVar("_T", bound=msgspec.Struct)

# Called for every fact behind an edit in a long list: past the `__new__` of the named tuple.
_span = partial(tuple.__new__, Span)


def moved(fact: _T, by: int) -> _T:
    """The same fact with every span in it, at any depth, moved by `by` bytes."""
    if by == 0:
        return fact
    return _moved(fact, by)


def _moved(fact: _T, by: int) -> _T:
    values = [
        _span((value[0] + by, value[1] + by))
        if value.__class__ is Span
        else value
        if value.__class__ in _STILL
        else _move_value(value, by)
        for value in astuple(fact)
    ]
    return fact.__class__(*values)


_STILL = frozenset((str, bool, int, type(None)))


def _move_value(value: Any, by: int) -> Any:
    kind = value.__class__
    if kind is Span:
        return _span((value[0] + by, value[1] + by))
    if kind is tuple:
        return tuple([_move_value(item, by) for item in value]) if value else value
    if isinstance(value, msgspec.Struct):
        return _moved(value, by)
    return value
