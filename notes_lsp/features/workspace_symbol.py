"""Workspace symbols: notes, headings and entries by name."""

from __future__ import annotations

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.vault import Snapshot


def workspace_symbol(
    snapshot: Snapshot, params: types.WorkspaceSymbolParams, client: ClientProfile
) -> list[types.WorkspaceSymbol]:
    """What in the vault goes by the queried name."""
    return []
