"""Over the wire, a Chinese note is answered in Chinese and an English one in English."""

from __future__ import annotations

from pathlib import Path

import pytest

from notes_lsp.features.options import SHOW_TASKS
from notes_lsp.vault import to_uri
from tests.e2e.test_diagnostics import published
from tests.e2e.wire import Wire

CHINESE, ENGLISH = "😀 这里写错了 $\\stacrel{a}{b}$\n", "😀 Mistyped: $\\stacrel{a}{b}$\n"
CAPABILITIES = {
    "textDocument": {
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}
    }
}


@pytest.mark.parametrize(
    ("text", "message", "titles"),
    [
        (
            CHINESE,
            "没有 `\\stacrel` 这个命令。是不是 `\\stackrel`？",
            ["改为 `\\stackrel`", "在此处忽略 math.unknown-command"],
        ),
        (
            ENGLISH,
            "`\\stacrel` is no command. Did you mean `\\stackrel`?",
            ["Write `\\stackrel`", "Silence math.unknown-command here"],
        ),
    ],
)
def test_faults_and_their_fixes_speak_as_the_note_does(
    tmp_path: Path, text: str, message: str, titles: list[str]
) -> None:
    note = tmp_path / "笔记.md"
    note.write_text(text, "utf-8")
    document = {"uri": to_uri(str(note))}
    with Wire() as wire:
        wire.initialize(tmp_path, capabilities=CAPABILITIES)
        wire.open(document["uri"], text)
        (fault,) = published(wire, note)
        assert fault["message"] == message
        asked = {"textDocument": document, "range": fault["range"]}
        found = wire.request("textDocument/codeAction", {**asked, "context": {"diagnostics": []}})
        assert {each["title"] for each in found} >= set(titles)
        assert wire.leave() == 0


def test_a_refused_rename_says_why_in_chinese(tmp_path: Path) -> None:
    uri = to_uri(str(tmp_path / "笔记.md"))
    with Wire() as wire:
        wire.initialize(tmp_path)
        wire.open(uri, "# 安装\n")
        position = {"line": 0, "character": 3}
        params = {"textDocument": {"uri": uri}, "position": position, "newName": " "}
        answer = wire.answer(wire.ask("textDocument/rename", params))
        assert answer["error"]["message"] == "名称不能为空。"


@pytest.mark.parametrize(
    ("locale", "message"),
    [
        ("zh-cn", f"{SHOW_TASKS}：参数应为一篇笔记的 URI。"),
        ("en", f"{SHOW_TASKS} needs the URI of a note as its argument."),
    ],
)
def test_what_is_said_of_no_note_speaks_as_the_editor_does(
    tmp_path: Path, locale: str, message: str
) -> None:
    with Wire() as wire:
        wire.initialize(tmp_path, locale=locale)
        wire.request("workspace/executeCommand", {"command": SHOW_TASKS, "arguments": []})
        assert wire.notification("window/showMessage")["message"] == message
