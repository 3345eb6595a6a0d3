"""Commands that a client runs by `workspace/executeCommand`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.vault import Snapshot

Command = Callable[[Snapshot, Sequence[Any], ClientProfile], types.ShowMessageParams | None]
"""A function of (snapshot, arguments, client); what it returns is shown to the user."""

COMMANDS: dict[str, Command] = {}
"""Commands by name."""
