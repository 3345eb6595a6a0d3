"""What is coloured in a note: each stretch with its name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from notes_lsp.features.options import LEGEND as SEMANTIC_TOKENS_LEGEND
from notes_lsp.features.semantic_tokens import semantic_tokens, semantic_tokens_range
from notes_lsp.server.token_memory import TokenMemory, edits
from notes_lsp.text import Buffer, Encoding
from notes_lsp.vault import Edit, to_uri
from tests.e2e.wire import Wire
from tests.scene import Scene


def shown(scene: Scene) -> list[str]:
    """Each token of the note as `text: type modifiers`."""
    params = types.SemanticTokensParams(scene.document)
    work = semantic_tokens(scene.snapshot, params, scene.client)
    while True:
        try:
            next(work)
        except StopIteration as finished:
            return drawn(scene, finished.value)


def shown_in_range(scene: Scene) -> list[str]:
    params = types.SemanticTokensRangeParams(scene.document, scene.range)
    return drawn(scene, semantic_tokens_range(scene.snapshot, params, scene.client))


def drawn(scene: Scene, tokens: types.SemanticTokens) -> list[str]:
    found: list[str] = []
    line = column = 0
    data = list(tokens.data)
    for lines, columns, length, kind, modifiers in zip(*[iter(data)] * 5, strict=True):
        column = columns if lines else column + columns
        line += lines
        start = scene.buffer.offset(line, column, scene.client.encoding)
        end = scene.buffer.offset(line, column + length, scene.client.encoding)
        names = [SEMANTIC_TOKENS_LEGEND.token_types[kind]]
        every = SEMANTIC_TOKENS_LEGEND.token_modifiers
        names += [name for bit, name in enumerate(every) if modifiers >> bit & 1]
        found.append(f"{scene.buffer.data[start:end].decode()}: {' '.join(names)}")
    return found


TABLES = """
-- 词汇.md
| 名称 | 解释 |
| ---- | ---- |
| CRNN | 卷积循环网络 |
| 困惑度 | 语言模型的一种度量 |
-- 命令.md
| command | 定义 |
| ---- | ---- |
| tee | 复制输入 |
-- 笔记.md
"""


@pytest.mark.parametrize("encoding", list(Encoding))
def test_terms_are_found_in_prose_alone(scene: Scene, encoding: Encoding) -> None:
    scene(
        TABLES + "😀 用 CRNN▮ 算困惑度。`x CRNN` $CRNN$ [CRNN](https://CRNN.de)\n\n"
        "```\nCRNN\n```\n\n<!-- CRNN -->\n"
    ).using(encoding)
    assert [each for each in shown(scene) if "class" in each] == [
        "CRNN: class",
        "困惑度: class",
        "CRNN: class",
    ]


def test_commands_are_found_in_code(scene: Scene) -> None:
    scene(TABLES + "😀 `tee` 与 `tee -a f▮`\n\n```sh\n$ echo x | sudo tee y\nzzz\n```\n")
    assert [each for each in shown(scene) if "tee" in each] == ["tee: function"] * 3
    assert not [each for each in shown(scene) if "zzz" in each]


def test_the_marks_of_a_quote_are_no_formula_nor_are_two_prices(scene: Scene) -> None:
    scene("> 😀\n> $$\n> a +\n>   b \\\\\n> $$\n\n值 US$100&RMB$200▮\n")
    assert shown(scene) == ["a +: variable", "b: variable", "\\\\: macro"]


def test_a_formula_shows_its_commands(scene: Scene) -> None:
    scene("😀 $\\frac{甲}{b} + x$▮\n\n$$\n\\alpha = 1 % c\n\ny\n$$\n")
    assert shown(scene) == [
        "\\frac: macro",
        "{甲}{b} + x: variable",
        "\\alpha: macro",
        "= 1: variable",
        "y: variable",
    ]


def test_tags_and_links_show_whether_they_lead_somewhere(scene: Scene) -> None:
    scene("""
        -- 论文.md
        ---
        tags: [读]
        up: "[[没有]]"
        ---
        😀 #论文/二 [[甲]] [[甲#节|乙]] [[甲#无]] [x](甲.md) ![i](a.png) <https://e.com>▮

        | a |
        | - |
        | [[无\\|x]] |

        [r][d] [d] [r][e] [^1] [^2]

        [d]: 甲.md
        [^1]: 注
        -- 甲.md
        # 节
    """)
    assert shown(scene) == [
        "读: decorator",
        "没有: property unresolved",
        "#论文/二: decorator",
        "甲: property",
        "甲#节: property",
        "甲#无: property unresolved",
        "甲.md: property",
        "a.png: property unresolved",
        "无: property unresolved",
        "d: property",
        "d: property",
        "e: property unresolved",
        "1: property",
        "2: property unresolved",
        "d: property definition",
        "1: property definition",
    ]


def test_a_range_shows_what_a_window_does(scene: Scene) -> None:
    scene(TABLES + "#甲 CRNN\n\n«#乙 CRNN\n$\\pi$»\n\n#丙 CRNN\n")
    assert shown_in_range(scene) == ["#乙: decorator", "CRNN: class", "\\pi: macro"]
    whole = shown(scene)
    assert [each for each in shown_in_range(scene) if each not in whole] == []


def test_lines_may_end_in_any_way(scene: Scene) -> None:
    scene("▮")
    text = "#甲 😀\r\n\r\n😀 $$a\r\n\\pi$$ #乙\r"
    scene.vault.change(scene.uri, [Edit(text)], 2, scene.client.encoding)
    scene.buffers[scene.current] = Buffer.of(text)
    assert shown(scene) == ["#甲: decorator", "a: variable", "\\pi: macro", "#乙: decorator"]


@given(st.lists(st.integers(0, 2), max_size=8), st.lists(st.integers(0, 2), max_size=8))
def test_the_difference_makes_the_new_tokens_of_the_old(old: list[int], new: list[int]) -> None:
    before, after = _tokens(old), _tokens(new)
    made = list(before)
    for edit in reversed(edits(before, after)):
        made[edit.start : edit.start + edit.delete_count] = edit.data or ()
    assert tuple(made) == after


def test_what_was_forgotten_is_sent_as_a_whole() -> None:
    memory = TokenMemory()
    first = memory.whole("a", types.SemanticTokens(_tokens([1, 2])))
    assert first.result_id
    second = memory.difference("a", first.result_id, types.SemanticTokens(_tokens([1, 3])))
    assert isinstance(second, types.SemanticTokensDelta)
    (edit,) = second.edits
    assert isinstance(edit, types.SemanticTokensEdit)
    assert (edit.start, edit.delete_count, edit.data) == (5, 5, _tokens([3]))
    again = memory.difference("a", first.result_id, types.SemanticTokens(_tokens([1])))
    assert isinstance(again, types.SemanticTokens)
    for name in "bcdefghij":
        memory.whole(name, types.SemanticTokens(()))
    assert again.result_id
    late = memory.difference("a", again.result_id, types.SemanticTokens(()))
    assert isinstance(late, types.SemanticTokens)


def test_a_client_is_sent_the_difference(tmp_path: Path) -> None:
    note = tmp_path / "笔记.md"
    note.write_text("#甲\n\n[[没有]]\n", "utf-8")
    uri = to_uri(str(note))
    asked = {"textDocument": {"uri": uri}}
    refresh = {"workspace": {"semanticTokens": {"refreshSupport": True}}}
    with Wire() as wire:
        able = wire.initialize(tmp_path, capabilities=refresh)["capabilities"]
        assert able["semanticTokensProvider"]["full"] == {"delta": True}
        assert able["semanticTokensProvider"]["range"] is True
        wire.open(uri, note.read_text("utf-8"))
        wire.until(lambda message: message.get("method") == "workspace/semanticTokens/refresh")
        whole = wire.request("textDocument/semanticTokens/full", asked)
        assert whole["data"] == [0, 0, 2, 4, 0, 2, 2, 2, 5, 2]
        position = {"line": 0, "character": 2}
        changes = [{"range": {"start": position, "end": position}, "text": "乙 #丙"}]
        changed = {"uri": uri, "version": 2}
        wire.notify("textDocument/didChange", {"textDocument": changed, "contentChanges": changes})
        new = wire.request(
            "textDocument/semanticTokens/full/delta",
            {**asked, "previousResultId": whole["resultId"]},
        )
        assert new["edits"] == [
            {"start": 0, "deleteCount": 5, "data": [0, 0, 3, 4, 0, 0, 4, 2, 4, 0]}
        ]


def _tokens(kinds: list[int]) -> tuple[int, ...]:
    return tuple(number for kind in kinds for number in (kind, 0, 1, 0, 0))
