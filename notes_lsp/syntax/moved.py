"""Facts moved along the text: the one place that knows how offsets shift."""

from __future__ import annotations

from functools import cache, partial
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
    kind = fact.__class__
    values = list(astuple(fact))
    spans, runs, deep = _movable(kind)
    for place in runs:
        values[place] = tuple([_span((start + by, end + by)) for start, end in values[place]])
    for place in spans:
        if span := values[place]:
            values[place] = _span((span[0] + by, span[1] + by))
    for place in deep:
        values[place] = _move_value(values[place], by)
    return kind(*values)


def _move_value(value: Any, by: int) -> Any:
    kind = value.__class__
    if kind is Span:
        return _span((value[0] + by, value[1] + by))
    if kind is tuple:
        return tuple([_move_value(item, by) for item in value]) if value else value
    return moved(value, by) if isinstance(value, msgspec.Struct) else value


@cache
def _movable(kind: type[msgspec.Struct]) -> tuple[tuple[int, ...], ...]:
    """Of the fields of `kind` those that are a span or none, those that are a run of spans, and
    those that may hold some."""
    types = [field.type for field in msgspec.structs.fields(kind)]
    spans = [place for place, known in enumerate(types) if known in (Span, Span | None)]
    runs = [place for place, known in enumerate(types) if known == tuple[Span, ...]]
    still = (str, bool, int)
    deep = [
        place
        for place, known in enumerate(types)
        if place not in spans + runs and known not in still and not _is_word(known)
    ]
    return tuple(spans), tuple(runs), tuple(deep)


def _is_word(known: Any) -> bool:
    return isinstance(known, type) and issubclass(known, str)
