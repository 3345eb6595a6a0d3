"""What is made step by step is the same, whoever makes the last step."""

from __future__ import annotations

import pytest

from notes_lsp.knowledge.entry import Term
from notes_lsp.knowledge.gradual import STEP, Gradual, Making
from notes_lsp.knowledge.name_index import Index
from notes_lsp.knowledge.prefixes import Group, Rank


def _three() -> Making[str]:
    yield
    yield
    return "made"


def test_steps_make_the_value_once() -> None:
    """Two pauses, then the step that ends; nothing is left to do after it."""
    gradual = Gradual(_three())
    assert len([*gradual.steps()]) == 3
    assert [*gradual.steps()] == []
    assert gradual.value == "made"


def test_who_needs_the_value_makes_what_is_missing() -> None:
    """A question that comes halfway gets its answer, and nothing is left."""
    gradual = Gradual(_three())
    ahead = gradual.steps()
    next(ahead)
    assert gradual.value == "made"
    assert [*ahead] == []


def _broken() -> Making[str]:
    yield
    raise OSError("The disk is gone.")


def test_what_cannot_be_made_fails_whenever_it_is_asked_for() -> None:
    """Not only the first time: after that there would be a value that is none."""
    gradual = Gradual(_broken())
    for _ in range(2):
        with pytest.raises(OSError, match="disk"):
            _ = gradual.value


def test_an_index_asked_halfway_knows_all_names() -> None:
    """Names entered before and after the pause are found alike."""
    entries = [Term(name=f"term {n:03}") for n in range(2 * STEP)]
    index = Index(entries)
    next(index.warm())
    found = index.prefixes(Group.TERMS).starting("term", Rank.NAME, 1000)
    assert [start.number for start in found] == [*range(2 * STEP)]
    assert index.keys["term 000"] == (0,)
    assert index.keys[f"term {2 * STEP - 1:03}"] == (2 * STEP - 1,)
