"""Every rule's page holds its own tests: what stands behind `Bad:` is found, `Good:` is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from notes_lsp.features.diagnostics import problems
from notes_lsp.features.rules import RULES, Rule
from notes_lsp.knowledge import read_pack
from notes_lsp.math import PROBLEM_CODES
from tests.scene import Scene

SOURCE = Path(__file__).parents[3] / "notes_lsp"


def examples(mark: str) -> list[object]:
    return list(_examples(mark))


def _examples(mark: str) -> Iterator[object]:
    for rule in RULES.values():
        for line in rule.documentation.splitlines():
            head, _, text = line.partition(":")
            if head == mark:
                yield pytest.param(rule, text.strip().replace("⏎", "\n"), id=f"{rule.code} {text}")


def found(scene: Scene, rule: Rule, text: str) -> set[str]:
    """The codes that a note, a settings file or a pack with this text gives."""
    if rule.code.startswith("pack."):
        return {problem.code for problem in read_pack(text.encode(), "packs/mine.yaml")[1]}
    if rule.code.startswith("settings."):
        scene(f"-- .notes-lsp.toml\n{text}\n-- 笔记.md\n▮")
        scene.vault.configure([str(scene.folder)], [])  # the file is there now
        return {problem.code for each in scene.snapshot.faults.values() for problem in each}
    scene(f"{text}\n", settings={"diagnostics": {"rules": {rule.code: "warning"}}})
    return {problem.code for problem in problems(scene.snapshot, scene.key)}


@pytest.mark.parametrize(("rule", "text"), examples("Bad"))
def test_what_a_page_calls_bad_is_found(scene: Scene, rule: Rule, text: str) -> None:
    assert rule.code in found(scene, rule, text)


@pytest.mark.parametrize(("rule", "text"), examples("Good"))
def test_what_a_page_calls_good_is_not(scene: Scene, rule: Rule, text: str) -> None:
    assert rule.code not in found(scene, rule, text)


def test_a_page_starts_with_a_sentence_that_says_what_is_wrong() -> None:
    for rule in RULES.values():
        assert re.match(r".+[.?]$", rule.documentation.splitlines()[0]), rule.code


def test_rules_of_notes_show_a_bad_and_a_good_example() -> None:
    for rule in RULES.values():
        if rule.code == "vault.large-note":
            continue  # an example of four megabytes helps nobody; test_large.py has one
        if rule.check or rule.check_passage:
            assert "Bad:" in rule.documentation, rule.code
            assert "Good:" in rule.documentation, rule.code


def test_each_code_that_the_math_room_reports_has_its_rule() -> None:
    assert {f"math.{code}" for code in PROBLEM_CODES} <= set(RULES)


def test_each_code_that_readers_of_packs_and_settings_report_has_its_rule() -> None:
    written = {
        code
        for room in ("knowledge", "vault")
        for path in (SOURCE / room).glob("*.py")
        for code in re.findall(r'"((?:pack|settings)\.[a-z-]+)"', path.read_text("utf-8"))
    }
    assert written
    assert written <= set(RULES)
