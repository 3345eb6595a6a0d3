"""Code lenses: reading time and tasks over a note and its sections."""

from __future__ import annotations

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.vault import Snapshot


def code_lens(
    snapshot: Snapshot, params: types.CodeLensParams, client: ClientProfile
) -> list[types.CodeLens]:
    """The lenses of a note."""
    return []
