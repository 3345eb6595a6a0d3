r"""Commands written as plain text in a table that explains LaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notes_lsp.features.rules.passage import Passage
from notes_lsp.math import SIGNATURES, check
from notes_lsp.syntax.facts import Table
from notes_lsp.syntax.problem import Fix, Problem
from notes_lsp.text import Span, writing

_COMMAND = re.compile(rb"(?<![\\A-Za-z0-9])(?<![A-Za-z]:)\\[A-Za-z]{3,}")


def misspelt_commands(passage: Passage) -> Iterator[Problem]:
    """Commands of no one's that are near to a known one, where known ones stand around them."""
    for table in passage.facts.tables:
        written = list(_written(passage, table))
        unknown = [span for span, name in written if name not in SIGNATURES]
        if unknown and (len(unknown) < len(written) or passage.facts.math):
            for span in unknown:
                yield from _misspelt(passage, span)


def _written(passage: Passage, table: Table) -> Iterator[tuple[Span, str]]:
    for found in _COMMAND.finditer(passage.text, table.delimiter.end, table.span.end):
        span = Span(*found.span())
        if passage.is_prose(span):
            yield span, found[0].decode()


def _misspelt(passage: Passage, span: Span) -> Iterator[Problem]:
    name = span.cut(passage.text).decode()
    for fault in check(name, display=True, known=passage.known):
        if fault.code == "unknown-command" and fault.suggestions:
            fixes = [Fix(writing(near), ((span, near),)) for near in fault.suggestions]
            yield Problem(
                "math.unknown-command", span, fault.message, fixes[0], None, (*fixes[1:],)
            )
