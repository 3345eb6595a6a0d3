"""A passage: one top-level block of a note, as the rules of one block see it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

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
    def _not_prose(self) -> tuple[list[int], list[int]]:
        """Where code, formulas, HTML and links start, and how far what starts up to there goes."""
        facts = self.facts
        spans = sorted(
            each.span
            for each in (
                *facts.code_spans,
                *facts.fences,
                *facts.math,
                *facts.html,
                *facts.links,
                *facts.definitions,
            )
        )
        ends = accumulate((span.end for span in spans), max)
        return [span.start for span in spans], list(ends)

    def is_prose(self, span: Span) -> bool:
        """Whether no part of `span` is code, a formula, HTML or a link."""
        starts, ends = self._not_prose
        before = bisect_left(starts, span.end)
        return before == 0 or ends[before - 1] <= span.start

    def is_outside_code(self, span: Span) -> bool:
        """Whether `span` lies in no code block and in no HTML."""
        facts = self.facts
        return not any(each.span.overlaps(span) for each in (*facts.fences, *facts.html))
