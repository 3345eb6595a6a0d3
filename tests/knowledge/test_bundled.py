"""The packs that ship with notes-lsp, and the cache that makes them quick to load."""

from __future__ import annotations

from pathlib import Path

import pytest

from notes_lsp.knowledge import bundled
from notes_lsp.knowledge.bundled import (
    bundled_folder,
    load_bundled,
    loading_bundled,
    pack_files,
    read_packs,
)
from notes_lsp.knowledge.gradual import Gradual
from notes_lsp.knowledge.source import Origin


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "packs"
    folder.mkdir()
    (folder / "a.yaml").write_text("entries: [{kind: term, name: 困惑度}]", encoding="utf-8")
    monkeypatch.setattr(bundled, "bundled_folder", lambda: folder)
    return folder


def names(cache: Path) -> list[str]:
    return [definition.entry.name for definition in load_bundled(cache)]


def test_every_bundled_pack_is_whole() -> None:
    definitions, problems = read_packs(pack_files(bundled_folder()), Origin.BUNDLED)
    assert problems == {}
    assert "tee" in {definition.entry.name for definition in definitions}


def test_what_was_read_is_kept(
    packs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_bundled(tmp_path / "cache")
    monkeypatch.setattr(bundled, "read_packs", lambda *_: pytest.fail("the cache was passed over"))
    assert load_bundled(tmp_path / "cache") == first


def test_the_first_reading_gives_way_between_the_packs(tmp_path: Path) -> None:
    """It takes a quarter of a second in all; what was kept is there at once."""
    files = pack_files(bundled_folder())
    assert len([*Gradual(loading_bundled(tmp_path)).steps()]) == len(files) + 1
    assert len([*Gradual(loading_bundled(tmp_path)).steps()]) == 1


def test_a_changed_pack_is_read_again(packs: Path, tmp_path: Path) -> None:
    assert names(tmp_path) == ["困惑度"]
    (packs / "b.yml").write_text("entries: [{kind: term, name: token}]", encoding="utf-8")
    assert names(tmp_path) == ["困惑度", "token"]


@pytest.mark.parametrize("rest", [b"", b"\x00\xff", b"{}", b"\x82\xa5stamp"])
def test_a_torn_cache_is_written_anew(packs: Path, tmp_path: Path, rest: bytes) -> None:
    (tmp_path / "bundled.msgpack").write_bytes(rest)
    assert names(tmp_path) == ["困惑度"]
    assert len((tmp_path / "bundled.msgpack").read_bytes()) > 50


def test_packs_load_where_no_cache_can_be_written(packs: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert names(tmp_path / "file") == ["困惑度"]


def test_a_pack_that_cannot_be_opened_is_a_problem_of_its_own(tmp_path: Path) -> None:
    definitions, problems = read_packs([tmp_path / "gone.yaml"], Origin.PACKS)
    assert definitions == ()
    ((problem,),) = problems.values()
    assert problem.code == "pack.unreadable"
    assert problem.message == (
        "This pack cannot be opened: No such file or directory. It is not in use."
    )
