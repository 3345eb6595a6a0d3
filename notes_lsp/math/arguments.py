r"""How each kind of argument is read: formulas, text, sizes, colours, addresses, delimiters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from notes_lsp.math import messages, unmatched
from notes_lsp.math.grammar import MATH_ATOMS, NOTHING, Reader
from notes_lsp.math.signature import DELIMITERS
from notes_lsp.math.stream import END

if TYPE_CHECKING:
    from notes_lsp.math.lexer import Lexeme
    from notes_lsp.math.signature import Argument, Signature

_SIZE: Final = re.compile(r"[-+]? *(?:\d+(?:\.\d*)?|\.\d+) *([a-z]{2})", re.ASCII)
_SIZE_SO_FAR: Final = re.compile(r"[-+]? *(?:$|\d+|\d+\.\d*|\.\d*) *[a-z]{0,2} *\Z", re.ASCII)
_UNITS: Final = frozenset(
    ["pt", "mm", "cm", "in", "bp", "pc", "dd", "cc", "nd", "nc", "sp", "px", "ex", "em", "mu"]
)
_COLOR: Final = re.compile(
    r"(?:#[a-f0-9]{3,4}|#[a-f0-9]{6}|#[a-f0-9]{8}|[a-f0-9]{6}|[a-z]+)\Z", re.IGNORECASE | re.ASCII
)
_BRACED_SIZE: Final = frozenset((r"\hspace", r"\raisebox"))
"""KaTeX reads their length only in braces."""
_CLOSERS: Final = frozenset(("&", r"\end", r"\right", r"\endgroup"))


def read_arguments(reader: Reader, call: Lexeme, signature: Signature) -> None:
    """Reads what `call` takes; a missing argument is noted and ends its arguments."""
    if signature.starred and reader.top()[0] == "*":
        reader.take()
    left_out = False
    for argument in signature.arguments:
        if argument.optional:
            left_out = not _read_optional(reader, argument)
        elif left_out and call[0] == r"\sqrt":
            if not read_item(reader, call):
                return
        elif not _read(reader, call, argument):
            return


def read_item(reader: Reader, call: Lexeme) -> bool:
    r"""One group, symbol or scriptable command, as `\mathbin` and a bare `\sqrt` take it."""
    lexeme = reader.peek()
    kind = NOTHING
    if lexeme[0] not in _CLOSERS and lexeme[0] not in ("}", END):
        kind = reader.group(lexeme, END, bare=True)
    if kind == NOTHING:
        messages.missing_argument(reader, call)
        return False
    return True


def read_size(reader: Reader, call: Lexeme, *, optional: bool = False) -> None:
    """A length such as `2pt`, braced or bare; KaTeX takes the first length it finds in braces."""
    begin = reader.top()
    if optional:
        text = _bracketed(reader)
    elif begin[0] == "{":
        text = _braced_size(reader, begin)
    elif call[0] in _BRACED_SIZE:
        text = "".join(t for t, _, _ in reader.raw_group() or ())
        text = "" if call[0] == r"\raisebox" else text
    elif call[0] == r"\rule":
        raise unmatched.GiveUp  # KaTeX looks one token too far ahead and reads on oddly
    else:
        text = _bare_size(reader)
    found = _SIZE.search(text)
    if found is None or found.group(1) not in _UNITS:
        place = begin if begin[0] not in ("}", END) else call
        messages.bad_size(reader, place, call[0], text)


def read_delimiter(reader: Reader, call: Lexeme) -> None:
    r"""What follows `\left`, `\big` and their kin."""
    lexeme = reader.peek()
    text = lexeme[0]
    if text in DELIMITERS or text in reader.known:
        reader.look = None
    elif text == "{" and call[0].startswith((r"\big", r"\Big")):
        inside = reader.raw_group() or []
        if not (len(inside) == 1 and (inside[0][0] in DELIMITERS or inside[0][0] in reader.known)):
            messages.bad_delimiter(reader, lexeme, call)
    elif text in _CLOSERS or text in ("}", END):
        messages.missing_argument(reader, call)
    elif text[0] == "\\" and text not in MATH_ATOMS:
        reader.group(lexeme, END, bare=True)
        if not any(problem.code == "unknown-command" for problem in reader.problems[-1:]):
            messages.bad_delimiter(reader, lexeme, call)
    else:
        messages.bad_delimiter(reader, lexeme, call)


def read_raw(reader: Reader, call: Lexeme) -> str | None:
    """The characters of one argument, unread."""
    found = reader.raw_group()
    if found is None:
        messages.missing_argument(reader, call)
        return None
    return "".join(text for text, _, _ in found)


def _read(reader: Reader, call: Lexeme, argument: Argument) -> bool:
    match argument.kind:
        case "math":
            return _read_formula(reader, call, math=reader.math)
        case "text":
            return _read_formula(reader, call, math=False)
        case "item":
            return read_item(reader, call)
        case "size":
            read_size(reader, call)
        case "color":
            return _read_color(reader, call)
        case "delimiter":
            read_delimiter(reader, call)
        case _:
            return read_raw(reader, call) is not None
    return True


def _read_optional(reader: Reader, argument: Argument) -> bool:
    opener = reader.top()
    if opener[0] != "[":
        return False
    if argument.kind == "size":
        read_size(reader, opener, optional=True)
    elif argument.kind == "raw":
        _bracketed(reader)
    else:
        reader.take()
        reader.braced(opener, "]")
    return True


def _read_formula(reader: Reader, call: Lexeme, *, math: bool) -> bool:
    lexeme = reader.top()
    text = lexeme[0]
    if text == "{":
        reader.take()
        reader.switched(lexeme, "}", math=math)
        return True
    if text in _CLOSERS or text in ("}", END):
        messages.missing_argument(reader, call)
        return False
    reader.take()
    if text not in MATH_ATOMS or text in reader.macros or not math:
        _read_bare(reader, lexeme, math=math)
    return True


def _read_bare(reader: Reader, lexeme: Lexeme, *, math: bool) -> None:
    """An argument of one token: a command in it has nothing to take arguments from."""
    before, reader.math = reader.math, math
    reader.stack.append((END, lexeme[2], lexeme[2]))
    reader.stack.append(lexeme)
    while True:
        reader.expression(END)
        if reader.peek()[0] == END:
            break
        reader.stray(reader.peek(), lexeme)
    reader.look = None
    reader.stack.pop()
    reader.math = before


def _read_color(reader: Reader, call: Lexeme) -> bool:
    begin = reader.top()
    text = read_raw(reader, call)
    if text is None:
        return False
    if not _COLOR.match(text) and not any(t in text for t in reader.macros):
        messages.bad_color(reader, begin, text)
    return True


def _bracketed(reader: Reader) -> str:
    opener = reader.take()
    text = ""
    while True:
        lexeme = reader.take()
        if lexeme[0] == "]":
            return text
        if lexeme[0] == END:
            reader.stray(lexeme, opener)
        text += lexeme[0]


def _braced_size(reader: Reader, opener: Lexeme) -> str:
    found = reader.raw_group()
    if found is None:
        unmatched.stray(reader, reader.peek(), opener)
    return "".join(text for text, _, _ in found or ()) or "0pt"


def _bare_size(reader: Reader) -> str:
    text = ""
    while True:
        lexeme = reader.peek()
        if lexeme[0] == END or not _SIZE_SO_FAR.match(text + lexeme[0]):
            return text
        text += lexeme[0]
        reader.look = None
