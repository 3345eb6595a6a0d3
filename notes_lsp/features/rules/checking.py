"""All problems of a note: those of whole notes asked anew, those of blocks kept block by block.

What is kept is a pure function of a block's text and of the commands known in the note, so that a
keystroke in a note of a megabyte checks one block again and not thousands.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from functools import cache

from notes_lsp.features.block_memory import BlockMemory
from notes_lsp.features.rules.known import Explained, known_commands
from notes_lsp.features.rules.passage import Passage
from notes_lsp.features.rules.registry import RULES, Checked, PassageCheck, Rule
from notes_lsp.syntax.problem import Problem
from notes_lsp.vault import Level, Settings

_LONG = 32 * 1024
"""Bytes of a block within which one may give way: it takes 5 ms."""
_kept: BlockMemory[tuple[Problem, ...]] = BlockMemory()


def all_problems(checked: Checked) -> Iterator[Problem | None]:
    """Every problem of the note that a rule which is not switched off finds, in no order.

    None now and then on the way: there other work may be done, or this left off.
    """
    if checked.note.is_large:  # of which next to nothing is read
        yield from _told_of_its_size(checked)
        return
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


def _told_of_its_size(checked: Checked) -> Iterator[Problem | None]:
    rule = RULES["vault.large-note"]
    if rule.check and level_of(rule, checked.settings) is not Level.OFF:
        yield from rule.check(checked)


def level_of(rule: Rule, settings: Settings) -> Level:
    """How loud a rule is under these settings."""
    return settings.diagnostics.rules.get(rule.code, rule.level)


def _passage_problems(checked: Checked) -> Iterator[Problem | None]:
    note = checked.note
    known = known_commands(note, checked.settings)
    kept = _kept.of(checked.key, note, known)
    data = note.buffer.data
    for number, start in enumerate(note.starts[:-1]):
        found = kept[number]
        if found is None:
            block = note.blocks[number]
            text = data[start : start + block.length]
            found = kept[number] = yield from _check_passage(Passage(text, block.facts, known))
            yield None
        for problem in found:
            yield problem.moved(start)


@cache
def _passage_checks() -> tuple[PassageCheck, ...]:
    """Each check once, however many rules share it."""
    checks = [rule.check_passage for rule in RULES.values() if rule.check_passage]
    return tuple(dict.fromkeys(checks))


def _check_passage(passage: Passage) -> Generator[None, None, tuple[Problem, ...]]:
    found: list[Problem] = []
    for check in _passage_checks():
        found += check(passage)
        if len(passage.text) > _LONG:
            yield
    if len(found) < 2:
        return tuple(found)
    order = list(RULES)
    return tuple(sorted(found, key=lambda problem: order.index(problem.code)))
