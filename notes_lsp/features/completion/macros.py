"""Commands of the user's own: those of the settings, and those that the note defines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notes_lsp.features.block_memory import BlockMemory
from notes_lsp.features.completion.offer import Asking
from notes_lsp.knowledge import Symbol
from notes_lsp.math import definitions
from notes_lsp.syntax import Note
from notes_lsp.syntax.context_typing import MathTyping

_DEFINING = re.compile(
    rb"\\(?:(?:re)?newcommand|providecommand|DeclareMathOp|(?:[gex]?def|let)\s*\\)"
)
_kept: BlockMemory[tuple[tuple[str, int], ...]] = BlockMemory()
"""What the formulas of each block define: a name, and how many arguments it takes."""


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
    kept = _kept.of(asking.place.key, note)
    for number, (block, found) in enumerate(zip(note.blocks, kept, strict=True)):
        if found is None:
            has_math = block.facts.math
            kept[number] = tuple(_of_block(note, number)) if has_math else ()
        yield from kept[number] or ()


def _of_block(note: Note, number: int) -> Iterator[tuple[str, int]]:
    start, data = note.starts[number], note.buffer.data
    for formula in note.blocks[number].facts.math:
        source = formula.content.moved(start).cut(data)
        if _DEFINING.search(source):
            for definition in definitions(source.decode("utf-8", "replace")):
                yield definition.name, definition.arguments
