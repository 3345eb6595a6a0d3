"""Rename and moved files as a client sees them on the wire."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from notes_lsp.vault import to_uri
from tests.e2e.wire import PATIENCE, Wire

# It says that it watches files and tells of none, so the server learns by file operations alone.
_CAN = {
    "workspace": {
        "didChangeWatchedFiles": {"dynamicRegistration": True},
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["rename"]},
        "fileOperations": {
            "didCreate": True,
            "willRename": True,
            "didRename": True,
            "didDelete": True,
        },
    },
    "textDocument": {"rename": {"prepareSupport": True}},
}


def _ask(wire: Wire, method: str, uri: str, column: int, **more: Any) -> dict[str, Any]:
    at = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": column}}
    return wire.answer(wire.ask(method, {**at, **more}))


def test_a_server_tells_that_it_renames_and_a_refusal_has_its_reason(tmp_path: Path) -> None:
    (tmp_path / "n.md").write_text("# T\n", "utf-8")
    (tmp_path / "m.md").write_text("", "utf-8")
    uri = to_uri(str(tmp_path / "a.md"))
    with Wire() as wire:
        told = wire.initialize(tmp_path, capabilities=_CAN)["capabilities"]
        assert told["renameProvider"] == {"prepareProvider": True}
        assert set(told["workspace"]["fileOperations"]) == set(_CAN["workspace"]["fileOperations"])  # type: ignore[arg-type]  # JSON
        wire.open(uri, "[[n]]\n")
        ready = _ask(wire, "textDocument/prepareRename", uri, 3)["result"]
        assert ready["placeholder"] == "n"
        refused = _ask(wire, "textDocument/rename", uri, 3, newName="m")["error"]
        assert refused == {"code": -32803, "message": "There is a file “m.md” already."}
        changes = _ask(wire, "textDocument/rename", uri, 3, newName="汉")["result"]
        assert [change.get("kind") for change in changes["documentChanges"]] == [None, "rename"]
        assert changes["documentChanges"][0]["textDocument"] == {"uri": uri, "version": 1}


def test_the_vault_follows_what_the_client_makes_moves_and_deletes(tmp_path: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / "n.md").write_text("# 标题一\n", "utf-8")
    with Wire() as wire:
        wire.initialize(tmp_path, capabilities=_CAN)
        assert _found(wire, "标题一", folder / "n.md")
        folder.rename(tmp_path / "new")
        moved = {"oldUri": to_uri(str(folder)), "newUri": to_uri(str(tmp_path / "new"))}
        wire.notify("workspace/didRenameFiles", {"files": [moved]})
        assert _found(wire, "标题一", tmp_path / "new" / "n.md")
        made = tmp_path / "made.md"
        made.write_text("# 标题二\n", "utf-8")
        wire.notify("workspace/didCreateFiles", {"files": [{"uri": to_uri(str(made))}]})
        assert _found(wire, "标题二", made)
        made.unlink()
        wire.notify("workspace/didDeleteFiles", {"files": [{"uri": to_uri(str(made))}]})
        assert _found(wire, "标题二", None)


def _found(wire: Wire, heading: str, path: Path | None) -> bool:
    """Whether a heading comes to be found in this note alone; None for nowhere."""
    wanted = [to_uri(str(path))] if path else []
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        symbols = wire.request("workspace/symbol", {"query": heading}) or []
        if [each["location"]["uri"] for each in symbols if each["name"] == heading] == wanted:
            return True
        time.sleep(0.05)
    return False
