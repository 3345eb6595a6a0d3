"""Link reference definitions put in order, and those of no use taken away."""

from __future__ import annotations

from collections.abc import Iterator

from notes_lsp.features.actions import definition_lines
from notes_lsp.features.actions.asked import Asked
from notes_lsp.features.actions.at_cursor import (
    REFERENCES,
    all_definitions,
    all_links,
    definition_at,
    end_of_text,
)
from notes_lsp.features.actions.note_end import is_open
from notes_lsp.features.actions.offer import Offer
from notes_lsp.features.lines_gone import is_blank, whole_lines, without
from notes_lsp.features.options import SOURCE_CLEAN_DEFINITIONS, SOURCE_DEFINITIONS
from notes_lsp.syntax import Definition, Note
from notes_lsp.syntax.definitions import normalised
from notes_lsp.text import Span, Wording

_Edits = list[tuple[Span, str]]


def organizing(asked: Asked) -> Iterator[Offer]:
    """Sort the definitions at the note's end; also without those of no use.

    Those within a quote or a list stay there. Offered at a definition, elsewhere by name only.
    """
    if not asked.by_name and definition_at(asked) is None:
        return
    every = all_definitions(asked.note)
    definitions = [
        each
        for group in definition_lines.neighbours(asked.note.buffer, every)
        if not definition_lines.keeps_apart(asked.note, group[0], group[-1])
        for each in group
        if _can_move(asked.note, each)
    ]
    if not definitions or is_open(asked.note):
        return
    sorted_ = _organized(asked, definitions, definitions)
    if sorted_:
        title = Wording(
            "Sort the link definitions at the end of the note", "把链接定义整理到笔记末尾"
        )
        yield Offer(title, SOURCE_DEFINITIONS, lambda: asked.changes(sorted_))
    useful = _useful(asked, every)
    kept = [each for each in definitions if each in useful]
    if len(kept) < len(definitions):
        idle = len(definitions) - len(kept)
        title = Wording(
            f"Sort the link definitions and remove {idle} of no use",
            f"整理链接定义，并删除 {idle} 个无用的",
        )
        cleaned = _organized(asked, definitions, kept)
        yield Offer(title, SOURCE_CLEAN_DEFINITIONS, lambda: asked.changes(cleaned))


def _can_move(note: Note, definition: Definition) -> bool:
    """Whether a definition stands by itself, and what is around means the same without it."""
    buffer = note.buffer
    return definition_lines.is_top_level(
        buffer, definition
    ) and not definition_lines.keeps_from_code(buffer, definition)


def _used(asked: Asked) -> set[str]:
    return {normalised(each.path) for each in all_links(asked.note) if each.kind in REFERENCES}


def _useful(asked: Asked, definitions: list[Definition]) -> list[Definition]:
    """The first definition of each label that a link uses: only that one counts."""
    used, first = _used(asked), dict[str, Definition]()
    for each in definitions:
        if each.name in used:
            first.setdefault(each.name, each)
    return list(first.values())


def _organized(asked: Asked, before: list[Definition], kept: list[Definition]) -> _Edits:
    """Edits that leave the definitions `kept`, sorted in one block at the end of the note."""
    buffer = asked.note.buffer
    texts = [buffer.text(each.span) for each in sorted(kept, key=lambda each: each.name)]
    written = asked.ending.join(texts)
    block = _last_block(asked, before)
    gone = [each.span for each in before if not block.holds(each.span.start)]
    edits = without(buffer, gone)
    if block.start == block.end:
        gap = asked.ending * 2 if _something_before(edits, block.start) else ""
        return [*edits, (block, gap + written)] if texts else edits
    if not texts:
        return without(buffer, [*gone, block])
    if not edits and buffer.text(block) == written:
        return []
    joined = not is_blank(buffer, buffer.line_of(block.start) - 1)
    return [*edits, (block, asked.ending * joined + written)]


def _last_block(asked: Asked, definitions: list[Definition]) -> Span:
    """The definitions on adjacent lines with which the note ends; empty at its end for none."""
    buffer = asked.note.buffer
    start = end = end_of_text(buffer)
    for each in reversed(definitions):
        lines = whole_lines(buffer, each.span)
        if start not in {lines.end, each.span.end}:
            break
        start = each.span.start
    return Span(start, end)


def _something_before(edits: _Edits, end: int) -> bool:
    return sum(span.end - span.start for span, _ in edits) < end
