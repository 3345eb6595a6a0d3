"""Formulas: their commands, and the rest."""

from __future__ import annotations

from collections.abc import Iterator

from notes_lsp.features.tokens.token import MATH, MATH_COMMAND, Token
from notes_lsp.math import tokens
from notes_lsp.syntax import Math
from notes_lsp.text import Span


def math_tokens(data: bytes, formula: Math) -> Iterator[Token]:
    r"""`\frac` and its like as commands, what stands between two of them as one stretch."""
    begin = formula.content.start
    open_ = end = -1
    for token in tokens(formula.content.cut(data).decode("utf-8", "replace")):
        start, stop = token.span
        if token.kind == "space":
            continue
        if token.kind in {"command", "comment"}:
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
