r"""LaTeX commands that KaTeX does not have but the user does: settings, formulas, packs, tables."""

from __future__ import annotations

import re
from collections.abc import Mapping

from notes_lsp.features.rules.formula import Known, defined_in
from notes_lsp.features.rules.registry import Checked
from notes_lsp.knowledge import Origin, Symbol
from notes_lsp.syntax import Note
from notes_lsp.syntax.problem import Fix, Problem
from notes_lsp.text import Wording, writing
from notes_lsp.vault import Settings

_DEFINES = re.compile(
    rb"\\(?:(?:re)?newcommand|providecommand|[gex]?def|let|DeclareMathOperator)(?![a-zA-Z])"
)


def known_commands(note: Note, settings: Settings) -> Mapping[str, Known]:
    """The commands that the settings or a formula of the note define, with their backslash.

    A definition counts in the whole note: MathJax and many sites keep macros over a page.
    """
    found: dict[str, Known] = {
        name if name.startswith("\\") else f"\\{name}": arguments
        for name, arguments in settings.math.macros.items()
    }
    end = 0
    for mark in _DEFINES.finditer(note.buffer.data):
        if mark.start() < end:
            continue
        for math in note.facts_at(mark.start()).math:
            if math.content.holds(mark.start()):
                end = math.content.end
                for definition in defined_in(note.buffer.text(math.content)):
                    found[definition.name] = definition
    return found


class Explained:
    r"""Problems of one note in the light of the lexicon.

    A command that a pack has is known. A table of the user's own notes has a say only where no
    known command is near: the row that explains `\stacrel` must not make that slip right.
    """

    def __init__(self, checked: Checked) -> None:
        """Nothing is looked up before a problem needs it."""
        self._checked = checked
        self._symbols: dict[str, tuple[Symbol, Origin] | None] = {}

    def __call__(self, problem: Problem) -> Problem | None:
        """The problem, as it is or told otherwise; None when it is none."""
        if problem.code != "math.unknown-command":
            return problem
        name = self._checked.note.buffer.text(problem.span)
        if name not in self._symbols:
            self._symbols[name] = self._look_up(name)
        found = self._symbols[name]
        if found is None:
            return problem
        symbol, origin = found
        if origin is Origin.NOTES:
            return problem if problem.fix else None
        return None if symbol.katex else _elsewhere(problem, symbol)

    def _look_up(self, name: str) -> tuple[Symbol, Origin] | None:
        """The symbol of this name in a pack, else in a table of the notes."""
        found = [
            (definition.entry, definition.source.origin)
            for definition in self._checked.snapshot.lexicon.symbol(name, self._checked.key)
            if isinstance(definition.entry, Symbol)
        ]
        return max(found, key=lambda each: each[1] is not Origin.NOTES, default=None)


def _elsewhere(problem: Problem, symbol: Symbol) -> Problem:
    use = symbol.deprecated.use if symbol.deprecated else ""
    package = Wording("", "")
    if symbol.package:
        package = Wording(
            f" (it is of the package {symbol.package})", f"（它属于宏包 {symbol.package}）"
        )
    message = Wording(
        f"KaTeX does not know `{symbol.name}`{package}.",
        f"KaTeX 没有 `{symbol.name}`{package.zh}。",
    )
    fix = None
    if use:
        message += Wording(f" Write `{use}` instead.", f"可以改用 `{use}`。")
        fix = Fix(writing(use), ((problem.span, use),))
    return Problem("math.not-in-katex", problem.span, message, fix)
