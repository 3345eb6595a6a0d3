"""Paths of wiki links that are written from the workspace folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from notes_lsp.syntax import LinkKind
from tests.vault.conftest import MakeVault

LEFT_OUT = """
-- .gitignore
附件
私
-- 日记/今天.md
-- 附件/图 1.png
-- 私/想法.md
"""


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("附件/图 1.png", "附件/图 1.png"),
        ("附件/图%201.png", "附件/图 1.png"),
        ("私/想法", "私/想法.md"),
        ("私/想法.md", "私/想法.md"),
    ],
)
def test_what_a_gitignore_leaves_out_is_found_from_a_note_in_any_folder(
    make_vault: MakeVault, folder: Path, path: str, file: str
) -> None:
    vault = make_vault(LEFT_OUT)
    found = vault.snapshot().graph.resolve(str(folder / "日记/今天.md"), LinkKind.WIKI, path)
    assert found.target is not None
    assert (found.target.key, found.broken) == (str(folder / file), False)


def test_what_is_nowhere_stays_missing(make_vault: MakeVault, folder: Path) -> None:
    graph = make_vault(LEFT_OUT).snapshot().graph
    for path in ("附件/图 2.png", "私/别的", "私", "想法"):
        assert graph.resolve(str(folder / "日记/今天.md"), LinkKind.WIKI, path).broken, path


def test_a_slash_at_the_end_means_the_folder_where_a_note_has_its_name(
    make_vault: MakeVault, folder: Path
) -> None:
    graph = make_vault("-- a/b.md\n-- p.md\n-- p/README.md\n-- a/q.md\n").snapshot().graph
    here = str(folder / "a/b.md")
    for path, file in (("p/", "p/README.md"), ("p", "p.md"), ("q/", "a/q.md")):
        found = graph.resolve(here, LinkKind.WIKI, path)
        assert [target.key for target in found.targets] == [str(folder / file)], path
