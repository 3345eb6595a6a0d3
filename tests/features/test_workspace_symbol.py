"""What is found by name in a vault."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from lsprotocol import types

from notes_lsp.features.workspace_symbol import (
    LIMIT,
    resolve_workspace_symbol,
    workspace_symbol,
)
from notes_lsp.text import Encoding
from notes_lsp.vault import HeadingRecord, NoteRecord, Spot
from notes_lsp.vault.names import NameIndex
from tests.scene import FULL_CLIENT, Scene

VAULT = """
    -- 词汇.md
    # 😀 词汇表

    | 名称 | 解释 |
    | ---- | ---- |
    | CRNN | 卷积循环网络 |
    | 困惑度 | 语言模型的指标 |

    | command | 定义 | 备注 |
    | ------- | ---- | ---- |
    | `tee` | 写到文件和标准输出 | |
    -- 深度/学习率.md
    ---
    title: 如何选学习率
    aliases: [learning rate]
    ---

    ## 😀 预热 warmup

    ## 行列式
    -- git/rebase.md
    # Rebase onto main

    ## Undo a rebase
"""


def drawn(scene: Scene, query: str) -> str:
    """A line for each symbol: kind, name, container."""
    found = scene.ask(workspace_symbol, types.WorkspaceSymbolParams(query))
    return "\n".join(f"{each.kind.name} {each.name} @ {each.container_name}" for each in found)


def test_a_note_is_found_by_its_title_and_by_its_file_name(scene: Scene) -> None:
    scene(VAULT)
    assert drawn(scene, "选学习") == "File 如何选学习率 @ 深度/学习率.md"
    assert drawn(scene, "词汇") == "File 😀 词汇表 @ 词汇.md"


def test_an_alias_is_shown_with_the_note_that_it_found(scene: Scene) -> None:
    """Editors filter by the shown name once more and would drop it."""
    scene(VAULT)
    assert drawn(scene, "learning") == "File 如何选学习率 (learning rate) @ 深度/学习率.md"


def test_the_start_of_a_name_goes_before_its_middle(scene: Scene) -> None:
    scene(VAULT)
    assert drawn(scene, "REBASE") == (
        "File Rebase onto main @ git/rebase.md\nString Undo a rebase @ git/rebase.md"
    )


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("reb", "Rebase onto main"),
        ("main reb", "Rebase onto main"),
        ("rom", "Rebase onto main"),
        ("rebmain", "Rebase onto main"),
        ("rebsae", "Rebase onto main"),
        ("kunhuodu", "困惑度 (kunhuodu)"),
        ("kunhd", "困惑度 (kunhd)"),
    ],
)
def test_what_the_manual_promises_is_found(scene: Scene, query: str, name: str) -> None:
    """The table of `docs/symbols.md`."""
    scene("-- git.md\n# Rebase onto main\n-- 词.md\n# 困惑度\n")
    assert drawn(scene, query).splitlines()[0].startswith(f"File {name} @")


def test_words_are_found_in_any_order(scene: Scene) -> None:
    scene(VAULT)
    assert drawn(scene, "rebase undo") == "String Undo a rebase @ git/rebase.md"


@pytest.mark.parametrize("query", ["yure", "yr", "yurewarm", "yrw"])
def test_a_heading_is_found_by_pinyin(scene: Scene, query: str) -> None:
    scene("-- a.md\n# 预热 warmup\n\n# 别的\n\n## 预热 warmup\n")
    assert drawn(scene, query) == (
        f"File 预热 warmup ({query}) @ a.md\nString 预热 warmup ({query}) @ a.md"
    )


@pytest.mark.parametrize("query", ["hlshi", "hanglieshi", "hls", "lieshi", "行lie"])
def test_rarer_readings_and_mixed_forms_are_found_too(scene: Scene, query: str) -> None:
    scene(VAULT)
    assert drawn(scene, query) == f"String 行列式 ({query}) @ 深度/学习率.md"


def test_a_slip_of_the_finger_still_finds_the_heading(scene: Scene) -> None:
    scene(VAULT)
    assert drawn(scene, "wramup") == "String 😀 预热 warmup @ 深度/学习率.md"


def test_initials_of_words_are_enough(scene: Scene) -> None:
    scene(VAULT)
    assert drawn(scene, "uar") == "String Undo a rebase @ git/rebase.md"


@pytest.mark.parametrize(
    ("query", "symbol"),
    [
        ("crnn", "Constant CRNN"),
        ("khd", "Constant 困惑度 (khd)"),
        ("tee", "Function tee"),
    ],
)
def test_the_entries_of_the_users_tables_are_found(scene: Scene, query: str, symbol: str) -> None:
    scene(VAULT)
    assert drawn(scene, query) == f"{symbol} @ 词汇.md"


@pytest.mark.parametrize("query", ["perplexity", "\\frac", "zzzzzz", "不存在的名字"])
def test_what_no_note_names_is_not_found(scene: Scene, query: str) -> None:
    """Entries of the bundled packs are no place in the user's notes."""
    scene(VAULT)
    assert drawn(scene, query) == ""


def test_without_a_query_notes_come_first_and_then_headings(scene: Scene) -> None:
    scene(VAULT)
    assert drawn(scene, " ") == (
        "File Rebase onto main @ git/rebase.md\n"
        "File 如何选学习率 @ 深度/学习率.md\n"
        "File 😀 词汇表 @ 词汇.md\n"
        "String Undo a rebase @ git/rebase.md\n"
        "String 😀 预热 warmup @ 深度/学习率.md\n"
        "String 行列式 @ 深度/学习率.md"
    )


@pytest.mark.parametrize("encoding", Encoding)
def test_a_symbol_leads_to_its_heading_or_row(scene: Scene, encoding: Encoding) -> None:
    scene("""
        -- 甲.md
        > # 😀 深度学习
        -- 乙.md
        ▮😀

        | 名称 | 解释 |
        | ---- | ---- |
        | 😀 深度学习框架 | 库 |
    """).using(encoding)
    found = scene.ask(workspace_symbol, types.WorkspaceSymbolParams("深度学习"))
    assert [scene.draw(each.location.range, each.location.uri) for each in found] == [
        "甲.md:1: «»> # 😀 深度学习",
        "| «😀 深度学习框架» | 库 |",
    ]


@pytest.mark.parametrize("encoding", Encoding)
def test_a_later_heading_is_marked_whole(scene: Scene, encoding: Encoding) -> None:
    scene("-- 甲.md\n▮# 一\n\n> # 😀 深度学习\n").using(encoding)
    found = scene.ask(workspace_symbol, types.WorkspaceSymbolParams("深度学习"))
    assert [scene.draw(each.location.range) for each in found] == ["> «# 😀 深度学习»"]


def test_a_heading_typed_just_now_is_found(scene: Scene) -> None:
    scene("# 一\n\n## ▮\n").type("刚写的")
    assert drawn(scene, "刚写") == "String 刚写的 @ 笔记.md"


def test_at_most_two_hundred_are_sent(scene: Scene) -> None:
    scene("# 总\n" + "\n## 节\n" * (LIMIT + 50))
    assert len(drawn(scene, "节").splitlines()) == LIMIT
    assert len(drawn(scene, "").splitlines()) == LIMIT


def record(title: str, *headings: str) -> NoteRecord:
    spot = Spot(0, 0, 0, 0, 0, 0, 0)
    made = tuple(HeadingRecord(2, text, "", spot) for text in headings)
    return NoteRecord(title, (), made, (), (), (), (), 0, 0)


def found(names: NameIndex, query: str) -> list[Any]:
    return [(hit.key, hit.heading) for hit in names.search(query, 10)]


def test_an_index_changed_note_by_note_equals_a_fresh_one() -> None:
    notes = {
        f"/v/{number}.md": record(f"题 {number}", "甲", f"节{number}") for number in range(300)
    }
    names = NameIndex.of({})
    for key, each in notes.items():
        names = names.with_notes({key: each})
    names = names.with_notes({"/v/7.md": record("新题", "新节"), "/v/8.md": None})
    fresh = NameIndex.of(
        {key: each for key, each in notes.items() if key not in {"/v/7.md", "/v/8.md"}}
        | {"/v/7.md": record("新题", "新节")}
    )
    for query in ("新", "节7", "节8", "题 299", "jie12", "xinti", ""):
        assert names.search(query, 400) == fresh.search(query, 400)
    assert found(names, "xinjie") == [("/v/7.md", 0)]
    assert found(names, "节8") != found(NameIndex.of(notes), "节8")


def test_an_index_does_not_change_under_its_reader() -> None:
    before = NameIndex.of({"/v/a.md": record("旧")})
    after = before.with_notes({"/v/a.md": record("新")})
    assert found(before, "旧") == [("/v/a.md", None)]
    assert found(after, "旧") == []


def test_an_edit_that_changes_no_name_keeps_the_index() -> None:
    names = NameIndex.of({"/v/a.md": record("题", "节")})
    assert names.with_notes({"/v/a.md": record("题", "节"), "/v/gone.md": None}) is names


@pytest.mark.parametrize("query", ["\n", "a\nb", "\x00", "😀", "\ud800", "a" * 5000, "(.*)+", "  "])
def test_no_query_breaks_the_search(query: str) -> None:
    names = NameIndex.of({"/v/a.md": record("题\n目", "a\nb", "😀")})
    assert isinstance(names.search(query, 10), list)


def test_a_line_break_in_a_name_is_a_space() -> None:
    names = NameIndex.of({"/v/a.md": record("题", "上\n下", "后")})
    assert found(names, "上 下") == [("/v/a.md", 0)]
    assert found(names, "后") == [("/v/a.md", 1)]


def test_outside_of_every_folder_a_note_is_told_by_its_file_name(scene: Scene) -> None:
    scene("# 😀 单独▮\n")
    scene.vault.configure([], [])
    assert drawn(scene, "单独") == "File 😀 单独 @ 笔记.md"


TAGS = """
    -- 一.md
    ---
    tags: [项目/网站, 读书]
    ---

    😀 先做 #项目/网站 再说
    -- 二.md
    ▮写 #项目/服务器 和 #Reading-List
    -- 三.md
    见 #项目/网站，#reading-list
"""


@pytest.mark.parametrize(
    ("query", "tags"),
    [
        ("项目", "#项目 × 4, #项目/网站 × 3, #项目/服务器 × 1"),
        ("#项目/网", "#项目/网站 × 3"),
        ("网站", "#项目/网站 × 3"),
        ("xiangmu", "#项目 (xiangmu) × 4, #项目/网站 (xiangmu) × 3, #项目/服务器 (xiangmu) × 1"),
        ("#xmwz", "#项目/网站 (xmwz) × 3"),
        ("wangzhan", "#项目/网站 (wangzhan) × 3"),
        ("READING", "#Reading-List × 2"),
        ("raeding-list", "#Reading-List × 2"),
        ("#", "#项目 × 4, #项目/网站 × 3, #Reading-List × 2, #读书 × 1, #项目/服务器 × 1"),
        ("", ""),
    ],
)
def test_a_tag_is_found_with_the_number_of_its_uses(scene: Scene, query: str, tags: str) -> None:
    """Nested ones by each part, and a tag around nested ones counts theirs."""
    scene(TAGS)
    found = scene.ask(workspace_symbol, types.WorkspaceSymbolParams(query))
    drawn = [f"{x.name} {x.container_name}" for x in found if x.kind is types.SymbolKind.Key]
    assert ", ".join(drawn) == tags


@pytest.mark.parametrize("encoding", Encoding)
def test_a_tag_leads_to_one_of_its_uses(scene: Scene, encoding: Encoding) -> None:
    scene("-- a.md\n😀 #项目/网站\n").using(encoding)
    (around, whole) = scene.ask(workspace_symbol, types.WorkspaceSymbolParams("#xm"))
    assert around.location == whole.location
    assert scene.draw(whole.location.range) == "😀 «#项目/网站»"


def test_a_name_goes_before_a_tag_that_is_as_near(scene: Scene) -> None:
    scene("-- a.md\n# git\n\n#git\n")
    assert drawn(scene, "git") == "File git @ a.md\nKey #git @ × 1"


def test_a_tag_is_gone_with_its_last_use(scene: Scene) -> None:
    scene("#旧▮\n")
    assert drawn(scene, "#旧") == "Key #旧 @ × 1"
    scene.type("的")
    assert drawn(scene, "#旧") == "Key #旧的 @ × 1"


def test_the_place_of_an_entry_is_found_when_a_client_asks_for_it(scene: Scene) -> None:
    """The range of its cell, where the note is closed and the first answer tells only the file."""
    scene(VAULT + "    -- 开.md\n    ▮\n", client=replace(FULL_CLIENT, symbol_resolve=True))
    (symbol,) = scene.ask(workspace_symbol, types.WorkspaceSymbolParams("困惑"))
    assert isinstance(symbol.location, types.LocationUriOnly)
    resolved = scene.ask(resolve_workspace_symbol, symbol)
    assert resolved.location.range.start == types.Position(5, 2)
