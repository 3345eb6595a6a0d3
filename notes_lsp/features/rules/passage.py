"""A passage: one top-level block of a note, as the rules of one block see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from notes_lsp.features.rules.formula import Formula, Known, formulas_of
from notes_lsp.syntax.facts import Facts
from notes_lsp.syntax.problem import Problem
from notes_lsp.text import Span


@dataclass(frozen=True)
class Passage:
    """A block's text and facts; every offset counts from the block's start."""

    text: bytes
    facts: Facts
    known: Mapping[str, Known]
    """LaTeX commands that the settings or the note's formulas define."""

    @cached_property
    def formulas(self) -> tuple[Formula, ...]:
        """The block's formulas."""
        return formulas_of(self.text, self.facts)

    @cached_property
    def formula_problems(self) -> tuple[Problem, ...]:
        """What is wrong in the formulas, found once for all rules of formulas."""
        return tuple(
            problem for formula in self.formulas for problem in formula.problems(self.known)
        )

    @cached_property
    def _not_prose(self) -> tuple[Span, ...]:
        facts = self.facts
        found = [
            each.span
            for each in (*facts.code_spans, *facts.fences, *facts.math, *facts.html, *facts.links)
        ]
        return tuple(sorted([*found, *(each.span for each in facts.definitions)]))

    def is_prose(self, span: Span) -> bool:
        """Whether no part of `span` is code, a formula, HTML or a link."""
        return not any(other.overlaps(span) for other in self._not_prose)
