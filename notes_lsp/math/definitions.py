r"""The commands a formula defines for itself and, on many sites, for the rest of the note."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from notes_lsp.math.lexer import Lexeme, byte_offset, lex

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEW: Final = frozenset((r"\newcommand", r"\renewcommand", r"\providecommand"))
_DEF: Final = frozenset((r"\def", r"\gdef", r"\edef", r"\xdef"))
_OPERATOR: Final = r"\DeclareMathOperator"
_ANY: Final = re.compile(r"\\(?:(?:re)?newcommand|providecommand|[gex]?def|let|DeclareMathOp)")


@dataclass(frozen=True, slots=True)
class Definition:
    r"""One `\newcommand`, `\def`, `\let` ... found in a formula."""

    name: str
    r"""With its backslash."""
    arguments: int
    body: str
    """What it stands for, as written."""
    span: tuple[int, int]
    """Where the name stands, in bytes of the formula."""
    everywhere: bool
    r"""`\gdef` and its kin reach beyond the formula in KaTeX itself; the others only on sites
    that keep macros over a page."""


def definitions(source: str) -> tuple[Definition, ...]:
    """Every command that `source` defines, in the order written; faulty ones are left out."""
    if _ANY.search(source) is None:
        return ()
    return tuple(_definitions(source, lex(source)))


def _definitions(source: str, lexemes: list[Lexeme]) -> Iterator[Definition]:
    for index, (text, _, _) in enumerate(lexemes):
        if text in _NEW or text == _OPERATOR:
            found = _new(source, lexemes, index)
        elif text in _DEF:
            found = _def(source, lexemes, index)
        elif text == r"\let":
            found = _let(source, lexemes, index)
        else:
            continue
        if found is not None:
            yield found


def _new(source: str, lexemes: list[Lexeme], index: int) -> Definition | None:
    operator = lexemes[index][0] == _OPERATOR
    place = _past(lexemes, index + 1, " ", "*", "{")
    if place >= len(lexemes) or lexemes[place][0][:1] != "\\":
        return None
    name = lexemes[place]
    place = _past(lexemes, place + 1, " ", "}")
    arguments = 0
    while place < len(lexemes) and lexemes[place][0] == "[":
        end = _find(lexemes, place, "]")
        inside = "".join(text for text, _, _ in lexemes[place + 1 : end]).strip()
        arguments = int(inside) if inside.isdecimal() and len(inside) == 1 else arguments
        place = _past(lexemes, end + 1, " ")
    body = _group(source, lexemes, place)
    if body is not None and operator:
        body = rf"\operatorname{{{body}}}"
    return _made(source, name, arguments, body, everywhere=False)


def _def(source: str, lexemes: list[Lexeme], index: int) -> Definition | None:
    place = index + 1
    if place >= len(lexemes) or lexemes[place][0][:1] != "\\":
        return None
    opening = _find(lexemes, place, "{")
    arguments = sum(text == "#" for text, _, _ in lexemes[place:opening])
    before = [text for text, _, _ in lexemes[max(0, index - 2) : index]]
    everywhere = lexemes[index][0] in (r"\gdef", r"\xdef") or r"\global" in before
    body = _group(source, lexemes, opening)
    return _made(source, lexemes[place], arguments, body, everywhere=everywhere)


def _let(source: str, lexemes: list[Lexeme], index: int) -> Definition | None:
    target = _past(lexemes, index + 2, " ", "=")
    if target >= len(lexemes) or lexemes[index + 1][0][:1] != "\\":
        return None
    text, _, _ = lexemes[target]
    everywhere = index > 0 and lexemes[index - 1][0] == r"\global"
    return _made(source, lexemes[index + 1], 0, text, everywhere=everywhere)


def _made(
    source: str, name: Lexeme, arguments: int, body: str | None, *, everywhere: bool
) -> Definition | None:
    if body is None or len(name[0]) < len(r"\a"):
        return None
    span = (byte_offset(source, name[1]), byte_offset(source, name[2]))
    return Definition(name[0], arguments, body, span, everywhere)


def _past(lexemes: list[Lexeme], place: int, *texts: str) -> int:
    while place < len(lexemes) and lexemes[place][0] in texts:
        place += 1
    return place


def _find(lexemes: list[Lexeme], place: int, text: str) -> int:
    while place < len(lexemes) and lexemes[place][0] != text:
        place += 1
    return place


def _group(source: str, lexemes: list[Lexeme], place: int) -> str | None:
    if place >= len(lexemes):
        return None
    if lexemes[place][0] != "{":
        return lexemes[place][0]
    depth = 0
    for text, start, _ in lexemes[place:]:
        depth += (text == "{") - (text == "}")
        if depth == 0:
            return source[lexemes[place][2] : start]
    return None
