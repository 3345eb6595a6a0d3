"""Formulas: their commands, and the rest."""

from __future__ import annotations

from collections.abc import Iterator

from notes_lsp.features.rules.formula import is_price, unquoted
from notes_lsp.features.tokens.token import MATH, MATH_COMMAND, Token
from notes_lsp.math import tokens
from notes_lsp.syntax import Facts, Math
from notes_lsp.text import Span


def math_tokens(data: bytes, formula: Math, facts: Facts) -> Iterator[Token]:
    r"""`\frac` and its like as commands, what stands between two of them on a line as one stretch.

    Nothing of what only looks like a formula, such as `US$100&RMB$200`.
    """
    begin = formula.content.start
    source = formula.content.cut(data)
    if is_price(data, formula, source):
        return
    source = unquoted(source, formula, facts)
    open_ = end = -1
    for token in tokens(source.decode("utf-8", "replace")):
        start, stop = token.span
        breaks = token.kind == "space" and b"\n" in source[start:stop]
        if token.kind == "space" and not breaks:
            continue
        if breaks or token.kind in {"command", "comment"}:
            if open_ >= 0:
                yield Token(Span(begin + open_, begin + end), MATH)
            if token.kind == "command":
                yield Token(Span(begin + start, begin + stop), MATH_COMMAND)
            open_ = -1
        elif open_ < 0:
            open_ = start
        end = stop
    if open_ >= 0:
        yield Token(Span(begin + open_, begin + end), MATH)
