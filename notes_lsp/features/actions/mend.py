"""Quick fixes: what a problem itself says would mend it."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from notes_lsp.features.actions.asked import Asked
from notes_lsp.features.lines_gone import closed_up
from notes_lsp.features.options import SOURCE_FIX_ALL
from notes_lsp.syntax.problem import Fix, Problem
from notes_lsp.text import Span, Wording


def quick_fixes(asked: Asked) -> Iterator[types.CodeAction]:
    """One action per change on offer, for all problems that it mends; preferred where it is the
    only one of theirs."""
    changes: dict[Fix, list[Problem]] = {}
    for problem in asked.touched:
        for fix in problem.fixes:
            changes.setdefault(fix, []).append(problem)
    for fix, mended in changes.items():
        only = all(len(problem.fixes) == 1 for problem in mended)
        yield asked.action(fix.title, mended, fix.edits, preferred=only)


def fix_all(asked: Asked) -> Iterator[types.CodeAction]:
    """One action per rule that can mend several places of the note at once."""
    for code in dict.fromkeys(problem.code for problem in asked.touched if problem.fix):
        mended, edits = _together(asked, [each for each in asked.found if each.code == code])
        if len(mended) > 1:
            title = Wording(
                f"Fix all {len(mended)} {code} problems in this note",
                f"修正本笔记中全部 {len(mended)} 处 {code}",
            )
            yield asked.action(title, mended, edits)


def fix_everything(asked: Asked) -> Iterator[types.CodeAction]:
    """One action that mends what has one way to be mended, in the whole note.

    An editor runs it when a note is saved, if its user has set so.
    """
    sure = [each for each in asked.found if len(each.fixes) == 1 and not _is_planned(each)]
    mended, edits = _together(asked, sure)
    if mended:
        number = len(mended)
        title = Wording(
            f"Fix {number} problem{'s' if number > 1 else ''} in this note",
            f"修正本笔记中的 {number} 处问题",
        )
        action = asked.action(title, mended, edits)
        action.kind = SOURCE_FIX_ALL
        yield action


def _is_planned(problem: Problem) -> bool:
    """Whether what is missing may be about to be written: the note that a link names, or the link
    that needs a definition."""
    removes = problem.fix is not None and not any(new for _, new in problem.fix.edits)
    return removes or problem.code.startswith("link.")


def _together(asked: Asked, found: list[Problem]) -> tuple[list[Problem], list[tuple[Span, str]]]:
    """The problems whose fixes do not get in each other's way, with the edits of all."""
    mended: list[Problem] = []
    edits: list[tuple[Span, str]] = []
    for problem in found:
        if problem.fix is not None and _is_behind(edits, problem.fix):
            mended.append(problem)
            edits += sorted(problem.fix.edits)
    return mended, closed_up(asked.note.buffer, edits)


def _is_behind(edits: list[tuple[Span, str]], fix: Fix) -> bool:
    """Whether a fix begins behind all edits; right behind one where both take text away."""
    if not edits:
        return True
    (last, written), (first, new) = edits[-1], min(fix.edits)
    if first.start == last.end:
        return not written and not new and first.start < first.end
    return first.start > last.end
