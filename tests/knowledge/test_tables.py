"""The tables that a person keeps in their notes become entries, and no other table does."""

from __future__ import annotations

from textwrap import dedent

import pytest

from notes_lsp.knowledge import entries_in
from notes_lsp.knowledge.entry import AnyEntry, Command, Symbol, Term
from notes_lsp.syntax import parse
from notes_lsp.text import Buffer


def entries(text: str) -> list[AnyEntry]:
    definitions = entries_in(parse(Buffer.of(dedent(text))), "词汇.md")
    return [definition.entry for definition in definitions]


def term(name: str, content: str = "解释。", notes: str = "") -> Term:
    """The term of a row of a glossary."""
    (entry,) = entries(f"| 概念 | 内容 | 备注 |\n|---|---|---|\n| {name} | {content} | {notes} |\n")
    assert isinstance(entry, Term)
    return entry


def command(name: str, content: str = "做事。", notes: str = "") -> Command:
    """The command of a row of a table of commands."""
    (entry,) = entries(
        f"| command | 定义 | 备注 |\n|---|---|---|\n| {name} | {content} | {notes} |\n"
    )
    assert isinstance(entry, Command)
    return entry


def named(name: str, content: str, example: str = "") -> AnyEntry:
    """What a row of the third kind of table is."""
    (entry,) = entries(
        f"| 名称 | 解释 | 示例 |\n|---|---|---|\n| {name} | {content} | {example} |\n"
    )
    return entry


# Which tables


@pytest.mark.parametrize(
    "header",
    [
        "| command | 定义 | 备注 |",
        "| 命令 | 说明 |",
        "| **命 令** | 介绍 | 适用版本 |",
        "| 概念 | 内容 | 备注 |",
        "| `Term` | Definition |",
        "| 术语（英文） | 解释 | 首次出现 |",
        "| 术语 | 英文 | 解释 |",
        "| 名称 | 解释 | 示例 |",
        "| Name | Meaning |",
        "| 符号 | 含义 |",
    ],
)
def test_a_table_of_knowledge_is_known_by_its_first_two_columns(header: str) -> None:
    cells = header.count("|") - 1
    assert entries(f"{header}\n{'|---' * cells}|\n{'| token ' * cells}|\n") != []


@pytest.mark.parametrize(
    "header",
    [
        "| 名称 | 价格 |",
        "| 参数 | 说明 |",
        "| Name | Description |",  # heads parameters far more often than a glossary
        "| 名称 | 说明 | 默认值 |",
        "| 名称 | 含义 | 类型 |",  # one foreign column is enough here
        "| 名称（数理逻辑） | 其他名称 | 记号 |",
        "| 列名 | 含义 |",
        "| 类型 | 说明 | 适用场景 |",
        "| 数据结构 | 命令 | 复杂度 |",
        "| 能力维度 | 定义 | 关键指标 |",
        "| 概念 | 出处 | 内容 |",
        "| 术语 |",
    ],
)
def test_any_other_table_is_left_alone(header: str) -> None:
    cells = header.count("|") - 1
    assert entries(f"{header}\n{'|---' * cells}|\n{'| token ' * cells}|\n") == []


def test_a_definition_knows_where_its_row_stands() -> None:
    text = "# 😀 词汇\n\n> | 概念 | 内容 |\n> |---|---|\n> | **困惑度** | 一种指标 |\n"
    (definition,) = entries_in(parse(Buffer.of(text)), "词汇.md")
    source = definition.source
    assert (source.path, source.line) == ("词汇.md", 4)
    assert source.span.cut(text.encode()).decode() == "**困惑度**"


def test_rows_without_a_name_or_without_anything_said_are_no_entries() -> None:
    assert entries("| 概念 | 内容 |\n|---|---|\n|  | 空 |\n| token | |\n| a |\n| — | x |\n") == []


# Concepts


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Beam search", ["Beam search"]),
        ("困惑度 Perplexity (PPL)", ["困惑度", "Perplexity", "PPL"]),
        ("token/word segmentation", ["token", "word segmentation"]),
        ("自注意力（Self-Attention）", ["自注意力", "Self-Attention"]),
        ("LLM ( Large Language Model)", ["LLM", "Large Language Model"]),
        (
            "AIGC (Artificial Intelligence Generated Content / AI-Generated Content)",
            ["AIGC", "Artificial Intelligence Generated Content", "AI-Generated Content"],
        ),
        ("学习率、LR", ["学习率", "LR"]),
        ("**CRNN**", ["CRNN"]),
        ("`tf32`", ["tf32"]),
        ("[CRNN](https://arxiv.org/abs/1507.05717)", ["CRNN"]),
        ("[[词汇#CRNN\\|CRNN]]", ["CRNN"]),
        ("TCP/IP", ["TCP/IP"]),
        ("f(x)", ["f(x)"]),
        ("C++", ["C++"]),
        ("Adam 优化器", ["Adam 优化器"]),
        ("T 检验", ["T 检验"]),
        ("Adam（推荐）", ["Adam"]),
        ("Dropout (2014)", ["Dropout"]),
    ],
)
def test_a_cell_may_hold_several_names(cell: str, names: list[str]) -> None:
    entry = term(cell)
    assert [entry.name, *entry.aliases] == names


def test_an_abbreviation_knows_what_it_stands_for() -> None:
    assert term("困惑度 Perplexity (PPL)").expansion == "Perplexity"
    assert term("LoRA (Low-Rank Adaptation)").expansion == "Low-Rank Adaptation"
    assert term("SGD（Adam）").expansion == ""


def test_the_full_name_is_found_at_the_start_of_what_is_said() -> None:
    entry = term("SFT", "监督微调(Supervised Fine-Tuning)")
    assert entry.expansion == "Supervised Fine-Tuning"
    assert entry.aliases == ("Supervised Fine-Tuning", "监督微调")


def test_what_is_said_stays_markdown_and_goes_under_its_language() -> None:
    words = term("token", "**子单元** 见 [词汇](./词汇.md)<br>`a\\|b`", "补充").languages["zh"]
    assert words.summary == "**子单元** 见 词汇  \n`a|b`"
    assert words.details == "补充"
    assert list(term("token", "A unit of text.").languages) == ["en"]


def test_links_in_any_cell_become_links_with_the_words_before_them() -> None:
    entry = term("[BERT](https://a.b/1)", "模型", "论文:https://arxiv.org/abs/1810.04805。")
    assert [(link.url, link.title) for link in entry.links] == [
        ("https://a.b/1", "BERT"),
        ("https://arxiv.org/abs/1810.04805", "论文"),
    ]


def test_a_column_of_english_names_gives_aliases() -> None:
    (entry,) = entries("| 术语 | 英文 | 解释 |\n|---|---|---|\n| 嵌入 | embedding | 向量 |\n")
    assert (entry.name, entry.aliases) == ("嵌入", ("embedding",))


# Commands


def test_the_owners_tee_row() -> None:
    entry = command(
        "tee [-ai][--help][--version][文件...]",
        "用于读取标准输入的数据,并将其内容输出成文件 -a或--append 附加到既有文件的后面,而非覆盖它. "
        "-i或--ignore-interrupts 忽略中断信号。",
    )
    assert entry.name == "tee"
    assert entry.synopsis == ("tee [-ai][--help][--version][文件...]",)
    assert entry.languages["zh"].summary == "用于读取标准输入的数据,并将其内容输出成文件"
    assert [(option.names, option.meaning.get("zh")) for option in entry.options] == [
        (("-a", "--append"), "附加到既有文件的后面,而非覆盖它."),
        (("-i", "--ignore-interrupts"), "忽略中断信号。"),
        (("--help",), None),
        (("--version",), None),
    ]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("`docker run -it IMAGE`", "docker run"),
        ("docker compose start", "docker compose start"),
        ("docker image ls", "docker image ls"),
        ("git checkout branch", "git checkout"),
        ("kill pid", "kill"),
        ("cat a.txt", "cat"),
        ("SETBIT key offset value", "SETBIT"),
        ("`$ sudo apt install vim`", "apt install vim"),
        ("tail[-f]", "tail"),
        ("cpufreq-info", "cpufreq-info"),
    ],
)
def test_a_commands_name_ends_before_what_stands_for_something_else(cell: str, name: str) -> None:
    assert command(cell).name == name


def test_several_commands_in_a_cell_are_one_entry() -> None:
    assert command("`ls` / `dir`").aliases == ("dir",)
    assert command("ls、ll").aliases == ("ll",)


@pytest.mark.parametrize(
    ("content", "options"),
    [
        ("删除。`-f, --force`: 不询问；`-r` 递归", [("-f --force", "不询问"), ("-r", "递归")]),
        ("Removes. `--interactive=WHEN` asks", [("--interactive", "asks")]),
        ("调为性能模式:cpufreq-set -g performance", []),
        ("把 A - B 的差写进 a-b", []),
    ],
)
def test_options_are_told_from_commands_and_dashes(
    content: str, options: list[tuple[str, str]]
) -> None:
    found = command("x", content).options
    told = [(" ".join(each.names), "".join(each.meaning.values())) for each in found]
    assert told == options


def test_code_in_the_notes_of_a_command_is_an_example() -> None:
    entry = command("tee", notes="常用：`make 2>&1 \\| tee log`，见 `-a`")
    assert [example.code for example in entry.examples] == ["make 2>&1 | tee log"]


# Symbols


@pytest.mark.parametrize(
    ("content", "name", "arguments"),
    [
        ("符号:\\frac{分子}{分母}", "\\frac", "{分子}{分母}"),
        ("符号：`\\sqrt[开方数]{x}`", "\\sqrt", "[开方数]{x}"),
        ("符号\\hat", "\\hat", ""),
        ("$\\sum$", "\\sum", ""),
        ("符号:{上位公式 \\choose 下位公式}", "\\choose", ""),
        ("符号:\\displaystyle \\lim", "\\lim", ""),
        ("符号:\\left \\right", "\\left", ""),
    ],
)
def test_a_row_about_a_latex_command_is_a_symbol(content: str, name: str, arguments: str) -> None:
    entry = named("表示", content, "$\\frac{x+y}{y+z}$")
    assert isinstance(entry, Symbol)
    assert (entry.name, entry.arguments) == (name, arguments)
    assert entry.languages["zh"].title == "表示"
    assert entry.example == "\\frac{x+y}{y+z}"


def test_a_row_about_an_environment_is_one() -> None:
    entry = named("分段函数", "符号:\\begin{cases} 公式1, 条件1 \\\\ 公式2, 条件2 \\end{cases}")
    assert isinstance(entry, Symbol)
    assert (entry.name, entry.environment) == ("cases", True)


@pytest.mark.parametrize("content", ["符号:^", "符号:\\not\\geq", "方差 $\\sigma^2$ 的平方根"])
def test_a_row_about_no_single_command_is_a_term(content: str) -> None:
    assert isinstance(named("标准差", content), Term)
