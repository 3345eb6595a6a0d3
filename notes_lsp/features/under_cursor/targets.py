"""Where in a file the target of a link stands."""

from __future__ import annotations

from lsprotocol import types

from notes_lsp.features.place import spot_range
from notes_lsp.features.under_cursor.mentions import heading_range
from notes_lsp.text import Encoding
from notes_lsp.vault import Target


def target_range(target: Target, encoding: Encoding) -> types.Range:
    """The heading's line, the block's first line, the id, the place of `#L10,5`, or the start.

    Such a place counts as VS Code does; a client that counts otherwise gets the line's start.
    """
    if target.heading is not None:
        return heading_range(target.heading.spot, encoding)
    if target.block is not None:
        return spot_range(target.block.target or target.block.spot, encoding)
    column = target.column if encoding is Encoding.UTF16 else 0
    start = types.Position(target.line or 0, column)
    return types.Range(start, start)
