r"""LaTeX in math: unfinished formulas first, closed ones second."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lsprotocol import types

from notes_lsp.features.completion import resolve_completion
from notes_lsp.math.drawing import Drawing
from notes_lsp.text import Encoding
from tests.features.completion import documentation, item, items, menu, row, taken
from tests.scene import FULL_CLIENT, PLAIN_CLIENT, Scene

OPEN_AND_CLOSED = pytest.mark.parametrize("close", ["", "$", "$ 就是积分"])


@OPEN_AND_CLOSED
@pytest.mark.parametrize("typed", ["int", "jifen", "jf", "积分", "integral"])
def test_an_integral_is_found_by_command_pinyin_initials_chinese_and_english(
    scene: Scene, typed: str, close: str
) -> None:
    scene(f"😀 面积是 $\\{typed}▮{close}\n")
    assert r"\int" in menu(scene)
    assert taken(scene, r"\int") == f"😀 面积是 $\\int{close}\n"


@OPEN_AND_CLOSED
@pytest.mark.parametrize("typed", ["int", "jifen", "jf", "积分"])
def test_the_most_used_of_several_integrals_comes_first(
    scene: Scene, typed: str, close: str
) -> None:
    scene(f"😀 面积是 $\\{typed}▮{close}\n")
    assert menu(scene)[0] == r"\int"


@OPEN_AND_CLOSED
def test_arguments_are_tab_stops(scene: Scene, close: str) -> None:
    scene(f"😀 比 $a=\\fr▮{close}\n")
    assert menu(scene)[0] == r"\frac"
    assert taken(scene) == f"😀 比 $a=\\frac{{${{1:numerator}}}}{{${{2:denominator}}}}$0{close}\n"


def test_a_client_without_snippets_gets_plain_text(scene: Scene) -> None:
    """Emacs without yasnippet shows `${1:numerator}` as it stands."""
    scene("😀 比 $a=\\fr▮", client=PLAIN_CLIENT)
    assert taken(scene, r"\frac") == "😀 比 $a=\\frac\n"
    assert all(each.insert_text_format is None for each in items(scene))


def test_an_optional_argument_is_an_item_of_its_own(scene: Scene) -> None:
    scene("根 $\\sqrt▮")
    assert menu(scene)[:2] == [r"\sqrt", r"\sqrt[n]{x}"]
    assert taken(scene, r"\sqrt[n]{x}") == "根 $\\sqrt[${1:n}]{${2:x}}$0\n"


def test_arguments_that_are_there_are_not_doubled(scene: Scene) -> None:
    scene("😀 $\\fr▮{a}{b}$")
    assert taken(scene, r"\frac") == "😀 $\\frac{a}{b}$\n"


def test_the_menu_shows_the_character_and_the_meaning(scene: Scene) -> None:
    scene("😀 中文 $\\alph▮")
    assert row(scene, r"\alpha") == r"\alpha | α | 阿尔法"


def test_the_documentation_is_the_card(scene: Scene) -> None:
    scene("😀 中文 $\\alph▮")
    assert documentation(scene, r"\alpha").startswith(r"### `\alpha` α 阿尔法")


def test_documentation_comes_at_once_where_it_cannot_be_asked_for(scene: Scene) -> None:
    scene("😀 中文 $\\▮", client=PLAIN_CLIENT)
    sent = items(scene)
    assert sent[0].documentation
    assert sum(each.documentation is not None for each in sent) == 30


def test_a_lone_backslash_offers_the_usual_commands(scene: Scene) -> None:
    scene("😀 中文 $x+\\▮$")
    assert menu(scene)[:4] == [r"\frac", r"\sum", r"\int", r"\sqrt"]


def test_old_commands_are_struck_through_and_come_behind(scene: Scene) -> None:
    scene("上下 $\\ov▮")
    labels = menu(scene)
    assert labels.index(r"\over") > labels.index(r"\overbracket")
    assert item(scene, r"\over").tags == (types.CompletionItemTag.Deprecated,)


def test_commands_unknown_to_katex_come_behind_the_others(scene: Scene) -> None:
    labels = menu(scene("引用 $\\te▮"))
    assert labels.index(r"\text") < labels.index(r"\textsc")


def test_the_name_as_typed_comes_before_longer_ones(scene: Scene) -> None:
    assert menu(scene("属于 $x \\in▮"))[0] == r"\in"


def test_capitals_find_capitals_first(scene: Scene) -> None:
    labels = menu(scene("差 $\\D▮"))
    assert labels.index(r"\Delta") < labels.index(r"\delta")


def test_commands_of_the_notes_own_making_come_first(scene: Scene) -> None:
    scene("""
        $$
        \\newcommand{\\kldiv}[2]{D(#1 \\| #2)}
        $$

        散度 $\\kl▮
    """)
    assert menu(scene)[0] == r"\kldiv"
    assert "\\kldiv{$1}{$2}$0" in taken(scene)


def test_commands_of_the_settings_are_offered(scene: Scene) -> None:
    scene("散度 $\\kl▮", settings={"math": {"macros": {"\\kldiv": 2}}})
    assert menu(scene)[0] == r"\kldiv"


def test_a_fence_of_math_is_math(scene: Scene) -> None:
    assert menu(scene("😀\n```math\nx = \\al▮\n```\n"))[0] == r"\alpha"


@pytest.mark.parametrize(
    "text",
    [
        "没有公式 \\fra▮",
        "反斜杠 \\积分▮",
        "价 $5 和 \\fra▮",
        "两行 $a \\\\▮$",
        "无反斜杠 $alph▮$",
        "上标 $x^▮$",
        "下标 $x_▮$",
        "完了 $a$ \\fra▮",
    ],
)
def test_no_latex_outside_of_math_and_no_menu_without_a_backslash(scene: Scene, text: str) -> None:
    assert menu(scene(text)) == []


def test_pinyin_can_be_switched_off(scene: Scene) -> None:
    settings = {"completion": {"pinyin": False}}
    assert r"\int" not in menu(scene("中 $\\jifen▮", settings=settings))


def test_math_can_be_switched_off(scene: Scene) -> None:
    assert menu(scene("中 $\\int▮", settings={"completion": {"math": False}})) == []


@pytest.mark.parametrize("encoding", list(Encoding))
def test_the_range_is_right_behind_emoji_in_every_encoding(
    scene: Scene, encoding: Encoding
) -> None:
    scene("😀 汉字𠮷 $\\alph▮$ 😀").using(encoding)
    assert menu(scene)[0] == r"\alpha"
    assert taken(scene) == "😀 汉字𠮷 $\\alpha$ 😀\n"


def test_left_brings_its_right(scene: Scene) -> None:
    scene("大 $\\lef▮$")
    assert menu(scene)[0] == r"\left( \right)"
    assert taken(scene) == "大 $\\left($1\\\\right)$0$\n"


def test_no_bar_of_a_formula_cuts_a_row(scene: Scene) -> None:
    scene("| 大 |\n| - |\n| $\\left▮$ |")
    pair = r"\left\vert \right\vert"
    assert pair in menu(scene)
    assert taken(scene, pair).endswith("| $\\left\\\\vert $1\\\\right\\\\vert$0$ |\n")
    assert r"\|" not in menu(scene("| 大 |\n| - |\n| $\\fanshu▮$ |"))
    assert r"\|" in menu(scene("$\\fanshu▮$"))


def test_pinyin_mixed_of_readings_and_initials(scene: Scene) -> None:
    assert "\\int" in menu(scene("😀 $\\jfen▮"))


def test_the_example_of_a_command_is_drawn_above_its_card(scene: Scene) -> None:
    """Where the editor shows pictures; else the card stands alone."""
    client = replace(FULL_CLIENT, images=True)
    scene("😀 比 $\\fr▮$", client=client)
    work = resolve_completion(scene.snapshot, item(scene, r"\frac"), client)
    asked = next(work)
    assert isinstance(asked, Drawing)
    assert r"\frac" in asked.source
    with pytest.raises(StopIteration) as end:
        work.send("<svg/>")
    told = end.value.value.documentation.value
    assert told.startswith("![formula](data:image/svg+xml;base64,PHN2Zy8+)\n\n")
    scene.client = FULL_CLIENT
    assert told.endswith(documentation(scene, r"\frac"))
