"""Packed records go to the disk once the vault is known, and answer as before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from notes_lsp.vault import Vault, records, to_uri
from notes_lsp.vault.spill import Spill
from tests.vault.conftest import write
from tests.vault.test_watching import facts, loaded

NOTES = "-- a.md\n# A\n[[b]] #t\n-- b.md\n# B\n[x](a.md#a)\n\n## C\n-- c.md\n[[a]] [[b#C]]\n"


@pytest.fixture
def vault(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vault:
    monkeypatch.setattr(records, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(records, "_SPILLED", 0)
    write(folder, NOTES)
    return loaded(folder)


def warmed(vault: Vault) -> Vault:
    for _ in vault.warm():
        pass
    return vault


def in_memory(vault: Vault) -> int:
    found: Any = vault.records
    return int(found.packed_bytes)


def test_what_was_spilled_answers_as_before(vault: Vault, folder: Path) -> None:
    before = in_memory(vault)
    assert in_memory(warmed(vault)) < before
    assert facts(vault) == facts(loaded(folder))


def test_a_note_that_changes_counts_as_it_is_now(vault: Vault, folder: Path) -> None:
    warmed(vault)
    (folder / "b.md").write_text("# Neu\n[[c]]\n")
    vault.file_changed(str(folder / "b.md"))
    vault.open(to_uri(str(folder / "a.md")), "# Typed\n", 1)
    vault.close(to_uri(str(folder / "a.md")))
    assert facts(warmed(vault)) == facts(loaded(folder))


def test_nothing_is_written_where_no_cache_is_wanted(vault: Vault, folder: Path) -> None:
    vault.configure([str(folder)], [("test", {"vault": {"cache": False}})])
    for _ in vault.load():
        pass
    before = in_memory(vault)
    assert in_memory(warmed(vault)) == before


def test_where_nothing_can_be_written_all_stays_in_memory(
    vault: Vault, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("a file")
    before = in_memory(vault)
    assert in_memory(warmed(vault)) == before
    assert facts(vault) == facts(loaded(folder))


def test_what_cannot_be_read_any_more_is_read_from_the_note(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warmed(vault)

    def fails(*_: object) -> bytes:
        raise OSError

    monkeypatch.setattr(Spill, "get", fails)
    assert vault.records[str(folder / "b.md")].title == "B"


def test_a_file_of_which_most_is_out_of_date_is_written_anew(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Notes change for weeks, and each left its old record on the disk."""
    monkeypatch.setattr(records, "_WASTE", 1000)
    for number in range(40):
        (folder / "b.md").write_text(f"# Neu {number}\n[[c]]\n")
        vault.file_changed(str(folder / "b.md"))
        warmed(vault)
    found: Any = vault.records
    assert found._spill.size < 4000
    assert facts(vault) == facts(loaded(folder))


def test_notes_that_change_while_the_file_is_written_anew_count_as_they_are(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warmed(vault)
    monkeypatch.setattr(records, "_WASTE", 0)
    for name in ("a", "b"):
        (folder / f"{name}.md").write_text("# Neu\n[[c]]\n")
        vault.file_changed(str(folder / f"{name}.md"))
        warmed(vault)
    (folder / "a.md").write_text("# Anders\n")
    found: Any = vault.records
    for number, _ in enumerate(found.spill(True)):
        if number == 0:
            vault.file_changed(str(folder / "a.md"))
    assert facts(warmed(vault)) == facts(loaded(folder))
