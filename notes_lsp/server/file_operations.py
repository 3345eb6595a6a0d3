"""Files that the client made, moved or deleted: what of it the vault must look at again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types

from notes_lsp.server.notes_server import NotesServer
from notes_lsp.server.table import FILES
from notes_lsp.vault import to_key, to_uri
from notes_lsp.vault.walk import walk


def register(server: NotesServer) -> None:
    """Take part in `workspace/didCreateFiles`, `didRenameFiles` and `didDeleteFiles`.

    Most clients tell of the same files as watched files too, but some are told of nothing else,
    and none is as quick.
    """

    @server.feature(types.WORKSPACE_DID_CREATE_FILES, FILES)
    def created(ls: NotesServer, params: types.CreateFilesParams) -> None:
        _look(ls, [path for each in params.files for path in _inside(ls, to_key(each.uri))])

    @server.feature(types.WORKSPACE_DID_DELETE_FILES, FILES)
    def deleted(ls: NotesServer, params: types.DeleteFilesParams) -> None:
        _look(ls, [path for each in params.files for path in _known(ls, to_key(each.uri))])

    @server.feature(types.WORKSPACE_DID_RENAME_FILES, FILES)
    def renamed(ls: NotesServer, params: types.RenameFilesParams) -> None:
        moved = [(to_key(each.old_uri), to_key(each.new_uri)) for each in params.files]
        paths = [path for old, _ in moved for path in _known(ls, old)]
        _look(ls, [*paths, *(path for _, new in moved for path in _inside(ls, new))])


def _known(ls: NotesServer, path: str) -> Iterator[str]:
    """The notes that the vault knows at or below a path which is gone."""
    yield path
    yield from [key for key in ls.vault.records if key.startswith(path + os.sep)]


def _inside(ls: NotesServer, path: str) -> Iterator[str]:
    """The file itself, or the notes below a folder."""
    if Path(path).is_dir():
        yield from (entry.path for entry in walk(path, ls.vault.settings(path).vault))
    else:
        yield path


def _look(ls: NotesServer, paths: list[str]) -> None:
    events = [types.FileEvent(to_uri(path), types.FileChangeType.Changed) for path in paths]
    ls.background.files_changed(types.DidChangeWatchedFilesParams(events))
