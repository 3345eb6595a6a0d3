"""The table of rules."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from notes_lsp.syntax import Note
from notes_lsp.syntax.problem import Problem
from notes_lsp.vault import Level, Settings, Snapshot


@dataclass(frozen=True, slots=True)
class Checked:
    """The note under check and what it is checked against."""

    snapshot: Snapshot
    key: str
    note: Note
    settings: Settings


Check = Callable[[Checked], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code, how loud it is unless set otherwise, its page, its check."""

    code: str
    level: Level
    documentation: str
    """Markdown: a first line that says what is wrong, then more, with `Bad:` and `Good:`."""
    check: Check


RULES: dict[str, Rule] = {}
"""All rules by code, in the order in which they are declared."""


def rule(code: str, *, level: Level) -> Callable[[Check], Check]:
    """Declare the decorated function as the rule `code`, its docstring as the rule's page."""

    def declare(check: Check) -> Check:
        RULES[code] = Rule(code, level, inspect.cleandoc(check.__doc__ or ""), check)
        return check

    return declare
