"""Code actions: what mends or silences the diagnostics at hand."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from notes_lsp.features.actions import Asked, fix_all, quick_fixes, silencing
from notes_lsp.features.client import ClientProfile
from notes_lsp.vault import Snapshot


def code_action(
    snapshot: Snapshot, params: types.CodeActionParams, client: ClientProfile
) -> list[types.CodeAction]:
    """The actions for a range: fixes first, then fixes of the whole note, then silence."""
    if not client.action_literals or not _wants_fixes(params.context.only):
        return []
    asked = Asked.of(snapshot, params, client)
    if asked is None or not asked.touched:
        return []
    return [*quick_fixes(asked), *fix_all(asked), *silencing(asked)]


def _wants_fixes(only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Whether `only` asks for quick fixes: kinds are a tree, and the empty one is its root."""
    if only is None:
        return True
    return any(str(getattr(kind, "value", kind)) in {"", "quickfix"} for kind in only)
