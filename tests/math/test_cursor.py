"""What the cursor touches, and what it is in the middle of typing (`▮` is the cursor)."""

from __future__ import annotations

import pytest

from notes_lsp.math import Unfinished, command_at, unfinished


@pytest.mark.parametrize(
    ("formula", "name"),
    [
        (r"中\al▮pha + 1", r"\alpha"),
        (r"中▮\alpha", r"\alpha"),
        (r"\alpha▮\beta", r"\beta"),
        (r"\begin{mat▮rix} a \end{matrix}", "matrix"),
        (r"a \\[2pt] \▮, b", r"\,"),
        (r"a▮ + \alpha", None),
        (r"\\al▮pha", None),
        (r"a % \al▮pha", None),
    ],
)
def test_the_command_under_the_cursor(formula: str, name: str | None) -> None:
    before, after = formula.split("▮")
    found = command_at(before + after, len(before.encode()))
    assert (found and found.name) == name
    if found is not None:
        start, end = found.span
        assert (before + after).encode()[start:end].decode() == name


@pytest.mark.parametrize(
    ("typed", "kind", "name", "argument"),
    [
        (r"中 + \fr", "command", r"\fr", 0),
        (r"\积分", "command", r"\积分", 0),
        (r"\jifen", "command", r"\jifen", 0),
        ("a \\", "command", "\\", 0),
        (r"\frac{a}{\al", "command", r"\al", 0),
        (r"\begin{ma", "environment", "ma", 0),
        (r"\begin{cases} a \end{", "environment", "", 0),
        (r"\frac{", "argument", r"\frac", 0),
        (r"\frac{a}{b + {c}", "argument", r"\frac", 1),
        (r"\sqrt[", "argument", r"\sqrt", 0),
        (r"\sqrt{x", "argument", r"\sqrt", 1),
        (r"\begin{array}{c|", "argument", "array", 0),
    ],
)
def test_what_is_being_typed(typed: str, kind: str, name: str, argument: int) -> None:
    found = unfinished(typed)
    assert found is not None
    assert (found.kind, found.name, found.argument) == (kind, name, argument)


@pytest.mark.parametrize("typed", ["", "a + ", "\\\\", r"a \\fr", r"\frac{a}{b}", r"% \fr"])
def test_nothing_is_being_typed(typed: str) -> None:
    assert unfinished(typed) is None


def test_an_end_gets_the_name_of_the_innermost_begin() -> None:
    found = unfinished(r"\begin{aligned} \begin{cases} a \end{cases} b \end{al")
    assert isinstance(found, Unfinished)
    assert (found.closing, found.environment) == (True, "aligned")


def test_arguments_of_your_own_commands_are_counted() -> None:
    assert unfinished(r"\pair{a}{") is None
    found = unfinished(r"\pair{a}{", {r"\pair": 2})
    assert found is not None
    assert (found.name, found.argument) == (r"\pair", 1)
