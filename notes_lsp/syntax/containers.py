"""Containers: `::: tip Title` lines paired with their closing lines, as markdown-it-container does."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from notes_lsp.syntax.facts import Container, ContainerLine
from notes_lsp.text import Span


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
    still_open: list[tuple[int, ContainerLine, int]] = []
    for by, line in lines:
        if line.name:
            still_open.append((len(found), msgspec.structs.replace(line, span=line.span.moved(by), title=line.title.moved(by)), line.colons))
            found.append(None)
            continue
        closes = next((i for i, item in enumerate(still_open) if item[2] <= line.colons), None)
        if closes is None:
            continue
        for index in range(closes, len(still_open)):
            place, opener, _ = still_open[index]
            found[place] = _container(opener, line.span.end + by, index, closed=index == closes)
        del still_open[closes:]
    for depth, (place, opener, _) in enumerate(still_open):
        found[place] = _container(opener, end, depth, closed=False)
    return tuple(item for item in found if item)


def _container(opener: ContainerLine, end: int, depth: int, *, closed: bool) -> Container:
    return Container(Span(opener.span.start, end), opener.name, opener.title, depth, closed)
