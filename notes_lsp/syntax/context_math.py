"""Formulas that a cursor is in, closed or not."""

from __future__ import annotations

import re

from notes_lsp.syntax.context_around import Around
from notes_lsp.syntax.context_formula import can_pair, looks_open
from notes_lsp.syntax.context_stretch import Answer, Stretch
from notes_lsp.syntax.context_typing import MathTyping
from notes_lsp.syntax.facts import Math
from notes_lsp.text import Span

_DOLLAR = re.compile(rb"\\[^\n]|(\$)")
_CLOSED_RIGHT_HERE = re.compile(rb"[A-Za-z0-9}\])]*\$")
_WORD_BEFORE = re.compile(rb"(\\*)[A-Za-z]*\Z")
_LETTERS = re.compile(rb"[A-Za-z]*")
_LINE_PREFIX = re.compile(rb"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?\Z")
_LONGEST_COMMAND = 64

_TEX_BRACKETS = {rb"\(": rb"\)", rb"\[": rb"\]"}


def math_typing(
    data: bytes, offset: int, source: Span, *, display: bool, closed: bool, fence: bool = False
) -> MathTyping:
    """The answer for a cursor in a formula whose content is `source`."""
    before = data[max(source.start, offset - _LONGEST_COMMAND) : offset]
    word = _WORD_BEFORE.search(before)
    assert word is not None  # it may be empty
    start = offset - len(word[0])
    # Of `\\al` the first two are a row break: only the last of an odd number starts a command.
    backslashes = len(word[1])
    start += backslashes - backslashes % 2
    letters = _LETTERS.match(data, offset)
    tail = letters.end() if letters and closed else offset
    return MathTyping(
        Span(start, offset), tail, tail, source.start, source.end, display, closed, fence
    )


def finished_display(around: Around) -> MathTyping | None:
    """The answer in a `$$` block that the parser found closed, blank lines in it included."""
    fact = around.touching(around.facts.math)
    if fact is None or not fact.display or fact.fence or not fact.content.touches(around.offset):
        return None
    data = around.note.buffer.data
    return math_typing(data, around.offset, fact.content, display=True, closed=True)


def formula_typing(stretch: Stretch, begin: int) -> Answer:
    """Behind an inline `$`: a formula, the end of one before the cursor, or just a sign."""
    data, offset = stretch.data, stretch.offset
    for dollar in _DOLLAR.finditer(data, begin, offset):
        if dollar[1]:
            return _behind_pair(data, begin, dollar.start())
    content = _decoded(data[begin:offset])
    end = _closing(stretch, begin)
    if end is None:
        if b"\n" in data[begin:offset] or not looks_open(content):
            return begin
        if data[begin - 2 : begin - 1].isalnum() and "\\" not in content and begin > 1:
            return begin  # US$5x, a$b
    elif content[:1].isspace() or not can_pair(content):
        return begin
    source = Span(begin, offset if end is None else end)
    return math_typing(data, offset, source, display=False, closed=end is not None)


def _behind_pair(data: bytes, begin: int, dollar: int) -> int:
    content = data[begin:dollar]
    closes = content and not content[:1].isspace() and not content[-1:].isspace()
    return dollar + 1 if closes and can_pair(_decoded(content)) else begin


def _closing(stretch: Stretch, begin: int) -> int | None:
    """Where the `$` stands behind the cursor that closes a formula."""
    data, offset = stretch.data, stretch.offset
    math = stretch.around.facts.math
    if here := _CLOSED_RIGHT_HERE.match(data, offset, stretch.end):
        fact = stretch.around.holding_at(math, here.end() - 1)
        if fact is None or fact.span.start < here.end() - 1:
            return here.end() - 1
    behind = [mark.start() for mark in _DOLLAR.finditer(data, offset, stretch.end) if mark[1]]
    # Of an even number each two are a formula of their own.
    if len(behind) % 2 and not data[behind[0] - 1 : behind[0]].isspace():
        return behind[0]
    fact = _opened_at(stretch, begin)
    return fact.content.end if fact and fact.content.end > stretch.end else None


def _opened_at(stretch: Stretch, begin: int) -> Math | None:
    fact = stretch.around.touching(stretch.around.facts.math)
    return fact if fact and fact.content.start == begin else None


def display_typing(stretch: Stretch, begin: int) -> Answer:
    """Behind `$$`: a formula, or the end of one that closes before the cursor."""
    data, offset = stretch.data, stretch.offset
    closed = data.find(b"$$", begin, offset)
    if closed >= 0:
        return closed + 2
    end = data.find(b"$$", offset, stretch.end)
    if end < 0 and (fact := _opened_at(stretch, begin)):
        end = fact.content.end
    line = data.rfind(b"\n", 0, begin) + 1
    if end < 0 and not _LINE_PREFIX.match(data[line : begin - 2]):
        content = _decoded(data[begin:offset]).strip()
        if content and not looks_open(content):
            return begin
    source = Span(begin, max(end, offset))
    return math_typing(data, offset, source, display=True, closed=end >= 0)


def tex_typing(stretch: Stretch, mark: bytes, begin: int) -> Answer:
    r"""Behind a backslash and a sign: a formula where `\(` or `\[` open one, else no matter."""
    if not stretch.latex_delimiters or mark not in _TEX_BRACKETS:
        return begin
    closing, data, offset = _TEX_BRACKETS[mark], stretch.data, stretch.offset
    closed = data.find(closing, begin, offset)
    if closed >= 0:
        return closed + 2
    end = data.find(closing, offset, stretch.end)
    if end < 0 and (fact := _opened_at(stretch, begin)):
        end = fact.content.end
    source = Span(begin, max(end, offset))
    return math_typing(data, offset, source, display=mark == rb"\[", closed=end >= 0)


def _decoded(content: bytes) -> str:
    return content.decode("utf-8", "replace")
