"""Files and folders that the editor renames: what links need to follow them."""

from __future__ import annotations

from collections.abc import Generator

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.edits import Changes
from notes_lsp.features.rename.moves import Moves
from notes_lsp.features.rename.relinking import relink
from notes_lsp.features.rename.retitling import retitle
from notes_lsp.vault import Snapshot, Wait, to_key


def will_rename_files(
    snapshot: Snapshot, params: types.RenameFilesParams, client: ClientProfile
) -> Generator[Wait | None, None, types.WorkspaceEdit | None]:
    """The edits that keep all links whole: those to the files, and those in notes that move.

    They are meant for the vault as it is before the files move. A client that asks afterwards is
    answered for the new places. A generator that gives way while it works.
    """
    yield from snapshot.ready_for(None)  # a link in a note not read yet must not be missed
    moves = Moves(snapshot, {to_key(each.old_uri): to_key(each.new_uri) for each in params.files})
    changes = Changes(snapshot, client)
    yield from relink(moves, changes)
    retitle(snapshot, changes, refusing=False)
    return changes.made()
