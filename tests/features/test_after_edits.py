"""The law: after any edits a feature answers as it does about a note that was opened just now."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from lsprotocol import types

from notes_lsp.features import folding_range
from notes_lsp.features.block_memory import BlockMemory
from notes_lsp.features.document_link import document_link
from notes_lsp.features.document_symbol import document_symbol
from notes_lsp.features.semantic_tokens import semantic_tokens, semantic_tokens_range
from notes_lsp.text import Encoding
from notes_lsp.vault import Edit, Vault
from tests.scene import Scene

TEXT = """\
---
tags: [甲]
---
# 题 #标 $\\frac a b$

- 项 [[乙]] QWV

QZX

[x](乙.md#节)
  - 内

  文

::: tip 甲
- 项
:::

> - 引
> - 用

```sh
ls
```

<!-- 注
释 -->

## 节

| 术语 | 定义 |
| - | - |
| QWV | 二 |

[甲]: a.md
[乙]: b.md

[^1]: 注

    - 项
"""
TERM = "| 术语 | 定义 |\n| - | - |\n| QZX | 二 |\n"
PIECES = ["", "", "x", "\n", "\n\n", "# ", "- ", "> ", "    ", "```\n", ":::\n", "<!-- ", "[[a]] "]
ASKED: dict[Callable[..., Any], Any] = {
    folding_range.folding_range: types.FoldingRangeParams,
    document_symbol: types.DocumentSymbolParams,
    document_link: types.DocumentLinkParams,
}


def test_after_any_edits_the_answer_is_that_about_a_fresh_note(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene(TEXT)
    choice = random.Random(5)
    for version in range(2, 150):
        note = scene.snapshot.note(scene.key)
        assert note
        at = note.buffer.position(choice.randint(0, len(note.buffer)), Encoding.UTF32)
        until = (at[0], at[1] + choice.choice([0, 0, 1, 4]))
        edit = Edit(choice.choice(PIECES), at, until)
        if not version % 15:  # what is broken all over shows little
            edit = Edit(TEXT)
        scene.vault.change(scene.uri, [edit], version, Encoding.UTF32)
        if choice.random() < 0.7:
            with monkeypatch.context() as patch:
                found = _answers(scene)
                patch.setattr(folding_range, "_kept", BlockMemory())
                assert found == _answers(scene, _opened_anew(scene))


def test_after_any_edits_all_tokens_are_those_of_the_whole_range(scene: Scene) -> None:
    scene(f"{TEXT}\n-- 乙.md\n# 节\n")
    choice = random.Random(8)
    for version in range(2, 150):
        note = scene.snapshot.note(scene.key)
        assert note
        at = note.buffer.position(choice.randint(0, len(note.buffer)), Encoding.UTF32)
        until = (at[0], at[1] + choice.choice([0, 0, 1, 4]))
        edit = Edit(choice.choice([*PIECES, "QWV ", "$x$ "]), at, until)
        if not version % 15:
            edit = Edit(TEXT)
        if choice.random() < 0.3:
            other = choice.choice(["# 节\n", "# 另\n", f"# 节\n\n{TERM}"])
            (scene.folder / "乙.md").write_text(other, "utf-8")
            scene.vault.file_changed(str(scene.folder / "乙.md"))
        if choice.random() < 0.3:
            _ = scene.snapshot.lexicon
        scene.vault.change(scene.uri, [edit], version, Encoding.UTF32)
        if choice.random() < 0.7:
            end = types.Position(10_000, 0)
            whole = types.Range(types.Position(0, 0), end)
            asked = types.SemanticTokensRangeParams(scene.document, whole)
            found = scene.ask(semantic_tokens, types.SemanticTokensParams(scene.document))
            assert found == scene.ask(semantic_tokens_range, asked)


def _answers(scene: Scene, vault: Vault | None = None) -> list[Any]:
    before, scene.vault = scene.vault, vault or scene.vault
    try:
        return [scene.ask(feature, asks(scene.document)) for feature, asks in ASKED.items()]
    finally:
        scene.vault = before


def _opened_anew(scene: Scene) -> Vault:
    note = scene.snapshot.note(scene.key)
    assert note
    vault = Vault()
    vault.configure([str(scene.folder)], [])
    vault.open(scene.uri, note.buffer.data.decode(), 1)
    return vault
