"""Files too large to wait for are read by another process, and end in the same state."""

from __future__ import annotations

from pathlib import Path

import pytest

from notes_lsp.vault import Vault, Wait, file_changes, to_uri
from notes_lsp.vault.workers import Workers
from tests.vault.conftest import write
from tests.vault.test_watching import facts, loaded

NOTE = "# A\n\n[[b]] #t ^id\n\n| 概念 | 内容 |\n|-|-|\n| 某词 | 意思 |\n\n## C\n"


@pytest.fixture(autouse=True)
def _everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_changes, "FAR", 8)


@pytest.fixture
def vault(folder: Path) -> Vault:
    write(folder, "-- a.md\n# Old\n\n[[c]]\n-- b.md\n[[a#A]]\n")
    return loaded(folder)


def hears(vault: Vault, path: Path) -> list[Wait | None]:
    return list(vault.files_changed([str(path)]))


def test_a_large_note_that_a_pull_changed_is_as_after_a_fresh_start(
    vault: Vault, folder: Path
) -> None:
    (folder / "a.md").write_text(NOTE)
    hears(vault, folder / "a.md")
    (folder / "new.md").write_text(NOTE)
    hears(vault, folder / "new.md")
    assert facts(vault) == facts(loaded(folder))


def test_a_large_note_that_was_opened_while_it_was_read_stays_as_it_is_in_the_editor(
    vault: Vault, folder: Path
) -> None:
    (folder / "a.md").write_text(NOTE)
    changes = vault.files_changed([str(folder / "a.md")])
    next(changes)
    vault.open(to_uri(str(folder / "a.md")), "# Typed\n", 1)
    for _ in changes:
        pass
    assert vault.snapshot().records[str(folder / "a.md")].title == "Typed"


def test_a_large_note_that_is_closed_is_known_as_it_was_until_it_is_read(
    vault: Vault, folder: Path
) -> None:
    uri, path = to_uri(str(folder / "a.md")), folder / "a.md"
    vault.open(uri, "# Typed\n", 1)
    path.write_text(NOTE)
    assert vault.let_go(uri) == str(path)
    assert vault.snapshot().records[str(path)].title == "Typed"
    hears(vault, path)
    assert facts(vault) == facts(loaded(folder))


def test_where_no_process_can_be_started_large_notes_are_read_all_the_same(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workers, "results", lambda *_: iter(()))
    (folder / "a.md").write_text(NOTE)
    hears(vault, folder / "a.md")
    assert facts(vault) == facts(loaded(folder))


def test_a_large_note_that_is_gone_when_it_is_read_is_forgotten(vault: Vault, folder: Path) -> None:
    path = folder / "a.md"
    path.write_text(NOTE)
    changes = vault.files_changed([str(path)])
    next(changes)
    path.unlink()
    for _ in changes:
        pass
    assert facts(vault) == facts(loaded(folder))
