r"""The faults a reading can find: what each is called, says and offers to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from notes_lsp.math import suggest
from notes_lsp.math.elsewhere import ELSEWHERE
from notes_lsp.math.signature import SIGNATURES, Argument
from notes_lsp.math.unmatched import Stop

if TYPE_CHECKING:
    from notes_lsp.math.grammar import Reader
    from notes_lsp.math.lexer import Lexeme

FORMULAS: Final = (Argument("math"),) * 9
"""The arguments of a command of which only their number is known."""

Place: TypeAlias = "tuple[int, int]"
_ROW_BREAK: Final = "\\\\"
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
            rf"`{name}` is no command; has a row break `\\` lost a backslash here?",
            ((start, start + 1), _ROW_BREAK, rf"Write `\\{name[1:]}`, a row break"),
        )
    else:
        _misspelt(reader, lexeme)


def _elsewhere(reader: Reader, lexeme: Lexeme) -> None:
    name, start, end = lexeme
    found = ELSEWHERE[name]
    use = f" Write `{found.use}` instead." if found.use else " It has no counterpart there."
    same = found.use in SIGNATURES and len(SIGNATURES[found.use].arguments) == found.arguments
    fix = ((start, end), found.use, f"Write `{found.use}`") if same else None
    reader.report("not-in-katex", lexeme, f"KaTeX does not know `{name}`.{use}", fix)
    for _ in range(found.arguments):
        if reader.top()[0] == "{":
            reader.raw_group()


def _misspelt(reader: Reader, lexeme: Lexeme) -> None:
    name, start, end = lexeme
    near = suggest.nearest_commands(name, reader.known)
    split = suggest.glued(name)
    if split is not None:
        near = (" ".join(split), *(other for other in near if other != split[0]))
    fix = ((start, end), near[0], f"Write `{near[0]}`") if near else None
    meant = f" Did you mean `{near[0]}`?" if near else " Is it a command of your own?"
    reader.report("unknown-command", lexeme, f"`{name}` is no command.{meant}", fix, near)


def unknown_environment(reader: Reader, place: Place, name: str) -> None:
    """No such environment."""
    near = suggest.nearest_environments(name)
    meant = f" Did you mean `{near[0]}`?" if near else ""
    message = f"KaTeX has no environment `{name}`.{meant}"
    reader.report("unknown-environment", place, message, None, near)


def missing_argument(reader: Reader, call: Lexeme) -> None:
    """Something the command or sign needs is not there."""
    if reader.cut_short():
        return
    name = call[0].split("{")[0] if call[0].startswith(r"\begin{") else call[0]
    what = {"^": "a superscript", "_": "a subscript"}.get(name, "an argument")
    message = f"`{call[0]}` needs {what} here; write it in braces, `{{...}}`."
    reader.report("missing-argument", call, message)


def needs_braces(reader: Reader, lexeme: Lexeme, *, takes_arguments: bool) -> None:
    """A command that cannot stand unbraced behind `^` or in an unbraced argument."""
    text, start, end = lexeme
    fix = None
    if not takes_arguments and reader.source[start:end] == text:
        fix = ((start, end), f"{{{text}}}", f"Write `{{{text}}}`")
    message = f"`{text}` must stand in braces here: `{{{text} ...}}`."
    reader.report("needs-braces", lexeme, message, fix)


def wrong_mode(reader: Reader, lexeme: Lexeme) -> None:
    """A command of formulas in text, or the other way round."""
    text = lexeme[0]
    if reader.math:
        message = rf"`{text}` belongs into text: write `\text{{{text} ...}}`."
    else:
        message = f"`{text}` cannot stand in text; put dollars around it: `${text} ...$`."
    reader.report("wrong-mode", lexeme, message)


def display_only(reader: Reader, call: Lexeme, name: str, place: Place) -> None:
    """Something for display formulas in an inline one."""
    message = f"`{name}` works only in a display formula, between `$$` on lines of their own."
    reader.report("wrong-mode", (call[1], place[1]), message)


def second_tag(reader: Reader, call: Lexeme) -> None:
    r"""Two `\tag` for one row."""
    message = r"This row has a `\tag` already; keep one of them."
    reader.report("wrong-mode", call, message)


def infix_twice(reader: Reader, lexeme: Lexeme) -> None:
    r"""`a \over b \over c`."""
    message = (
        f"Two of these in one group are ambiguous; put braces around one side of `{lexeme[0]}`."
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
        fix = (around, form.format(before, after), f"Write it with `{better}`")
    message = f"`{name}` is an old plain TeX form; `{better}` says the same more clearly."
    reader.report("plain-tex", lexeme, message, fix)


def double_script(reader: Reader, lexeme: Lexeme) -> None:
    """`x^a^b` or `x_a_b`."""
    name = "subscript" if lexeme[0] == "_" else "superscript"
    sign = "_" if lexeme[0] == "_" else "^"
    message = (
        f"This base has a {name} already; braces tell what belongs together: `{{x{sign}a}}{sign}b`."
    )
    reader.report(f"double-{name}", lexeme, message)


def script_on_infix(reader: Reader, lexeme: Lexeme) -> None:
    r"""`a \over^2`."""
    message = f"`{lexeme[0]}` has nothing to stand on here; write `{{}}{lexeme[0]}` or a base."
    fix = ((lexeme[1], lexeme[1]), "{}", "Put an empty base before it")
    reader.report("missing-argument", lexeme, message, fix)


def misplaced_limits(reader: Reader, lexeme: Lexeme) -> None:
    r"""`x\limits`."""
    message = rf"`{lexeme[0]}` must follow an operator such as `\sum`."
    reader.report("misplaced-limits", lexeme, message)


def misplaced_row(reader: Reader, call: Lexeme) -> None:
    r"""`\hline` in a cell, `\cr` outside."""
    if call[0] == r"\cr":
        message = r"`\cr` ends a row only in an environment with rows; elsewhere write `\\`."
        fix = ((call[1], call[2]), _ROW_BREAK, r"Write `\\`")
        reader.report("misplaced-row", call, message, fix)
    else:
        message = rf"`{call[0]}` may stand only at the beginning of a row, behind `\\`."
        reader.report("misplaced-row", call, message)


def bad_delimiter(reader: Reader, lexeme: Lexeme, call: Lexeme) -> None:
    r"""`\left x`."""
    text, start, end = lexeme
    reader.look = None
    fix = ((start, end), f"\\{text}", f"Write `\\{text}`") if text in ("{", "}") else None
    message = (
        f"`{text}` is no delimiter that `{call[0]}` can stretch; use one like `(`, `[`, `\\{{`."
    )
    reader.report("bad-delimiter", lexeme, message, fix)
    if text == "{" and not call[0].startswith((r"\big", r"\Big")):
        raise Stop


def bad_size(reader: Reader, place: Lexeme, name: str, text: str) -> None:
    """A length that cannot be read."""
    fix = None
    if name == _ROW_BREAK:
        fix = ((place[1], place[1]), "{}", "Keep the bracket as text: `{}`")
    message = f"`{name}` needs a length with its unit here, such as `2pt`, and not `{text}`."
    if reader.cut_short():
        return
    reader.report("bad-argument", place, message, fix)


def bad_color(reader: Reader, place: Lexeme, text: str) -> None:
    """No colour."""
    message = f"`{text}` is no colour; write a name such as `red`, or `#ff0000`."
    reader.report("bad-argument", place, message)


def bad_columns(reader: Reader, place: Lexeme, text: str, usable: str) -> None:
    """Columns KaTeX does not know."""
    message = f"`{text}` is no list of columns for KaTeX, which knows only `{'`, `'.join(usable)}`."
    reader.report("bad-argument", place, message)


def bad_count(reader: Reader, place: Place, text: str) -> None:
    """No number, or no `key=value`."""
    reader.report("bad-argument", place, f"`{text}` cannot be read as what is needed here.")


def too_many_columns(reader: Reader, lexeme: Lexeme, name: str, most: int) -> None:
    """One `&` more than the environment has columns."""
    columns = "one column" if most == 1 else f"{most} columns"
    message = f"`{name}` has {columns} in a row; this `&` starts one more."
    reader.report("misplaced-align", lexeme, message)


def unknown_mark(reader: Reader, lexeme: Lexeme) -> None:
    """A combining accent KaTeX lacks."""
    message = f"KaTeX does not know the accent on `{lexeme[0]}`; use an accent command."
    reader.report("stray-character", lexeme, message)


def bad_definition(reader: Reader, call: Lexeme, need: str) -> None:
    r"""A `\newcommand` or `\def` that cannot be read."""
    if not reader.cut_short():
        reader.report("bad-definition", call, f"`{call[0]}` {need}.")


def already_defined(reader: Reader, call: Lexeme, name: Lexeme) -> None:
    r"""`\newcommand` on a command that exists."""
    fix = ((call[1], call[2]), r"\renewcommand", r"Write `\renewcommand`")
    message = rf"`{name[0]}` exists already; `\renewcommand` gives it another meaning."
    reader.report("bad-definition", name, message, fix)


def not_yet_defined(reader: Reader, call: Lexeme, name: Lexeme) -> None:
    r"""`\renewcommand` on a command that does not exist."""
    fix = ((call[1], call[2]), r"\newcommand", r"Write `\newcommand`")
    message = rf"`{name[0]}` does not exist yet; `\newcommand` defines it."
    reader.report("bad-definition", name, message, fix)
