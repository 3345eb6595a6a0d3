"""Hovering explains what is under the cursor, the user's own notes first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lsprotocol import types

from notes_lsp.features.hover import hover
from notes_lsp.math.drawing import Drawing
from notes_lsp.text import Encoding
from tests.scene import FULL_CLIENT, PLAIN_CLIENT, Scene

WORDS = """
-- 词汇.md
| 名称 | 解释 | 示例 |
| ---- | ------------ | --- |
| CRNN | 卷积循环网络 | `crnn.pytorch` |

| 概念 | 内容 | 备注 |
| --- | --- | --- |
| 困惑度 Perplexity (PPL) | 越低越好 | |

| command | 定义 | 备注 |
| --- | --- | --- |
| `mytool [-xv] [文件...]` | 我的工具 `-x或--extra` 多做一点，`-v或--verbose` 多说一点 | |
-- 笔记.md
"""


def hovered(scene: Scene) -> tuple[str, str] | None:
    """The marked line and the card, or None."""
    params = types.HoverParams(scene.document, scene.position)
    answer = scene.ask(hover, params)
    if answer is None:
        return None
    assert isinstance(answer.contents, types.MarkupContent)
    assert answer.range is not None
    return scene.draw(answer.range), answer.contents.value


def explains(scene: Scene, text: str, covered: str, *said: str) -> None:
    """The cursor in `text` gives a card over `covered` in which all of `said` stands."""
    found = hovered(scene(WORDS + "这是一篇中文笔记。\n\n" + text))
    assert found is not None, "silent"
    line, card = found
    assert covered in line
    for words in said:
        assert words in card


@pytest.mark.parametrize(
    ("text", "covered", "said"),
    [
        ("😀 训练一个 C▮RNN。", "一个 «CRNN»。", "卷积循环网络"),
        ("😀 训练一个▮CRNN。", "一个«CRNN»。", "卷积循环网络"),
        ("😀 训练一个CRNN▮模型。", "一个«CRNN»模型", "卷积循环网络"),
        ("| a | b |\n|---|---|\n| 😀 **CR▮NN** | x |", "**«CRNN»**", "卷积循环网络"),
        ("# 😀 用 CR▮NN 识别", "用 «CRNN» 识别", "卷积循环网络"),
        ("- [ ] 😀 读 CR▮NN", "读 «CRNN»", "卷积循环网络"),
        ("::: tip 提示 CR▮NN\n:::", "提示 «CRNN»", "卷积循环网络"),
        ("> [!note] 😀 CR▮NN 的标题", "«CRNN» 的标题", "卷积循环网络"),
        ("见 [😀 CR▮NN 论文](x.md)", "[😀 «CRNN» 论文]", "卷积循环网络"),
        ("这一步的困▮惑度很低", "这一步的«困惑度»很低", "越低越好"),
        ("the Perple▮xity is low", "the «Perplexity» is low", "越低越好"),
        ("PP▮L=12", "«PPL»=12", "越低越好"),
        ("很低的 _PP▮L_ 与", "_«PPL»_ 与", "越低越好"),
        ("___PP▮L___，", "___«PPL»___，", "越低越好"),
    ],
)
def test_a_term_of_the_users_own_table(scene: Scene, text: str, covered: str, said: str) -> None:
    explains(scene, text, covered, said)


def test_the_users_definition_comes_before_the_bundled_one(scene: Scene) -> None:
    found = hovered(scene(WORDS + "😀 困惑▮度"))
    assert found
    assert found[1].index("词汇.md:7") < found[1].index("language-models")


@pytest.mark.parametrize(
    ("text", "covered", "said"),
    [
        ("😀 用 self-atten▮tion 的模型", "«self-attention»", "attention"),
        ("用自注意▮力的模型", "用«自注意力»的", "attention"),
        ("😀 BF▮16 和 FP32", "«BF16» 和", "8"),
        ("FP8 E4▮M3 很小", "E4M3", "448"),
        ("训练时 loss 为 n▮an 了", "«loss 为 nan»", "梯度爆炸"),
        ("my loss is n▮an again", "«loss is nan»", "梯度爆炸|gradient"),
        ("😀 `FP▮16`", "`«FP16»`", "65504"),
    ],
)
def test_bundled_knowledge(scene: Scene, text: str, covered: str, said: str) -> None:
    found = hovered(scene(WORDS + text))
    assert found is not None
    assert covered in found[0]
    assert any(words in found[1] for words in said.split("|"))


@pytest.mark.parametrize(
    ("text", "covered", "said"),
    [
        ("😀 `te▮e -ai log`", "`«tee» -ai log`", "标准输出"),
        ("😀 `tee -a▮ log`", "`tee «-a» log`", "--append"),
        ("😀 `tee -▮ai log`", "`tee -«a»i log`", "--append"),
        ("😀 `tee -ai▮ log`", "`tee -a«i» log`", "--ignore-interrupts"),
        ("😀 `tee --app▮end log`", "«--append»", "-a"),
        ("😀 `tee --output-err▮or=warn`", "«--output-error»=warn", "warn-nopipe"),
        ("```sh\nmake 2>&1 | te▮e x\n```", "| «tee» x", "标准输出"),
        ("```bash\n$ sudo t▮ee -a x\n```", "sudo «tee»", "标准输出"),
        ("```bash\ncd x && docker compose u▮p -d\n```", "compose «up» -d", "docker compose up"),
        ("```bash\ndocker compose up -▮d\n```", "up «-d»", "--detach"),
        ("```console\n$ docker r▮un --rm x\nrun\n```", "docker «run»", "docker run"),
        ("`docker compose -f x.yml u▮p -d`", "x.yml «up»", "docker compose up"),
        ("`docker compose -f x.yml up -▮d`", "up «-d»", "docker compose up -d"),
        ("`docker -H tcp://h compose --profile=a -p x ps -▮q`", "ps «-q»", "compose ps -q"),
        ("`docker com▮pose up`", "docker «compose»", "### `docker compose`"),
        ("`docker-com▮pose up`", "«docker-compose»", "### `docker-compose`"),
        ("`mytool -▮x`", "«-x»", "多做一点"),
    ],
)
def test_commands_and_options(scene: Scene, text: str, covered: str, said: str) -> None:
    explains(scene, text, covered, said)


def test_what_an_option_takes_is_no_subcommand(scene: Scene) -> None:
    assert hovered(scene("`docker compose -f u▮p up -d`")) is None
    explains(scene, "`docker compose -f up u▮p -d`", "-f up «up»", "docker compose up")


@pytest.mark.parametrize(
    ("text", "covered", "said"),
    [
        ("😀 $\\fr▮ac{a}{b}$", "$«\\frac»{a}{b}$", "分"),
        ("$$\n\\s▮um_{i}\n$$", "«\\sum»_{i}", "∑"),
        ("$\\begin{mat▮rix} a \\end{matrix}$", "\\begin{«matrix»}", "矩阵"),
        ("```math\n\\in▮t x\n```", "«\\int»", "积分"),
    ],
)
def test_latex_inside_math(scene: Scene, text: str, covered: str, said: str) -> None:
    explains(scene, text, covered, said)


@pytest.mark.parametrize(
    "text",
    [
        "普通▮的一句话",
        "---\nCR▮NN: 1\n---\n",
        "<https://x.y/CR▮NN>",
        "https://x.y/CR▮NN",
        "[文字](CR▮NN.md)",
        "[[CR▮NN]]",
        "```python\nCR▮NN\n```",
        "```python\nos.system('te▮e')\n```",
        "<!-- CR▮NN -->",
        '<img alt="CR▮NN">',
        "\\fr▮ac{a}{b} 没有美元符号",
        "XCR▮NN",
        "CR▮NNs2",
        "$x▮ + y$",
        "```console\n$ ls\nte▮e\n```",
        "`echo te▮e`",
        "变量 my_PP▮L 和 PPL",
    ],
)
def test_silence(scene: Scene, text: str) -> None:
    assert hovered(scene(text if text.startswith("---") else WORDS + text)) is None


@pytest.mark.parametrize("encoding", list(Encoding))
def test_every_position_encoding(scene: Scene, encoding: Encoding) -> None:
    found = hovered(scene(WORDS + "😀𝒳 汉字 C▮RNN 😀").using(encoding))
    assert found
    assert found[0] == "😀𝒳 汉字 «CRNN» 😀"


def test_an_english_note_is_answered_in_english(scene: Scene) -> None:
    found = hovered(scene("The model was trained with RL▮HF and more of that kind.\n"))
    assert found
    assert "reinforcement" in found[1].lower()


def test_plain_text_for_a_client_without_markdown(scene: Scene) -> None:
    found = hovered(scene(WORDS + "😀 C▮RNN", client=PLAIN_CLIENT))
    assert found
    assert "**" not in found[1]
    assert "###" not in found[1]


def test_a_term_typed_just_now_is_known_at_once(scene: Scene) -> None:
    scene("| 名称 | 解释 | 示例 |\n|---|---|---|\n| 甲乙丙 | 第一 | |\n▮\n")
    scene.type("| 天地人 | 三才 | |")
    scene.selection = scene.selection._replace(
        start=scene.selection.end - 20, end=scene.selection.end - 20
    )
    found = hovered(scene)
    assert found
    assert "三才" in found[1]


def test_hover_can_be_switched_off(scene: Scene) -> None:
    assert hovered(scene(WORDS + "C▮RNN", settings={"hover": {"enabled": False}})) is None


def drawn(scene: Scene, picture: str | None) -> tuple[Drawing, str]:
    """What is to be drawn, and the card with what was drawn."""
    params = types.HoverParams(scene.document, scene.position)
    work = hover(scene.snapshot, params, replace(FULL_CLIENT, images=True))
    asked = next(work)
    with pytest.raises(StopIteration) as end:
        work.send(picture)
    answer = end.value.value
    assert isinstance(answer.contents, types.MarkupContent)
    return asked, answer.contents.value


@pytest.mark.parametrize(
    ("text", "source", "display"),
    [
        (r"😀 式 $x^▮2 + \frac{1}{2}$。", r"x^2 + \frac{1}{2}", False),
        ("$$\na ▮= b\n$$", "a = b", True),
        ("```math\na ▮= b\n```", "a = b", True),
        ("> 引用\n>\n> $$\n> a ▮=\n> b > c\n> $$", "a =\nb > c", True),
        ("| a |\n|---|\n| $x▮+y$ |", "x+y", False),
        ("文\n\n| a |\n|---|\n| $P▮(x\\|y)$ |", "P(x|y)", False),
        ("$\\| ▮x \\|$", "\\| x \\|", False),
    ],
)
def test_a_formula_is_drawn_where_the_editor_shows_pictures(
    scene: Scene, text: str, source: str, display: bool
) -> None:
    asked, card = drawn(scene(text), "<svg/>")
    assert asked == Drawing(source, display)
    assert card == "![formula](data:image/svg+xml;base64,PHN2Zy8+)"


def test_a_sign_in_a_formula_is_no_mark_of_the_quote_around(scene: Scene) -> None:
    assert drawn(scene("> 若 $>0▮^2$"), None)[0].source == ">0^2"
    assert drawn(scene("> ```math\n> a▮\n> > 2\n> ```"), None)[0].source == "a\n> 2"


def test_the_picture_stands_above_the_card_of_a_command(scene: Scene) -> None:
    _, card = drawn(scene(r"$\fra▮c{a}{b}$"), "<svg/>")
    assert card.startswith("![formula](data:image/svg+xml;base64,PHN2Zy8+)\n\n")
    assert r"\frac" in card


def test_the_ink_is_that_of_the_settings(scene: Scene) -> None:
    scene("$x▮+y$", settings={"hover": {"ink": "light"}})
    assert drawn(scene, None)[0].ink == "light"


def test_a_formula_that_is_not_drawn_is_a_line_of_unicode(scene: Scene) -> None:
    """So it is in a terminal, and where it holds what nobody can draw."""
    text = r"😀 $QK^\top▮ / \sqrt{d_k}$"
    assert drawn(scene(text), None)[1].startswith("`QK") is False  # a command's card says more
    text = r"😀 $x▮^2 / \sqrt{d_k}$"
    assert drawn(scene(text), None)[1] == "`x²/√(dₖ)`"
    assert hovered(scene(text)) == (r"😀 «$x^2 / \sqrt{d_k}$»", "`x²/√(dₖ)`")


@pytest.mark.parametrize("text", ["$▮x$", r"$x ▮ \foo$", "a $▮$ b"])
def test_a_formula_of_which_no_more_can_be_told_is_silent(scene: Scene, text: str) -> None:
    assert hovered(scene(text)) is None


def test_pictures_can_be_turned_off(scene: Scene) -> None:
    scene("$x▮^2$", settings={"hover": {"images": "off"}}, client=replace(FULL_CLIENT, images=True))
    assert hovered(scene) == ("«$x^2$»", "`x²`")


def test_the_example_of_a_command_named_in_prose_is_drawn(scene: Scene) -> None:
    asked, card = drawn(scene("用 `\\sqr▮t` 开方。"), "<svg/>")
    assert asked.display
    assert r"\sqrt" in asked.source
    assert card.startswith("![formula](data:image/svg+xml;base64,PHN2Zy8+)\n\n")


def test_a_formula_in_the_text_of_a_link_leads_where_the_link_does(scene: Scene) -> None:
    found = hovered(scene("-- b.md\n# 别处\n-- a.md\n[$x▮^2$](b.md)\n"))
    assert found is not None
    assert "别处" in found[1]
