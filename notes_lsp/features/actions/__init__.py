"""What a code action may do: mend a fault, silence its rule at a place, rewrite what is there.

An action is an `Offer`: told at once, its edit made when the user chooses it. Each is made where it
makes sense alone, so that the menu stays short.
"""

from collections.abc import Callable, Iterator

from notes_lsp.features.actions.alias import adding_alias
from notes_lsp.features.actions.asked import Asked
from notes_lsp.features.actions.creating import creating
from notes_lsp.features.actions.extracting import extracting_section
from notes_lsp.features.actions.extracting_lines import extracting_lines
from notes_lsp.features.actions.inlining import inlining_note
from notes_lsp.features.actions.linking import linking
from notes_lsp.features.actions.mend import fix_all, fix_everything, quick_fixes
from notes_lsp.features.actions.numbering import renumbering
from notes_lsp.features.actions.offer import Offer, wanted
from notes_lsp.features.actions.organizing import organizing
from notes_lsp.features.actions.reference_links import extracting, inlining
from notes_lsp.features.actions.silencing import silencing
from notes_lsp.features.actions.table import lining_up
from notes_lsp.features.actions.toc import making, updating
from notes_lsp.features.actions.toggling import toggling
from notes_lsp.features.options import (
    EXTRACT_DEFINITION,
    EXTRACT_NOTE,
    EXTRACT_SECTION,
    INLINE_DEFINITION,
    INLINE_NOTE,
    QUICK_FIX,
    REWRITE_ALIAS,
    REWRITE_LINK,
    REWRITE_NUMBERS,
    REWRITE_TABLE,
    REWRITE_TASK,
    REWRITE_TOC,
    SOURCE_CLEAN_DEFINITIONS,
    SOURCE_DEFINITIONS,
    SOURCE_TOC,
)

OFFERS: tuple[tuple[tuple[str, ...], Callable[[Asked], Iterator[Offer]]], ...] = (
    ((QUICK_FIX,), creating),
    ((REWRITE_TASK,), toggling),
    ((REWRITE_TABLE,), lining_up),
    ((REWRITE_NUMBERS,), renumbering),
    ((REWRITE_LINK, EXTRACT_NOTE), linking),
    ((REWRITE_ALIAS,), adding_alias),
    ((REWRITE_TOC,), making),
    ((EXTRACT_SECTION,), extracting_section),
    ((EXTRACT_NOTE,), extracting_lines),
    ((EXTRACT_DEFINITION,), extracting),
    ((INLINE_NOTE,), inlining_note),
    ((INLINE_DEFINITION,), inlining),
    ((SOURCE_TOC,), updating),
    ((SOURCE_DEFINITIONS, SOURCE_CLEAN_DEFINITIONS), organizing),
)
"""What makes offers, with the kinds of these, in the order of the menu."""

__all__ = [
    "OFFERS",
    "Asked",
    "Offer",
    "fix_all",
    "fix_everything",
    "quick_fixes",
    "silencing",
    "wanted",
]
