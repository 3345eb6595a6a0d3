"""All problems of a note: those of whole notes asked anew, those of blocks kept block by block.

What is kept is a pure function of a block's text and of the commands known in the note, so that a
keystroke in a note of a megabyte checks one block again and not thousands.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping

from notes_lsp.features.rules.formula import Known
from notes_lsp.features.rules.known import Explained, known_commands
from notes_lsp.features.rules.passage import Passage
from notes_lsp.features.rules.registry import RULES, Checked, Rule
from notes_lsp.syntax import Block
from notes_lsp.syntax.problem import Problem
from notes_lsp.vault import Level, Settings

_MOST_NOTES = 16
_Kept = dict[int, tuple[Block, bytes, tuple[Problem, ...]]]
"""By the block's identity; the block is held, so that no other one can take its place."""
_kept: OrderedDict[str, tuple[Mapping[str, Known], _Kept]] = OrderedDict()


def all_problems(checked: Checked) -> Iterator[Problem | None]:
    """Every problem of the note that a rule which is not switched off finds, in no order.

    None now and then on the way: there other work may be done, or this left off.
    """
    for rule in RULES.values():
        if rule.check and level_of(rule, checked.settings) is not Level.OFF:
            yield from rule.check(checked)
            yield None
    loud = {
        rule.code for rule in RULES.values() if level_of(rule, checked.settings) is not Level.OFF
    }
    explained = Explained(checked)
    for problem in _passage_problems(checked):
        told = explained(problem) if problem and problem.code in loud else None
        if told is None or told.code in loud:
            yield told


def level_of(rule: Rule, settings: Settings) -> Level:
    """How loud a rule is under these settings."""
    return settings.diagnostics.rules.get(rule.code, rule.level)


def _passage_problems(checked: Checked) -> Iterator[Problem | None]:
    note = checked.note
    known = known_commands(note, checked.settings)
    before = _recalled(checked.key, known)
    now: _Kept = {}
    data = note.buffer.data
    try:
        for start, block in zip(note.starts, note.blocks, strict=False):
            text = data[start : start + block.length]
            kept = before.get(id(block))
            if kept is None or kept[1] != text:
                kept = (block, text, _check_passage(Passage(text, block.facts, known)))
            now[id(block)] = kept
            yield None
            for problem in kept[2]:
                yield problem.moved(start)
    except GeneratorExit:  # left off by the next keystroke
        now = _recalled(checked.key, known) | now
        raise
    finally:
        _keep(checked.key, known, now)


def _keep(key: str, known: Mapping[str, Known], kept: _Kept) -> None:
    _kept[key] = (known, kept)
    _kept.move_to_end(key)
    while len(_kept) > _MOST_NOTES:
        _kept.popitem(last=False)


def _recalled(key: str, known: Mapping[str, Known]) -> _Kept:
    then, kept = _kept.get(key, (known, {}))
    return kept if then == known else {}


def _check_passage(passage: Passage) -> tuple[Problem, ...]:
    return tuple(
        problem
        for rule in RULES.values()
        if rule.check_passage
        for problem in rule.check_passage(passage)
    )
