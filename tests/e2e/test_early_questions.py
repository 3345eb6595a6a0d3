"""What is asked before the notes are read is answered when they are, and completely."""

from __future__ import annotations

from pathlib import Path

import pytest

from notes_lsp.vault import to_uri
from tests.e2e.wire import Wire

COUNT = 400


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    (tmp_path / "hub.md").write_text("# Hub\n\n## Part\n", "utf-8")
    for number in range(COUNT):
        (tmp_path / f"n{number}.md").write_text(f"[[hub#Part]] {number}\n", "utf-8")
    return tmp_path


def test_references_asked_at_once_miss_none(vault: Path) -> None:
    with Wire() as wire:
        wire.initialize(vault)
        uri = to_uri(str(vault / "hub.md"))
        wire.open(uri, "# Hub\n\n## Part\n")
        params = {
            "textDocument": {"uri": uri},
            "position": {"line": 2, "character": 4},
            "context": {"includeDeclaration": False},
        }
        assert len(wire.request("textDocument/references", params)) == COUNT


def test_a_rename_asked_at_once_changes_every_note(vault: Path) -> None:
    with Wire() as wire:
        wire.initialize(vault)
        uri = to_uri(str(vault / "hub.md"))
        wire.open(uri, "# Hub\n\n## Part\n")
        params = {
            "textDocument": {"uri": uri},
            "position": {"line": 2, "character": 4},
            "newName": "Piece",
        }
        edit = wire.request("textDocument/rename", params)
        assert len(edit.get("changes") or edit.get("documentChanges")) == COUNT + 1


def test_references_asked_right_after_a_git_pull_miss_none(tmp_path: Path) -> None:
    hub = tmp_path / "hub.md"
    hub.write_text("# Hub\n\n## Part\n", "utf-8")
    with Wire() as wire:
        watching = {"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}}
        wire.initialize(tmp_path, capabilities=watching)
        wire.open(to_uri(str(hub)), "# Hub\n\n## Part\n")
        params = {
            "textDocument": {"uri": to_uri(str(hub))},
            "position": {"line": 2, "character": 4},
            "context": {"includeDeclaration": False},
        }
        assert not wire.request("textDocument/references", params)
        pulled = [tmp_path / f"n{number}.md" for number in range(1000)]
        for path in pulled:
            path.write_text("[[hub#Part]]\n", "utf-8")
        changes = [{"uri": to_uri(str(path)), "type": 1} for path in pulled]
        wire.notify("workspace/didChangeWatchedFiles", {"changes": changes})
        assert len(wire.request("textDocument/references", params)) == 1000


def test_a_link_broken_while_the_notes_are_read_is_told_by_the_answer_to_that_key(
    vault: Path,
) -> None:
    """Such a client asks once for each key; "nothing is wrong" would stand until the next one."""
    uri = to_uri(str(vault / "hub.md"))
    document = {"textDocument": {"uri": uri}}
    with Wire() as wire:
        wire.initialize(vault, capabilities={"textDocument": {"diagnostic": {}}})
        wire.open(uri, "[[n1]]\n")
        place = {"line": 0, "character": 4}
        typed = [{"range": {"start": place, "end": place}, "text": "q"}]
        wire.notify(
            "textDocument/didChange",
            {"textDocument": {"uri": uri, "version": 2}, "contentChanges": typed},
        )
        found = wire.request("textDocument/diagnostic", document)["items"]
        assert [each["code"] for each in found] == ["link.missing-note"]


def test_a_heading_is_found_by_name_as_soon_as_its_note_is_read(tmp_path: Path) -> None:
    """Also in a vault so large that names are made searchable behind the scenes."""
    for number in range(2500):
        (tmp_path / f"n{number}.md").write_text(f"# 标题{number}\n", "utf-8")
    with Wire() as wire:
        wire.initialize(tmp_path)
        wire.until(lambda each: "notes read" in str(each.get("params")))
        for number in (0, 1234, 2499):
            found = wire.request("workspace/symbol", {"query": f"标题{number}"})
            assert f"标题{number}" in [each["name"] for each in found]
