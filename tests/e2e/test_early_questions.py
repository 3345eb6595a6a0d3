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
