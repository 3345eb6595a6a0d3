"""Code actions chosen from the menu: every file of the vault afterwards."""

from __future__ import annotations

from dataclasses import replace

from lsprotocol import types

from notes_lsp.features.actions import wanted
from notes_lsp.features.code_action import code_action, resolve_code_action
from notes_lsp.text import Buffer
from notes_lsp.vault import to_key
from tests.scene import Scene, applied


def menu(
    scene: Scene, only: list[types.CodeActionKind | str] | None = None
) -> dict[str, types.CodeAction]:
    """The actions at the cursor or selection, by title."""
    context = types.CodeActionContext([], only)
    params = types.CodeActionParams(scene.document, scene.range, context)
    found = scene.ask(code_action, params)
    assert len({action.title for action in found}) == len(found)
    return {action.title: action for action in found}


def titles(scene: Scene, kind: str) -> list[str]:
    """The titles of the actions of a kind, finer ones too."""
    found = menu(scene).values()
    return [
        each.title for each in found if wanted(str(getattr(each.kind, "value", each.kind)), [kind])
    ]


def chosen(scene: Scene, title: str, only: list[types.CodeActionKind | str] | None = None) -> str:
    """The open note after an action that touches nothing else."""
    files = all_chosen(scene, title, only)
    assert list(files) == [scene.current]
    return str(files[scene.current])


def all_chosen(
    scene: Scene, title: str, only: list[types.CodeActionKind | str] | None = None
) -> dict[str, str | None]:
    """What an action makes of the files that it touches; None for one that it deletes.

    The same, whether the edit comes at once or by `codeAction/resolve`.
    """
    client = scene.client
    scene.client = replace(client, resolves_edits=False)
    at_once = menu(scene, only)[title].edit
    scene.client = replace(client, resolves_edits=True)
    action = menu(scene, only)[title]
    if action.edit is None:
        action = scene.ask(resolve_code_action, action)
    scene.client = client
    assert action.edit == at_once
    assert at_once is not None
    return _files(scene, at_once)


def _files(scene: Scene, edit: types.WorkspaceEdit) -> dict[str, str | None]:
    files: dict[str, str | None] = {}
    for change in edit.document_changes or ():
        if isinstance(change, types.TextDocumentEdit):
            name = _name(scene, change.text_document.uri)
            before = scene.buffers[name] if name in scene.buffers else Buffer.of("")
            edits = [each for each in change.edits if isinstance(each, types.TextEdit)]
            files[name] = applied(before, edits, scene.client.encoding)
        elif isinstance(change, types.CreateFile):
            assert _name(scene, change.uri) not in scene.buffers
        elif isinstance(change, types.DeleteFile):
            files[_name(scene, change.uri)] = None
    return files


def _name(scene: Scene, uri: str) -> str:
    return to_key(uri).removeprefix(str(scene.folder)).lstrip("/")
