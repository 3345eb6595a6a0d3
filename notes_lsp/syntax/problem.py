"""What is wrong somewhere, said so that a person can mend it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from notes_lsp.text import Span, Wording


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that mends a problem, offered but never made unasked."""

    title: Wording
    """What the change does, as a menu entry says it."""
    edits: tuple[tuple[Span, str], ...]
    """Which stretches become what; they do not overlap."""

    def moved(self, by: int) -> Fix:
        """The same change after `by` bytes were put before it."""
        return Fix(self.title, tuple((span.moved(by), new) for span, new in self.edits))


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a problem speaks of."""

    span: Span
    message: Wording
    key: str = ""
    """The file, where it is another one than the problem's."""


FINISHED = Span(-1, -1)
"""As `Problem.unfinished`: the fault is told at once, also while a person types there."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault at a place in one file; which file, the one who asked knows."""

    code: str
    """Stable and documented: `pack.field`."""
    span: Span
    message: Wording
    """Names the fault in the user's words, what to do, and what still works."""
    fix: Fix | None = None
    unfinished: Span | None = None
    """While a person types inside this stretch (a formula, say), the fault may yet mend itself;
    None when only the problem's own end counts."""
    others: tuple[Fix, ...] = ()
    """Further changes that may have been meant instead of `fix`, the likeliest first."""
    related: tuple[Related, ...] = ()
    """Where to look besides: the other definition of what is defined twice."""

    @property
    def fixes(self) -> tuple[Fix, ...]:
        """Every change on offer, the likeliest first."""
        return (self.fix, *self.others) if self.fix else self.others

    def moved(self, by: int) -> Problem:
        """The same problem after `by` bytes were put before it."""
        if not by:
            return self
        return replace(
            self,
            span=self.span.moved(by),
            fix=self.fix.moved(by) if self.fix else None,
            unfinished=self.unfinished.moved(by) if self.unfinished else None,
            others=tuple(fix.moved(by) for fix in self.others),
            related=tuple(
                each if each.key else replace(each, span=each.span.moved(by))
                for each in self.related
            ),
        )
