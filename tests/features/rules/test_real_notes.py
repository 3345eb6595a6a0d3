"""Notes that others wrote and that their sites draw without a fault: nothing to complain about."""

from __future__ import annotations

from pathlib import Path

import pytest

from notes_lsp.features.diagnostics import problems
from notes_lsp.features.rules import RULES, level_of
from notes_lsp.vault import Level, Settings, Vault, to_uri

ROOT = Path(__file__).parents[4] / "shared" / "real-notes"
NOTES = sorted(ROOT.glob("*/**/*.md"))


@pytest.mark.skipif(not NOTES, reason="the notes of others are not part of the project")
def test_not_one_false_error_or_warning_on_real_notes() -> None:
    vault = Vault(lambda: RULES)
    vault.configure([str(ROOT)], [])
    loud = {Level.ERROR, Level.WARNING}
    said = []
    for path in NOTES:
        vault.open(to_uri(str(path)), path.read_text("utf-8"), 1)
        said += [
            f"{path.name}: {problem.message}"
            for problem in problems(vault.snapshot(), str(path))
            if level_of(RULES[problem.code], Settings()) in loud
        ]
        vault.close(to_uri(str(path)))
    assert said == []


@pytest.mark.skipif(not NOTES, reason="the notes of others are not part of the project")
@pytest.mark.parametrize("folder", [".", "javaguide", "oi-wiki", "javaguide/docs", "oi-wiki/docs"])
def test_links_out_of_a_part_of_a_site_are_no_warnings(folder: str) -> None:
    """The rest of both sites, pictures too, is not there."""
    root = (ROOT / folder).resolve()
    vault = Vault(lambda: RULES)
    vault.configure([str(root)], [])
    for _ in vault.load():
        pass
    snapshot = vault.snapshot()
    said = [
        (Path(key).name, problem.code, problem.message)
        for key in snapshot.records
        for problem in problems(snapshot, key)
        if problem.code.split(".")[0] not in {"math", "table"}
        and level_of(RULES[problem.code], Settings()) in {Level.ERROR, Level.WARNING}
    ]
    assert said == []
