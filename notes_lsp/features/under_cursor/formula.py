"""A LaTeX command or environment inside math, and the formula around it."""

from __future__ import annotations

import re
from typing import NamedTuple

from notes_lsp.features.place import Place
from notes_lsp.features.under_cursor.found import Found
from notes_lsp.knowledge import Meaning
from notes_lsp.math import command_at, to_unicode
from notes_lsp.syntax.context import Place as TextPlace
from notes_lsp.syntax.context import Where, place_at
from notes_lsp.syntax.facts import Math
from notes_lsp.text import Span
from notes_lsp.vault import Snapshot

_LONGEST = 4000
"""Characters of a formula that anybody wants to see in a hover."""
_MARKS = re.compile(rb"[ \t]*(?:(?:[-+*]|\d+[.)])[ \t]+|>[ \t]?)*")
"""Of quotes and list items, at the start of a line."""


class FormulaHere(NamedTuple):
    """The formula around the cursor."""

    source: str
    """LaTeX, without the marks of the formula and of a quote around it."""
    display: bool
    span: Span

    @property
    def line(self) -> str:
        """The formula in Unicode, as code; empty where that tells no more than its source."""
        line = to_unicode(self.source)
        return "" if line == self.source or "\\" in line or "`" in line else f"`{line}`"


def formula_here(place: Place) -> FormulaHere | None:
    """The formula that the cursor is in."""
    here = place_at(place.note, place.offset)
    if here.where is not Where.MATH or not isinstance(here.item, Math):
        return None
    data = place.note.buffer.data
    source = here.span.cut(data).decode("utf-8", "replace")
    if depth := _quotes(data, here.item.span.start):
        first = data[here.span.start - 1] == 0x0A  # of a fence, whose lines all have marks
        begin = r"(?m:^)" if first else r"(?<=\n)"
        source = re.sub(rf"{begin}[ \t]*(?:>[ \t]?){{1,{depth}}}", "", source)
    if any(table.span.holds(here.span.start) for table in place.note.facts_at(place.offset).tables):
        source = source.replace("\\|", "|")  # so a row has a bar that ends no cell
    source = source.strip()
    usual = 0 < len(source) <= _LONGEST
    return FormulaHere(source, here.item.display, here.item.span) if usual else None


def _quotes(data: bytes, offset: int) -> int:
    """How many quotes the line at an offset stands in."""
    marks = _MARKS.match(data, data.rfind(b"\n", 0, offset) + 1, offset)
    return marks[0].count(b">") if marks else 0


def look(snapshot: Snapshot, place: Place, here: TextPlace) -> Found | None:
    """The symbol at the cursor, also when a code span holds nothing but its name."""
    source = here.span.cut(place.note.buffer.data).decode("utf-8", "replace")
    if here.where is Where.CODE_SPAN:
        named = source.strip().startswith("\\")
    else:
        named = here.where is Where.MATH
    if not named:
        return None
    found = command_at(source, place.offset - here.span.start)
    if found is None:
        return None
    lexicon = snapshot.typing_lexicon
    look_up = lexicon.symbol if found.name.startswith("\\") else lexicon.environment
    meanings = tuple(Meaning(definition) for definition in look_up(found.name, place.key))
    return Found(Span(*found.span).moved(here.span.start), meanings) if meanings else None
