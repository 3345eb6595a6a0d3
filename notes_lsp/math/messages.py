r"""The faults a reading can find: what each is called, says and offers to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from notes_lsp.math import suggest
from notes_lsp.math.elsewhere import ELSEWHERE
from notes_lsp.math.signature import SIGNATURES, Argument
from notes_lsp.math.unmatched import Stop
from notes_lsp.text import Wording, writing

if TYPE_CHECKING:
    from notes_lsp.math.grammar import Reader
    from notes_lsp.math.lexer import Lexeme

FORMULAS: Final = (Argument("math"),) * 9
"""The arguments of a command of which only their number is known."""

Place: TypeAlias = "tuple[int, int]"
_ROW_BREAK: Final = "\\\\"
_NEEDED: Final = {"^": Wording("a superscript", "上标"), "_": Wording("a subscript", "下标")}
_PLAIN: Final = {
    r"\over": (r"\frac", r"\frac{{{0}}}{{{1}}}"),
    r"\choose": (r"\binom", r"\binom{{{0}}}{{{1}}}"),
    r"\atop": (r"\substack", r"\substack{{{0} \\ {1}}}"),
    r"\brace": (r"\genfrac\{\}{0pt}{}", r"\genfrac\{{\}}{{0pt}}{{}}{{{0}}}{{{1}}}"),
    r"\brack": (r"\genfrac[]{0pt}{}", r"\genfrac[]{{0pt}}{{}}{{{0}}}{{{1}}}"),
    r"\above": (r"\genfrac", ""),
}


def unknown_command(reader: Reader, lexeme: Lexeme) -> None:
    """A command no one defines, or one KaTeX lacks; goes past what the latter would take."""
    name, start, end = lexeme
    if not reader.complete and end == len(reader.source):
        return
    if name in ELSEWHERE:
        _elsewhere(reader, lexeme)
    elif name[1:].isdecimal():
        reader.report(
            "unknown-command",
            lexeme,
            Wording(
                rf"`{name}` is no command; has a row break `\\` lost a backslash here?",
                rf"`{name}` 不是命令；这里的换行 `\\` 是不是少了一个反斜杠？",
            ),
            (
                (start, start + 1),
                _ROW_BREAK,
                Wording(rf"Write `\\{name[1:]}`, a row break", rf"改为换行 `\\{name[1:]}`"),
            ),
        )
    else:
        _misspelt(reader, lexeme)


def _elsewhere(reader: Reader, lexeme: Lexeme) -> None:
    name, start, end = lexeme
    found = ELSEWHERE[name]
    fault = Wording(f"KaTeX does not know `{name}`.", f"KaTeX 没有 `{name}`。")
    if found.use:
        fault += Wording(f" Write `{found.use}` instead.", f"可以改用 `{found.use}`。")
    else:
        fault += Wording(" It has no counterpart there.", "其中也没有与它相当的命令。")
    same = found.use in SIGNATURES and len(SIGNATURES[found.use].arguments) == found.arguments
    fix = ((start, end), found.use, writing(found.use)) if same else None
    reader.report("not-in-katex", lexeme, fault, fix)
    for _ in range(found.arguments):
        if reader.top()[0] == "{":
            reader.raw_group()


def _misspelt(reader: Reader, lexeme: Lexeme) -> None:
    name, start, end = lexeme
    near = suggest.nearest_commands(name, reader.known)
    split = suggest.glued(name)
    if split is not None:
        near = (" ".join(split), *(other for other in near if other != split[0]))
    fix = ((start, end), near[0], writing(near[0])) if near else None
    fault = Wording(f"`{name}` is no command.", f"没有 `{name}` 这个命令。")
    own = Wording(" Is it a command of your own?", "它是你自己定义的吗？")
    fault += _meant(near[0]) if near else own
    reader.report("unknown-command", lexeme, fault, fix, near)


def _meant(name: str) -> Wording:
    return Wording(f" Did you mean `{name}`?", f"是不是 `{name}`？")


def unknown_environment(reader: Reader, place: Place, name: str) -> None:
    """No such environment."""
    near = suggest.nearest_environments(name)
    message = Wording(f"KaTeX has no environment `{name}`.", f"KaTeX 没有 `{name}` 环境。")
    if near:
        message += _meant(near[0])
    reader.report("unknown-environment", place, message, None, near)


def missing_argument(reader: Reader, call: Lexeme) -> None:
    """Something the command or sign needs is not there."""
    if reader.cut_short():
        return
    name = call[0].split("{")[0] if call[0].startswith(r"\begin{") else call[0]
    what = _NEEDED.get(name, Wording("an argument", "参数"))
    message = Wording(
        f"`{call[0]}` needs {what} here; write it in braces, `{{...}}`.",
        f"`{call[0]}` 在这里缺少{what.zh}；请写在花括号里：`{{...}}`。",
    )
    reader.report("missing-argument", call, message)


def needs_braces(reader: Reader, lexeme: Lexeme, *, takes_arguments: bool) -> None:
    """A command that cannot stand unbraced behind `^` or in an unbraced argument."""
    text, start, end = lexeme
    fix = None
    if not takes_arguments and reader.source[start:end] == text:
        fix = ((start, end), f"{{{text}}}", writing(f"{{{text}}}"))
    message = Wording(
        f"`{text}` must stand in braces here: `{{{text} ...}}`.",
        f"`{text}` 在这里要放进花括号：`{{{text} ...}}`。",
    )
    reader.report("needs-braces", lexeme, message, fix)


def wrong_mode(reader: Reader, lexeme: Lexeme) -> None:
    """A command of formulas in text, or the other way round."""
    text = lexeme[0]
    if reader.math:
        message = Wording(
            rf"`{text}` belongs into text: write `\text{{{text} ...}}`.",
            rf"`{text}` 只能用在文本里：写成 `\text{{{text} ...}}`。",
        )
    else:
        message = Wording(
            f"`{text}` cannot stand in text; put dollars around it: `${text} ...$`.",
            f"`{text}` 不能用在文本里；请用美元符号括起来：`${text} ...$`。",
        )
    reader.report("wrong-mode", lexeme, message)


def display_only(reader: Reader, call: Lexeme, name: str, place: Place) -> None:
    """Something for display formulas in an inline one."""
    message = Wording(
        f"`{name}` works only in a display formula, between `$$` on lines of their own.",
        f"`{name}` 只能用在行间公式里，即单独成行的 `$$` 之间。",
    )
    reader.report("wrong-mode", (call[1], place[1]), message)


def second_tag(reader: Reader, call: Lexeme) -> None:
    r"""Two `\tag` for one row."""
    message = Wording(
        r"This row has a `\tag` already; keep one of them.",
        r"这一行已有 `\tag`，只能保留一个。",
    )
    reader.report("wrong-mode", call, message)


def infix_twice(reader: Reader, lexeme: Lexeme) -> None:
    r"""`a \over b \over c`."""
    message = Wording(
        f"Two of these in one group are ambiguous; put braces around one side of `{lexeme[0]}`.",
        f"同一组里有两个这样的命令，会有歧义；请给 `{lexeme[0]}` 的一边加上花括号。",
    )
    reader.report("infix-twice", lexeme, message)


def plain_infix(reader: Reader, lexeme: Lexeme, around: Place) -> None:
    r"""`a \over b`, which `\frac{a}{b}` says more clearly."""
    name, start, end = lexeme
    better, form = _PLAIN[name]
    before, after = reader.source[around[0] : start].strip(), reader.source[end : around[1]].strip()
    whole = form and reader.source[start:end] == name and around[0] <= start and end <= around[1]
    fix = None
    if whole and "%" not in before + after:
        title = Wording(f"Write it with `{better}`", f"改用 `{better}`")
        fix = (around, form.format(before, after), title)
    message = Wording(
        f"`{name}` is an old plain TeX form; `{better}` says the same more clearly.",
        f"`{name}` 是 plain TeX 的旧写法，用 `{better}` 更清楚。",
    )
    reader.report("plain-tex", lexeme, message, fix)


def double_script(reader: Reader, lexeme: Lexeme) -> None:
    """`x^a^b` or `x_a_b`."""
    name = "subscript" if lexeme[0] == "_" else "superscript"
    chinese = "下标" if lexeme[0] == "_" else "上标"
    sign = "_" if lexeme[0] == "_" else "^"
    message = Wording(
        f"This base has a {name} already; braces tell what belongs together: "
        f"`{{x{sign}a}}{sign}b`.",
        f"这里已有{chinese}；请用花括号分清层次：`{{x{sign}a}}{sign}b`。",
    )
    reader.report(f"double-{name}", lexeme, message)


def script_on_infix(reader: Reader, lexeme: Lexeme) -> None:
    r"""`a \over^2`."""
    message = Wording(
        f"`{lexeme[0]}` has nothing to stand on here; write `{{}}{lexeme[0]}` or a base.",
        f"`{lexeme[0]}` 前面没有可依附的内容；请写成 `{{}}{lexeme[0]}`，或补上内容。",
    )
    title = Wording("Put an empty base before it", "在前面补一个空的 `{}`")
    fix = ((lexeme[1], lexeme[1]), "{}", title)
    reader.report("missing-argument", lexeme, message, fix)


def misplaced_limits(reader: Reader, lexeme: Lexeme) -> None:
    r"""`x\limits`."""
    message = Wording(
        rf"`{lexeme[0]}` must follow an operator such as `\sum`.",
        rf"`{lexeme[0]}` 必须跟在 `\sum` 之类的运算符后面。",
    )
    reader.report("misplaced-limits", lexeme, message)


def misplaced_row(reader: Reader, call: Lexeme) -> None:
    r"""`\hline` in a cell, `\cr` outside."""
    if call[0] == r"\cr":
        message = Wording(
            r"`\cr` ends a row only in an environment with rows; elsewhere write `\\`.",
            r"`\cr` 只在有多行的环境里换行；别处请写 `\\`。",
        )
        fix = ((call[1], call[2]), _ROW_BREAK, writing(_ROW_BREAK))
        reader.report("misplaced-row", call, message, fix)
    else:
        message = Wording(
            rf"`{call[0]}` may stand only at the beginning of a row, behind `\\`.",
            rf"`{call[0]}` 只能放在一行的开头，即 `\\` 之后。",
        )
        reader.report("misplaced-row", call, message)


def bad_delimiter(reader: Reader, lexeme: Lexeme, call: Lexeme) -> None:
    r"""`\left x`."""
    text, start, end = lexeme
    reader.look = None
    fix = ((start, end), f"\\{text}", writing(f"\\{text}")) if text in ("{", "}") else None
    message = Wording(
        f"`{text}` is no delimiter that `{call[0]}` can stretch; use one like `(`, `[`, `\\{{`.",
        f"`{text}` 不是 `{call[0]}` 能伸缩的定界符；请用 `(`、`[`、`\\{{` 之类的。",
    )
    reader.report("bad-delimiter", lexeme, message, fix)
    if text == "{" and not call[0].startswith((r"\big", r"\Big")):
        raise Stop


def bad_size(reader: Reader, place: Lexeme, name: str, text: str) -> None:
    """A length that cannot be read."""
    fix = None
    if name == _ROW_BREAK:
        title = Wording("Keep the bracket as text: `{}`", "把方括号留作正文：加 `{}`")
        fix = ((place[1], place[1]), "{}", title)
    message = Wording(
        f"`{name}` needs a length with its unit here, such as `2pt`, and not `{text}`.",
        f"`{name}` 在这里需要带单位的长度，如 `2pt`，而不是 `{text}`。",
    )
    if reader.cut_short():
        return
    reader.report("bad-argument", place, message, fix)


def bad_color(reader: Reader, place: Lexeme, text: str) -> None:
    """No colour."""
    message = Wording(
        f"`{text}` is no colour; write a name such as `red`, or `#ff0000`.",
        f"`{text}` 不是颜色；请写颜色名，如 `red`，或 `#ff0000`。",
    )
    reader.report("bad-argument", place, message)


def bad_columns(reader: Reader, place: Lexeme, text: str, usable: str) -> None:
    """Columns KaTeX does not know."""
    message = Wording(
        f"`{text}` is no list of columns for KaTeX, which knows only `{'`, `'.join(usable)}`.",
        f"KaTeX 读不懂列格式 `{text}`，它只认识 `{'`、`'.join(usable)}`。",
    )
    reader.report("bad-argument", place, message)


def bad_count(reader: Reader, place: Place, text: str) -> None:
    """No number, or no `key=value`."""
    message = Wording(
        f"`{text}` cannot be read as what is needed here.", f"`{text}` 不是这里需要的内容。"
    )
    reader.report("bad-argument", place, message)


def too_many_columns(reader: Reader, lexeme: Lexeme, name: str, most: int) -> None:
    """One `&` more than the environment has columns."""
    columns = "one column" if most == 1 else f"{most} columns"
    message = Wording(
        f"`{name}` has {columns} in a row; this `&` starts one more.",
        f"`{name}` 每行只有 {most} 列；这个 `&` 又多开了一列。",
    )
    reader.report("misplaced-align", lexeme, message)


def unknown_mark(reader: Reader, lexeme: Lexeme) -> None:
    """A combining accent KaTeX lacks."""
    message = Wording(
        f"KaTeX does not know the accent on `{lexeme[0]}`; use an accent command.",
        f"KaTeX 不认识 `{lexeme[0]}` 上的附加符号；请改用重音命令。",
    )
    reader.report("stray-character", lexeme, message)


def bad_definition(reader: Reader, call: Lexeme, need: Wording) -> None:
    r"""A `\newcommand` or `\def` that cannot be read."""
    if not reader.cut_short():
        message = Wording(f"`{call[0]}` needs {need}.", f"`{call[0]}` 后面需要{need.zh}。")
        reader.report("bad-definition", call, message)


def already_defined(reader: Reader, call: Lexeme, name: Lexeme) -> None:
    r"""`\newcommand` on a command that exists."""
    fix = ((call[1], call[2]), r"\renewcommand", writing(r"\renewcommand"))
    message = Wording(
        rf"`{name[0]}` exists already; `\renewcommand` gives it another meaning.",
        rf"`{name[0]}` 已经存在；要改变含义请用 `\renewcommand`。",
    )
    reader.report("bad-definition", name, message, fix)


def not_yet_defined(reader: Reader, call: Lexeme, name: Lexeme) -> None:
    r"""`\renewcommand` on a command that does not exist."""
    fix = ((call[1], call[2]), r"\newcommand", writing(r"\newcommand"))
    message = Wording(
        rf"`{name[0]}` does not exist yet; `\newcommand` defines it.",
        rf"`{name[0]}` 还不存在；要定义它请用 `\newcommand`。",
    )
    reader.report("bad-definition", name, message, fix)
