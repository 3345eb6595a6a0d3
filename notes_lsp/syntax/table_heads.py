"""Tables right under a line of text, which pyromark reads on as text.

GFM and markdown-it end a paragraph where its last line is a table's header and a delimiter row
follows. pyromark does so only for a header that starts with `|`. So the first character of such a
header becomes one; no fact is lost, for the cells are cut from the text itself. Where a link, code
or the like starts there, the line above gives the blank line in between instead, at its white
space or the mark at its end; where it has none, the table stays text.
"""

from __future__ import annotations

import re

from notes_lsp.syntax.lines import line_start
from notes_lsp.syntax.tables import cut_row
from notes_lsp.text import Span

# Behind a line end, so that the search steps from line to line.
_delimiter = re.compile(rb"\n([ \t>]*+(?=[|:]|-[-:|])[-:| \t]*+)(?=[\r\n]|\Z)")
_column = re.compile(rb":?-+:?\Z")
_marks = re.compile(rb"[ \t>]*+")
_no_text = re.compile(rb"[ \t>]*+(?:\Z|\|.*\|[ \t]*\Z|#{1,6}[ \t]|`{3}|~{3}|:{3}|\*{3})", re.DOTALL)
_list_marker = re.compile(rb"(?:[-+*]|[0-9]{1,9}[.)])[ \t]")
_address = re.compile(rb"(?:https?|ftps?)://", re.IGNORECASE)
_plain = re.compile(rb"[0-9A-Za-z_*(]|[\xc2-\xf4][\x80-\xbf]{1,3}")
_ends_plainly = re.compile(
    rb"[ \t\r.,;:!?]\Z|(?:\xef\xbc[\x81\x8c\x9a\x9b\x9f]|\xe3\x80[\x81\x82])\Z"
)


def mask_table_heads(source: bytes, glued: list[tuple[int, int]]) -> list[tuple[int, int, bytes]]:
    r"""What lets pyromark see the tables under a line of text, each as start, end and stand-in.

    Lines of `source` end with `\n` or `\r\n`.
    Adds to `glued` each such table's first lines, from the line of text on.
    """
    edits: list[tuple[int, int, bytes]] = []
    for found in _delimiter.finditer(source):
        written = found[1]
        if b"|" not in written or b"-" not in written:
            continue
        stop = found.start() - source.startswith(b"\r\n", found.start() - 1)
        start = line_start(source, stop)
        head = Span(_behind_marks(source, start, stop), stop)
        if start == 0 or source.startswith(b"|", head.start) or b"|" not in head.cut(source):
            continue
        above = _line_above(source, start)
        if _no_text.match(source, *above) or not _is_head(source, head, found.span(1)):
            continue
        if edit := _at_head(source, head) or _above(source, above, start):
            edits.append(edit)
            glued.append((above.start, found.end()))
    return edits


def _behind_marks(source: bytes, start: int, stop: int) -> int:
    found = _marks.match(source, start, stop)
    return found.end() if found else start


def _line_above(source: bytes, start: int) -> Span:
    stop = start - (2 if source[start - 2 : start] == b"\r\n" else 1)
    return Span(line_start(source, stop), stop)


def _is_head(source: bytes, head: Span, delimiter: tuple[int, int]) -> bool:
    """Whether the delimiter row has a column for each cell of the header."""
    if _list_marker.match(source, head.start):
        return False
    row = source[slice(*delimiter)].lstrip(b" \t>")
    columns = cut_row(row, 0, len(row), 0).cells
    if len(columns) != len(cut_row(source, head.start, head.end, 0).cells):
        return False
    return all(_column.match(column.cut(row)) for column in columns)


def _at_head(source: bytes, head: Span) -> tuple[int, int, bytes] | None:
    found = _plain.match(source, head.start)
    if found is None or _address.match(source, head.start):
        return None
    return found.start(), found.end(), b"|".ljust(len(found[0]))


def _above(source: bytes, above: Span, start: int) -> tuple[int, int, bytes] | None:
    if b">" in source[above.start : _behind_marks(source, above.start, above.end)]:
        return None  # an empty line would end the quote
    if start - above.end == 2:
        return above.end, above.end + 1, b"\n"
    found = _ends_plainly.search(source, max(above.end - 3, above.start), above.end)
    if found is None:
        return None
    return found.start(), found.end(), b"\n".rjust(len(found[0]))
