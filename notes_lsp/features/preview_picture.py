"""A picture in a hover, with its size."""

from __future__ import annotations

import os

from notes_lsp.features.client import ClientProfile
from notes_lsp.vault import Snapshot, to_uri
from notes_lsp.vault.pictures import Size, picture_size

_WIDEST = 300
"""Pixels that a picture may take of a hover's width."""


def picture(snapshot: Snapshot, source: str, path: str, client: ClientProfile) -> str:
    """The picture at `path` as the client can show it, and its size in pixels.

    `source` is the note that links to it: its settings may turn pictures off.
    """
    wanted = snapshot.settings(source).hover.images
    size = picture_size(path)
    name = os.path.basename(path).translate(_UNSAFE)  # noqa: PTH119  # a key
    told = f"`{name}` · {size.width} × {size.height}" if size else f"`{name}`"
    if wanted == "off":
        return told
    address = to_uri(path)
    drawn = client.images or wanted == "on"
    width = f"|width={_WIDEST}" if drawn and _is_wide(size) else ""
    return f"[![{name}](<{address}{width}>)](<{address}>)\n\n{told}"


_UNSAFE = str.maketrans("[]`", "()'")


def _is_wide(size: Size | None) -> bool:
    """VS Code draws a picture as large as it is, but for `|width=`."""
    return size is None or size.width > _WIDEST
