r"""`\newcommand`, `\def`, `\let` and their kin, read where they stand in a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from notes_lsp.math import messages, unmatched
from notes_lsp.math.grammar import INVISIBLE, MATH_ATOMS, PROGRAMMING, Reader, Special
from notes_lsp.math.signature import SIGNATURES
from notes_lsp.math.stream import END, Macro

if TYPE_CHECKING:
    from collections.abc import Mapping

    from notes_lsp.math.lexer import Lexeme

_NO_NAMES: Final = frozenset("\\{}$&#^_") | {END}
_MOST_PARAMETERS: Final = 9


def _new_command(reader: Reader, call: Lexeme, _stop: str) -> int:
    named = reader.raw_group()
    if named is None or len(named) != 1:
        messages.bad_definition(reader, call, "needs the name of one command in its braces")
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
        messages.bad_definition(reader, call, "needs a body in braces")
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
        messages.bad_definition(reader, call, "needs a number of arguments in its brackets")
        return 0
    return int(text)


def _define(reader: Reader, call: Lexeme, _stop: str, everywhere: bool | None = None) -> int:
    name = reader.take()
    if name[0] in _NO_NAMES:
        messages.bad_definition(reader, call, "needs the name of a command")
        return INVISIBLE
    delimiters: list[list[str]] = [[]]
    brace_ends = False
    while reader.stack[-1][0] != "{":
        lexeme = reader.take()
        if lexeme[0] == END:
            messages.bad_definition(reader, call, "needs a body in braces")
            return INVISIBLE
        if lexeme[0] != "#":
            delimiters[-1].append(lexeme[0])
        elif reader.stack[-1][0] == "{":
            delimiters[-1].append("{")
            brace_ends = True
            break
        elif reader.take()[0] != str(len(delimiters)) or len(delimiters) > _MOST_PARAMETERS:
            messages.bad_definition(reader, call, "needs its parameters in order: #1, #2 ...")
            return INVISIBLE
        else:
            delimiters.append([])
    body = reader.raw_group()
    if body is None:
        messages.bad_definition(reader, call, "needs a closing brace")
        return INVISIBLE
    texts = tuple(text for text, _, _ in body) + (("{",) if brace_ends else ())
    macro = Macro(len(delimiters) - 1, texts, delimiters=tuple(map(tuple, delimiters)))
    reader.known.pop(name[0], None)
    reader.define(name[0], macro, everywhere=call[0] == r"\gdef" or bool(everywhere))
    return INVISIBLE


def _let(reader: Reader, call: Lexeme, _stop: str, everywhere: bool | None = None) -> int:
    name = reader.take()
    if name[0] in _NO_NAMES:
        messages.bad_definition(reader, call, "needs the name of a command")
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
            messages.bad_definition(reader, call, r"needs \def, \gdef or \let behind it")
            return INVISIBLE


COMMANDS: Final[Mapping[str, Special]] = {
    **dict.fromkeys((r"\newcommand", r"\renewcommand", r"\providecommand"), _new_command),
    **dict.fromkeys((r"\def", r"\gdef"), _define),
    **dict.fromkeys((r"\global", r"\long"), _global),
    r"\let": _let,
}
"""How each of these is read, behind its name."""
