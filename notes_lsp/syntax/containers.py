"""Containers: `::: tip` lines and their closing lines, paired as markdown-it-container does."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from msgspec.structs import replace

from notes_lsp.syntax.facts import Container, ContainerLine
from notes_lsp.syntax.moved import moved
from notes_lsp.text import Span

_DEEPEST = 64


def read_line(source: bytes, start: int, stop: int, base: int) -> ContainerLine:
    """The container line whose colons start at `start`."""
    line = source[start:stop]
    after = line.lstrip(b":")
    colons = len(line) - len(after)
    name, _, title = after.strip().partition(b" ")
    stop = start + len(line.rstrip())
    title_start = stop - len(title.lstrip()) if title else stop
    return ContainerLine(
        Span(start - base, stop - base),
        colons,
        name.decode(),
        Span(title_start - base, stop - base),
    )


def pair(lines: Iterable[tuple[int, ContainerLine]], end: int) -> tuple[Container, ...]:
    """The containers of a note that ends at `end`; each line comes with its block's start.

    A closing line ends the outermost container with no more colons than its own, and every
    container inside of that one; a container that is never closed reaches to the end.
    """
    found: list[Container | None] = []
    still_open: list[tuple[int, int, ContainerLine]] = []
    for by, line in lines:
        if line.name:
            if len(still_open) < _DEEPEST:
                still_open.append((len(found), by, line))
                found.append(None)
            continue
        closes = next((i for i, item in enumerate(still_open) if item[2].colons <= line.colons), -1)
        if closes >= 0:
            for depth in range(closes, len(still_open)):
                place, start, opener = still_open[depth]
                stop = line.span.end + by
                found[place] = _container(opener, start, stop, depth, closed=depth == closes)
            del still_open[closes:]
    for depth, (place, start, opener) in enumerate(still_open):
        found[place] = _container(opener, start, end, depth, closed=False)
    return tuple(item for item in found if item)


def after_edit(found: tuple[Container, ...], edit: Span, shift: int) -> tuple[Container, ...]:
    """The containers after `edit`, which changed none of their lines and moved what follows."""
    if not shift:
        return found
    first = bisect_left(found, edit.end, key=_start)
    before = [
        replace(one, span=lines_after(one.span, edit, shift)) if one.span.end > edit.start else one
        for one in found[:first]
    ]
    return (*before, *[moved(one, shift) for one in found[first:]])


def lines_after(span: Span, edit: Span, shift: int) -> Span:
    """Where lines at `span` are after `edit` before, between or behind them."""
    start = span.start + shift if span.start >= edit.end else span.start
    return Span(start, span.end + shift if span.end > edit.start else span.end)


def _start(container: Container) -> int:
    return container.span.start


def _container(line: ContainerLine, by: int, end: int, depth: int, *, closed: bool) -> Container:
    span = Span(line.span.start + by, end)
    return Container(span, line.name, line.title.moved(by), depth, closed)
