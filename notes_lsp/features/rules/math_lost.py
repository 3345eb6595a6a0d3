r"""What was lost from a formula that still parses, or nearly: backslashes, row breaks, carets.

A scraper, a template engine or a paste through HTML eats one of two backslashes and every `<sup>`.
What is left often renders, only not as meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from notes_lsp.features.rules.formula import Formula
from notes_lsp.features.rules.passage import Passage
from notes_lsp.features.rules.registry import passage_rule
from notes_lsp.math import SIGNATURES, Token, tokens
from notes_lsp.syntax.problem import Fix, Problem
from notes_lsp.text import Wording, writing
from notes_lsp.vault import Level

_NAKED = re.compile(
    r"(?<!\\)\\\\(?:[vcdl]?dots|ddots|hline|[dt]?frac|sqrt|begin|end|left|right|quad|qquad"
    r"|math(?:bb|bf|rm|cal)|text|infty|partial|nabla|alpha|beta|gamma|delta|theta|lambda|sigma"
    r"|omega|varepsilon|overline|underline|cdot|times)(?![A-Za-z])"
)
_ROWS = frozenset(
    """
    matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix cases rcases array aligned align
    align* alignat alignat* alignedat split gathered gather gather* subarray eqnarray
    """.split()  # noqa: SIM905  # a list of 20 quoted names reads worse
)
_BREAKS = frozenset({r"\\", r"\cr", r"\newline"})
_MOST_SCRIPT = 4
"""Characters in braces that may be a script without its caret."""


@passage_rule("math.lost-backslash", level=Level.INFORMATION)
def lost_backslash(passage: Passage) -> Iterator[Problem]:
    r"""A row break swallowed the backslash of the command that follows it.

    `\\vdots` is a row break and then the letters v d o t s; a row that starts with the command is
    written `\\\vdots` or `\\ \vdots`.

    Bad:  $\begin{matrix} 1 & 8\\vdots & \vdots \end{matrix}$
    Good: $\begin{matrix} 1 & 8\\ \vdots & \vdots \end{matrix}$
    Good: $\begin{matrix} 1 & 8\\\vdots & \vdots \end{matrix}$
    """
    for formula in passage.formulas:
        if r"\begin" not in formula.source:
            continue
        for found in _NAKED.finditer(formula.source):
            name = found[0][2:]
            start, end = (len(formula.source[:at].encode()) for at in found.span())
            span = formula.span(start + 2, end)
            fix = Fix(writing(rf"\\ \{name}"), ((formula.span(start + 2, start + 2), " \\"),))
            message = Wording(
                rf"`{name}` stands here as letters: the backslash of `\{name}` was lost behind "
                rf"the row break `\\`.",
                rf"`{name}` 在这里只是字母：换行 `\\` 之后，`\{name}` 丢了反斜杠。",
            )
            yield Problem("math.lost-backslash", span, message, fix, formula.whole)


@passage_rule("math.lost-row-break", level=Level.INFORMATION)
def lost_row_break(passage: Passage) -> Iterator[Problem]:
    r"""A row break `\\` that lost a backslash: what is left is a space, and the rows run together.

    Found are a lone backslash at the end of a line, and one before a space where the environment
    has no row break at all.

    Bad:  $\begin{cases} -x, \quad x \leq 0 \ x, \quad x > 0 \end{cases}$
    Good: $\begin{cases} -x, \quad x \leq 0 \\ x, \quad x > 0 \end{cases}$
    Good: $a \ b$
    """
    for formula in passage.formulas:
        if r"\begin" in formula.source and _LONE.search(formula.source):
            for token, end_of_line in _lost_breaks(formula):
                span = formula.span(token.span[0], token.span[0] + 1)
                where = _END_OF_ROW if end_of_line else _BETWEEN_ROWS
                message = Wording(
                    rf"A lone backslash is a space; {where} a row break `\\` is missing one.",
                    rf"单个反斜杠只是空格；{where.zh}的换行 `\\` 少了一个反斜杠。",
                )
                fix = Fix(writing(r"\\"), ((span, r"\\"),))
                yield Problem("math.lost-row-break", span, message, fix, formula.whole)


_END_OF_ROW = Wording("at the end of this row", "这一行末尾")
_BETWEEN_ROWS = Wording("between two rows here", "这里两行之间")
_LONE = re.compile(r"(?<!\\)(?:\\\\)*\\\s")


def _lost_breaks(formula: Formula) -> Iterator[tuple[Token, bool]]:
    r"""The lone backslashes in environments with rows, and whether each ends its line."""
    open_: list[tuple[str, list[Token], list[bool]]] = []
    depth = [0]
    read = tokens(formula.source)
    for index, token in enumerate(read):
        if token.text == r"\begin":
            open_.append((_name_behind(read, index), [], [False]))
            depth.append(0)
        elif token.text == r"\end" and open_:
            name, lone, broken = open_.pop()
            depth.pop()
            if name in _ROWS:
                for each in lone:
                    if not broken[0] or "\n" in each.text:
                        yield each, "\n" in each.text
        elif token.kind in {"open", "close"}:
            depth[-1] += 1 if token.kind == "open" else -1
        elif open_ and token.text in _BREAKS:
            open_[-1][2][0] = True
        elif open_ and depth[-1] == 0 and token.kind == "command" and token.text[1:2].isspace():
            open_[-1][1].append(token)


def _name_behind(read: tuple[Token, ...], index: int) -> str:
    name = ""
    for token in read[index + 1 : index + 20]:
        if token.kind == "close":
            break
        name += "" if token.kind in {"open", "space"} else token.text
    return name


@passage_rule("math.lost-caret", level=Level.HINT)
def lost_caret(passage: Passage) -> Iterator[Problem]:
    r"""A letter with a group right behind it, as `e{x}`, where `^` or `_` may have been lost.

    The braces print nothing: the group stands on the line as if it were not one.

    Bad:  $\frac{e{x}}{e{y}}$
    Bad:  ${16}_{8}O{2+}_{2}$
    Good: $\frac{e^{x}}{e^{y}}$
    Good: $\frac a{b}$
    """
    for formula in passage.formulas:
        if "{" in formula.source:
            yield from _lost_carets(formula)


_LETTER_AND_GROUP = re.compile(
    r"[A-Za-z0-9)]\{(?:[A-Za-z0-9]{1,3}|[0-9]*[+-]|[+-]?[A-Za-z0-9]{1,2})\}"
)


def _lost_carets(formula: Formula) -> Iterator[Problem]:
    if not _LETTER_AND_GROUP.search(formula.source):
        return
    read = [token for token in tokens(formula.source) if token.kind not in {"space", "comment"}]
    texts = list(_texts(read))
    for index in range(1, len(read)):
        group = _short_group(read, index)
        base = read[index - 1]
        if not group or base.kind != "text" or base.span[1] != read[index].span[0]:
            continue
        if any(start < index < end for start, end in texts):
            continue
        if not base.text.isascii() or not base.text.isalnum() or _is_argument(read, index - 1):
            continue
        at = formula.span(base.span[1], base.span[1])
        span = formula.span(base.span[0], read[index + group].span[1])
        message = Wording(
            f"`{base.text}{{…}}` prints the group on the line: was a `^` lost before it?",
            f"`{base.text}{{…}}` 里的内容会排在行上：前面是不是丢了 `^`？",
        )
        fixes = tuple(Fix(writing(f"{base.text}{mark}{{…}}"), ((at, mark),)) for mark in "^_")
        yield Problem("math.lost-caret", span, message, fixes[0], formula.whole, fixes[1:])


def _texts(read: list[Token]) -> Iterator[tuple[int, int]]:
    r"""The braces of `\text` and its kin, inside which a group is a group: by token numbers."""
    for index, token in enumerate(read[:-1]):
        signature = SIGNATURES.get(token.text) if token.kind == "command" else None
        if signature is None or all(each.kind in {"math", "item"} for each in signature.arguments):
            continue
        depth = 0
        for end in range(index + 1, len(read)):
            depth += (read[end].kind == "open") - (read[end].kind == "close")
            if depth <= 0:
                break
        yield index, end


def _short_group(read: list[Token], index: int) -> int:
    """How many tokens behind the `{` at `index` its `}` stands; 0 when it holds no script."""
    if read[index].kind != "open":
        return 0
    for length in range(1, _MOST_SCRIPT + 1):
        if index + length >= len(read):
            return 0
        token = read[index + length]
        if token.kind == "close":
            return length if length > 1 else 0
        if token.kind != "text" or not (token.text.isalnum() or token.text in "+-"):
            return 0
    return 0


def _is_argument(read: list[Token], index: int) -> bool:
    r"""Whether the letter at `index` is read as an argument: `\frac a{b}`, `x^a{b}`."""
    before = read[index - 1] if index else None
    if before is None:
        return False
    if before.kind in {"superscript", "subscript", "bracket"} or before.text == "#":
        return True
    if before.kind != "command":
        return False
    signature = SIGNATURES.get(before.text)
    return signature is None or bool(signature.arguments)
