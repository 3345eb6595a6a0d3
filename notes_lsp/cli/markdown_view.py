"""Markdown on a terminal, with lines broken where Chinese breaks them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import CodeBlock, HorizontalRule, Markdown, MarkdownElement, Paragraph
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

_NOT_FIRST = frozenset("，。；：、！？）》」』】〉…—～·％,.;:!?)]}%'\"”’")
"""What must not start a line (JLREQ and CLREQ say the same of these)."""
_NOT_LAST = frozenset("（《「『【〈“‘([{")


@dataclass(frozen=True, slots=True)
class Flowing:
    """A text that breaks at spaces and between Chinese characters."""

    text: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Broken to the width that there is."""
        for line in self.text.split("\n", allow_blank=True):
            for part in line.divide(list(breaks(line.plain, options.max_width))):
                part.rstrip()
                yield part


def breaks(text: str, width: int) -> Iterator[int]:
    """The characters before which a line of at most `width` cells must break."""
    start, used = 0, 0
    chance = 0
    for at, character in enumerate(text):
        if at > start and _may_break(text, at):
            chance = at
        used += cell_len(character)
        if used > width and not character.isspace():
            cut = chance if chance > start else at
            if cut > start:
                yield cut
                start, used = cut, cell_len(text[cut : at + 1])


def _may_break(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if before.isspace():
        return not after.isspace()
    if after in _NOT_FIRST or before in _NOT_LAST or after.isspace():
        return False
    return cell_len(before) == 2 or cell_len(after) == 2


class _Paragraph(Paragraph):
    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Flowing(self.text)


class _Code(CodeBlock):
    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Padding(Text(str(self.text).rstrip(), "markdown.code_block"), (0, 0, 0, 2))


class _Line(HorizontalRule):
    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Rule(style="faint")


class CardMarkdown(Markdown):
    """Markdown that shows addresses: not every terminal can follow a link."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **Markdown.elements,
        "paragraph_open": _Paragraph,
        "fence": _Code,
        "code_block": _Code,
        "hr": _Line,
    }

    def __init__(self, text: str) -> None:
        """The Markdown `text`."""
        super().__init__(text, hyperlinks=False)
