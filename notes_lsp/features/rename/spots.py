"""Ranges of what the vault remembers of links."""

from __future__ import annotations

from lsprotocol import types

from notes_lsp.features.place import spot_range
from notes_lsp.syntax import LinkKind
from notes_lsp.text import Encoding
from notes_lsp.vault import AnyLink, Incoming, Snapshot
from notes_lsp.vault.record import LinkRecord


def kind_of(link: AnyLink) -> LinkKind:
    """How the link is written; a definition's destination is an inline one's."""
    return link.kind if isinstance(link, LinkRecord) else LinkKind.INLINE


def leads_there(snapshot: Snapshot, incoming: Incoming) -> bool:
    """Whether a link goes there first of all, and not to a nearer note of the same name."""
    return snapshot.graph.resolve_link(incoming.key, incoming.link).target == incoming.target


def destination_range(link: AnyLink, encoding: Encoding, angles: bool = False) -> types.Range:
    """The range of path and fragment; with `angles` that of the `<…>` around them too."""
    found = spot_range(link.target, encoding)
    if link.fragment_spot is not None:
        found = types.Range(found.start, spot_range(link.fragment_spot, encoding).end)
    if not angles:
        return found
    return types.Range(
        types.Position(found.start.line, found.start.character - 1),
        types.Position(found.end.line, found.end.character + 1),
    )
