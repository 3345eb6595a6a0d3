"""A rename asked in a scene, and its edit carried out as an editor would."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lsprotocol import types

from notes_lsp.features.file_rename import will_rename_files
from notes_lsp.features.rename import prepare_rename, rename
from notes_lsp.text import Buffer
from notes_lsp.vault import Vault, to_key, to_uri
from tests.scene import Scene, applied, validated


def prepared(scene: Scene) -> str | None:
    """The range that would be renamed, drawn, and the placeholder when it is not the same."""
    answer = prepare_rename(
        scene.snapshot, types.PrepareRenameParams(scene.document, scene.position), scene.client
    )
    if answer is None:
        return None
    drawn = scene.draw(validated(answer).range)
    inside = drawn.partition("«")[2].partition("»")[0]
    return drawn if inside == answer.placeholder else f"{drawn}  ({answer.placeholder})"


def edit_of(scene: Scene, name: str) -> types.WorkspaceEdit:
    """The edit that renames what is at the cursor."""
    params = types.RenameParams(scene.document, scene.position, name)
    answer = drive(rename(scene.snapshot, params, scene.client))
    assert answer is not None
    return answer


def renamed(scene: Scene, name: str) -> str:
    """The changed files after a rename, the moved ones as `old -> new`."""
    return shown(scene, edit_of(scene, name))


def moved(scene: Scene, *pairs: tuple[str, str]) -> str:
    """The changed files after the editor was told that files will move."""
    edit = move_edit(scene, *pairs)
    return shown(scene, edit) if edit is not None else ""


def move_edit(scene: Scene, *pairs: tuple[str, str]) -> types.WorkspaceEdit | None:
    """What the editor is to change before it moves the files."""
    files = [
        types.FileRename(to_uri(str(scene.folder / old)), to_uri(str(scene.folder / new)))
        for old, new in pairs
    ]
    return drive(will_rename_files(scene.snapshot, types.RenameFilesParams(files), scene.client))


def drive(work: Any) -> types.WorkspaceEdit | None:
    """The answer of a feature of the idle lane."""
    while True:
        try:
            next(work)
        except StopIteration as finished:
            return validated(finished.value)


def shown(scene: Scene, edit: types.WorkspaceEdit) -> str:
    """Each file that the edit changes, as it is after it, in the order of the names."""
    parts = []
    for key, edits in sorted(texts(edit).items()):
        name = Path(key).relative_to(scene.folder).as_posix()
        after = applied(scene.buffers[name], edits, scene.client.encoding)
        parts.append(f"-- {name}\n{after}")
    for old, new in moves(edit).items():
        names = [Path(each).relative_to(scene.folder).as_posix() for each in (old, new)]
        parts.append(f"{names[0]} -> {names[1]}\n")
    return "".join(parts)


def texts(edit: types.WorkspaceEdit) -> dict[str, list[types.TextEdit]]:
    """The edits of texts, by key."""
    if edit.changes is not None:
        return {to_key(uri): list(edits) for uri, edits in edit.changes.items()}
    found: dict[str, list[types.TextEdit]] = {}
    for change in edit.document_changes or ():
        if isinstance(change, types.TextDocumentEdit):
            plain = [each for each in change.edits if isinstance(each, types.TextEdit)]
            assert len(plain) == len(change.edits)
            found[to_key(change.text_document.uri)] = plain
    return found


def moves(edit: types.WorkspaceEdit) -> dict[str, str]:
    """The files that the edit moves, by key."""
    return {
        to_key(change.old_uri): to_key(change.new_uri)
        for change in edit.document_changes or ()
        if isinstance(change, types.RenameFile)
    }


def carry_out(scene: Scene, edit: types.WorkspaceEdit | None, also: Iterable[Any] = ()) -> Vault:
    """Apply the edit to the scene's folder, move the files, and read the vault afresh."""
    for key, edits in texts(edit).items() if edit else ():
        path = Path(key)
        after = applied(Buffer.of(path.read_bytes()), edits, scene.client.encoding)
        path.write_bytes(after.encode())
    for old, new in [*(moves(edit).items() if edit else ()), *also]:
        Path(new).parent.mkdir(parents=True, exist_ok=True)
        Path(old).rename(new)
    vault = Vault()
    vault.configure([str(scene.folder)], [])
    for _ in vault.load():
        pass
    return vault
