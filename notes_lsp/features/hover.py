"""Hover: what the thing under the cursor means, the user's own notes first."""

from __future__ import annotations

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.vault import Snapshot


def hover(
    snapshot: Snapshot, params: types.HoverParams, client: ClientProfile
) -> types.Hover | None:
    """The card of what is under the cursor, or None."""
    return None
