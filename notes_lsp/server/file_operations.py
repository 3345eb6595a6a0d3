"""Files that the client made, moved or deleted: what of it the vault must look at again."""

from __future__ import annotations

from lsprotocol import types

from notes_lsp.server.notes_server import NotesServer
from notes_lsp.server.table import FILES
from notes_lsp.vault import to_key


def register(server: NotesServer) -> None:
    """Take part in `workspace/didCreateFiles`, `didRenameFiles` and `didDeleteFiles`.

    Most clients tell of the same files as watched files too, but some are told of nothing else,
    and none is as quick.
    """

    @server.feature(types.WORKSPACE_DID_CREATE_FILES, FILES)
    def created(ls: NotesServer, params: types.CreateFilesParams) -> None:
        ls.background.look_at([to_key(each.uri) for each in params.files])

    @server.feature(types.WORKSPACE_DID_DELETE_FILES, FILES)
    def deleted(ls: NotesServer, params: types.DeleteFilesParams) -> None:
        ls.background.look_at([to_key(each.uri) for each in params.files])

    @server.feature(types.WORKSPACE_DID_RENAME_FILES, FILES)
    def renamed(ls: NotesServer, params: types.RenameFilesParams) -> None:
        moved = [(to_key(each.old_uri), to_key(each.new_uri)) for each in params.files]
        ls.background.look_at([path for pair in moved for path in pair])
