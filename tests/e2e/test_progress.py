"""A client that shows progress sees the vault being read, however late it answers."""

from __future__ import annotations

from pathlib import Path

from notes_lsp.vault import to_uri
from tests.e2e.wire import Wire

CAPABILITIES = {"window": {"workDoneProgress": True}}


def test_a_late_answer_to_progress_harms_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n", "utf-8")
    with Wire() as wire:
        wire.initialize(tmp_path, capabilities=CAPABILITIES)
        uri = to_uri(str(tmp_path / "a.md"))
        wire.open(uri, "先做 SFT。\n")
        wire.until(lambda message: message.get("method") == "window/workDoneProgress/create")
        assert wire.hover(uri, 0, 4)
        assert wire.leave() == 0
