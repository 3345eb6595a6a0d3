"""What other servers do to their users, where no other test of a room would notice it here."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from lsprotocol import types

from notes_lsp.features.code_action import code_action
from notes_lsp.features.completion import completion
from notes_lsp.features.hover import hover
from tests.scene import Scene

# --- a keystroke gets slower with the vault ------------------------------------------------------

NOTE = "-- 笔记0.md\n# 节\n\n😀 [[别处1#节]] 与 [[▮]]\n"


def work_of_a_keystroke(scene: Scene, notes: int) -> int:
    """The calls of Python functions from a letter to the answers, in a vault of so many notes."""
    numbers = range(1, notes)
    others = [f"-- 别处{each}.md\n# 节\n\n[[别处{each - 1}#节]]\n" for each in numbers]
    scene(NOTE + "".join(others))
    for _ in scene.vault.warm():
        pass
    link = types.Position(scene.position.line, 6)

    def answers_to(letter: str) -> None:
        scene.type(letter)
        assert scene.ask(hover, types.HoverParams(scene.document, link))
        assert scene.ask(completion, types.CompletionParams(scene.document, scene.position))

    answers_to("笔")  # what is made once is made
    calls = 0

    def count(_: FrameType, event: str, __: Any) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        answers_to("记")
    finally:
        sys.setprofile(None)
    return calls


def test_a_keystroke_costs_no_more_in_a_larger_vault(tmp_path: Path) -> None:
    def scene(name: str) -> Scene:
        return Scene(tmp_path / name, frozenset())

    small = work_of_a_keystroke(scene("small"), 400)
    large = work_of_a_keystroke(scene("large"), 1000)
    assert large < small + 300  # one call for each note would be 600 more


# --- an action rewrites the note in the tool's taste ---------------------------------------------

MESSY = """\
---
title:   "题: 一"   # 注
tags: [ 甲 ,乙 ]
odd:    {a: 1,b: 2}
---
题
===

*   一个   项
+ 另一个
1) 甲
3) 乙

__粗__ *斜* _斜_ 字\\
- [ ] 做 [[没有]]

| a|b |
|:-|-|
| 中文|[x](没有.md#节) |

节 [^1] [r][r] [外](https://example.org)
--
~~~~sh
ls   -l
~~~~
<div   class='x' >
&amp; &#x4e00;
</div>

[r]:   <没有.md>   '题'
[u]: b.md
[^1]:   注
"""
TASTE = (
    "---",
    'title:   "题: 一"   # 注',
    "tags: [ 甲 ,乙 ]",
    "odd:    {a: 1,b: 2}",
    "===",
    "*   一个   项",
    "+ 另一个",
    "__粗__ *斜* _斜_ 字\\",
    "--",
    "~~~~sh",
    "ls   -l",
    "<div   class='x' >",
    "&amp; &#x4e00;",
)
"""Lines that no action is about but those that move a section."""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("line", range(MESSY.count("\n")))
def test_no_action_touches_what_it_is_not_about(tmp_path: Path, line: int, line_end: str) -> None:
    scene = Scene(tmp_path, frozenset()).speaking("en")
    scene("-- 甲.md\n-- b.md\n# B\n")
    (tmp_path / "甲.md").write_bytes(MESSY.replace("\n", line_end).encode())
    scene.vault.close(scene.uri)
    text = MESSY.replace("\n", line_end)
    scene.vault.open(scene.uri, text, 1)
    scene.buffers["甲.md"] = scene.snapshot.open_notes[scene.key].note.buffer
    at = types.Position(line, 2)
    context = types.CodeActionContext([])
    asked = types.CodeActionParams(scene.document, types.Range(at, at), context)
    for action in scene.ask(code_action, asked) or []:
        after = after_action(scene, action)
        if after is None or "ection" in action.title:
            continue
        lines = after.split(line_end)
        assert not [each for each in TASTE if each not in lines], action.title
        assert "\n" not in after.replace(line_end, ""), action.title
        changed = difflib.unified_diff(text.split(line_end), lines, n=0, lineterm="")
        assert sum(each.startswith(("-", "+")) for each in changed) < 20, action.title


def after_action(scene: Scene, action: types.CodeAction) -> str | None:
    """The open note after an action; None for one that leaves it as it is."""
    for change in (action.edit and action.edit.document_changes) or []:
        if isinstance(change, types.TextDocumentEdit) and change.text_document.uri == scene.uri:
            edits = [each for each in change.edits if isinstance(each, types.TextEdit)]
            return scene.applied(edits)
    return None
