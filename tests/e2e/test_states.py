"""Whatever happened meanwhile, the server that runs answers as one that was started just now."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from notes_lsp.vault import to_uri
from tests.e2e.wire import PATIENCE, Wire


def read(wire: Wire) -> None:
    """Waits until the notes are read."""
    wire.until(
        lambda message: (
            message.get("method") == "window/logMessage"
            and "read in" in message["params"]["message"]
        )
    )


def becomes(ask: Callable[[], Any], wanted: Any) -> None:
    """What `ask` gives is `wanted` after a while."""
    end = time.monotonic() + PATIENCE
    while (found := ask()) != wanted and time.monotonic() < end:
        time.sleep(0.05)
    assert found == wanted


def names(wire: Wire, query: str = "") -> list[str]:
    """What a search for symbols finds."""
    found = wire.request("workspace/symbol", {"query": query})
    return sorted(symbol["name"] for symbol in found or ())


def old_notes(folder: Path, count: int) -> list[Path]:
    """Notes of one heading, `Old`, each in a folder of its own."""
    notes = [folder / f"d{number}" / f"note{number}.md" for number in range(count)]
    for note in notes:
        note.parent.mkdir()
        note.write_text("# Old\n", "utf-8")
    return notes


def test_folders_that_the_editors_settings_leave_out_are_gone_at_once(tmp_path: Path) -> None:
    for folder in ("in", "out"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "note.md").write_text(f"# {folder}\n", "utf-8")
    with Wire() as wire:
        wire.initialize(tmp_path)
        read(wire)
        assert names(wire, "out") == ["out"]
        for excluded, found in ((["out/"], []), ([], ["out"])):
            settings = {"notes-lsp": {"vault": {"exclude": excluded}}}
            wire.notify("workspace/didChangeConfiguration", {"settings": settings})
            becomes(lambda: names(wire, "out"), found)


def test_what_is_refused_is_no_error_in_the_log(tmp_path: Path) -> None:
    uri = to_uri(str(tmp_path / "a.md"))
    with Wire() as wire:
        wire.initialize(tmp_path)
        wire.open(uri, "没有名字\n")
        place = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 1}}
        answer = wire.answer(wire.ask("textDocument/rename", {**place, "newName": "x"}))
        assert answer["error"]["code"] == -32803
        wire.answer(wire.ask("textDocument/unheardOf", place))
        wire.leave()
        assert not [m for m in wire.heard if m.get("params", {}).get("type") == 1]
        assert "ERROR" not in wire.stderr.decode()


def test_pictures_move_with_the_folder_that_the_editor_renamed(tmp_path: Path) -> None:
    """An editor that tells of its own renames alone names the folder, and nothing in it."""
    (tmp_path / "d").mkdir()
    (tmp_path / "d/x.png").write_bytes(b"")
    uri = to_uri(str(tmp_path / "a.md"))
    with Wire() as wire:
        watching = {"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}}
        wire.initialize(tmp_path, capabilities=watching)
        read(wire)
        wire.open(uri, "![[x.png]]\n")

        def leads_to() -> Any:
            place = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 5}}
            return [each["uri"] for each in wire.request("textDocument/definition", place) or ()]

        assert leads_to() == [to_uri(str(tmp_path / "d/x.png"))]
        (tmp_path / "d").rename(tmp_path / "e")
        moved = {"oldUri": to_uri(str(tmp_path / "d")), "newUri": to_uri(str(tmp_path / "e"))}
        wire.notify("workspace/didRenameFiles", {"files": [moved]})
        becomes(leads_to, [to_uri(str(tmp_path / "e/x.png"))])


def test_no_change_is_missed_while_the_folders_are_read_again(tmp_path: Path) -> None:
    """A checkout that changes `.gitignore` and many notes, and a client that watches nothing."""
    notes = old_notes(tmp_path, 250)
    with Wire() as wire:
        wire.initialize(tmp_path)
        read(wire)
        time.sleep(1)  # until it watches
        (tmp_path / ".gitignore").write_text("*.log\n", "utf-8")
        for note in notes:
            note.write_text("# New\n", "utf-8")
            time.sleep(0.004)

        def left() -> list[str]:
            found = wire.request("workspace/symbol", {"query": "Old"})
            return [each["location"]["uri"] for each in found or () if each["name"] == "Old"]

        becomes(left, [])


def test_the_client_watches_what_the_settings_file_calls_a_note(tmp_path: Path) -> None:
    (tmp_path / ".notes-lsp.toml").write_text("[vault]\nextensions = ['md', 'txt']\n", "utf-8")
    watching = {"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}}

    def watched(wire: Wire) -> tuple[str, set[str]]:
        """The name of the next registration, and the patterns whose files it tells of."""
        asked = wire.until(lambda message: message.get("method") == "client/registerCapability")
        registered = asked["params"]["registrations"][0]
        watchers = registered["registerOptions"]["watchers"]
        return registered["id"], {each["globPattern"] for each in watchers if not each.get("kind")}

    with Wire() as wire:
        wire.initialize(tmp_path, capabilities=watching)
        first, patterns = watched(wire)
        assert {"**/*.md", "**/*.txt"} < patterns
        (tmp_path / ".notes-lsp.toml").write_text("[vault]\nextensions = ['org']\n", "utf-8")
        changed = {"uri": to_uri(str(tmp_path / ".notes-lsp.toml")), "type": 2}
        wire.notify("workspace/didChangeWatchedFiles", {"changes": [changed]})
        assert "**/*.org" in watched(wire)[1]
        ended = wire.until(lambda message: message.get("method") == "client/unregisterCapability")
        assert ended["params"]["unregisterations"][0]["id"] == first


def test_no_change_is_missed_between_the_reading_of_a_note_and_the_watching(tmp_path: Path) -> None:
    notes = old_notes(tmp_path, 150)
    with Wire() as wire:
        wire.initialize(tmp_path)
        for note in notes:
            note.write_text("# New\n", "utf-8")
            time.sleep(0.004)
        becomes(lambda: "Old" in names(wire, "Old"), wanted=False)
