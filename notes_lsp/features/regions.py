"""Regions between `<!-- region -->` and `<!-- endregion -->`, and lines that lie in lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from notes_lsp.syntax import Note

Lines = tuple[int, int]
"""First and last line, both from 0 and both inside."""

REGION_MARK = re.compile(rb"<!--[ \t]*#?(end)?region\b", re.IGNORECASE)


class Nest:
    """Stretches of lines, of which any two lie apart or one within the other."""

    def __init__(self, stretches: Iterable[Lines]) -> None:
        """In any order."""
        self._stretches = sorted(set(stretches), key=lambda each: (each[0], -each[1]))
        self._firsts = [first for first, _ in self._stretches]
        self._parents: list[int] = []
        around: list[int] = []
        for number, (first, _) in enumerate(self._stretches):
            while around and self._stretches[around[-1]][1] < first:
                around.pop()
            self._parents.append(around[-1] if around else -1)
            around.append(number)

    def around(self, line: int) -> Iterator[Lines]:
        """Those that hold `line`, the innermost first."""
        number = bisect_right(self._firsts, line) - 1
        while number >= 0:
            if self._stretches[number][1] >= line:
                yield self._stretches[number]
            number = self._parents[number]


def regions(note: Note, blocks: Nest) -> list[Lines]:
    """The regions of a note, as VS Code writes them; one that crosses a block is none."""
    return [region for region in _marked(note) if not _crosses(region, blocks)]


def within(section: Lines, found: Nest) -> Lines:
    """What of a section folds among regions, so that the two never cross.

    One in a region ends before its end, one that holds only a region's beginning before that: a
    region is the user's own word, a section follows from the headings.
    """
    first, last = section
    inmost = next(found.around(first), None)
    if inmost and inmost[1] <= last:
        last = inmost[1] - 1
    begun = [begin for begin, end in found.around(last) if begin > first and end > last]
    return first, min([last, *(begin - 1 for begin in begun)])


def _marked(note: Note) -> Iterator[Lines]:
    begun: list[int] = []
    for start, block in zip(note.starts, note.blocks, strict=False):
        for html in block.facts.html:
            for mark in REGION_MARK.finditer(note.buffer.data, *html.span.moved(start)):
                line = note.buffer.line_of(mark.start())
                if mark[1] is None:
                    begun.append(line)
                elif begun and (first := begun.pop()) < line:
                    yield first, line


def _crosses(region: Lines, blocks: Nest) -> bool:
    begin, end = region
    return any(first < begin and last < end for first, last in blocks.around(begin)) or any(
        begin < first for first, last in blocks.around(end)
    )
