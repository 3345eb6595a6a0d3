"""The first lines of a note, section, block or footnote, cut so that they still render."""

from __future__ import annotations

import re

from notes_lsp.syntax.front_matter import find_front_matter
from notes_lsp.text import Buffer, Span
from notes_lsp.vault import HeadingRecord, NameRecord, NoteRecord, Target

_MOST_LINES = 30
_MOST_BYTES = 2048
_underline = re.compile(rb"[ \t>]*(?:=+|-+)[ \t]*\Z")
_fence = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_block_id = re.compile(r"(?:^|[ \t]+)\^[A-Za-z0-9-]+[ \t]*$", re.MULTILINE)
_comment = re.compile(r"<!--(?:(?!-->)[\s\S]){0,4096}-->")
_indented = re.compile(rb"[ ]{2,}|\t|[ \t]*\Z")
_ends_footnote = re.compile(rb"\[\^[^\]]+\]:|#{1,6}[ \t]|```")
_footnote_mark = re.compile(r"\A[ \t]*((?:>[ \t]?)*)[ \t]*\[\^[^\]]+\]:[ \t]*")


def excerpt(buffer: Buffer, record: NoteRecord, target: Target) -> str:
    """What stands at a target, as Markdown; at most 30 lines or 2 KB, `…` where it goes on."""
    first, last = _lines(buffer, record, target)
    front = find_front_matter(buffer.data)
    top = buffer.line_of(front.span.end) if front else 0
    first = max(first, top)
    while first < last and not buffer.line_span(first).cut(buffer.data).strip():
        first += 1
    cut = min(last, first + _MOST_LINES)
    start = buffer.line_span(first).start
    end = buffer.line_span(cut - 1).end if cut > first else start
    limit = start + _MOST_BYTES
    if end > limit:
        lines_end = buffer.line_span(buffer.line_of(limit)).start
        end = lines_end if lines_end > start else limit
    text = buffer.data[start:end].decode("utf-8", "ignore").replace("\r\n", "\n")
    rest = buffer.data[end : buffer.line_span(max(last - 1, first)).end]
    return _closed(_tidy(text, target), goes_on=bool(rest.strip()))


def _lines(buffer: Buffer, record: NoteRecord, target: Target) -> tuple[int, int]:
    """The first line, and the one behind the last."""
    if target.heading is not None:
        return _section(buffer, record, target.heading)
    if target.block is not None:
        return _block(buffer, target.block)
    if target.line is not None:
        return min(target.line, buffer.line_count - 1), buffer.line_count
    titled = record.headings and record.headings[0].level == 1
    if titled and not _before(buffer, record.headings[0]):
        return _behind(buffer, record.headings[0]), buffer.line_count
    return 0, buffer.line_count


def _section(buffer: Buffer, record: NoteRecord, heading: HeadingRecord) -> tuple[int, int]:
    end = buffer.line_count
    for each in record.headings:
        if each.spot.line > heading.spot.line and each.level <= heading.level:
            end = each.spot.line
            break
    return min(_behind(buffer, heading), end), end


def _behind(buffer: Buffer, heading: HeadingRecord) -> int:
    """The line behind a heading and its underline."""
    line = heading.spot.line
    bare = buffer.line_span(line).cut(buffer.data).lstrip(b" \t>")
    following = buffer.line_span(line + 1).cut(buffer.data)
    setext = not bare.startswith(b"#") and _underline.match(following)
    return line + 2 if setext else line + 1


def _before(buffer: Buffer, heading: HeadingRecord) -> bool:
    """Whether text stands above the note's title."""
    front = find_front_matter(buffer.data)
    above = Span(front.span.end if front else 0, buffer.line_span(heading.spot.line).start)
    return bool(above.cut(buffer.data).strip())


def _block(buffer: Buffer, block: NameRecord) -> tuple[int, int]:
    if block.target is None:
        return block.spot.line, buffer.line_count
    if _is_footnote(buffer, block):
        return block.spot.line, _footnote_end(buffer, block.spot.line)
    return block.target.line, block.spot.line + 1


def _is_footnote(buffer: Buffer, block: NameRecord) -> bool:
    line = buffer.line_span(block.spot.line)
    before = buffer.data[line.start : line.start + block.spot.start8]
    return before.endswith(b"[^")


def _footnote_end(buffer: Buffer, first: int) -> int:
    line = first + 1
    blank = False
    while line < buffer.line_count:
        text = buffer.line_span(line).cut(buffer.data)
        if _ends_footnote.match(text) or (blank and not _indented.match(text)):
            break
        blank = not text.strip()
        line += 1
    return line


def _tidy(text: str, target: Target) -> str:
    """Without comments and block ids, which a page does not show."""
    if target.block is not None:
        text = _outdented(text)
    return _block_id.sub("", _comment.sub("", text)).rstrip()


def _outdented(text: str) -> str:
    """A footnote without its mark, a block of a list without its indent: four spaces and more
    would make code of it."""
    first, *rest = text.split("\n")
    if mark := _footnote_mark.match(first):
        own = re.compile(rf"\A(?:[ \t]*>[ \t]?){{{mark[1].count('>')}}}(?: {{1,4}}|\t)?")
        return "\n".join([first[mark.end() :], *(own.sub("", line) for line in rest)]).lstrip("\n")
    indent = first[: len(first) - len(first.lstrip())]
    return "\n".join(line.removeprefix(indent) for line in (first, *rest))


def _closed(text: str, *, goes_on: bool) -> str:
    """With the fence or formula closed that the cut left open."""
    fence = ""
    for line in text.splitlines():
        mark = _fence.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and line.strip() == mark[1] and mark[1].startswith(fence):
            fence = ""
    if fence:
        text += "\n" + fence
    elif text.count("$$") % 2:
        text += "\n$$"
    return text + "\n\n…" if goes_on and text else text
