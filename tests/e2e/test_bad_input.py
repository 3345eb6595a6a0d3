"""Bad input gets a clear answer, the server lives, nothing is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from notes_lsp.vault import to_uri
from tests.e2e.wire import Wire

NOTE = "先做 SFT。\n"


def lives(wire: Wire, uri: str) -> None:
    """The server still explains a term."""
    assert "Supervised" in wire.hover(uri, 0, 4)["contents"]["value"]


@pytest.fixture
def uri(tmp_path: Path) -> str:
    return to_uri(str(tmp_path / "笔记.md"))


@pytest.fixture
def wire(tmp_path: Path, uri: str) -> Any:
    with Wire() as wire:
        wire.initialize(tmp_path)
        wire.open(uri, NOTE)
        yield wire


def test_an_unknown_method_is_not_found(wire: Wire, uri: str) -> None:
    assert wire.answer(wire.ask("textDocument/doMagic", {}))["error"]["code"] == -32601
    wire.notify("$/magic", {})
    lives(wire, uri)


@pytest.mark.parametrize(
    "body",
    [b"{not json", b"[]", b"3", b'{"jsonrpc": "1.0", "id": 7, "method": "x"}', b"\xff\xfe", b"{}"],
)
def test_a_malformed_message_is_answered(wire: Wire, uri: str, body: bytes) -> None:
    wire.send_bytes(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    answer = wire.until(lambda message: "error" in message)
    assert answer["error"]["code"] in {-32700, -32600}
    lives(wire, uri)


def test_a_header_of_nonsense_is_passed_over(wire: Wire, uri: str) -> None:
    wire.send_bytes(b"Hello: there\r\n\r\nContent-Length: minus\r\n\r\n")
    lives(wire, uri)


def test_wrong_parameters_are_refused(wire: Wire, uri: str) -> None:
    answer = wire.answer(wire.ask("textDocument/hover", {"textDocument": 3}))
    assert answer["error"]["code"] == -32602
    lives(wire, uri)


@pytest.mark.parametrize("position", [(0, 10_000), (10_000, 0), (2**31 - 1, 2**31 - 1)])
def test_a_position_past_the_end_is_the_end(
    wire: Wire, uri: str, position: tuple[int, int]
) -> None:
    wire.hover(uri, *position)
    lives(wire, uri)


def test_a_note_that_is_not_open_is_no_error(wire: Wire, uri: str) -> None:
    assert wire.hover("file:///nowhere.md", 0, 0) is None
    change = {"textDocument": {"uri": "file:///nowhere.md", "version": 2}}
    wire.notify("textDocument/didChange", {**change, "contentChanges": [{"text": "x"}]})
    wire.notify("textDocument/didClose", {"textDocument": {"uri": "file:///nowhere.md"}})
    lives(wire, uri)


@pytest.mark.parametrize(
    "text",
    [
        "NUL \0 here\n先做 SFT。",
        "a\r\nb\rc\n先做 SFT。\r\n",
        "x" * 10_000_000,
        "汉" * 500_000 + "\n",
        ">" * 10_000 + " 深",
        "[" * 20_000,
        "*" * 20_000 + "a",
        "$" * 20_001,
        "`" * 20_001,
        "|" * 20_000 + "\n|-|\n",
        "- " * 5_000,
        "\ud800 lone surrogate",
        ":::" * 5_000,
        "---\n" + "a: [" * 3_000,
        "$" + "{" * 20_000 + "$",
    ],
    ids=range(15),
)
def test_a_hostile_note_is_read(wire: Wire, uri: str, tmp_path: Path, text: str) -> None:
    hostile = to_uri(str(tmp_path / "hostile.md"))
    wire.open(hostile, text)
    document = {"textDocument": {"uri": hostile}}
    for method in ("documentSymbol", "foldingRange", "codeLens"):
        wire.request(f"textDocument/{method}", document)
    wire.hover(hostile, 0, 3)
    wire.request("textDocument/completion", {**document, "position": {"line": 0, "character": 9}})
    lives(wire, uri)


def test_broken_files_on_disk_do_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_bytes(b"\xff\xfe\x00bad \xc3\x28 # heading\n\0\n")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.md").symlink_to(tmp_path / "missing")
    (tmp_path / ".notes-lsp.toml").write_text('lens = {wordsPerMinut = 3}\n[lens2]\nx = "', "utf-8")
    (tmp_path / "词汇.md").write_text(
        "| 名称 | 解释 | 示例 |\n|---|---|---|\n| CRNN | 卷积循环网络 | |\n", "utf-8"
    )
    with Wire() as wire:
        wire.initialize(tmp_path)
        uri = to_uri(str(tmp_path / "词汇.md"))
        wire.open(uri, (tmp_path / "词汇.md").read_text("utf-8") + "\nCRNN\n")
        assert "卷积循环网络" in wire.hover(uri, 4, 2)["contents"]["value"]
        settings = to_uri(str(tmp_path / ".notes-lsp.toml"))
        published = wire.until(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics"
                and message["params"]["uri"] == settings
            )
        )
        assert published["params"]["diagnostics"][0]["code"] == "settings.syntax"


def test_a_wrong_setting_is_told_and_the_rest_counts(tmp_path: Path) -> None:
    with Wire() as wire:
        options = {"lens": {"wordsPerMinut": 3}, "hover": {"enabled": False}}
        wire.initialize(tmp_path, initializationOptions=options)
        told = wire.notification("window/showMessage")["message"]
        assert 'Did you mean "wordsPerMinute"?' in told
        uri = to_uri(str(tmp_path / "a.md"))
        wire.open(uri, NOTE)
        assert wire.hover(uri, 0, 4) is None
