r"""The door of the checker: a formula in, its problems out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from notes_lsp.math import defining, structures
from notes_lsp.math.arguments import read_arguments
from notes_lsp.math.definitions import Definition
from notes_lsp.math.grammar import Reader
from notes_lsp.math.lexer import Lexeme, byte_offset, lex
from notes_lsp.math.problem import MathProblem
from notes_lsp.math.stream import BadUse, EndlessMacro, Macro
from notes_lsp.math.unmatched import GiveUp, Stop
from notes_lsp.text import Wording

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["check"]

_SPECIAL: Final = {**structures.COMMANDS, **defining.COMMANDS}
_STRUCTURE: Final = frozenset(
    [
        "unbalanced-brace",
        "left-without-right",
        "right-without-left",
        "mismatched-environment",
        "misplaced-align",
        "misplaced-row",
        "missing-argument",
        "double-superscript",
        "double-subscript",
    ]
)
"""What a command of unknown meaning could have set right."""


def check(
    source: str,
    *,
    display: bool,
    known: Mapping[str, int | Definition] | Collection[str] = frozenset(),
    complete: bool = True,
) -> tuple[MathProblem, ...]:
    r"""What KaTeX would refuse in `source`, in the order of the places.

    `display` tells a formula on lines of its own. `known` holds commands defined elsewhere by
    their names, each with its number of arguments or its definition, and environments as
    `{name}`. With `complete=False` the formula is being typed, and nothing is said about its end.
    """
    pairs = known.items() if isinstance(known, Mapping) else ((name, 0) for name in known)
    return _check(source, display, complete, frozenset(pairs))


@lru_cache(maxsize=4096)
def _check(
    source: str, display: bool, complete: bool, known: frozenset[tuple[str, int | Definition]]
) -> tuple[MathProblem, ...]:
    names: dict[str, int] = {}
    macros: dict[str, Macro] = {}
    for name, meaning in known:
        if isinstance(meaning, Definition):
            macros[name] = Macro.of(meaning.arguments, meaning.body)
        else:
            names[name] = min(meaning, 9)
    reader = Reader(
        source, macros, names, read_arguments, _SPECIAL, display=display, complete=complete
    )
    try:
        reader.formula()
    except (Stop, GiveUp):
        pass
    except EndlessMacro:
        message = Wording(
            "The commands of this formula expand into each other without end.",
            "这个公式里的命令互相展开，没有尽头。",
        )
        reader.report("endless-macro", (0, len(source)), message)
    except BadUse:
        message = Wording(
            f"`{reader.call[0]}` is not followed by the arguments its definition wants.",
            f"`{reader.call[0]}` 后面没有其定义所要求的参数。",
        )
        reader.report("missing-argument", reader.call, message)
    except RecursionError:
        return _braces(source)
    found = reader.problems
    if reader.opaque:
        found = [problem for problem in found if problem.code not in _STRUCTURE]
    return tuple(sorted(found, key=lambda problem: problem.span))


def _braces(source: str) -> tuple[MathProblem, ...]:
    """All that is said of a formula nested too deep to read: braces without a mate."""
    opened: list[Lexeme] = []
    extra: list[Lexeme] = []
    for lexeme in lex(source):
        if lexeme[0] == "{":
            opened.append(lexeme)
        elif lexeme[0] == "}":
            opened.pop() if opened else extra.append(lexeme)
    return tuple(
        MathProblem(
            "unbalanced-brace",
            (byte_offset(source, start), byte_offset(source, end)),
            Wording(f"This `{text}` has no mate.", f"这个 `{text}` 没有配对。"),
        )
        for text, start, end in (opened[-1:] or extra[:1])
    )
