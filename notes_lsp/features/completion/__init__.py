"""Completion: LaTeX inside math, terms in prose, commands and options in shell code."""

from __future__ import annotations

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.vault import Snapshot

TRIGGER_CHARACTERS = ["\\", "{", "-"]


def completion(
    snapshot: Snapshot, params: types.CompletionParams, client: ClientProfile
) -> types.CompletionList | None:
    """What may come at the cursor."""
    return None


def resolve_completion(
    snapshot: Snapshot, params: types.CompletionItem, client: ClientProfile
) -> types.CompletionItem:
    """The item with its documentation."""
    return params
