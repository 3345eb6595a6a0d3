"""The part of a long line around what matters, measured in the cells of a terminal."""

from __future__ import annotations

from rich.cells import cell_len

from notes_lsp.cli.terminal import visible


def excerpt(line: str, start: int, end: int, width: int) -> tuple[str, str, str]:
    """The line cut to `width` cells around its characters from `start` to `end`.

    Gives what stands before these, themselves, and what stands behind; `…` where it was cut.
    Characters that would steer a terminal are replaced.
    """
    head, body, tail = visible(line[:start]), visible(line[start:end]), visible(line[end:])
    if cell_len(head) + cell_len(body) + cell_len(tail) > width:
        head = last_cells(head, max(width - cell_len(body) - cell_len(tail), width // 3))
        body = first_cells(body, width - cell_len(head))
        tail = first_cells(tail, width - cell_len(head) - cell_len(body))
    return head, body, tail


def first_cells(text: str, cells: int) -> str:
    """The start of a text, `…` where it is cut."""
    if cell_len(text) <= cells:
        return text
    kept = text[: max(cells - 1, 0)]
    while kept and cell_len(kept) > cells - 1:
        kept = kept[:-1]
    return kept + "…" if cells > 0 else ""


def last_cells(text: str, cells: int) -> str:
    """The end of a text, `…` where it is cut."""
    if cell_len(text) <= cells:
        return text
    kept = text[-max(cells - 1, 1) :]
    while kept and cell_len(kept) > cells - 1:
        kept = kept[1:]
    return "…" + kept
