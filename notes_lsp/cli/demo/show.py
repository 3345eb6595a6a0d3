"""Drawing what an editor would: a line with something marked in it, a hover, a menu."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.panel import Panel
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from notes_lsp.cli.excerpt import excerpt, first_cells
from notes_lsp.cli.terminal import visible

WIDTH = 96
"""Cells; what is wider does not fit beside an editor."""

_INDENT = 2
_MENU_LABEL = 18


@dataclass(frozen=True, slots=True)
class Cropped:
    """The first lines of something, as a small window shows them; empty lines left out."""

    inner: RenderableType
    height: int

    def __rich_console__(self, screen: Console, options: ConsoleOptions) -> RenderResult:
        """Drawn to the width that there is."""
        lines = screen.render_lines(self.inner, options.update(height=None), pad=False)
        full = [line for line in lines if "".join(piece.text for piece in line).strip()]
        cut = len(full) > self.height
        for line in full[: self.height - cut]:
            yield from line
            yield Segment.line()
        if cut:
            yield Text("…", "faint")


class Show:
    """One demo on one terminal."""

    def __init__(self, screen: Console) -> None:
        """On `screen`, not wider than `WIDTH`."""
        self.screen = screen
        self.width = min(screen.width, WIDTH)

    def print(self, *things: RenderableType) -> None:
        """Draw things one below the other."""
        for thing in things:
            self.screen.print(Padding.indent(thing, _INDENT), width=self.width)

    def chapter(self, title: str, method: str) -> None:
        """Start a chapter: what is shown, and the request that brings it."""
        line = "─" * (self.width - cell_len(title) - cell_len(method) - 5)
        self.screen.print()
        self.screen.print(
            Text.assemble(
                ("── ", "cyan"), (title, "bold"), (f" {line} ", "cyan"), (method, "faint")
            )
        )

    def line(self, place: str, line: str, start: int, end: int, style: str = "reverse") -> None:
        """A line of a note with some of its characters marked."""
        room = self.width - _INDENT - cell_len(place) - 3
        head, body, tail = excerpt(line, start, end, room)
        told = Text.assemble(
            (visible(place), "faint"), (" │ ", "faint"), head, (body, style), tail.rstrip()
        )
        self.print(told)

    def squiggle(self, place: str, line: str, start: int, end: int, style: str) -> None:
        """A line of a note with some of its characters underlined by a wave."""
        room = self.width - _INDENT - cell_len(place) - 3
        head, body, _ = excerpt(line, start, end, room)
        self.line(place, line, start, end, style)
        before = " " * (cell_len(place) + 3 + cell_len(head))
        self.print(Text.assemble(before, ("~" * max(cell_len(body), 1), style)))

    def window(self, inner: RenderableType, height: int) -> None:
        """A pop-up window."""
        self.print(
            Panel(
                Cropped(inner, height),
                box=box.ROUNDED,
                border_style="faint",
                padding=(0, 1),
                width=self.width - _INDENT,
            )
        )

    def menu(self, items: Sequence[tuple[str, str]], beside: RenderableType) -> None:
        """A completion menu, its first item chosen, and that item's documentation."""
        width = (self.width - _INDENT) // 2
        panel = Panel(
            _items(items, width - 4), box=box.ROUNDED, border_style="faint", padding=(0, 1)
        )
        card = Panel(
            Cropped(beside, max(len(items), 4)),
            box=box.ROUNDED,
            border_style="faint",
            padding=(0, 1),
        )
        grid = Table.grid(expand=True)
        grid.add_column(width=width)
        grid.add_column(ratio=1)
        grid.add_row(panel, card)
        self.print(grid)

    def columns(self, left: RenderableType, right: RenderableType) -> None:
        """Two things side by side."""
        grid = Table.grid(padding=(0, 2))
        grid.add_column(width=self.width // 2 - 4)
        grid.add_column(width=self.width // 2 - 4)
        grid.add_row(left, right)
        self.print(grid)

    def rows(self, rows: Iterable[tuple[str, ...]]) -> None:
        """A table, its first column in bold."""
        table = Table.grid(padding=(0, 2))
        for row in rows:
            table.add_row(*(Text(visible(cell)) for cell in row))
        if table.columns:
            table.columns[0].style = "bold"
        self.print(table)


def mark(sign: str, place: str) -> str:
    """A sign in place of a place's name, as wide as that."""
    return " " * (cell_len(place) - cell_len(sign)) + sign


def titled(title: str, lines: Iterable[RenderableType]) -> Group:
    """Lines under a small title."""
    return Group(Text(title, "faint"), *lines)


def _items(items: Sequence[tuple[str, str]], width: int) -> Group:
    column = min(max((cell_len(label) for label, _ in items), default=0), _MENU_LABEL)
    lines = []
    for number, (label, meaning) in enumerate(items):
        name = first_cells(visible(label), column)
        gap = " " * (column - cell_len(name) + 2)
        rest = first_cells(visible(meaning), max(width - column - 2, 0))
        line = Text.assemble((name, "bold"), gap, (rest, "" if number == 0 else "faint"))
        line.pad_right(max(width - line.cell_len, 0))
        if number == 0:
            line.stylize("reverse")
        lines.append(line)
    return Group(*lines)
