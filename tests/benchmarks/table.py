"""The figures as a table: each beside its limit and beside the peer's."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.figures import FIGURES, By, Figure, Results, Samples, limit

_OURS, _PEER = "notes-lsp", "VS Code's"
_HEAD = f"{'':<44}{'limit':>9} {'median':>9}{'p99':>9}  {_OURS:<11}{_PEER:>10}{'ratio':>8}"


def rows(notes: int, ours: Results, peer: Results) -> Iterator[str]:
    """The lines of the table: our median and p99, the verdict, the peer's median and how many
    times ours it is. A figure without any sample is left out."""
    yield _HEAD
    for figure in FIGURES:
        mine, theirs = ours.get(figure.key, Samples()), peer.get(figure.key, Samples())
        if not mine.values and not mine.missing and not theirs.values:
            continue
        bound = limit(figure, notes, ours)
        left = f"{figure.label:<44}{_number(bound):>9} "
        yield left + _mine(figure, mine, bound) + _theirs(mine, theirs)
    yield ""
    yield "Milliseconds, memory in MB. ok, OVER: the p99 of keystrokes, else the median."
    yield "wrong: so many answers of all were not right. ratio: the peer's median over ours."


def _mine(figure: Figure, mine: Samples, bound: float | None) -> str:
    if not mine.values:
        return f"{'–':>9}{'–':>9}  {mine.missing[:10]:<11}"
    if not mine.is_right:
        verdict = f"wrong {len(mine.values) - mine.right}/{len(mine.values)}"
    elif bound is None:
        verdict = ""
    else:
        verdict = "ok" if mine.judged(figure.by) <= bound else "OVER"
        verdict += " (p99)" if figure.by is By.P99 and verdict == "OVER" else ""
    return f"{_number(mine.median):>9}{_number(mine.p99):>9}  {verdict:<11}"


def _theirs(mine: Samples, theirs: Samples) -> str:
    if not theirs.values:
        return f"{'–':>10}"
    if not theirs.is_right:
        return f"{'wrong':>10}"
    ratio = f"×{theirs.median / mine.median:.2f}" if mine.is_right and mine.median else ""
    return f"{_number(theirs.median):>10}{ratio:>8}"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if value >= 100 else f"{value:.2f}"
