"""Commands of the user's own: those of the settings, and those that the note defines."""

from __future__ import annotations

from collections.abc import Iterator

from notes_lsp.features.completion.offer import Asking
from notes_lsp.knowledge import Symbol
from notes_lsp.math import definitions
from notes_lsp.syntax.context_typing import MathTyping

_DEFINING = (b"\\newcommand", b"\\renewcommand", b"\\providecommand", b"def\\", b"\\DeclareMathOp")
_MOST = 500
"""So many formulas with definitions are read, at most."""


def own_macros(asking: Asking[MathTyping], typed: str) -> list[Symbol]:
    """The user's commands that start with `typed`, which has no backslash."""
    found: dict[str, int] = dict(asking.settings.math.macros)
    found.update(_of_note(asking))
    return [
        Symbol(name=name, arguments="{}" * count)
        for name, count in found.items()
        if name.startswith("\\" + typed)
    ]


def _of_note(asking: Asking[MathTyping]) -> Iterator[tuple[str, int]]:
    note = asking.place.note
    data = note.buffer.data
    if not any(word in data for word in _DEFINING):
        return
    count = 0
    for start, block in zip(note.starts, note.blocks, strict=False):
        for formula in block.facts.math:
            source = formula.content.moved(start).cut(data)
            if any(word in source for word in _DEFINING) and count < _MOST:
                count += 1
                for definition in definitions(source.decode("utf-8", "replace")):
                    yield definition.name, definition.arguments
