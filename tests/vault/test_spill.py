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
