"""An action on offer: told at once, its edit made when the user chooses it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from lsprotocol import types

from notes_lsp.features.edits import Changes
from notes_lsp.syntax.problem import Problem

QUICK_FIX = "quickfix"
EXTRACT_SECTION = "refactor.extract.section"
EXTRACT_NOTE = "refactor.extract.note"
EXTRACT_DEFINITION = "refactor.extract.linkDefinition"
INLINE_NOTE = "refactor.inline.note"
INLINE_DEFINITION = "refactor.inline.linkDefinition"
REWRITE_TASK = "refactor.rewrite.task"
REWRITE_TABLE = "refactor.rewrite.table"
REWRITE_NUMBERS = "refactor.rewrite.numbers"
REWRITE_LINK = "refactor.rewrite.link"
REWRITE_ALIAS = "refactor.rewrite.alias"
REWRITE_TOC = "refactor.rewrite.toc"
SOURCE_TOC = "source.toc"
SOURCE_DEFINITIONS = "source.organizeLinkDefinitions"
SOURCE_CLEAN_DEFINITIONS = "source.organizeLinkDefinitions.clean"
SOURCE_FIX_ALL = "source.fixAll.notes-lsp"

KINDS = (
    QUICK_FIX,
    "refactor.extract",
    "refactor.inline",
    "refactor.rewrite",
    SOURCE_TOC,
    SOURCE_DEFINITIONS,
    SOURCE_FIX_ALL,
)
"""The kinds of all actions that there are; a key may be bound to the finer ones."""


class Offer(NamedTuple):
    """What a user may choose; among the offers for a range its title is its own."""

    title: str
    kind: str
    make: Callable[[], Changes]
    """Makes the edit."""
    mended: tuple[Problem, ...] = ()
    """What of the diagnostics is gone afterwards."""
    preferred: bool = False


def wanted(kind: str, only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Whether a client that asks for `only` these kinds wants `kind`: kinds are a tree."""
    if only is None:
        return True
    asked = [str(getattr(each, "value", each)) for each in only]
    return any(each in {"", kind} or kind.startswith(each + ".") for each in asked)
