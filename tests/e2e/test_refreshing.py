"""What an editor shows beside the text is asked for anew when something else changed it."""

from __future__ import annotations

from pathlib import Path

import pytest

from notes_lsp.vault import to_uri
from tests.e2e.wire import Wire

LENSES = {"workspace": {"codeLens": {"refreshSupport": True}}}
HINTS = {"workspace": {"inlayHint": {"refreshSupport": True}}}
MINUTES = {"notes-lsp": {"lens": {"wordsPerMinute": 1}}}


def refreshed(wire: Wire, method: str) -> None:
    """Waits until the editor is told to ask again; what it was told before does not count then."""
    wire.until(lambda message: message.get("method") == method)
    wire.request("workspace/symbol", {"query": "nothing is called so"})
    wire.heard.clear()


@pytest.mark.parametrize(
    ("capabilities", "method"),
    [(LENSES, "workspace/codeLens/refresh"), (HINTS, "workspace/inlayHint/refresh")],
)
def test_after_the_vault_is_read_after_settings_and_after_saving(
    tmp_path: Path, capabilities: dict[str, object], method: str
) -> None:
    (tmp_path / "a.md").write_text("[[b]]\n", "utf-8")
    uri = to_uri(str(tmp_path / "a.md"))
    with Wire() as wire:
        wire.initialize(tmp_path, capabilities=capabilities)
        refreshed(wire, method)
        wire.open(uri, "[[b]]\n")
        wire.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
        refreshed(wire, method)
        wire.notify("workspace/didChangeConfiguration", {"settings": MINUTES})
        refreshed(wire, method)
        assert wire.leave() == 0


def test_lenses_asked_before_the_settings_came_are_asked_again(tmp_path: Path) -> None:
    """VS Code asks at once, and would show the reading time of another speed for good."""
    uri = to_uri(str(tmp_path / "a.md"))
    with Wire() as wire:
        wire.initialize(tmp_path, capabilities=LENSES)
        wire.open(uri, "# 甲\n\n" + "字" * 50 + "\n")
        ask = {"textDocument": {"uri": uri}}
        assert wire.request("textDocument/codeLens", ask)[0]["command"]["title"] == "小于 1 分钟"
        refreshed(wire, "workspace/codeLens/refresh")
        wire.notify("workspace/didChangeConfiguration", {"settings": MINUTES})
        refreshed(wire, "workspace/codeLens/refresh")
        assert wire.request("textDocument/codeLens", ask)[0]["command"]["title"] == "大约 51 分钟"
