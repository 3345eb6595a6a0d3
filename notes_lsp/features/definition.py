"""Go to definition: from a term to the row, heading or pack entry that defines it."""

from __future__ import annotations

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.vault import Snapshot


def definition(
    snapshot: Snapshot, params: types.DefinitionParams, client: ClientProfile
) -> list[types.Location] | list[types.LocationLink] | None:
    """Where what is under the cursor is defined."""
    return None
