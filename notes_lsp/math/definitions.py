r"""The commands a formula defines for itself and, on many sites, for the rest of the note."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from notes_lsp.math.lexer import Lexeme, byte_offset, lex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NEW: Final = frozenset((r"\newcommand", r"\renewcommand", r"\providecommand"))
_DEF: Final = frozenset((r"\def", r"\gdef", r"\edef", r"\xdef"))
_OPERATOR: Final = r"\DeclareMathOperator"
_FARTHEST: Final = 200
"""How many tokens a definition's parameters may take up."""
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


_Found: TypeAlias = "tuple[Definition | None, int]"
"""A definition, and the index of the lexeme behind it."""


def definitions(source: str) -> tuple[Definition, ...]:
    """Every command that `source` defines, in the order written; faulty ones are left out."""
    if _ANY.search(source) is None:
        return ()
    return tuple(_definitions(source, lex(source)))


def _definitions(source: str, lexemes: list[Lexeme]) -> Iterator[Definition]:
    """Definitions inside the body of another are made only when that one is used: left out."""
    index = 0
    while index < len(lexemes):
        text = lexemes[index][0]
        reader = _READERS.get(text)
        found, end = reader(source, lexemes, index) if reader else (None, index)
        if found is not None:
            yield found
        index = max(index + 1, end)


def _new(source: str, lexemes: list[Lexeme], index: int) -> _Found:
    operator = lexemes[index][0] == _OPERATOR
    place = _past(lexemes, index + 1, " ", "*", "{")
    if place >= len(lexemes) or lexemes[place][0][:1] != "\\":
        return None, place
    name = lexemes[place]
    place = _past(lexemes, place + 1, " ", "}")
    arguments = 0
    while place < len(lexemes) and lexemes[place][0] == "[":
        end = _find(lexemes, place, "]")
        inside = "".join(text for text, _, _ in lexemes[place + 1 : end]).strip()
        arguments = int(inside) if inside.isdecimal() and len(inside) == 1 else arguments
        place = _past(lexemes, end + 1, " ")
    body, end = _group(source, lexemes, place)
    if body is not None and operator:
        body = rf"\operatorname{{{body}}}"
    return _made(source, name, arguments, body, everywhere=False), end


def _def(source: str, lexemes: list[Lexeme], index: int) -> _Found:
    place = index + 1
    if place >= len(lexemes) or lexemes[place][0][:1] != "\\":
        return None, place
    opening = _find(lexemes, place, "{")
    arguments = sum(text == "#" for text, _, _ in lexemes[place:opening])
    before = [text for text, _, _ in lexemes[max(0, index - 2) : index]]
    everywhere = lexemes[index][0] in (r"\gdef", r"\xdef") or r"\global" in before
    body, end = _group(source, lexemes, opening)
    return _made(source, lexemes[place], arguments, body, everywhere=everywhere), end


def _let(source: str, lexemes: list[Lexeme], index: int) -> _Found:
    target = _past(lexemes, index + 2, " ", "=")
    if target >= len(lexemes) or lexemes[index + 1][0][:1] != "\\":
        return None, target
    text, _, _ = lexemes[target]
    everywhere = index > 0 and lexemes[index - 1][0] == r"\global"
    return _made(source, lexemes[index + 1], 0, text, everywhere=everywhere), target + 1


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
    last = min(place + _FARTHEST, len(lexemes))
    while place < last and lexemes[place][0] != text:
        place += 1
    return place if place < last else len(lexemes)


def _group(source: str, lexemes: list[Lexeme], place: int) -> tuple[str | None, int]:
    """What the braces at `place` hold, or its one lexeme, and where they end."""
    if place >= len(lexemes):
        return None, place
    if lexemes[place][0] != "{":
        return lexemes[place][0], place + 1
    depth = 0
    for end in range(place, len(lexemes)):
        text, start, _ = lexemes[end]
        depth += (text == "{") - (text == "}")
        if depth == 0:
            return source[lexemes[place][2] : start], end + 1
    return None, len(lexemes)


_READERS: Final[dict[str, Callable[[str, list[Lexeme], int], _Found]]] = {
    **dict.fromkeys(_NEW, _new),
    **dict.fromkeys(_DEF, _def),
    _OPERATOR: _new,
    r"\let": _let,
}
