r"""What pyromark must not see as Markdown, replaced by as many harmless bytes.

* A container line (`::: tip Title`, `:::`) becomes spaces: it is no paragraph text, and what
  stands above it must not swallow it.
* A formula over several lines (`$$`, lines, `$$`) becomes one line, `$$xxx$$`: its lines are no
  list items, headings or table rows, whatever they start with. Line ends and quote marks inside go
  too, so blank lines do not end it.
* A lone `\r`, which ends a line, becomes `\n`: pyromark does not know it everywhere.
* On request `\(..\)` and `\[..\]` become `$$xx$$`.
* The header of a table right under a line of text gets a `|`: see `table_heads`.
* Brackets that look like a wiki link or a definition and are none: see `brackets`.

Each of these looks only at lines near by. `Mask.glued` tells how far it looked: between the two
ends of such a stretch a note is not cut into blocks, so that a re-read never starts inside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from notes_lsp.syntax.brackets import is_escaped, mask_link_texts, mask_ticked_boxes
from notes_lsp.syntax.formulas import filler, mask_formulas
from notes_lsp.syntax.lines import begins_line, line_start, line_stop
from notes_lsp.syntax.options import SyntaxOptions
from notes_lsp.syntax.table_heads import mask_table_heads

_lone_return = re.compile(rb"\r(?!\n)")


@dataclass(slots=True)
class Mask:
    """A text for pyromark and what was hidden from it, all in the offsets of the text read."""

    text: bytes
    container_lines: list[tuple[int, int, int]] = field(default_factory=list)
    """Start of the line, of its colons, and its end."""
    glued: list[tuple[int, int]] = field(default_factory=list)
    """Stretches that belong together, in order; may overlap."""


def mask(source: bytes, options: SyntaxOptions) -> Mask:
    """Hide containers and formulas of `source` from pyromark; the length stays the same."""
    result = Mask(_lone_return.sub(b"\n", source) if b"\r" in source else source)
    edits: list[tuple[int, int, bytes]] = []
    if b":::" in source:
        edits += _mask_containers(source, result)
    if b"$$" in source:
        edits += mask_formulas(source, b"$$", b"$$", result.glued)
    if options.latex_delimiters and (rb"\(" in source or rb"\[" in source):
        edits += _mask_latex(source, result)
    if b"|" in source:
        edits += mask_table_heads(result.text, result.glued)
    if b"]](" in source:
        edits += mask_link_texts(source)
    if b"[x]:" in source or b"[X]:" in source:
        edits += mask_ticked_boxes(source)
    if edits:
        result.text = _replaced(result.text, edits)
    result.glued.sort()
    return result


def _replaced(source: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    pieces: list[bytes] = []
    done = 0
    for start, end, new in sorted(edits):
        if start >= done:
            pieces += (source[done:start], new)
            done = end
    pieces.append(source[done:])
    return b"".join(pieces)


def _mask_containers(source: bytes, result: Mask) -> list[tuple[int, int, bytes]]:
    edits: list[tuple[int, int, bytes]] = []
    at = source.find(b":::")
    while at >= 0:
        stop = line_stop(source, at)
        if begins_line(source, at):
            result.container_lines.append((line_start(source, at), at, stop))
            edits.append((at, stop, b" " * (stop - at)))
        at = source.find(b":::", stop)
    return edits


def _mask_latex(source: bytes, result: Mask) -> list[tuple[int, int, bytes]]:
    edits = _mask_lines(source, rb"\(", rb"\)") + _mask_lines(source, rb"\[", rb"\]")
    return edits + mask_formulas(source, rb"\[", rb"\]", result.glued)


def _mask_lines(source: bytes, opening: bytes, closing: bytes) -> list[tuple[int, int, bytes]]:
    """The formulas that end on the line where they start."""
    edits: list[tuple[int, int, bytes]] = []
    at = source.find(opening)
    stop = -1
    while at >= 0:
        if at >= stop:
            stop = line_stop(source, at)
        end = source.find(closing, at + 2, stop)
        following = at + 2
        if end < 0:
            following = stop
        elif not is_escaped(source, at) and b"`" not in source[at:end]:
            following = end + 2
            edits.append((at, following, filler(following - at)))
        at = source.find(opening, max(following, at + 2))
    return edits
