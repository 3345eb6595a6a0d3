"""What must not be complained about: code, prices, keys, old spellings that are right."""

from __future__ import annotations

import pytest

from notes_lsp.features.diagnostics import problems
from tests.scene import Scene

FINE = [
    "```latex\n\\stacrel{a}{b} \\frac{a\n```",
    "行内代码 `$\\stacrel{a}{b}$` 和 `optimizer.zero_grad` 😀",
    "文\n\n    $\\stacrel{a}$\n",
    "价格 $5 和 $6，还有 $HOME。",
    "US$100&RMB$200，变量 $a_b_c$d 和 $PATH:$HOME_1_2。",
    "| a | b |\n| - | - |\n| $5 | $6 |",
    "| a | b |\n| - | - |\n| 5$ | $x$ |",
    "| 键 | 名 | 键 | 名 |\n| - | - | - | - |\n| ` | 反引号 | ` | 撇 |",
    "| a | b |\n| - | - |\n| `a \\| b` | $\\|x\\|$ |",
    "| a | b |\n| - | - |\n| 多了空格 | 一列 | |",
    "| a | b | c |\n| - | - | - |\n| $a$ | $b$ |",
    "| a | b |\n| - | - |\n| $\\begin{array}{c\\|c} a & b \\end{array}$ | [[笔记\\|别名]] |",
    "> $$\n> \\begin{aligned}\n> a &= b \\\\\n> \\hline c &> d\n> \\end{aligned}\n> $$",
    "$\\begin{matrix} a \\ b \\\\ c \\end{matrix}$",
    "$a \\ b$ $\\frac a{b}$ $\\binom n{k}$ $\\text{ab{c}}$ ${\\rm d}x$",
    "$\\begin{cases} \\text{若 \\ 则} \\end{cases}$",
    "$\\begin{matrix} 1 \\\\\\vdots \\\\ \\hline 2 \\end{matrix}$",
    "路径 C:\\stacrel\\users 和 \\\\server\\share，正则 \\d+。",
    "| 路径 | 说明 |\n| - | - |\n| C:\\stacrel | 目录 |",
    "https://web.archive.org/web/2020/https://a.b/c https://a.b/?u=https://c.d",
    "https://blog.csdn.net/qq_43733107/article/details/128915638 https://a.b/123456abc",
    "文件 my_note.some_file.md 在 www.foo_bar.com，版本 1.2_3。",
    "echo ${HOME}/a_b 和 ${PATH}$USER，`$x^{2$`",
    "<!-- $\\stacrel{a}$ optimizer.zero_grad -->",
    "@startuml\na <<$b>> \\nCRM #x\nc <<$d>> \\nCRM\n@enduml\n\n😀",
    "{{< highlight toml >}}\n[[没有]]\n\na = [['$$', '\\]'], ['$$']]\n{{< /highlight >}}\n😀",
    "%% [[没有]] $\\stacrel{a}$ %% 😀\n\n%%\n[x](没有.md)\n\n[y][没有]\n%%",
    "$\\newcommand{\\Rn}[1]{\\mathbb{R}^{#1}} \\Rn{n}$\n\n# 后文\n\n$\\Rn{m}$",
    "$\\DeclareMathOperator{\\rank}{rank} \\rank A$\n\n$\\rank B$",
]


@pytest.mark.parametrize("text", FINE)
def test_nothing_is_said(scene: Scene, text: str) -> None:
    scene(text)
    found = [p for p in problems(scene.snapshot, scene.key) if p.code != "math.not-in-katex"]
    assert [(p.code, p.message) for p in found] == []


def test_commands_of_the_settings_are_known(scene: Scene) -> None:
    scene(r"$\abs{x} + \myop$", settings={"math": {"macros": {"\\abs": 1, "\\myop": 0}}})
    assert problems(scene.snapshot, scene.key) == []


def test_commands_of_your_own_pack_are_known(scene: Scene) -> None:
    scene(
        """
        -- packs/mine.yaml
        entries:
          - {kind: symbol, name: '\\stacrel'}
          - {kind: symbol, name: '\\degC', katex: false, package: gensymb}
        -- 笔记.md
        $\\stacrel{a}{b} + \\degC$ ▮
        """,
        settings={"knowledge": {"packs": ["packs/mine.yaml"], "bundled": False}},
    )
    (problem,) = problems(scene.snapshot, scene.key)
    assert problem.code == "math.not-in-katex"
    assert "gensymb" in problem.message


def test_a_table_of_your_notes_makes_a_command_known_but_never_a_slip_right(scene: Scene) -> None:
    scene(
        """
        -- 符号.md
        | 名称 | 解释 | 示例 |
        | --- | --- | --- |
        | 自定义 | 符号:\\zzwave | x |
        | 上位符号 | 符号:\\stacrel | x |
        -- 笔记.md
        $\\zzwave + \\stacrel{a}{b}$ ▮
        """
    )
    assert [p.message.split("`")[1] for p in problems(scene.snapshot, scene.key)] == ["\\stacrel"]


@pytest.mark.parametrize(
    "text", ["$\\rank A$", "$$\n\\begin{eqnarray*} a &=& b \\end{eqnarray*}\n$$", "$\\bbox{x}$"]
)
def test_what_other_tex_systems_know_is_no_slip(scene: Scene, text: str) -> None:
    scene(text)
    assert {p.code for p in problems(scene.snapshot, scene.key)} == {"math.not-in-katex"}
