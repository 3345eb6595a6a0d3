"""Folding: sections, fences, tables and containers."""

from __future__ import annotations

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.vault import Snapshot


def folding_range(
    snapshot: Snapshot, params: types.FoldingRangeParams, client: ClientProfile
) -> list[types.FoldingRange]:
    """What may be folded in a note."""
    return []
