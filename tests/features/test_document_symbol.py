"""The outline of a note."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from lsprotocol import types

from notes_lsp.features.document_symbol import document_symbol
from notes_lsp.text import Encoding
from tests.scene import FULL_CLIENT, PLAIN_CLIENT, Scene


def asked(scene: Scene) -> Any:
    return scene.ask(document_symbol, types.DocumentSymbolParams(scene.document))


def drawn(scene: Scene) -> str:
    """A line for each heading: its name, its lines (from 1), what it holds."""
    return "\n".join(_lines(asked(scene), 0))


def _lines(symbols: list[types.DocumentSymbol], depth: int) -> list[str]:
    found = []
    for symbol in symbols:
        detail = f" ({symbol.detail})" if symbol.detail else ""
        lines = f"{symbol.range.start.line + 1}-{symbol.range.end.line + 1}"
        found.append(f"{'  ' * depth}{symbol.name} {lines}{detail}")
        found += _lines(list(symbol.children or ()), depth + 1)
    return found


def test_headings_nest_by_level(scene: Scene) -> None:
    scene("前言\n\n# 😀 一\n\n文\n\n## 二\n\n### 三\n\n## 四\n\n# 五\n")
    assert drawn(scene) == "😀 一 3-12\n  二 7-10\n    三 9-10\n  四 11-12\n五 13-14"


def test_a_setext_heading_is_a_heading(scene: Scene) -> None:
    scene("一\n==\n\n二\n--\n\n文\n")
    assert drawn(scene) == "一 1-8\n  二 4-8"


def test_a_skipped_level_nests_under_what_is_there(scene: Scene) -> None:
    scene("### 三\n\n# 一\n\n#### 四\n\n## 二\n")
    assert drawn(scene) == "三 1-2\n一 3-8\n  四 5-6\n  二 7-8"


def test_what_only_looks_like_a_heading_is_none(scene: Scene) -> None:
    scene("---\ntitle: x\n# 注释\n---\n\n```sh\n# 注释\n```\n\n#标签\n\n<!--\n# 不\n-->\n")
    assert drawn(scene) == ""


def test_a_heading_without_text_has_a_name(scene: Scene) -> None:
    """VS Code refuses the whole outline when one name is empty."""
    scene("# 一\n\n##\n\n文\n")
    assert drawn(scene) == "一 1-6\n  （无标题） 3-6"


def test_a_name_is_what_a_reader_sees(scene: Scene) -> None:
    scene("# `git` 的 **用法** &amp; [链接](x.md) {#usage}\n")
    assert [symbol.name for symbol in asked(scene)] == ["git 的 用法 & 链接"]


def test_a_section_tells_its_tasks_and_tables(scene: Scene) -> None:
    scene("""
        # 😀 计划

        - [x] 一

        ## 表

        | 甲 | 乙 |
        | -- | -- |
        | 1  | 2  |

        - [ ] 二
        - [x] 三

        # 别的
    """)
    assert drawn(scene) == (
        "😀 计划 1-13 (任务 2/3 · 表格 1)\n  表 5-13 (任务 1/2 · 表格 1)\n别的 14-15"
    )


def test_a_heading_in_a_quote_ends_no_section(scene: Scene) -> None:
    scene("## 一\n\n> # 引\n> 文\n\n文\n\n## 二\n")
    assert drawn(scene) == "一 1-7\n  引 3-4\n二 8-9"


def test_a_heading_in_a_container_ends_with_it(scene: Scene) -> None:
    scene("## 一\n\n::: details 更多\n\n# 里\n\n文\n\n:::\n\n外\n\n## 二\n")
    assert drawn(scene) == "一 1-12\n  里 5-8\n二 13-14"


def test_a_heading_in_a_list_item_ends_with_it(scene: Scene) -> None:
    scene("# 一\n\n- # 甲\n\n  文\n- # 乙\n\n外\n")
    assert drawn(scene) == "一 1-9\n  甲 3-5\n  乙 6-6"


def test_windows_line_ends_do_not_shift_the_outline(scene: Scene) -> None:
    scene("# 一\r\n\r\n## 二\r\n文\r\n# 三\r\n")
    assert drawn(scene) == "一 1-4\n  二 3-4\n三 5-6"


@pytest.mark.parametrize("encoding", Encoding)
def test_a_click_selects_the_text_of_the_heading(scene: Scene, encoding: Encoding) -> None:
    scene("😀\n\n# 😀 标题 `a` ##\n\n文\n").using(encoding)
    symbol = asked(scene)[0]
    assert scene.draw(symbol.selection_range) == "# «😀 标题 `a`» ##"
    assert scene.draw(symbol.range) == "«# 😀 标题 `a` ##\n\n文\n»"


@pytest.mark.parametrize(
    "text", ["# 一\n", "#\n", "一\n===\n", "# 一", "> #\n\n- #", "  # 一 #  \n"]
)
def test_what_is_selected_lies_inside_of_the_section(scene: Scene, text: str) -> None:
    """VS Code: "selectionRange must be contained in fullRange"."""
    scene(text)
    for symbol in asked(scene):
        outer, inner = symbol.range, symbol.selection_range
        assert _pair(outer.start) <= _pair(inner.start) <= _pair(inner.end) <= _pair(outer.end)


def test_a_client_without_trees_gets_a_flat_list(scene: Scene) -> None:
    scene("# 😀 一\n\n## 二\n", client=replace(PLAIN_CLIENT, encoding=FULL_CLIENT.encoding))
    assert [
        (symbol.name, symbol.container_name, scene.draw(symbol.location.range, symbol.location.uri))
        for symbol in asked(scene)
    ] == [("😀 一", None, "«# 😀 一\n\n## 二\n»"), ("二", "😀 一", "«## 二\n»")]


def test_a_note_without_headings_has_no_outline(scene: Scene) -> None:
    scene("你好\n")
    assert asked(scene) == []


def _pair(position: types.Position) -> tuple[int, int]:
    return position.line, position.character


DEFINED = """
    [甲]: a.md

    # 一 [甲][]

    [😀 乙]: <b c.md> "题"

    > [丙]: c.md#x

    ## 二

    文

    [丁]: d.md
    ▮
"""


def test_link_definitions_stand_in_their_sections_and_the_last_ones_at_the_top(
    scene: Scene,
) -> None:
    """Those below the last heading are most often the whole note's; VS Code shows them so too."""
    scene(DEFINED)
    assert drawn(scene) == (
        "[甲] 1-1 (a.md)\n"
        "一 甲 3-15\n"
        "  [😀 乙] 5-5 (b c.md)\n"
        "  [丙] 7-7 (c.md#x)\n"
        "  二 9-15\n"
        "[丁] 13-13 (d.md)"
    )


def test_link_definitions_can_be_left_out(scene: Scene) -> None:
    scene(DEFINED, settings={"outline": {"definitions": False}})
    assert drawn(scene) == "一 甲 3-15\n  二 9-15"


@pytest.mark.parametrize("encoding", Encoding)
def test_of_a_link_definition_the_label_is_selected(scene: Scene, encoding: Encoding) -> None:
    scene("😀\n\n> [😀 甲]: a.md\n").using(encoding)
    (symbol,) = asked(scene)
    assert symbol.kind is types.SymbolKind.Constant
    assert scene.draw(symbol.selection_range) == "> [«😀 甲»]: a.md"
    assert scene.draw(symbol.range) == "> «[😀 甲]: a.md»"
