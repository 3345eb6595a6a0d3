r"""A formula of a note: its LaTeX as a formula's readers want it, and what is wrong in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from notes_lsp.features.rules.elsewhere import as_elsewhere
from notes_lsp.features.rules.torn import torn_formulas
from notes_lsp.math import Definition, MathProblem, check, definitions
from notes_lsp.syntax.facts import Facts
from notes_lsp.syntax.facts import Math as MathFact
from notes_lsp.syntax.problem import Fix, Problem
from notes_lsp.text import Span, writing

Known = int | Definition
"""What is known of a command: its number of arguments, or its definition."""

_QUOTE_MARKS = re.compile(rb"(?<=[\r\n])[ \t]*>[ \t>]*")
_SINGLE_SPAN = frozenset({"unknown-command", "not-in-katex", "plain-tex"})
"""Finished as soon as the command is; all other faults may mend while the formula is typed."""


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula of a block."""

    start: int
    """Where `source` starts, in bytes from the start of the block."""
    source: str
    """The LaTeX, as many bytes as the note has there: what is not LaTeX is blanked."""
    display: bool

    def span(self, start: int, end: int) -> Span:
        """A stretch of the formula's bytes as one of the block."""
        return Span(self.start + start, self.start + end)

    @property
    def whole(self) -> Span:
        """The formula's own stretch of the block."""
        return self.span(0, len(self.source.encode()))

    def problems(self, known: Mapping[str, Known]) -> Iterator[Problem]:
        """What is wrong in it, as problems of the block."""
        data = self.source.encode()
        for fault in _faults(self.source, self.display, known):
            code = f"math.{fault.code}"
            whole = None if fault.code in _SINGLE_SPAN else self.whole
            first, *others = _fixes(fault, self.start) or [None]
            span = self.span(*fault.span)
            rest = tuple(fix for fix in others if fix)
            problem = Problem(code, span, fault.message, first, whole, rest)
            yield as_elsewhere(problem, Span(*fault.span).cut(data).decode("utf-8", "replace"))


def formulas_of(text: bytes, facts: Facts) -> tuple[Formula, ...]:
    """The formulas of a block."""
    found = []
    for math in facts.math:
        source = math.content.cut(text)
        if is_price(text, math, source):
            continue
        source = unquoted(source, math, facts)
        if b"\\|" in source and _in_table(math, facts):
            source = source.replace(b"\\|", b" |")  # GFM unescapes a cell before it is read
        found.append(Formula(math.content.start, source.decode("utf-8", "replace"), math.display))
    found += [
        Formula(torn.start, torn.cut(text).decode("utf-8", "replace"), display=False)
        for torn in torn_formulas(text, facts)
    ]
    return tuple(found)


def unquoted(source: bytes, math: MathFact, facts: Facts) -> bytes:
    """A formula's bytes, blanks in the place of the marks of a quote around it."""
    if b"\n" in source and any(quote.span.holds(math.span.start) for quote in facts.quotes):
        return _QUOTE_MARKS.sub(lambda marks: b" " * len(marks[0]), source)
    return source


def is_price(text: bytes, math: MathFact, source: bytes) -> bool:
    """Whether two prices or shell variables stand there: `US$100&RMB$200`, `$a_b_c$d`."""
    if math.display or math.fence or text[math.span.start : math.content.start] != b"$":
        return False
    before = text[max(math.span.start - 1, 0) : math.span.start]
    after = text[math.span.end : math.span.end + 1]
    if after.isdigit():
        return True
    return b"\\" not in source and (before.isalnum() or after.isalnum())


def _in_table(math: MathFact, facts: Facts) -> bool:
    return any(table.span.holds(math.span.start) for table in facts.tables)


def _faults(source: str, display: bool, known: Mapping[str, Known]) -> tuple[MathProblem, ...]:
    if known and (own := definitions(source)):  # their bodies are new to the formula itself
        known = {**known, **{definition.name: definition.arguments for definition in own}}
    return check(source, display=display, known=known)


def _fixes(fault: MathProblem, by: int) -> list[Fix | None]:
    found: dict[str, Fix] = {}
    if fault.fix:
        span = Span(*fault.fix.span).moved(by)
        fix = Fix(fault.fix.title, ((span, fault.fix.replacement),))
        found[fault.fix.replacement] = fix
    for name in fault.suggestions:
        span = Span(*fault.span).moved(by)
        found.setdefault(name, Fix(writing(name), ((span, name),)))
    return list(found.values())


@lru_cache(maxsize=64)
def defined_in(source: str) -> tuple[Definition, ...]:
    r"""The commands that a formula defines: `\newcommand`, `\def` and their kin."""
    return definitions(source)
