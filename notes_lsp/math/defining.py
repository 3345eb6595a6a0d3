r"""`\newcommand`, `\def`, `\let` and their kin, read where they stand in a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from notes_lsp.math import messages, unmatched
from notes_lsp.math.grammar import INVISIBLE, MATH_ATOMS, PROGRAMMING, Reader, Special
from notes_lsp.math.signature import SIGNATURES
from notes_lsp.math.stream import END, Macro
from notes_lsp.text import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from notes_lsp.math.lexer import Lexeme

_NO_NAMES: Final = frozenset("\\{}$&#^_") | {END}
_MOST_PARAMETERS: Final = 9
_BODY: Final = Wording("a body in braces", "花括号里的定义内容")
_NAME: Final = Wording("the name of a command", "命令名")


def _new_command(reader: Reader, call: Lexeme, _stop: str) -> int:
    named = reader.raw_group()
    if named is None or len(named) != 1:
        need = Wording("the name of one command in its braces", "花括号里的一个命令名")
        messages.bad_definition(reader, call, need)
        return INVISIBLE
    name = named[0]
    exists = name[0] in SIGNATURES or name[0] in reader.macros or name[0] in MATH_ATOMS
    if exists and call[0] == r"\newcommand":
        messages.already_defined(reader, call, name)
    if not exists and call[0] == r"\renewcommand" and name[0] not in reader.known:
        messages.not_yet_defined(reader, call, name)
    count = _parameter_count(reader, call)
    body = reader.raw_group()
    if body is None:
        messages.bad_definition(reader, call, _BODY)
        return INVISIBLE
    if not (exists and call[0] == r"\providecommand"):
        reader.known.pop(name[0], None)
        macro = Macro(count, tuple(text for text, _, _ in body))
        reader.define(name[0], macro, everywhere=False)
    return INVISIBLE


def _parameter_count(reader: Reader, call: Lexeme) -> int:
    if reader.top()[0] != "[":
        return 0
    reader.take()
    text = ""
    while (lexeme := reader.take())[0] not in ("]", END):
        text += lexeme[0]
    if not text.strip().isdecimal():
        need = Wording("a number of arguments in its brackets", "方括号里的参数个数")
        messages.bad_definition(reader, call, need)
        return 0
    return int(text)


def _define(reader: Reader, call: Lexeme, _stop: str, everywhere: bool | None = None) -> int:
    name = reader.take()
    if name[0] in _NO_NAMES:
        messages.bad_definition(reader, call, _NAME)
        return INVISIBLE
    delimiters: list[list[str]] = [[]]
    brace_ends = False
    while reader.stack[-1][0] != "{":
        lexeme = reader.take()
        if lexeme[0] == END:
            messages.bad_definition(reader, call, _BODY)
            return INVISIBLE
        if lexeme[0] != "#":
            delimiters[-1].append(lexeme[0])
        elif reader.stack[-1][0] == "{":
            delimiters[-1].append("{")
            brace_ends = True
            break
        elif reader.take()[0] != str(len(delimiters)) or len(delimiters) > _MOST_PARAMETERS:
            need = Wording("its parameters in order: #1, #2 ...", "按顺序的参数（#1、#2……）")
            messages.bad_definition(reader, call, need)
            return INVISIBLE
        else:
            delimiters.append([])
    body = reader.raw_group()
    if body is None:
        need = Wording("a closing brace", "右花括号")
        messages.bad_definition(reader, call, need)
        return INVISIBLE
    texts = tuple(text for text, _, _ in body) + (("{",) if brace_ends else ())
    macro = Macro(len(delimiters) - 1, texts, delimiters=tuple(map(tuple, delimiters)))
    reader.known.pop(name[0], None)
    reader.define(name[0], macro, everywhere=call[0] == r"\gdef" or bool(everywhere))
    return INVISIBLE


def _let(reader: Reader, call: Lexeme, _stop: str, everywhere: bool | None = None) -> int:
    name = reader.take()
    if name[0] in _NO_NAMES:
        messages.bad_definition(reader, call, _NAME)
        return INVISIBLE
    reader.top()
    target = reader.take()
    if target[0] == "=":
        target = reader.take()
        if target[0] == " ":
            target = reader.take()
    meaning = reader.macros.get(target[0]) or Macro(0, (target[0],), alias=True)
    reader.known.pop(name[0], None)
    reader.define(name[0], meaning, everywhere=bool(everywhere))
    return INVISIBLE


def _global(reader: Reader, call: Lexeme, stop: str) -> int:
    while True:
        lexeme = reader.peek()
        if lexeme[0] in PROGRAMMING:
            raise unmatched.GiveUp
        reader.look = None
        if lexeme[0] == r"\let":
            return _let(reader, lexeme, stop, everywhere=True)
        if lexeme[0] in (r"\def", r"\gdef"):
            return _define(reader, lexeme, stop, everywhere=call[0] == r"\global")
        if lexeme[0] not in (" ", r"\global", r"\long"):
            need = Wording(r"\def, \gdef or \let behind it", r" `\def`、`\gdef` 或 `\let`")
            messages.bad_definition(reader, call, need)
            return INVISIBLE


COMMANDS: Final[Mapping[str, Special]] = {
    **dict.fromkeys((r"\newcommand", r"\renewcommand", r"\providecommand"), _new_command),
    **dict.fromkeys((r"\def", r"\gdef"), _define),
    **dict.fromkeys((r"\global", r"\long"), _global),
    r"\let": _let,
}
"""How each of these is read, behind its name."""
