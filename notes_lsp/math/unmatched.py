r"""Faults of pairs: braces, environments, `\left` and `\right`, and tokens nothing takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from notes_lsp.math.stream import END

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
        message = (
            r"This `\left` is not closed before the `&`: end the column with `\right.` "
            r"and start the next with `\left.`."
        )
    else:
        message = r"This `\left` has no `\right` in its group; add one (`\right.` shows nothing)."
    reader.report("left-without-right", call, message)
    raise Stop


def middle_without_left(reader: Reader, call: Lexeme) -> None:
    r"""`\middle` outside."""
    message = r"`\middle` works only between `\left` and `\right`."
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
    message = rf"`\begin{{{name}}}` is never ended; add `\end{{{name}}}`."
    reader.report("mismatched-environment", opener, message)
    raise Stop


def other_end(
    reader: Reader, opener: Lexeme, name: str, ended: str, place: tuple[int, int]
) -> None:
    r"""`\begin{a}` ended by `\end{b}`."""
    message = rf"This ends `{ended}`, but `\begin{{{name}}}` is what is open here."
    fix = (place, name, rf"Write `\end{{{name}}}`") if ended else None
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
    message = f"This `{opener[0]}` is never closed; add the `{mate}`."
    reader.report("unbalanced-brace", opener, message)
    raise Stop


def _without_mate(reader: Reader, lexeme: Lexeme) -> None:
    text, start, end = lexeme
    if text in ("}", r"\endgroup", r"\)", r"\]"):
        fix = ((start, end), "", f"Remove the `{text}`")
        message = f"Nothing was opened that this `{text}` could close."
        reader.report("unbalanced-brace", lexeme, message, fix)
    elif text == r"\right":
        message = r"This `\right` has no `\left` in its group; add one (`\left.` shows nothing)."
        reader.report("right-without-left", lexeme, message)
        reader.take()
    elif text == r"\end":
        reader.raw_group()
        message = r"This `\end` has no `\begin` in its group."
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
        fix = (whole, wrapped, "Put the formula into `aligned`")
    message = r"`&` starts a column only in an environment such as `aligned`; the sign is `\&`."
    reader.report("misplaced-align", lexeme, message, fix)


def _character(reader: Reader, lexeme: Lexeme) -> None:
    text, start, end = lexeme
    if text in ("^", "_") and not reader.math:
        fix = ((start, end), r"\_", r"Write `\_`") if text == "_" else None
        message = f"`{text}` cannot stand in text; put dollars around the formula: `$x{text}...$`."
        reader.report("wrong-mode", lexeme, message, fix)
    elif text == "\0\\":
        reader.report("stray-character", lexeme, "This backslash stands alone.")
    elif text[0] == "\0":
        message = f"KaTeX cannot read the character U+{ord(text[1]):04X}; remove it."
        reader.report("stray-character", lexeme, message, ((start, end), "", "Remove it"))
    else:
        fix = ((start, end), f"\\{text}", f"Write `\\{text}`") if text in ("#", "$") else None
        message = f"`{text}` means nothing here."
        reader.report("stray-character", lexeme, message, fix)
