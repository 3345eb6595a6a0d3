"""vault: the notes of a workspace, walked, read, indexed and kept true; the one place with state.

Produces immutable `Snapshot`s. Never speaks LSP, never writes a file of the user's.
Start reading at `vault.py`.
"""

from notes_lsp.vault.front_links import front_links
from notes_lsp.vault.front_matter import fields as front_matter_fields
from notes_lsp.vault.graph import Graph
from notes_lsp.vault.loading import Wait
from notes_lsp.vault.record import (
    AnyLink,
    DefinitionRecord,
    HeadingRecord,
    LinkRecord,
    NameRecord,
    NoteRecord,
    Spot,
)
from notes_lsp.vault.resolution import Incoming, Reason, Resolution, Target
from notes_lsp.vault.settings import Level, Settings
from notes_lsp.vault.settings_reader import SettingProblem, read_settings
from notes_lsp.vault.snapshot import OpenNote, Snapshot
from notes_lsp.vault.uris import is_file, to_key, to_uri
from notes_lsp.vault.vault import Edit, Vault

__all__ = [
    "AnyLink",
    "DefinitionRecord",
    "Edit",
    "Graph",
    "HeadingRecord",
    "Incoming",
    "Level",
    "LinkRecord",
    "NameRecord",
    "NoteRecord",
    "OpenNote",
    "Reason",
    "Resolution",
    "SettingProblem",
    "Settings",
    "Snapshot",
    "Spot",
    "Target",
    "Vault",
    "Wait",
    "front_links",
    "front_matter_fields",
    "is_file",
    "read_settings",
    "to_key",
    "to_uri",
]
