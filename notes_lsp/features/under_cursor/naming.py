"""What a note is called before a person."""

from __future__ import annotations

import os

from notes_lsp.vault import Snapshot


def inside_vault(snapshot: Snapshot, key: str) -> str:
    """The path of a file from its workspace folder on, with `/`; outside of all its name."""
    folders = (root.rstrip(os.sep) + os.sep for root in snapshot.roots)
    inside = max((folder for folder in folders if key.startswith(folder)), key=len, default="")
    if not inside:
        return key[key.rfind(os.sep) + 1 :]
    return key[len(inside) :].replace(os.sep, "/")


def title_of(snapshot: Snapshot, key: str) -> str:
    """The note's title, else its path in the vault."""
    record = snapshot.records.get(key)
    return (record.title if record else "") or inside_vault(snapshot, key)
