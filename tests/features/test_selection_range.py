"""How a selection grows."""

from __future__ import annotations

from typing import Any

import pytest
from lsprotocol import types

from notes_lsp.features.selection_range import selection_range
from notes_lsp.text import Encoding
from tests.scene import Scene


def grown(scene: Scene) -> list[str]:
    """What is selected step by step, as text."""
    params = types.SelectionRangeParams(scene.document, [scene.position])
    step: Any = scene.ask(selection_range, params)[0]
    found = []
    while step is not None:
        drawn = scene.draw(step.range)
        found.append(drawn[drawn.index("«") + 1 : drawn.index("»")])
        step = step.parent
    return found


@pytest.mark.parametrize("encoding", Encoding)
def test_from_word_to_formula_to_line_to_paragraph(scene: Scene, encoding: Encoding) -> None:
    scene("# 题\n\n😀 设 $x + \\al▮pha$ 为\n参数。\n\n文\n").using(encoding)
    assert grown(scene) == [
        "alpha",
        "x + \\alpha",
        "$x + \\alpha$",
        "😀 设 $x + \\alpha$ 为",
        "😀 设 $x + \\alpha$ 为\n参数。",
        "😀 设 $x + \\alpha$ 为\n参数。\n\n文",
        "# 题\n\n😀 设 $x + \\alpha$ 为\n参数。\n\n文",
        "# 题\n\n😀 设 $x + \\alpha$ 为\n参数。\n\n文\n",
    ]


def test_a_cell_then_its_row_then_all_rows_then_the_table(scene: Scene) -> None:
    scene("文\n\n| 😀 名 | 解释 |\n| -- | -- |\n| FP▮16 值 | 半精度 |\n| 乙 | 二 |\n\n文\n")
    assert grown(scene)[:7] == [
        "FP16",
        "FP16 值",
        " FP16 值 ",
        "| FP16 值 |",
        "| FP16 值 | 半精度 |",
        "| FP16 值 | 半精度 |\n| 乙 | 二 |",
        "| 😀 名 | 解释 |\n| -- | -- |\n| FP16 值 | 半精度 |\n| 乙 | 二 |",
    ]


def test_a_cell_of_a_table_without_outer_bars(scene: Scene) -> None:
    scene("😀 | 乙\n:- | -:\n甲 x▮ | 二\n")
    assert grown(scene)[:5] == ["x", "甲 x", "甲 x ", "甲 x |", "甲 x | 二"]


def test_a_link_by_its_text_then_whole(scene: Scene) -> None:
    scene("😀 见 [我的 no▮te 页](路径.md) 吧\n")
    assert grown(scene)[:4] == [
        "note",
        "我的 note 页",
        "[我的 note 页](路径.md)",
        "😀 见 [我的 note 页](路径.md) 吧",
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("# 题\n▮\n😀\n\n# 二\n", "\n😀"),
        ("# 题\n\n😀\n▮\n# 二\n", "😀\n"),
    ],
)
def test_from_a_blank_line_the_section_around_it(scene: Scene, text: str, first: str) -> None:
    scene(text)
    assert next(step for step in grown(scene) if step.strip()) == first


def test_emphasis_without_its_signs_then_with_them(scene: Scene) -> None:
    scene("😀 外 **粗 *斜 te▮xt* 粗** ~~删~~ 外\n")
    assert grown(scene)[:6] == [
        "text",
        "斜 text",
        "*斜 text*",
        "粗 *斜 text* 粗",
        "**粗 *斜 text* 粗**",
        "😀 外 **粗 *斜 text* 粗** ~~删~~ 外",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "- 一\n- 二 **粗 te▮xt**\n- 三\n",
        "1. 一\n   - 二 **粗 te▮xt**\n",
        "> - 一\n> - 二 **粗 te▮xt**\n",
        "| 😀 | **粗 te▮xt** |\n|--|--|\n",
        "| 😀 | 乙 |\n|--|--|\n| 甲 | __粗 te▮xt__ |\n",
        "[^1]: 注 **粗 te▮xt**\n",
        "# 题 **粗 te▮xt**\n",
        "😀 **粗 te▮xt\n下一行** 文\n",
    ],
)
def test_emphasis_wherever_it_stands(scene: Scene, text: str) -> None:
    scene(text)
    steps = grown(scene)
    inner = next(step for step in steps if step.startswith("粗"))
    assert steps[steps.index(inner) + 1].strip("*_") == inner


def test_a_destination_then_its_angles_then_all_in_the_parentheses(scene: Scene) -> None:
    scene("😀 [甲](<我的 fi▮le.md#节> '题') 外\n")
    assert grown(scene)[1:7] == [
        "我的 file.md",
        "我的 file.md#节",
        "<我的 file.md#节>",
        "<我的 file.md#节> '题'",
        "(<我的 file.md#节> '题')",
        "[甲](<我的 file.md#节> '题')",
    ]


def test_a_title_then_with_its_quotes(scene: Scene) -> None:
    scene('😀 [甲](a.md "标 ti▮tle") 外\n')
    assert grown(scene)[1:4] == ["标 title", '"标 title"', 'a.md "标 title"']


def test_a_label_then_with_its_brackets(scene: Scene) -> None:
    scene("😀 [甲][lab▮el]\n\n[label]: a.md\n")
    assert grown(scene)[:3] == ["label", "[label]", "[甲][label]"]


def test_a_picture_in_a_link_then_the_link(scene: Scene) -> None:
    scene("😀 [![图](in▮.png)](out.md)\n")
    assert grown(scene)[1:5] == ["in.png", "(in.png)", "![图](in.png)", "[![图](in.png)](out.md)"]


def test_a_paragraph_in_an_item_then_the_item(scene: Scene) -> None:
    scene("- 甲\n\n  😀 x▮\n  y\n- 乙\n")
    assert grown(scene)[:4] == ["x", "😀 x", "😀 x\n  y", "- 甲\n\n  😀 x\n  y"]


def test_a_quote_in_a_quote_then_the_one_around(scene: Scene) -> None:
    scene("> 甲\n>> 😀 x▮\n>> y\n")
    assert grown(scene)[:4] == ["x", "😀 x\n>> y", "> 😀 x\n>> y", "> 甲\n>> 😀 x\n>> y"]


def test_an_item_then_its_list_then_the_item_around(scene: Scene) -> None:
    scene("- 外\n  - 一 a▮\n  - 二\n- 末\n")
    assert grown(scene) == [
        "a",
        "- 一 a",
        "- 一 a\n  - 二",
        "- 外\n  - 一 a\n  - 二",
        "- 外\n  - 一 a\n  - 二\n- 末",
        "- 外\n  - 一 a\n  - 二\n- 末\n",
    ]


def test_code_by_its_content_then_with_its_fence(scene: Scene) -> None:
    scene("😀\n\n```py\nx = 1\ny▮ = 2\n```\n\n文\n")
    assert grown(scene)[:4] == ["y", "y = 2", "x = 1\ny = 2", "```py\nx = 1\ny = 2\n```"]


def test_a_section_then_the_section_around(scene: Scene) -> None:
    scene("# 一\n\n## 二\n\n文▮\n\n## 三\n")
    assert grown(scene) == [
        "文",
        "## 二\n\n文",
        "## 二\n\n文\n\n## 三",
        "# 一\n\n## 二\n\n文\n\n## 三",
        "# 一\n\n## 二\n\n文\n\n## 三\n",
    ]


def test_the_text_under_a_heading_then_what_is_below_then_the_heading_too(scene: Scene) -> None:
    scene("# 😀 一\n\n甲▮\n\n乙\n\n## 二\n\n丙\n\n# 三\n")
    assert grown(scene) == [
        "甲",
        "甲\n\n乙",
        "甲\n\n乙\n\n## 二\n\n丙",
        "# 😀 一\n\n甲\n\n乙\n\n## 二\n\n丙",
        "# 😀 一\n\n甲\n\n乙\n\n## 二\n\n丙\n\n# 三\n",
    ]


def test_from_a_heading_its_own_text_before_the_sections_below(scene: Scene) -> None:
    scene("# 题▮\n\n😀\n\n## 二\n\n丙\n")
    assert grown(scene)[1:4] == [
        "# 题",
        "# 题\n\n😀",
        "# 题\n\n😀\n\n## 二\n\n丙",
    ]


def test_what_stands_in_a_container_then_the_container(scene: Scene) -> None:
    scene("外\n\n::: tip 题\n😀 里▮面\n:::\n\n外\n")
    assert grown(scene)[:3] == ["里面", "😀 里面", "::: tip 题\n😀 里面\n:::"]


def test_front_matter_by_line_then_content_then_whole(scene: Scene) -> None:
    scene("---\ntitle: 题▮\nlang: zh\n---\n\n文\n")
    assert grown(scene)[1:4] == [
        "title: 题",
        "title: 题\nlang: zh",
        "---\ntitle: 题\nlang: zh\n---",
    ]


@pytest.mark.parametrize(
    "text", ["▮", "▮\n\n文", "文\n\n▮", "   ▮   ", "# ▮", "😀▮😀", "|▮|\n|-|\n"]
)
def test_every_step_holds_the_one_before_and_the_cursor(scene: Scene, text: str) -> None:
    scene(text)
    params = types.SelectionRangeParams(scene.document, [scene.position])
    step: Any = scene.ask(selection_range, params)[0]
    inner = types.Range(scene.position, scene.position)
    while step is not None:
        assert _pair(step.range.start) <= _pair(inner.start)
        assert _pair(inner.end) <= _pair(step.range.end)
        inner, step = step.range, step.parent


def test_each_position_has_its_answer(scene: Scene) -> None:
    scene("一 a\n二 b▮\n")
    positions = [types.Position(0, 2), types.Position(1, 2), types.Position(99, 99)]
    params = types.SelectionRangeParams(scene.document, positions)
    assert len(scene.ask(selection_range, params)) == 3


def test_a_note_that_does_not_exist_has_no_answer(scene: Scene) -> None:
    scene("文")
    missing = types.TextDocumentIdentifier("file:///nowhere/at/all.md")
    params = types.SelectionRangeParams(missing, [types.Position(0, 0)])
    assert scene.ask(selection_range, params) is None


def _pair(position: types.Position) -> tuple[int, int]:
    return position.line, position.character


def test_a_selection_in_a_thousand_quotes_can_be_told(scene: Scene) -> None:
    """Each step is nested in the next one: so many broke the answer."""
    scene(">" * 1000 + " 😀 字▮\n")
    steps = grown(scene)
    assert steps[0] == "字"
    assert steps[-1] == ">" * 1000 + " 😀 字\n"
    assert len(steps) == 100
