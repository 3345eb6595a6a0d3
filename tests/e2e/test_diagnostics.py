"""Diagnostics over the wire: pushed, pulled, refreshed; for one note and for all."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from notes_lsp.vault import to_uri
from tests.e2e.wire import Wire

PULLS = {
    "textDocument": {"diagnostic": {}},
    "workspace": {"diagnostics": {"refreshSupport": True}},
}


def published(wire: Wire, path: Path, *, faults: bool = True) -> list[dict[str, Any]]:
    """What the server next pushes for a note, skipping answers of the other sort."""
    found: list[dict[str, Any]] = wire.until(
        lambda message: (
            message.get("method") == "textDocument/publishDiagnostics"
            and message["params"]["uri"] == to_uri(str(path))
            and bool(message["params"]["diagnostics"]) is faults
        )
    )["params"]["diagnostics"]
    return found


def typed(wire: Wire, path: Path, text: str, version: int) -> None:
    document = {"uri": to_uri(str(path)), "version": version}
    wire.notify(
        "textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]}
    )


def test_a_heading_that_goes_breaks_the_link_in_another_open_note(tmp_path: Path) -> None:
    target, source = tmp_path / "目标.md", tmp_path / "来源.md"
    target.write_text("# 安装\n", "utf-8")
    source.write_text("😀 [[目标#安装]]\n", "utf-8")
    with Wire() as wire:
        wire.initialize(tmp_path)
        wire.open(to_uri(str(source)), source.read_text("utf-8"))
        wire.open(to_uri(str(target)), "# 安装\n")
        wire.request("textDocument/diagnostic", {"textDocument": {"uri": to_uri(str(target))}})
        published(wire, source, faults=False)
        typed(wire, target, "# 配置\n", 2)
        assert [each["code"] for each in published(wire, source)] == ["link.missing-heading"]
        typed(wire, target, "# 安装\n", 3)
        assert published(wire, source, faults=False) == []


def test_a_client_that_pulls_is_told_to_pull_again_when_the_vault_is_read(tmp_path: Path) -> None:
    note = tmp_path / "笔记.md"
    note.write_text("[a](没有.md)\n", "utf-8")
    with Wire() as wire:
        wire.initialize(tmp_path, capabilities=PULLS)
        wire.open(to_uri(str(note)), "[a](没有.md)\n")
        found: list[Any] = []
        while not found:
            wire.until(lambda message: message.get("method") == "workspace/diagnostic/refresh")
            document = {"textDocument": {"uri": to_uri(str(note))}}
            found = wire.request("textDocument/diagnostic", document)["items"]
        assert [each["code"] for each in found] == ["link.missing-note"]


def test_the_whole_vault_is_pulled_in_parts(tmp_path: Path) -> None:
    for number in range(100):
        (tmp_path / f"{number}.md").write_text("😀 [[没有]]\n", "utf-8")
    with Wire() as wire:
        told = wire.initialize(tmp_path, capabilities=PULLS)["capabilities"]
        assert told["diagnosticProvider"]["workspaceDiagnostics"] is True
        items: list[Any] = []
        while not items:
            wire.until(lambda message: message.get("method") == "workspace/diagnostic/refresh")
            params = {"previousResultIds": [], "partialResultToken": "part"}
            answer = wire.answer(wire.ask("workspace/diagnostic", params))
            parts = [
                message["params"]["value"]["items"]
                for message in wire.heard
                if message.get("method") == "$/progress" and message["params"]["token"] == "part"
            ]
            items = [item for part in parts for item in part]
        assert answer["result"]["items"] == []
        assert len(items) == 100
        ids = [{"uri": each["uri"], "value": each["resultId"]} for each in items]
        again = wire.request("workspace/diagnostic", {"previousResultIds": ids})["items"]
        assert {each["kind"] for each in again} == {"unchanged"}


def test_a_long_check_gives_way_to_questions(tmp_path: Path) -> None:
    text = "\n\n".join(f"第{n}段 $\\stacrel{{a}}{{b}}$ 和困惑度" for n in range(20000))
    uri = to_uri(str(tmp_path / "长.md"))
    with Wire() as wire:
        wire.initialize()
        wire.open(uri, text)
        answered = 0
        while not any(
            message.get("method") == "textDocument/publishDiagnostics" for message in wire.heard
        ):
            wire.hover(uri, 0, 0)
            answered += 1
        assert answered > 10, "the questions waited for the check"


def test_a_note_opened_by_two_spellings_of_its_address_leaves_no_diagnostics(
    tmp_path: Path,
) -> None:
    one = to_uri(str(tmp_path / "a.md"))
    other = one.replace("/a.md", "/%61.md")
    left: dict[str, int] = {}
    with Wire() as wire:
        wire.initialize(tmp_path)
        wire.open(one, "$\\stacrel{a}{b}$\n")
        published(wire, tmp_path / "a.md")
        wire.open(other, "$\\stacrel{a}{b}$\n\n")
        published(wire, tmp_path / "a.md", faults=False)
        wire.notify("textDocument/didClose", {"textDocument": {"uri": one}})
        wire.leave()
        for message in wire.heard:
            if message.get("method") == "textDocument/publishDiagnostics":
                left[message["params"]["uri"]] = len(message["params"]["diagnostics"])
    assert set(left.values()) <= {0}


def test_a_note_that_is_closed_soon_after_it_was_typed_in_has_no_diagnostics(
    tmp_path: Path,
) -> None:
    """A check that a letter ended in the moment in which it began went on all the same, and told
    two seconds later of the note on disk."""

    def message(method: str, document: dict[str, Any]) -> bytes:
        params = {"textDocument": document, "contentChanges": [{"text": "y\n"}]}
        sent = {"jsonrpc": "2.0", "method": f"textDocument/{method}", "params": params}
        body = json.dumps(sent).encode()
        return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)

    notes = [tmp_path / f"{number}.md" for number in range(8)]
    for note in notes:
        note.write_text("$\\stacrel{a}{b}$\n", "utf-8")
    with Wire() as wire:
        wire.initialize(tmp_path)
        wire.until(
            lambda message: (
                message.get("method") == "window/logMessage"
                and "read in" in message["params"]["message"]
            )
        )
        for turns, note in enumerate(notes):  # of the loop, between the opening and the letter
            document = {"uri": to_uri(str(note)), "version": 1}
            opened = {**document, "languageId": "markdown", "text": "x\n"}
            others = [message("other", document)] * turns
            edit = message("didChange", {**document, "version": 2})
            wire.send_bytes(b"".join([message("didOpen", opened), *others, edit]))
        time.sleep(0.5)
        for note in notes:
            wire.notify("textDocument/didClose", {"textDocument": {"uri": to_uri(str(note))}})
        time.sleep(2)
        wire.leave()
        told = [m["params"] for m in wire.heard if m.get("method", "").endswith("Diagnostics")]
        assert not any(each["diagnostics"] for each in told)
