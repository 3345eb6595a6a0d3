"""The index kept between starts: right or not there, and never in anybody's way."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from notes_lsp.vault import Vault, cache, loading, packing
from tests.vault.conftest import write

COUNT = 80
"""Notes; below some sixty no cache is kept."""


@pytest.fixture
def index(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache, which a load of the vault `folder` has just filled."""
    kept = tmp_path / "cache"
    monkeypatch.setattr(cache, "cache_folder", lambda: kept)
    text = "".join(
        f"-- d{number % 7}/n{number}.md\n# Note {number}\n[[n{number + 1}]] #t{number % 3}\n"
        for number in range(COUNT)
    )
    write(folder, text + "-- 词.md\n| 概念 | 内容 |\n|-|-|\n| CRNN | 网络 |\n")
    load(folder)
    return kept


def load(folder: Path, settings: Any = None) -> Vault:
    vault = Vault()
    vault.configure([str(folder)], [("test", settings or {})])
    for _ in vault.load():
        pass
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            thread.join(5)
    return vault


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The notes that are read from disk from now on."""
    names: list[str] = []

    def read_one(key: str, job: packing.Job) -> packing.ReadNote:
        names.append(Path(key).name)
        return packing.read_one(key, job)

    monkeypatch.setattr(loading, "read_one", read_one)
    return names


def facts(vault: Vault) -> tuple[Any, ...]:
    snapshot = vault.snapshot()
    links = {key: list(snapshot.graph.links_to(key)) for key in snapshot.records}
    return (
        dict(snapshot.records),
        links,
        dict(snapshot.graph.tags()),
        snapshot.lexicon.named("CRNN"),
    )


def test_a_second_start_reads_no_note(folder: Path, index: Path, read: list[str]) -> None:
    warm = load(folder)
    assert read == []
    assert facts(warm) == facts(load(folder, {"vault": {"cache": False}}))
    assert len(read) == COUNT + 1


def test_only_what_changed_is_read(folder: Path, index: Path, read: list[str]) -> None:
    (folder / "d0/n0.md").write_text("# Changed\n")
    (folder / "d1/n1.md").unlink()
    (folder / "d1/new.md").write_text("# New\n")
    warm = load(folder)
    assert sorted(read) == ["n0.md", "new.md"]
    assert facts(warm) == facts(load(folder, {"vault": {"cache": False}}))
    read.clear()
    load(folder)
    assert read == []


def test_notes_that_were_only_touched_are_not_read(
    folder: Path, index: Path, read: list[str]
) -> None:
    """As `git checkout` of another branch and back does with all of them."""
    for path in folder.rglob("*.md"):
        os.utime(path, ns=(time.time_ns(), 1_600_000_000_000_000_000))
    warm = load(folder)
    assert read == []
    assert facts(warm) == facts(load(folder, {"vault": {"cache": False}}))


@pytest.mark.parametrize("keep", [0, 5, 40, 500, -1])
def test_a_torn_cache_is_rebuilt(folder: Path, index: Path, read: list[str], keep: int) -> None:
    (file,) = index.iterdir()
    file.write_bytes(file.read_bytes()[:keep])
    assert facts(load(folder)) == facts(load(folder, {"vault": {"cache": False}}))
    read.clear()
    load(folder)
    assert read == []


def test_a_cache_with_a_wrong_byte_is_rebuilt(folder: Path, index: Path, read: list[str]) -> None:
    (file,) = index.iterdir()
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(bytes(data))
    assert facts(load(folder)) == facts(load(folder, {"vault": {"cache": False}}))


def test_a_cache_of_another_version_or_reading_is_not_used(
    folder: Path, index: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    load(folder, {"math": {"latexDelimiters": True}})
    assert len(read) == COUNT + 1
    read.clear()
    monkeypatch.setattr(cache, "__version__", "99")
    load(folder)
    assert len(read) == COUNT + 1


def test_where_no_cache_can_be_written_there_is_none(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(cache, "cache_folder", lambda: tmp_path / "file" / "cache")
    write(folder, "".join(f"-- n{number}.md\nx\n" for number in range(COUNT)))
    assert len(load(folder).snapshot().records) == COUNT


def test_nothing_is_written_into_the_vault(folder: Path, index: Path) -> None:
    assert {path.suffix for path in folder.rglob("*") if path.is_file()} == {".md"}


def test_reading_processes_see_what_this_one_does(
    folder: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = load(folder, {"vault": {"cache": False}})
    monkeypatch.setattr(loading, "FEW", 10)
    there = load(folder, {"vault": {"cache": False}})
    assert facts(here) == facts(there)


def test_who_leaves_early_keeps_what_was_read(
    folder: Path, index: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in index.iterdir():
        file.unlink()
    monkeypatch.setattr(loading, "FEW", 0)
    monkeypatch.setattr(loading, "_BATCH", 16)
    vault = Vault()
    vault.configure([str(folder)], [("test", {})])
    leaving = vault.load()
    while next(leaving)[0] < 16:
        pass
    leaving.close()
    monkeypatch.setattr(loading, "FEW", 300)
    warm = load(folder)
    assert warm.complete
    assert 0 < len(read) < COUNT


def test_the_notes_are_never_less_than_there_are_while_the_cache_is_read(
    folder: Path, index: Path
) -> None:
    vault = Vault()
    vault.configure([str(folder)], [("test", {})])
    for known, found in vault.load():
        assert known <= found
    assert known == found == len(vault.snapshot().records)
