r"""What each command and environment takes, and where it may stand.

The facts lie in `command_table` and `symbol_table`; this turns their rows into values.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from notes_lsp.math import command_table, symbol_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_KINDS: Final = {
    "m": "math",
    "t": "text",
    "s": "size",
    "c": "color",
    "u": "url",
    "r": "raw",
    "d": "delimiter",
    "p": "item",
    "e": "environment",
}


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a command."""

    kind: str
    """`math`, `text`, `size`, `color`, `url`, `raw`, `delimiter`, `item` or `environment`."""
    optional: bool = False
    """Stands in square brackets and may be left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    r"""How a command (`\frac`) or an environment (`matrix`) is used."""

    name: str
    arguments: tuple[Argument, ...] = ()
    kind: str = "command"
    """`command`, `environment`, or for symbols TeX's class: `rel`, `bin`, `open`, `mathord` ..."""
    math: bool = True
    """May stand in a formula."""
    text: bool = False
    r"""May stand in `\text{...}`."""
    display_only: bool = False
    """Only in a formula on lines of its own."""
    infix: bool = False
    r"""Splits its whole group in two, as `\over` does."""
    scriptable: bool = False
    """May follow `^` or `_` without braces."""
    limits: bool = False
    r"""May be followed by `\limits`."""
    invisible: bool = False
    """Leaves nothing that a script could be attached to."""
    resizes: bool = False
    """Sets the size of everything up to the end of the group."""
    starred: bool = False
    """Has a starred form."""
    delimiter: bool = False
    r"""May follow `\left`, `\right`, `\middle` and the `\big` family."""

    @property
    def required(self) -> int:
        """How many arguments cannot be left out."""
        return sum(not argument.optional for argument in self.arguments)


def _arguments(letters: str) -> tuple[Argument, ...]:
    found: list[Argument] = []
    optional = False
    for letter in letters.strip("-"):
        if letter in "[]":
            optional = letter == "["
        else:
            found.append(Argument(_KINDS[letter], optional))
    return tuple(found)


def _rows(table: str) -> Iterator[tuple[str, str, list[str]]]:
    for block in table.strip().removeprefix("@ ").split("\n@ "):
        head, _, names = block.partition("\n")
        first, second = head.split()
        yield first, second, names.split()


def _commands(table: str, kind: str) -> Iterator[Signature]:
    for letters, flags, names in _rows(table):
        arguments = _arguments(letters)
        for name in names:
            yield Signature(
                name=name,
                arguments=arguments,
                kind=kind,
                math="x" not in flags,
                text="t" in flags,
                display_only="D" in flags,
                infix="i" in flags,
                scriptable="a" in flags,
                limits="o" in flags,
                invisible="n" in flags,
                resizes="z" in flags,
                starred="*" in flags,
                delimiter=name in DELIMITERS,
            )


def _pairs(words: list[str]) -> Iterator[tuple[str, str]]:
    for name, shown in zip(words[::2], words[1::2], strict=True):
        yield name.replace("␣", " "), "" if shown == "-" else shown.replace("␣", " ")


def _symbols() -> Iterator[Signature]:
    for kind, modes, words in _rows(symbol_table.SYMBOLS):
        for name, _ in _pairs(words):
            yield Signature(
                name=name,
                kind=kind,
                math=modes != "t",
                text=modes != "m",
                scriptable=True,
                delimiter=name in DELIMITERS,
            )


def _unicode() -> Iterator[tuple[str, str]]:
    yield from _pairs(symbol_table.GLYPHS.split())
    for _, _, words in _rows(symbol_table.SYMBOLS):
        yield from _pairs(words)


DELIMITERS: Final = frozenset(command_table.DELIMITERS.split())
r"""What may follow `\left`, `\right`, `\middle` and the `\big` family."""

ENVIRONMENTS: Final[Mapping[str, Signature]] = MappingProxyType(
    {s.name: s for s in _commands(command_table.ENVIRONMENTS, "environment")}
)
"""Every environment KaTeX knows, by its name."""

SIGNATURES: Final[Mapping[str, Signature]] = MappingProxyType(
    {s.name: s for s in (*_symbols(), *_commands(command_table.COMMANDS, "command"))}
    | dict(ENVIRONMENTS)
)
r"""Every command (with its backslash) and environment (`matrix`) KaTeX knows."""

UNICODE: Final[Mapping[str, str]] = MappingProxyType(
    {name: shown for name, shown in _unicode() if shown}
)
"""What a command without arguments shows, as Unicode."""
