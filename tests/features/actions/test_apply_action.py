"""Actions by a command: for keys, and for editors that know commands alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from notes_lsp.features.code_action import code_action
from notes_lsp.features.commands import COMMANDS
from notes_lsp.features.options import APPLY_ACTION
from notes_lsp.vault import to_uri
from tests.e2e.wire import Wire
from tests.scene import PLAIN_CLIENT, Scene


def run(scene: Scene, *arguments: Any) -> str:
    """The note after the command, or the message that it shows."""
    told = COMMANDS[APPLY_ACTION](scene.snapshot, arguments, scene.client)
    if isinstance(told, types.ShowMessageParams):
        return told.message
    assert told
    for change in told.document_changes or ():
        assert isinstance(change, types.TextDocumentEdit)
        return scene.applied(list(change.edits))  # type: ignore[arg-type]  # never annotated here
    assert told.changes
    return scene.applied(list(told.changes[scene.uri]))


def at(scene: Scene) -> dict[str, Any]:
    place = {"line": scene.position.line, "character": scene.position.character}
    return {"start": place, "end": place}


def test_a_key_toggles_a_task(scene: Scene) -> None:
    scene("😀\n- [ ] 甲▮\n")
    assert run(scene, scene.uri, at(scene), "refactor.rewrite.task") == "😀\n- [x] 甲\n"


def test_a_key_that_has_nothing_to_do_says_so(scene: Scene) -> None:
    scene("甲▮\n")
    told = run(scene, scene.uri, at(scene), "refactor.rewrite.task")
    assert told == "There is nothing here for refactor.rewrite.task."
    assert "needs the URI" in run(scene, scene.uri, 3, "refactor")
    assert "needs the URI" in run(scene)


@pytest.mark.parametrize("line", [-1, 2**31])
def test_a_line_that_cannot_be_is_told_as_wrong_arguments(scene: Scene, line: int) -> None:
    scene("- [ ] 甲▮\n")
    place = {"start": {"line": line, "character": 0}, "end": {"line": 0, "character": 0}}
    assert "needs the URI" in run(scene, scene.uri, place, "refactor.rewrite.task")


def test_an_editor_that_knows_commands_alone_has_the_menu_too(scene: Scene) -> None:
    scene("$\\mb▮ox{x}$", client=replace(PLAIN_CLIENT, applies_edits=True))
    context = types.CodeActionContext([])
    params = types.CodeActionParams(scene.document, scene.range, context)
    found = {each.title: each for each in scene.ask(code_action, params)}
    command = found["Write `\\text`"]
    assert command.command == APPLY_ACTION
    assert run(scene, *command.arguments) == "$\\text{x}$\n"


def test_the_editor_is_asked_to_make_the_edit(tmp_path: Path) -> None:
    note = tmp_path / "笔记.md"
    uri = to_uri(str(note))
    with Wire() as wire:
        able = wire.initialize(tmp_path)["capabilities"]
        assert APPLY_ACTION in able["executeCommandProvider"]["commands"]
        assert able["codeActionProvider"]["resolveProvider"] is True
        wire.open(uri, "|a|\n|-|\n|长长|\n")
        place = {"line": 0, "character": 1}
        arguments = [uri, {"start": place, "end": place}, "refactor.rewrite.table"]
        wire.request("workspace/executeCommand", {"command": APPLY_ACTION, "arguments": arguments})
        asked = wire.until(lambda message: message.get("method") == "workspace/applyEdit")
        edits = asked["params"]["edit"]["changes"][uri]
        assert [each["newText"] for each in edits][:2] == ["| ", "    |"]
