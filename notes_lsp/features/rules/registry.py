"""The table of rules."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from notes_lsp.features.rules.link_faults import link_faults
from notes_lsp.features.rules.passage import Passage
from notes_lsp.syntax import Note
from notes_lsp.syntax.problem import Problem
from notes_lsp.vault import Level, Settings, Snapshot


class Tag(Enum):
    """How a client may draw what a rule finds, beside its level."""

    UNNECESSARY = "unnecessary"
    """Greyed out."""
    DEPRECATED = "deprecated"
    """Struck through."""


@dataclass(frozen=True)
class Checked:
    """The note under check and what it is checked against."""

    snapshot: Snapshot
    key: str
    note: Note
    settings: Settings

    @cached_property
    def link_faults(self) -> Iterable[Problem | None]:
        """What is wrong with the links, found once for all rules of links."""
        return _Once(link_faults(self.snapshot, self.key, self.note))


class _Once:
    """What an iterator gives, for many who ask; its pauses (None) only for the first of them."""

    def __init__(self, source: Iterator[Problem | None]) -> None:
        self._source = source
        self._given: list[Problem] = []

    def __iter__(self) -> Iterator[Problem | None]:
        yield from tuple(self._given)
        for each in self._source:
            if each is not None:
                self._given.append(each)
            yield each


NoteCheck = Callable[[Checked], Iterable[Problem | None]]
"""Looks at a whole note and may look at the vault; runs at every check. Gives None now and then on
long work, so that a message that comes in may be answered in between."""
PassageCheck = Callable[[Passage], Iterable[Problem]]
"""Looks at one block and at nothing else; runs again only when the block's text has changed.

Rules that share one check have it run once: it finds the problems of all of them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code, how loud it is unless set otherwise, its page, its check.

    It has a check of the note, or of a passage, or none: then someone else finds the fault, in a
    file that is no note.
    """

    code: str
    level: Level
    documentation: str
    """Markdown: a first line that says what is wrong, then more, with `Bad:` and `Good:`."""
    check: NoteCheck | None = None
    check_passage: PassageCheck | None = None
    tag: Tag | None = None


RULES: dict[str, Rule] = {}
"""All rules by code, in the order in which they are declared."""


def rule(code: str, *, level: Level, tag: Tag | None = None) -> Callable[[NoteCheck], NoteCheck]:
    """Declare the decorated check of a note as the rule `code`, its docstring as the page."""

    def declare(check: NoteCheck) -> NoteCheck:
        RULES[code] = Rule(code, level, inspect.cleandoc(check.__doc__ or ""), check, tag=tag)
        return check

    return declare


def passage_rule(
    code: str, *, level: Level, tag: Tag | None = None
) -> Callable[[PassageCheck], PassageCheck]:
    """Declare the decorated check of a passage as the rule `code`, its docstring as the page."""

    def declare(check: PassageCheck) -> PassageCheck:
        page = inspect.cleandoc(check.__doc__ or "")
        RULES[code] = Rule(code, level, page, check_passage=check, tag=tag)
        return check

    return declare


def file_rule(code: str, level: Level, page: str) -> None:
    """Declare a fault of settings files or packs, which their readers find."""
    RULES[code] = Rule(code, level, inspect.cleandoc(page))
