"""A card on a terminal: Markdown, with its formulas in Unicode and its facts in columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from notes_lsp.cli.markdown_view import CardMarkdown
from notes_lsp.cli.terminal import visible
from notes_lsp.features.markup import plain, readable

_FACTS = re.compile(r"^\| *\| *\|\n\|[ \-|]*\|\n((?:\|.*\|\n?)+)", re.MULTILINE)
_ROW = re.compile(r"^\| ?((?:\\.|[^|\\\n])*?) ?\| ?((?:\\.|[^|\n\\])*?) ?\|$", re.MULTILINE)


def drawn(card: str) -> RenderableType:
    """A card for a terminal."""
    return Group(*_pieces(_safe(readable(card))))


def written(card: str) -> str:
    """A card as plain text."""
    return plain(_FACTS.sub(_fact_lines, _safe(readable(card))))


def _pieces(card: str) -> Iterator[RenderableType]:
    at = 0
    for found in _FACTS.finditer(card):
        yield CardMarkdown(card[at : found.start()])
        yield Text()
        yield _fact_table(found[1])
        yield Text()
        at = found.end()
    yield CardMarkdown(card[at:])


def _fact_table(rows: str) -> Table:
    table = Table.grid(padding=(0, 2), pad_edge=False)
    table.add_column(style="faint")
    table.add_column(overflow="fold")
    for label, value in _ROW.findall(rows):
        table.add_row(Text(plain(label)), Text(plain(value)))
    return table


def _fact_lines(found: re.Match[str]) -> str:
    return "\n".join(f"- {label}: {value}" for label, value in _ROW.findall(found[1])) + "\n"


def _safe(text: str) -> str:
    return "\n".join(map(visible, text.split("\n")))
