r"""The commands that do more than take arguments: environments, `\left`, rows, definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from notes_lsp.math import messages, unmatched
from notes_lsp.math.arguments import (
    read_arguments,
    read_delimiter,
    read_item,
    read_raw,
    read_size,
)
from notes_lsp.math.grammar import ATOM, INVISIBLE, Reader, Special
from notes_lsp.math.signature import ENVIRONMENTS, SIGNATURES
from notes_lsp.math.stream import END

if TYPE_CHECKING:
    from collections.abc import Mapping

    from notes_lsp.math.lexer import Lexeme

_NUMBERED: Final = frozenset(
    ["align", "align*", "gather", "gather*", "equation", "equation*", "alignat", "alignat*"]
)
"""Environments whose rows may each have a tag."""
_MOST_COLUMNS: Final = {"split": 2, "equation": 1, "equation*": 1}
_SINGLE_ROW: Final = frozenset(("equation", "equation*"))
_ONE_COLUMN: Final = "subarray"


def _begin(reader: Reader, call: Lexeme, _stop: str) -> int:
    named = environment_name(reader, call)
    if named is None:
        return ATOM
    name, place = named
    signature = ENVIRONMENTS.get(name)
    behind = place[1] + (reader.source[place[1] : place[1] + 1] == "}")
    if signature is None:
        if f"{{{name}}}" not in reader.known:
            messages.unknown_environment(reader, place, name)
        columns = None
    else:
        if signature.display_only and not reader.display:
            messages.display_only(reader, call, rf"\begin{{{name}}}", (place[0], behind))
        columns = _preamble(reader, place, name)
    reader.environments.append(name)
    _cells(reader, (call[0], call[1], behind), name, r"\end", columns)
    reader.environments.pop()
    return ATOM


def environment_name(reader: Reader, call: Lexeme) -> tuple[str, tuple[int, int]] | None:
    r"""The name behind `\begin` or `\end`, and where it stands, in characters."""
    braced = reader.top()[0] == "{"
    found = reader.raw_group()
    if found is None or not (found or braced):
        messages.missing_argument(reader, call)
        return None
    name = "".join(text for text, _, _ in found)
    return (name, (found[0][1], found[-1][2])) if found else ("", (call[1], call[2]))


def _preamble(reader: Reader, place: tuple[int, int], name: str) -> int | None:
    """Reads what comes behind the name; the most columns a row may have, None for any number."""
    call = (rf"\begin{{{name}}}", *place)
    if name in ("array", "darray", _ONE_COLUMN):
        begin = reader.top()
        columns = read_raw(reader, call)
        usable = "lc" if name == _ONE_COLUMN else "lcr|:"
        if columns is not None and (
            not _plain(reader, columns, usable + " ~")
            or (name == _ONE_COLUMN and len(columns.strip()) > 1)
        ):
            messages.bad_columns(reader, begin, columns, usable)
        return 1 if name == _ONE_COLUMN else None
    if name.startswith("alignat") or name == "alignedat":
        count = read_raw(reader, call)
        if count is not None and not _plain(reader, count, "0123456789"):
            messages.bad_count(reader, place, count)
        return 2 * int(count) if count and count.isdecimal() else None
    if name.endswith("matrix*") and reader.top()[0] == "[":
        _alignment(reader)
    return _MOST_COLUMNS.get(name)


def _alignment(reader: Reader) -> None:
    opener = reader.take()
    column = reader.top()
    reader.braced(opener, "]")
    if column[0] not in ("l", "c", "r"):
        messages.bad_columns(reader, column, column[0], "lcr")


def _plain(reader: Reader, text: str, usable: str) -> bool:
    return set(text) <= set(usable) or any(name in text for name in (*reader.macros, *reader.known))


def _cells(reader: Reader, opener: Lexeme, name: str, end: str, most: int | None) -> None:
    r"""Reads rows and columns up to `\end{name}` (or the brace that ends `\substack`)."""
    single = name in _SINGLE_ROW
    outer = reader.open_group()
    reader.rows += not single
    columns, row = 1, 0
    _lines(reader)
    while True:
        mark = reader.open_group()
        reader.expression("" if single else "\\\\")
        reader.close_group(mark)
        lexeme = reader.peek()
        text = lexeme[0]
        if text == "&":
            columns += 1
            if most is not None and columns > most and not (name == _ONE_COLUMN and row):
                messages.too_many_columns(reader, lexeme, name, most)
                most = None
            reader.look = None
        elif text == "\\\\":
            reader.look = None
            if lexeme[1] != lexeme[2]:
                _row_space(reader, lexeme)
            _end_row(reader, name)
            columns, row = 1, row + 1
            _lines(reader)
        elif text == end:
            break
        else:
            unmatched.open_environment(reader, lexeme, opener, name)
    reader.look = None
    reader.close_group(outer)
    reader.rows -= not single
    _end_row(reader, name)
    if end == r"\end":
        _end_of(reader, lexeme, opener, name)


def _end_of(reader: Reader, lexeme: Lexeme, opener: Lexeme, name: str) -> None:
    named = environment_name(reader, lexeme)
    if named is None or named[0] == name:
        return
    if named[0] in reader.environments[:-1]:
        unmatched.never_ended(reader, opener, name)
    unmatched.other_end(reader, opener, name, named[0], named[1])


def _end_row(reader: Reader, name: str) -> None:
    if name in _NUMBERED:
        reader.tagged = False


def _lines(reader: Reader) -> None:
    while reader.peek()[0] in (" ", r"\hline", r"\hdashline", r"\relax"):
        reader.look = None


def _row_space(reader: Reader, call: Lexeme) -> None:
    if reader.stack[-1][0] == "[":
        read_size(reader, call, optional=True)


def _substack(reader: Reader, call: Lexeme, _stop: str) -> int:
    opener = reader.top()
    if opener[0] != "{":
        read_arguments(reader, call, SIGNATURES[call[0]])
        return ATOM
    reader.take()
    _cells(reader, opener, _ONE_COLUMN, "}", 1)
    return ATOM


def _stray_end(reader: Reader, call: Lexeme, _stop: str) -> int:
    unmatched.stray(reader, call, None)
    return ATOM


def _left(reader: Reader, call: Lexeme, _stop: str) -> int:
    read_delimiter(reader, call)
    reader.lefts += 1
    reader.expression(END)
    lexeme = reader.peek()
    reader.lefts -= 1
    if lexeme[0] != r"\right":
        unmatched.left_without_right(reader, call, lexeme)
    reader.look = None
    read_delimiter(reader, lexeme)
    return ATOM


def _middle(reader: Reader, call: Lexeme, _stop: str) -> int:
    read_delimiter(reader, call)
    if not reader.lefts:
        unmatched.middle_without_left(reader, call)
    return ATOM


def _between(reader: Reader, call: Lexeme, _stop: str) -> int:
    r"""`\Set`, `\Bra` ...: a formula in stretching delimiters, so `\middle` may stand in it."""
    reader.lefts += 1
    _set(reader, call, _stop)
    reader.lefts -= 1
    return ATOM


def _set(reader: Reader, call: Lexeme, _stop: str) -> int:
    if reader.top()[0][:1] == "\\":
        raise unmatched.GiveUp  # KaTeX expands a bare argument beyond its end
    read_arguments(reader, call, SIGNATURES[call[0]])
    return ATOM


def _begingroup(reader: Reader, call: Lexeme, _stop: str) -> int:
    reader.braced(call, r"\endgroup")
    return ATOM


def _parenthesis(reader: Reader, call: Lexeme, _stop: str) -> int:
    if call[0] == r"\(" and not reader.math:
        reader.switched(call, r"\)", math=True)
    elif not reader.math:
        unmatched.stray(reader, call, None)
    return ATOM


def _row_break(reader: Reader, call: Lexeme, _stop: str) -> int:
    _row_space(reader, call)
    return ATOM


def _line(reader: Reader, call: Lexeme, _stop: str) -> int:
    messages.misplaced_row(reader, call)
    return ATOM


def _carriage_return(reader: Reader, call: Lexeme, stop: str) -> int:
    if not reader.rows:
        messages.misplaced_row(reader, call)
    elif stop == "\\\\":
        reader.look = ("\\\\", call[1], call[1])
        return INVISIBLE
    return ATOM


def _verbatim(reader: Reader, call: Lexeme, _stop: str) -> int:
    messages.missing_argument(reader, call)
    return ATOM


def _character(reader: Reader, call: Lexeme, _stop: str) -> int:
    lexeme = reader.take()
    text = lexeme[0]
    if text == "`":
        if reader.take()[0] == END:
            messages.missing_argument(reader, call)
        return ATOM
    digits = {"'": "01234567", '"': "0123456789abcdefABCDEF"}.get(text, "0123456789")
    if text in ("'", '"'):
        lexeme = reader.take()
    if len(lexeme[0]) != 1 or lexeme[0] not in digits:
        messages.bad_count(reader, (call[1], call[2]), lexeme[0])
        return ATOM
    while (coming := reader.stack[-1][0]) and coming in digits:
        reader.take()
    return ATOM


def _tag(reader: Reader, call: Lexeme, _stop: str) -> int:
    if not reader.display:
        messages.display_only(reader, call, r"\tag", (call[1], call[2]))
    elif reader.tagged:
        messages.second_tag(reader, call)
    reader.tagged = True
    read_arguments(reader, call, SIGNATURES[call[0]])
    return INVISIBLE


def _html_data(reader: Reader, call: Lexeme, _stop: str) -> int:
    data = read_raw(reader, call) or "="
    items = data.rstrip(",").split(",")
    if not set(data) & set("\\{") and not all("=" in item for item in items):
        messages.bad_count(reader, (call[1], call[2]), data)
    read_item(reader, call)
    return ATOM


COMMANDS: Final[Mapping[str, Special]] = {
    r"\begin": _begin,
    r"\end": _stray_end,
    r"\left": _left,
    r"\middle": _middle,
    r"\substack": _substack,
    r"\begingroup": _begingroup,
    r"\(": _parenthesis,
    r"\)": _parenthesis,
    r"\]": _parenthesis,
    "\\\\": _row_break,
    r"\hline": _line,
    r"\hdashline": _line,
    r"\cr": _carriage_return,
    r"\verb": _verbatim,
    r"\char": _character,
    r"\tag": _tag,
    r"\htmlData": _html_data,
    **dict.fromkeys((r"\Bra", r"\Ket", r"\Braket", r"\Set"), _between),
    r"\set": _set,
}
"""How each of these is read, behind its name."""
