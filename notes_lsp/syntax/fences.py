"""Code blocks: their marks, info string and content."""

from __future__ import annotations

from notes_lsp.syntax.facts import Fence
from notes_lsp.syntax.lines import line_start, line_stop, next_line
from notes_lsp.text import Span


def indented_code(source: bytes, start: int, end: int, base: int) -> Fence:
    """A code block by indentation."""
    end = start + len(source[start:end].rstrip(b" \t\r\n"))
    here = Span(start - base, start - base)
    return Fence(Span(start - base, end - base), "", here, "", Span(start - base, end - base), True)


def fenced_code(source: bytes, start: int, end: int, base: int) -> Fence:
    """A fence from its marks at `start` to pyromark's `end`."""
    stop = min(line_stop(source, start), end)
    opening = source[start:stop]
    mark = opening[:1]
    count = len(opening) - len(opening.lstrip(mark))
    written = opening[count:]
    info = written.strip()
    info_start = start + count + len(written) - len(written.lstrip()) - base
    content_start = min(next_line(source, stop), end) if stop < end else end
    content_end = end
    closed = False
    if content_start < end and source[end - 1 : end] == mark:
        last = max(line_start(source, end - 1), content_start)
        closed = _closes(source[last:end], mark, count, source, start)
        if closed:
            content_end = last
    return Fence(
        Span(start - base, end - base),
        (mark * count).decode(),
        Span(info_start, info_start + len(info)),
        info.split(None, 1)[0].decode().lower() if info else "",
        Span(content_start - base, content_end - base),
        closed,
    )


def _closes(line: bytes, mark: bytes, count: int, source: bytes, start: int) -> bool:
    """Whether the last line of a fence is its closing one, and no code that looks like it."""
    bare = line.lstrip(b" \t>")
    if len(bare) < count or bare.strip(mark):
        return False
    indent = len(line) - len(bare)
    return indent - (start - line_start(source, start)) < 4
