"""A server starts, answers and ends as the protocol says."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from notes_lsp.vault import to_uri
from tests.e2e.wire import PATIENCE, Wire

TABLE = "| 名称 | 解释 | 示例 |\n| --- | --- | --- |\n| CRNN | 卷积循环网络 | |\n"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    (tmp_path / "词汇.md").write_text(TABLE, "utf-8")
    return tmp_path


def test_shutdown_then_exit_ends_with_0(vault: Path) -> None:
    with Wire() as wire:
        wire.initialize(vault)
        assert wire.leave() == 0


def test_exit_without_shutdown_ends_with_1(vault: Path) -> None:
    with Wire() as wire:
        wire.initialize(vault)
        wire.notify("exit")
        assert wire.process.wait(PATIENCE) == 1


def test_a_closed_pipe_ends_the_server(vault: Path) -> None:
    with Wire() as wire:
        wire.initialize(vault)
        assert wire.process.stdin
        wire.process.stdin.close()
        assert wire.process.wait(PATIENCE) == 1


def test_a_closed_pipe_after_shutdown_ends_with_0(vault: Path) -> None:
    with Wire() as wire:
        wire.initialize(vault)
        wire.request("shutdown")
        assert wire.process.stdin
        wire.process.stdin.close()
        assert wire.process.wait(PATIENCE) == 0


@pytest.mark.skipif(os.name != "posix", reason="process ids are watched on POSIX only")
def test_the_server_leaves_when_the_editor_is_gone(vault: Path) -> None:
    editor = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    with Wire() as wire:
        wire.initialize(vault, processId=editor.pid)
        editor.send_signal(signal.SIGKILL)
        editor.wait()
        assert wire.process.wait(PATIENCE) == 1


def test_a_request_before_initialize_is_refused() -> None:
    with Wire() as wire:
        answer = wire.answer(wire.ask("textDocument/hover", {}))
        assert answer["error"]["code"] == -32002


def test_a_request_after_shutdown_is_refused(vault: Path) -> None:
    with Wire() as wire:
        wire.initialize(vault)
        wire.request("shutdown")
        answer = wire.answer(wire.ask("workspace/symbol", {"query": ""}))
        assert answer["error"]["code"] == -32600


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_the_clients_position_encoding_is_taken(vault: Path, encoding: str) -> None:
    capabilities = {"general": {"positionEncodings": [encoding]}}
    with Wire() as wire:
        result = wire.initialize(vault, capabilities=capabilities)
        assert result["capabilities"]["positionEncoding"] == encoding
        text = "😀 训练 CRNN。\n"
        uri = to_uri(str(vault / "新.md"))
        wire.open(uri, text)
        column = text.index("CRNN")
        unit = {"utf-8": len(text[:column].encode()), "utf-16": column + 1, "utf-32": column}
        hover = wire.hover(uri, 0, unit[encoding])
        assert "卷积循环网络" in hover["contents"]["value"]
        assert hover["range"]["start"]["character"] == unit[encoding]


@pytest.mark.parametrize("uri", ["untitled:Untitled-1", "file:///nowhere/alone.md"])
def test_a_note_without_a_folder_answers(uri: str) -> None:
    with Wire() as wire:
        wire.initialize(None)
        wire.open(uri, "先做 SFT 再做 RLHF。\n")
        assert "Supervised" in wire.hover(uri, 0, 4)["contents"]["value"]


def test_two_folders_are_one_vault(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    (one / "词汇.md").write_text(TABLE, "utf-8")
    folders = [{"uri": to_uri(str(folder)), "name": folder.name} for folder in (one, two)]
    with Wire() as wire:
        wire.initialize(None, workspaceFolders=folders)
        uri = to_uri(str(two / "a.md"))
        wire.open(uri, "CRNN\n")
        for _ in range(100):
            if hover := wire.hover(uri, 0, 1):
                break
            time.sleep(0.05)
        assert "卷积循环网络" in hover["contents"]["value"]


def test_a_cancelled_request_is_answered_as_cancelled(vault: Path) -> None:
    with Wire() as wire:
        wire.initialize(vault)
        uri = to_uri(str(vault / "词汇.md"))
        wire.open(uri, TABLE * 2000)  # keeps the server busy while the next two messages arrive
        request = wire.ask("textDocument/foldingRange", {"textDocument": {"uri": uri}})
        wire.notify("$/cancelRequest", {"id": request})
        answer = wire.answer(request)
        assert answer.get("error", {}).get("code") == -32800 or "result" in answer


def test_nothing_but_messages_is_on_stdout(vault: Path) -> None:
    with Wire(env={"PYTHONWARNINGS": "always", "PYTHONDEVMODE": "1"}) as wire:
        wire.initialize(vault)
        assert wire.leave() == 0  # the reader fails on anything that is no header


def test_the_log_reaches_the_editor_at_the_level_that_is_set(vault: Path) -> None:
    with Wire() as wire:
        wire.initialize(vault)
        assert "1 note read in" in wire.notification("window/logMessage")["message"]
    with Wire() as wire:
        wire.initialize(vault, initializationOptions={"logLevel": "error"})
        uri = to_uri(str(vault / "词汇.md"))
        wire.open(uri, TABLE)
        wire.notification("textDocument/publishDiagnostics")
        assert not [m for m in wire.heard if m.get("method") == "window/logMessage"]


def asked_for_settings(vault: Path, wire: Wire) -> None:
    """The server waits for an answer to `workspace/configuration`, which this client owes it."""
    folders = [{"uri": to_uri(str(vault)), "name": "vault"}]
    capabilities = {"workspace": {"configuration": True}}
    params = {"processId": None, "rootUri": None, "capabilities": capabilities}
    wire.request("initialize", {**params, "workspaceFolders": folders})
    wire.answers_requests = False
    wire.notify("initialized", {})
    wire.until(lambda message: message.get("method") == "workspace/configuration")


def test_who_leaves_before_it_answers_sees_no_error(vault: Path) -> None:
    with Wire() as wire:
        asked_for_settings(vault, wire)
        wire.notify("exit")
        assert wire.process.wait(PATIENCE) == 1
        wire.errors_read.join(PATIENCE)
        assert "Traceback" not in wire.stderr.decode()


def test_a_client_that_does_not_answer_has_its_notes_read_all_the_same(vault: Path) -> None:
    with Wire() as wire:
        asked_for_settings(vault, wire)
        assert "1 note read in" in wire.notification("window/logMessage")["message"]
