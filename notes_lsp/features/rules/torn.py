"""Formulas whose braces do not pair.

The Markdown reader takes no text for a formula unless its braces pair; a site's KaTeX does, and
shows it in red. They stand in what the reader left as prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from notes_lsp.syntax.facts import Facts
from notes_lsp.text import Span

_FORMULA = re.compile(
    rb"(?<![\\$])(\$\$?)(?![\s$])([^$\r\n]{0,1000}[^\s\\$])\1(?![\d$])",
)
_ESCAPED = re.compile(rb"\\.")
_LATEX = re.compile(rb"\\[a-zA-Z]{2,}|[\^_]\S")


def torn_formulas(text: bytes, facts: Facts) -> Iterator[Span]:
    """What stands between dollars on one line, is LaTeX by its looks, and lacks a brace."""
    if b"$" not in text or (b"{" not in text and b"}" not in text):
        return
    others = [each.span for each in (*facts.math, *facts.code_spans, *facts.fences, *facts.html)]
    for found in _FORMULA.finditer(text):
        span = Span(*found.span())
        inner = found[2]
        braces = _ESCAPED.sub(b"", inner)
        if braces.count(b"{") == braces.count(b"}") or not _LATEX.search(inner):
            continue
        if any(other.overlaps(span) for other in others):
            continue
        if b"|" in braces and any(table.span.holds(span.start) for table in facts.tables):
            continue
        yield Span(*found.span(2))
