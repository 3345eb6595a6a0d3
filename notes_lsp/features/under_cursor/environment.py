r"""The `\begin{…}` and `\end{…}` of a LaTeX environment, from the name in either."""

from __future__ import annotations

import re

from notes_lsp.features.place import Place
from notes_lsp.syntax.context import Where, place_at
from notes_lsp.text import Span

_mark = re.compile(rb"\\(begin|end)[ \t]*\{([^{}\r\n]*)\}|\\[^\r\n]|%[^\r\n]*")


def environment_marks(place: Place) -> tuple[Span, ...]:
    """The names of the environment whose `\\begin` or `\\end` the cursor touches: both of them."""
    here = place_at(place.note, place.offset)
    if here.where is not Where.MATH:
        return ()
    open_: list[tuple[bytes, Span, Span]] = []
    for found in _mark.finditer(place.note.buffer.data, here.span.start, here.span.end):
        if found[1] is None:
            continue
        whole, name = Span(*found.span()), Span(*found.span(2))
        if found[1] == b"begin":
            open_.append((found[2], whole, name))
        elif open_ and open_[-1][0] == found[2]:
            _, begin, first = open_.pop()
            if begin.touches(place.offset) or whole.touches(place.offset):
                return first, name
    return ()
