"""An action on offer: told at once, its edit made when the user chooses it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from lsprotocol import types

from notes_lsp.features.edits import Changes
from notes_lsp.features.options import SOURCE_DEFINITIONS
from notes_lsp.syntax.problem import Problem
from notes_lsp.text import Wording


class Offer(NamedTuple):
    """What a user may choose; among the offers for a range its title is its own."""

    title: Wording
    kind: str
    make: Callable[[], Changes]
    """Makes the edit."""
    mended: tuple[Problem, ...] = ()
    """What of the diagnostics is gone afterwards."""
    preferred: bool = False


def wanted(kind: str, only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Whether a client that asks for `only` these kinds wants `kind`: kinds are a tree.

    To sort definitions is a kind of its own and does not mean to remove some, which is a finer
    one: VS Code runs all that it is given on saving, the second one on a text that is gone.
    """
    if only is None:
        return True
    asked = [str(getattr(each, "value", each)) for each in only]
    return any(
        each in {"", kind} or (kind.startswith(each + ".") and each != SOURCE_DEFINITIONS)
        for each in asked
    )
