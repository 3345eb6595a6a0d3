r"""Faults of pairs: braces, environments, `\left` and `\right`, and tokens nothing takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from notes_lsp.math.stream import END
from notes_lsp.text import Wording, writing

if TYPE_CHECKING:
    from notes_lsp.math.grammar import Reader
    from notes_lsp.math.lexer import Lexeme


class Stop(Exception):  # noqa: N818  # ends the reading; the fault is already noted
    """The formula cannot be read on from here."""


class GiveUp(Exception):  # noqa: N818  # the formula programs TeX; nothing is said about the rest
    """Beyond what this grammar follows."""


_MATES: Final = {
    "{": "}",
    "[": "]",
    "$": "$",
    r"\(": r"\)",
    r"\begingroup": r"\endgroup",
}


def stray(reader: Reader, lexeme: Lexeme, opener: Lexeme | None) -> None:
    """Notes a token that nothing takes inside `opener`, and goes past it or stops."""
    text = lexeme[0]
    if text == END:
        _cut_off(reader, opener)
    elif opener is not None and _ends_outer(reader, text, opener):
        _unclosed(reader, opener)
    else:
        reader.look = None
        _without_mate(reader, lexeme)


def left_without_right(reader: Reader, call: Lexeme, found: Lexeme) -> None:
    r"""The group around `\left` ends, or a column does, before a `\right`."""
    if found[0] == END and reader.cut_short():
        raise Stop
    if found[0] == "&":
        message = Wording(
            r"This `\left` is not closed before the `&`: end the column with `\right.` "
            r"and start the next with `\left.`.",
            r"这个 `\left` 在 `&` 之前没有关闭：请用 `\right.` 结束本列，再以 `\left.` 起头。",
        )
    else:
        message = Wording(
            r"This `\left` has no `\right` in its group; add one (`\right.` shows nothing).",
            r"这个 `\left` 在同一组里没有 `\right`；请补上（`\right.` 不显示任何符号）。",
        )
    reader.report("left-without-right", call, message)
    raise Stop


def middle_without_left(reader: Reader, call: Lexeme) -> None:
    r"""`\middle` outside."""
    message = Wording(
        r"`\middle` works only between `\left` and `\right`.",
        r"`\middle` 只能用在 `\left` 和 `\right` 之间。",
    )
    reader.report("right-without-left", call, message)


def open_environment(reader: Reader, lexeme: Lexeme, opener: Lexeme, name: str) -> None:
    r"""In the cells of `name` something stands that ends them without its `\end`."""
    text = lexeme[0]
    if text == END:
        if reader.cut_short():
            raise Stop
        never_ended(reader, opener, name)
    elif text == r"\end" or not reader.ahead(r"\end", "{", *name, "}"):
        never_ended(reader, opener, name)
    else:
        reader.look = None
        _without_mate(reader, lexeme)


def never_ended(reader: Reader, opener: Lexeme, name: str) -> None:
    r"""`\begin` without its `\end`; ends the reading."""
    if opener[0] == "{":
        _unclosed(reader, opener)
    message = Wording(
        rf"`\begin{{{name}}}` is never ended; add `\end{{{name}}}`.",
        rf"`\begin{{{name}}}` 没有结束；请补上 `\end{{{name}}}`。",
    )
    reader.report("mismatched-environment", opener, message)
    raise Stop


def other_end(
    reader: Reader, opener: Lexeme, name: str, ended: str, place: tuple[int, int]
) -> None:
    r"""`\begin{a}` ended by `\end{b}`."""
    message = Wording(
        rf"This ends `{ended}`, but `\begin{{{name}}}` is what is open here.",
        rf"这里结束的是 `{ended}`，而开着的是 `\begin{{{name}}}`。",
    )
    fix = (place, name, writing(rf"\end{{{name}}}")) if ended else None
    _ = opener
    reader.report("mismatched-environment", place, message, fix)


def _ends_outer(reader: Reader, text: str, opener: Lexeme) -> bool:
    return (
        (text == "}" and opener[0] != "{")
        or (text == r"\right" and reader.lefts > 0)
        or (text == r"\end" and bool(reader.environments))
    )


def _cut_off(reader: Reader, opener: Lexeme | None) -> None:
    if opener is None or reader.cut_short():
        raise Stop
    _unclosed(reader, opener)


def _unclosed(reader: Reader, opener: Lexeme) -> None:
    mate = _MATES.get(opener[0], "}")
    message = Wording(
        f"This `{opener[0]}` is never closed; add the `{mate}`.",
        f"这个 `{opener[0]}` 没有关闭；请补上 `{mate}`。",
    )
    reader.report("unbalanced-brace", opener, message)
    raise Stop


def _without_mate(reader: Reader, lexeme: Lexeme) -> None:
    text, start, end = lexeme
    if text in ("}", r"\endgroup", r"\)", r"\]"):
        fix = ((start, end), "", Wording(f"Remove the `{text}`", f"删除这个 `{text}`"))
        message = Wording(
            f"Nothing was opened that this `{text}` could close.",
            f"前面没有与这个 `{text}` 配对的符号。",
        )
        reader.report("unbalanced-brace", lexeme, message, fix)
    elif text == r"\right":
        message = Wording(
            r"This `\right` has no `\left` in its group; add one (`\left.` shows nothing).",
            r"这个 `\right` 在同一组里没有 `\left`；请补上（`\left.` 不显示任何符号）。",
        )
        reader.report("right-without-left", lexeme, message)
        reader.take()
    elif text == r"\end":
        reader.raw_group()
        message = Wording(
            r"This `\end` has no `\begin` in its group.", r"这个 `\end` 在同一组里没有 `\begin`。"
        )
        reader.report("mismatched-environment", lexeme, message)
    elif text == "&":
        _align(reader, lexeme)
    else:
        _character(reader, lexeme)


def _align(reader: Reader, lexeme: Lexeme) -> None:
    if any(problem.code == "misplaced-align" for problem in reader.problems):
        return
    fix = None
    if not reader.environments and reader.math:
        whole = (0, len(reader.source))
        wrapped = rf"\begin{{aligned}}{reader.source}\end{{aligned}}"
        title = Wording("Put the formula into `aligned`", "把公式放进 `aligned`")
        fix = (whole, wrapped, title)
    message = Wording(
        r"`&` starts a column only in an environment such as `aligned`; the sign is `\&`.",
        r"`&` 只在 `aligned` 之类的环境里分列；要显示 & 本身请写 `\&`。",
    )
    reader.report("misplaced-align", lexeme, message, fix)


def _character(reader: Reader, lexeme: Lexeme) -> None:
    text, start, end = lexeme
    if text in ("^", "_") and not reader.math:
        fix = ((start, end), r"\_", writing(r"\_")) if text == "_" else None
        message = Wording(
            f"`{text}` cannot stand in text; put dollars around the formula: `$x{text}...$`.",
            f"`{text}` 不能用在文本里；请用美元符号把公式括起来：`$x{text}...$`。",
        )
        reader.report("wrong-mode", lexeme, message, fix)
    elif text == "\0\\":
        message = Wording("This backslash stands alone.", "这个反斜杠后面什么也没有。")
        reader.report("stray-character", lexeme, message)
    elif text[0] == "\0":
        message = Wording(
            f"KaTeX cannot read the character U+{ord(text[1]):04X}; remove it.",
            f"KaTeX 读不了字符 U+{ord(text[1]):04X}；请删除。",
        )
        remove = ((start, end), "", Wording("Remove it", "删除这个字符"))
        reader.report("stray-character", lexeme, message, remove)
    else:
        fix = ((start, end), f"\\{text}", writing(f"\\{text}")) if text in ("#", "$") else None
        message = Wording(f"`{text}` means nothing here.", f"`{text}` 在这里没有意义。")
        reader.report("stray-character", lexeme, message, fix)
