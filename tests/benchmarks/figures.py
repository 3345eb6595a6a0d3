"""What is measured: each figure's name, its limit, and the samples of one server."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field
from enum import Enum


class By(Enum):
    """Which number of a figure its limit is for."""

    MEDIAN = "median"
    P99 = "p99"


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table."""

    key: str
    label: str
    limit: float | None = None
    """Of the issue; None where it names none, or where it hangs on another figure."""
    by: By = By.MEDIAN
    unit: str = "ms"


@dataclass
class Samples:
    """What one server gave for one figure."""

    values: list[float] = field(default_factory=list)
    right: int = 0
    """Answers that were as they should be; a fast wrong answer is worth nothing."""
    missing: str = ""
    """Why there is no value."""

    def add(self, value: float, right: bool = True) -> None:
        """Keep a sample, and whether its answer was right."""
        self.values.append(value)
        self.right += right

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def p99(self) -> float:
        """The sample that 99 of 100 do not exceed; of fewer samples the greatest."""
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]

    def judged(self, by: By) -> float:
        """The number the limit is for."""
        return self.p99 if by is By.P99 else self.median

    @property
    def is_right(self) -> bool:
        """Whether the answers can be compared at all."""
        return bool(self.values) and self.right == len(self.values)


Results = dict[str, Samples]
"""The samples of one server, by the keys of the figures."""

ALONE, COLD, WARM = "alone", "cold", "warm"

FIGURES: tuple[Figure, ...] = (
    Figure(ALONE, "pyromark alone reads the vault"),
    Figure("cold.reply", "cold start to initialize"),
    Figure(COLD, "cold start to complete references"),
    Figure("cold.all", "cold start to all notes read, while hovering"),
    Figure("cold.busy", "hover while the vault is read", 100, By.P99),
    Figure(WARM, "warm start to complete references"),
    Figure("key.wiki", "keystroke to completion, [[ ]]", 16, By.P99),
    Figure("key.md", "keystroke to completion, [ ]( )", 16, By.P99),
    Figure("key.latex", "keystroke to completion, LaTeX", 16, By.P99),
    Figure("key.hover", "keystroke to hover", 16, By.P99),
    Figure("key.lens", "keystroke to code lenses", 16, By.P99),
    Figure("key.diagnostics", "keystroke to diagnostics", 100, By.P99),
    Figure("key.work", "processor time that one keystroke costs", 100, By.P99),
    Figure("definition.wiki", "definition, wiki link", 2),
    Figure("definition.md", "definition, Markdown link", 2),
    Figure("references", "references of the much-linked heading", 10),
    Figure("symbol", "workspace symbol", 15),
    Figure("rename", "rename preview, 60 notes", 20),
    Figure("memory", "memory, vault read", unit="MB"),
    Figure("memory.end", "memory, at the end", unit="MB"),
    Figure("big.open", "1 MB note: open to first hover"),
    Figure("big.wiki", "1 MB note: keystroke to completion, [[ ]]", 16, By.P99),
    Figure("big.md", "1 MB note: keystroke to completion, [ ]( )", 16, By.P99),
    Figure("big.latex", "1 MB note: keystroke to completion, LaTeX", 16, By.P99),
    Figure("big.hover", "1 MB note: keystroke to hover", 16, By.P99),
    Figure("big.diagnostics", "1 MB note: keystroke to diagnostics", 100, By.P99),
)


def limit(figure: Figure, notes: int, ours: Results) -> float | None:
    """The limit of a figure in a vault of so many notes, given what was measured."""
    large = notes > 10_000
    if figure.key == COLD:
        alone = ours.get(ALONE)
        thrice = 3 * alone.median if alone and alone.values else None
        return min(thrice or 10_000, 10_000) if large else thrice
    if figure.key == WARM:
        cold = ours.get(COLD)
        return cold.median / 3 if cold and cold.values else None
    if figure.key.startswith("memory"):
        return 600 if large else 150
    if figure.limit and large and figure.key.startswith(("key.", "big.")) and figure.by is By.P99:
        return figure.limit * 1.5
    return figure.limit
