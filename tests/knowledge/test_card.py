"""The card of a name, as a hover and the command line show it."""

from __future__ import annotations

from inline_snapshot import snapshot

from notes_lsp.knowledge import Definition, Meaning, Origin, Source, card, place
from notes_lsp.knowledge.entry import (
    AnyEntry,
    Cause,
    Command,
    Deprecation,
    Example,
    Fact,
    Link,
    Mode,
    Option,
    Symbol,
    Term,
    Tip,
    Words,
)
from notes_lsp.text import Span

APPEND = Option(short="-a", long="--append", meaning={"zh": "追加。", "en": "Appends."})
OUTPUT = Option(
    long="--output-error",
    argument="MODE",
    argument_optional=True,
    choices=("warn", "exit"),
    meaning={"zh": "写入出错时怎么办。", "en": "What a failed write does."},
)
TEE = Command(
    name="tee",
    languages={
        "zh": Words(title="三通", summary="读取标准输入，写到各个文件。"),
        "en": Words(summary="Copies standard input to files."),
    },
    synopsis=("tee [OPTION]... [FILE]...",),
    options=(APPEND, OUTPUT),
    examples=(Example(code="make | tee log", meaning={"zh": "存一份。", "en": "Keeps a copy."}),),
    platform=("linux", "macos"),
    package="coreutils",
)
NAN = Cause(
    title={"zh": "学习率过高", "en": "Learning rate too high"},
    signs=({"zh": "loss 先升后 NaN。", "en": "The loss rises first."},),
    checks=({"zh": "看梯度范数。", "en": "Look at the norm of the gradient."},),
    remedies=({"zh": "降低学习率。", "en": "Lower it."}, {"zh": "加预热。", "en": "Warm up."}),
)


def bundled(entry: AnyEntry, pack: str = "pack") -> Definition:
    return Definition(entry, Source("pack.yaml", Span(0, 1), 0, Origin.BUNDLED, pack))


def noted(entry: AnyEntry, path: str = "/notes/词汇.md", line: int = 2) -> Definition:
    return Definition(entry, Source(path, Span(0, 1), line, Origin.NOTES))


def test_a_term_shows_its_names_what_it_is_its_figures_and_where_it_comes_from() -> None:
    term = Term(
        name="BF16",
        aliases=("bfloat16", "bf16"),
        expansion="Brain Floating Point",
        languages={"zh": Words(title="脑浮点", summary="16 位浮点格式。", details="指数 8 位。")},
        facts=(Fact(label={"zh": "指数位"}, value="8"), Fact(label={"zh": "用途"}, value="a|b")),
        see_also=("FP16",),
        links=(Link("https://a.b/c", "论文 [1]"), Link("https://d.e")),
    )
    assert card([bundled(term, "number-formats")]) == snapshot(
        """\
### 脑浮点 · BF16

*Brain Floating Point · bfloat16*

16 位浮点格式。

指数 8 位。

| | |
| --- | --- |
| 指数位 | 8 |
| 用途 | a\\|b |

**另见**：FP16

[论文 \\[1\\]](<https://a.b/c>) · <https://d.e>

*number-formats（notes-lsp 内置）*\
"""
    )


def test_a_command_shows_how_it_is_called() -> None:
    assert card([bundled(TEE, "coreutils")], "en") == snapshot(
        """\
### `tee`

Copies standard input to files.

```sh
tee [OPTION]... [FILE]...
```

**Options**:
- `-a, --append` Appends.
- `--output-error[=MODE]` What a failed write does.

**Example**:
```sh
# Keeps a copy.
make | tee log
```

**Runs on**: linux, macos · **Package**: `coreutils`

*coreutils (bundled with notes-lsp)*\
"""
    )


def test_an_option_shows_nothing_but_itself() -> None:
    meaning = Meaning(bundled(TEE, "coreutils"), OUTPUT, ("tee",))
    assert card([meaning]) == snapshot(
        """\
### `tee --output-error[=MODE]`

写入出错时怎么办。

**可选值**：`warn` · `exit`

*coreutils（notes-lsp 内置）*\
"""
    )


def test_a_long_list_of_options_is_cut_and_says_so() -> None:
    options = tuple(Option(long=f"--option-{number}") for number in range(88))
    definition = bundled(Command(name="docker", options=options))
    short = card([definition], "en")
    assert "- `--option-7`\n- … and 80 more options\n" in short
    assert "--option-87" in card([definition], "en", full=True)


def test_a_symbol_shows_its_sign_arguments_and_example() -> None:
    symbol = Symbol(
        name="\\over",
        unicode="⁄",
        arguments="{a}{b}",
        languages={"zh": Words(title="分式（旧）")},
        example="a \\over b",
        package="amsmath",
        mode=Mode.MATH,
        display=True,
        katex=False,
        deprecated=Deprecation(use="\\frac", reason={"zh": "分不清开头。"}),
    )
    assert card([bundled(symbol, "latex")]) == snapshot(
        """\
### `\\over` ⁄ 分式（旧）

⚠ **已过时**：请改用 `\\frac`。 分不清开头。

`\\over{a}{b}`

**示例**：
```latex
a \\over b
```

**宏包**：`amsmath` · 只能用在独行公式（`$$…$$`）里 · KaTeX 不认识这个命令

*latex（notes-lsp 内置）*\
"""
    )


def test_a_tip_shows_its_causes_in_short_and_in_full() -> None:
    deep = Cause(title={"zh": "没有定义的运算"}, causes=(NAN,))
    tip = bundled(Tip(name="nan", languages={"zh": Words(title="loss 为 NaN")}, causes=(deep, NAN)))
    assert card([tip]) == snapshot(
        """\
### loss 为 NaN

**可能的原因**：
- **没有定义的运算**
  - **学习率过高**
    - 处理：降低学习率。
- **学习率过高**
  - 处理：降低学习率。

*pack（notes-lsp 内置）*\
"""
    )
    assert "    - 检查：看梯度范数。" in card([tip], full=True)


def test_a_cause_shows_its_own_branch_and_whence_it_grows() -> None:
    tip = bundled(Tip(name="nan", languages={"zh": Words(title="loss 为 NaN")}, causes=(NAN,)))
    assert card([Meaning(tip, NAN)]) == snapshot(
        """\
### 学习率过高

← *loss 为 NaN*

- 表现：loss 先升后 NaN。
- 检查：看梯度范数。
- 处理：降低学习率。
- 处理：加预热。

*pack（notes-lsp 内置）*\
"""
    )


def test_several_definitions_come_nearest_first_and_not_all_at_once() -> None:
    definitions = [
        noted(Term(name="CRNN", languages={"zh": Words(summary=f"第 {line} 个。")}), line=line)
        for line in range(5)
    ]
    assert card(definitions) == snapshot(
        """\
### CRNN

第 0 个。

*词汇.md:1*

---

### CRNN

第 1 个。

*词汇.md:2*

---

### CRNN

第 2 个。

*词汇.md:3*

---

*另有 2 处定义：词汇.md:4, 词汇.md:5*\
"""
    )


def test_what_is_not_told_in_a_language_is_told_in_the_other() -> None:
    definition = noted(Term(name="token", languages={"en": Words(summary="A unit of text.")}))
    assert "A unit of text." in card([definition], "zh")


def test_marks_in_a_name_do_not_become_markdown() -> None:
    assert card([noted(Term(name="a*b_c|<d>"))]).startswith("### a\\*b\\_c\\|\\<d\\>\n")
    assert card([noted(Command(name="a`b"))]).startswith("### `` a`b ``\n")


def test_a_place_is_told_shortly_for_paths_and_uris() -> None:
    assert place(noted(TEE, "C:\\notes\\命令.md", 0).source) == "命令.md:1"
    assert place(noted(TEE, "file:///n/%E5%91%BD%E4%BB%A4.md", 9).source) == "命令.md:10"


def test_a_link_that_the_text_shows_is_not_shown_again() -> None:
    paper, blog = Link(url="https://a.example/paper"), Link(url="https://b.example", title="博客")
    words = {"zh": Words(summary="摘要", details="论文：https://a.example/paper")}
    text = card([noted(Term(name="token", languages=words, links=(paper, blog)))])
    assert text.count("https://a.example/paper") == 1
    assert "[博客](<https://b.example>)" in text
