r"""Cuts a formula into tokens, the way KaTeX's reader does, in one linear pass."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

Lexeme: TypeAlias = tuple[str, int, int]
r"""Text, start, end, the last two in characters. Every space is `" "` and every comment gone."""

_LETTER: Final = "[!-$&-\\[\\]-\u2027\u202a-\ud7ff\uf900-\uffff\U00010000-\U0010ffff]"
_MARKS: Final = "[\u0300-\u036f]*"
_REST: Final = (
    r"([ \r\n\t]+)|"
    r"(\\(?:\n|[ \r\t]+\n?)[ \r\t]*)|"
    r"(\\verb\*(?s:(.)).*?\4|\\verb([^*a-zA-Z]).*?\5)|"
    r"(\\[a-zA-Z@]+)[ \r\n\t]*|"
    "(\\\\[\u0000-\ud7ff\ue000-\uffff])|"
)
_TOKEN: Final = re.compile(f"{_LETTER}{_MARKS}|{_REST}(%[^\n]*\n?)|((?s:.))")
_ADDRESS: Final = re.compile(f"(?:{_LETTER}|%){_MARKS}|{_REST}(?!)()|((?s:.))")
_SPACE, _CONTROL_SPACE, _VERBATIM, _WORD, _SIGN, _COMMENT, _OTHER = 1, 2, 3, 6, 7, 8, 9
_TAKES_ADDRESS: Final = re.compile(r"\\(?:href|url|html|includegraphics)")
_ADDRESS_COMMANDS: Final = frozenset(
    (r"\href", r"\url", r"\htmlClass", r"\htmlId", r"\htmlStyle", r"\htmlData", r"\includegraphics")
)

_KINDS: Final = {
    "{": "open",
    "}": "close",
    "[": "bracket",
    "]": "bracket",
    "^": "superscript",
    "_": "subscript",
    "&": "align",
    "#": "parameter",
    "$": "dollar",
    "'": "prime",
}


@dataclass(frozen=True, slots=True)
class Token:
    r"""One token of a formula."""

    kind: str
    """`command`, `text`, `open`, `close`, `bracket`, `superscript`, `subscript`, `align`,
    `parameter`, `dollar`, `prime`, `comment`, `space`, `verbatim` or `invalid`."""
    text: str
    """The token as it stands in the formula."""
    span: tuple[int, int]
    """Byte offsets into the formula's UTF-8."""


def tokens(source: str) -> tuple[Token, ...]:
    """Every token of `source`, spaces and comments too: their texts joined give it back."""
    found: list[Token] = []
    place = 0
    for match in _matches(source):
        group = match.lastindex
        text = match.group()
        name = match.group(_WORD) if group == _WORD else text
        place = _append(found, _kind(group, name), name, place)
        if len(name) < len(text):
            place = _append(found, "space", text[len(name) :], place)
    return tuple(found)


def lex(source: str) -> list[Lexeme]:
    r"""The tokens that mean something to TeX: no comments, each run of spaces as one `" "`.

    A command takes the spaces behind it along; `"\\ "` is the spaced backslash. A character that
    KaTeX does not read comes with a NUL in front.
    """
    found: list[Lexeme] = []
    append = found.append
    for match in _matches(source):
        group = match.lastindex
        if group is None or group == _SIGN or group == _VERBATIM + 1 or group == _VERBATIM + 2:
            append((match.group(), match.start(), match.end()))
        elif group == _WORD:
            append((match.group(_WORD), match.start(), match.end(_WORD)))
        elif group == _SPACE:
            append((" ", match.start(), match.end()))
        elif group == _CONTROL_SPACE:
            append(("\\ ", match.start(), match.start() + 2))
        elif group == _OTHER:
            append(("\0" + match.group(), match.start(), match.end()))
        elif group != _COMMENT:
            append((match.group(), match.start(), match.end()))
    return found


def ends_in_comment(source: str) -> bool:
    """Whether whatever is typed at the end of `source` belongs to a comment."""
    found = _matches(source)
    return bool(found) and found[-1].lastindex == _COMMENT and not source.endswith("\n")


def byte_offset(source: str, place: int) -> int:
    """Where character `place` of `source` starts in its UTF-8."""
    return place if source.isascii() else len(source[:place].encode("utf-8", "surrogatepass"))


def char_offset(source: str, offset: int) -> int:
    """The character that byte `offset` of `source`'s UTF-8 lies in."""
    if source.isascii():
        return min(offset, len(source))
    return len(source.encode("utf-8", "surrogatepass")[:offset].decode("utf-8", "ignore"))


def _append(found: list[Token], kind: str, text: str, place: int) -> int:
    end = place + (len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass")))
    found.append(Token(kind, text, (place, end)))
    return end


def _kind(group: int | None, text: str) -> str:
    if group is None:
        return _KINDS.get(text, "text")
    if group == _SPACE:
        return "space"
    if group == _COMMENT:
        return "comment"
    if group == _OTHER:
        return "invalid"
    return "command" if group in (_CONTROL_SPACE, _WORD, _SIGN) else "verbatim"


def _matches(source: str) -> list[re.Match[str]]:
    if _TAKES_ADDRESS.search(source) is None:
        return list(_TOKEN.finditer(source))
    return _matches_with_addresses(source)


def _pattern(depth: int, command: str) -> re.Pattern[str]:
    return _ADDRESS if depth or command in (r"\href", r"\url") else _TOKEN


def _matches_with_addresses(source: str) -> list[re.Match[str]]:
    r"""In the first braces behind `\href` and its kin, `%` is a character and no comment."""
    found: list[re.Match[str]] = []
    place, depth, waiting, command = 0, 0, False, ""
    while match := _pattern(depth, command if waiting else "").match(source, place):
        found.append(match)
        place = match.end()
        text = match.group(match.lastindex) if match.lastindex == _WORD else match.group()
        if depth:
            depth += (text == "{") - (text == "}")
        elif waiting and text == "{":
            depth, waiting = 1, False
        elif text in _ADDRESS_COMMANDS:
            waiting, command = True, text
        elif not (text.isspace() or match.lastindex == _COMMENT):
            waiting = waiting and text[0] == "["
        if place == len(source):
            break
    return found
