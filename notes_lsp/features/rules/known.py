r"""LaTeX commands that KaTeX does not have but the user does: settings, formulas, packs, tables."""

from __future__ import annotations

import re
from collections.abc import Mapping

from notes_lsp.features.rules.formula import Known, defined_in
from notes_lsp.features.rules.registry import Checked
from notes_lsp.knowledge import Origin, Symbol
from notes_lsp.syntax import Note
from notes_lsp.syntax.problem import Fix, Problem
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


def explained(checked: Checked, problem: Problem) -> Problem | None:
    r"""The problem in the light of the lexicon: None when a pack has the command.

    A table of the user's own notes has a say only where no known command is near: the row that
    explains `\stacrel` must not make that slip right.
    """
    if problem.code != "math.unknown-command":
        return problem
    name = checked.note.buffer.text(problem.span)
    for definition in checked.snapshot.lexicon.symbol(name, checked.key):
        symbol = definition.entry
        if not isinstance(symbol, Symbol):
            continue
        if definition.source.origin is Origin.NOTES:
            if problem.fix is None:
                return None
        elif symbol.katex:
            return None
        else:
            return _elsewhere(problem, symbol)
    return problem


def _elsewhere(problem: Problem, symbol: Symbol) -> Problem:
    use = symbol.deprecated.use if symbol.deprecated else ""
    package = f" (it is of the package {symbol.package})" if symbol.package else ""
    message = f"KaTeX does not know `{symbol.name}`{package}."
    fix = None
    if use:
        message += f" Write `{use}` instead."
        fix = Fix(f"Write `{use}`", ((problem.span, use),))
    return Problem("math.not-in-katex", problem.span, message, fix)
