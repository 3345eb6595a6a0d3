"""The model of one note: what stands where, with exact spans.

A `Note` is a run of top-level `Block`s. The facts of a block carry offsets relative to the block's
start, so that an edit above it costs nothing; `Note.headings` and its like give them in offsets of
the whole note. Two notes that share `Block` objects share those facts, which is what the vault
compares after a keystroke.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import Any

import msgspec

from notes_lsp.syntax.containers import after_edit, pair
from notes_lsp.syntax.facts import (
    Container,
    ContainerLine,
    Fact,
    Facts,
    FrontMatter,
    Tag,
)
from notes_lsp.syntax.front_matter import find_front_tags
from notes_lsp.syntax.moved import moved
from notes_lsp.syntax.options import SyntaxOptions
from notes_lsp.text import Buffer, Span


class Block(msgspec.Struct, frozen=True, gc=False):
    """A top-level block with the blank lines that follow it.

    `facts` are relative to the block's start. Blocks lie side by side and together cover the
    note behind its front matter.
    """

    length: int
    facts: Facts
    container_lines: tuple[ContainerLine, ...] = ()
    """The `:::` lines in the block, or behind it, before the next one."""

    @property
    def labels(self) -> list[str]:
        """The labels that the block defines; those of footnotes start with `[^`."""
        facts = self.facts
        if not facts.definitions and not facts.footnotes:
            return []
        footnotes = ["[^" + footnote.name for footnote in facts.footnotes]
        return [definition.name for definition in facts.definitions] + footnotes


class Note:
    """One Markdown text, read. Immutable; made by `parse` and `reparse`."""

    is_large = False
    """Whether its blocks tell of headings alone, and `facts_of` of what else is in each."""

    def __init__(
        self,
        buffer: Buffer,
        front_matter: FrontMatter | None,
        blocks: tuple[Block, ...],
        options: SyntaxOptions,
    ) -> None:
        """`blocks` lie side by side from the front matter to the end of `buffer`."""
        self.buffer = buffer
        self.front_matter = front_matter
        self.blocks = blocks
        """The blocks behind the front matter."""
        self.options = options
        """How the note was read, and will be after an edit."""
        self.containers_before: tuple[tuple[Container, ...], Span, int] | None = None
        """The containers before the last edit, the edit and how much longer the note became;
        where these tell all, nothing is paired anew."""

    @cached_property
    def starts(self) -> list[int]:
        """The offset of each block, and of the end behind the last."""
        first = self.front_matter.span.end if self.front_matter else 0
        return list(accumulate((block.length for block in self.blocks), initial=first))

    @cached_property
    def containers(self) -> tuple[Container, ...]:
        """In offsets of the note: a container may reach over many blocks."""
        if self.containers_before is not None:
            return after_edit(*self.containers_before)
        lines = [
            (start, line)
            for start, block in zip(self.starts, self.blocks, strict=False)
            if block.container_lines
            for line in block.container_lines
        ]
        return pair(lines, len(self.buffer)) if lines else ()

    @property
    def has_paired_containers(self) -> bool:
        """Whether `containers` was asked for."""
        return "containers" in self.__dict__

    @cached_property
    def front_tags(self) -> tuple[Tag, ...]:
        """The tags of the front matter."""
        return find_front_tags(self.buffer.data, self.front_matter)

    @cached_property
    def has_loose_definitions(self) -> bool:
        """Whether a definition stands within a paragraph: such a note is read as a whole."""
        return any(one.loose for block in self.blocks for one in block.facts.definitions)

    @cached_property
    def labels(self) -> dict[str, int]:
        """How often each label is defined; those of footnotes start with `[^`."""
        found: dict[str, int] = {}
        for block in self.blocks:
            for name in block.labels:
                found[name] = found.get(name, 0) + 1
        return found

    def block_at(self, offset: int) -> int | None:
        """The number of the block that holds `offset` (the last one at the note's end)."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0 or not self.blocks:
            return None
        return min(index, len(self.blocks) - 1)

    def facts_at(self, offset: int) -> Facts:
        """The facts of the block around `offset`, in offsets of the note.

        At the border of two blocks those of the one that starts there.
        """
        index = self.block_at(offset)
        return Facts() if index is None else moved(self.facts_of(index), self.starts[index])

    def facts_of(self, number: int) -> Facts:
        """All facts of the block `number`, relative to it."""
        return self.blocks[number].facts

    @cached_property
    def facts(self) -> Facts:
        """All facts of the note in one, in offsets of the note. Costs the whole note: never ask
        on a keystroke's way, where `facts_at` serves."""
        found: dict[str, list[Any]] = {name: [] for name in Facts.__struct_fields__}
        for start, block in zip(self.starts, self.blocks, strict=False):
            for name, facts in found.items():
                if items := getattr(block.facts, name):
                    facts.extend(moved(item, start) for item in items)
        return Facts(**{name: tuple(facts) for name, facts in found.items()})

    def each(self, name: str) -> Iterator[Fact]:
        """The facts of the field `name` of `Facts`, one by one, in offsets of the note."""
        for start, block in zip(self.starts, self.blocks, strict=False):
            for fact in getattr(block.facts, name):
                yield moved(fact, start)
