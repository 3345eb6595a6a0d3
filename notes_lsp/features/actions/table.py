"""The table at the cursor, lined up."""

from __future__ import annotations

from collections.abc import Iterator

from notes_lsp.features.actions.asked import Asked
from notes_lsp.features.actions.offer import Offer
from notes_lsp.features.format import aligned, harmless
from notes_lsp.features.options import REWRITE_TABLE
from notes_lsp.text import Span, Wording

_READ_AGAIN = 32_000
"""Bytes of a block that is read once more, to be sure, each time that the menu is asked for."""


def lining_up(asked: Asked) -> Iterator[Offer]:
    """Line up the bars of the table at the cursor, when they are not."""
    for table in asked.facts.tables:
        if table.span.touches(asked.span.start):
            if edits := harmless(
                asked.note, aligned(asked.note.buffer.data, table), most=_READ_AGAIN
            ):
                yield _offer(asked, edits)
            return


def _offer(asked: Asked, edits: list[tuple[Span, str]]) -> Offer:
    title = Wording("Line up the table", "对齐表格")
    return Offer(title, REWRITE_TABLE, lambda: asked.changes(edits))
