"""Code actions: the quick fixes of the diagnostics at hand."""

from __future__ import annotations

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.vault import Snapshot


def code_action(
    snapshot: Snapshot, params: types.CodeActionParams, client: ClientProfile
) -> list[types.CodeAction]:
    """The actions for a range."""
    return []
