"""What stands at a place of finished text: for hover, definition, references."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from notes_lsp.syntax.context_around import Around
from notes_lsp.syntax.context_code import CommandLine, command_line
from notes_lsp.syntax.facts import Definition, Fact, Fence, FrontMatter, Link, LinkKind
from notes_lsp.syntax.note import Note
from notes_lsp.syntax.shell import SHELLS
from notes_lsp.text import Span


class Where(StrEnum):
    """The kind of text around a place: what of Markdown is at work there."""

    PROSE = "prose"
    """Also in headings, table cells and callouts: `Place.item` tells."""
    MATH = "math"
    CODE_SPAN = "code-span"
    FENCE = "fence"
    FENCE_INFO = "fence-info"
    """The opening line of a fence, its marks included."""
    FRONT_MATTER_KEY = "front-matter-key"
    FRONT_MATTER_VALUE = "front-matter-value"
    LINK_TARGET = "link-target"
    """A destination or label, and the marks around it."""
    LINK_TEXT = "link-text"
    URL = "url"
    HTML = "html"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a note."""

    where: Where
    span: Span
    """The text of that kind around the place, without its marks: the formula, the code, the
    link's target or text, the heading's content, the cell, else the line."""
    item: Fact | None
    """What was found there: the formula, the link, in prose the innermost tag, callout, task,
    table row (`Row`), heading or footnote definition."""
    link: Link | None = None
    """The link around or right before the place, also when `where` tells of code in its text."""


def place_at(note: Note, offset: int) -> Place:
    """What stands at `offset`, judged as the note was read; the innermost mask wins."""
    offset = min(max(offset, 0), len(note.buffer))
    front = note.front_matter
    if front is not None and offset < front.span.end:
        return _front_matter_place(note, front, offset)
    around = Around(note, offset)
    link = around.holding(around.facts.links)
    place = (
        _comment(around)
        or _fence(around)
        or _masked(around)
        or _linked(around, link)
        or _prose(around)
    )
    return replace(place, link=link or around.touching(around.facts.links))


def shell_line_at(note: Note, offset: int) -> CommandLine | None:
    """The command line around a place in a shell fence, or a code span as one; else None."""
    around = Around(note, offset)
    fence = around.holding(around.facts.fences)
    if fence is not None:
        inside = fence.content.touches(offset) and fence.language in SHELLS
        return command_line(around, fence) if inside else None
    code = around.touching(around.facts.code_spans)
    if code is None:
        return None
    return CommandLine(code.content, code.content.cut(note.buffer.data))


_FIELD = re.compile(rb"[ \t]*(?:-[ \t]+)*(?P<key>[^:=#]*?)[ \t]*(?::(?=[ \t]|\Z)|=)[ \t]*")


def _front_matter_place(note: Note, front: FrontMatter, offset: int) -> Place:
    line = note.buffer.line_around(offset)
    field = _FIELD.match(line.cut(note.buffer.data))
    if line.start < front.content.start or offset >= front.content.end:
        return Place(Where.FRONT_MATTER_KEY, Span(offset, offset), front)
    value = line.start + (field.end() if field else 0)
    if field and offset < value:
        key = Span(line.start + field.start("key"), line.start + field.end("key"))
        return Place(Where.FRONT_MATTER_KEY, key, front)
    return Place(Where.FRONT_MATTER_VALUE, Span(value, line.end), front)


def _comment(around: Around) -> Place | None:
    html = around.holding(around.facts.html)
    return Place(Where.COMMENT, html.span, html) if html and html.comment else None


def _fence(around: Around) -> Place | None:
    fence = around.holding(around.facts.fences)
    if fence is None:
        return None
    if not fence.content.holds(around.offset) and fence.fence:
        line = around.note.buffer.line_of(around.offset)
        if line == around.note.buffer.line_of(fence.span.start):
            return Place(Where.FENCE_INFO, fence.info, fence)
    where = Where.MATH if fence.language == "math" else Where.FENCE
    return Place(where, fence.content, _math_of(around, fence) or fence)


def _math_of(around: Around, fence: Fence) -> Fact | None:
    return around.holding(around.facts.math) if fence.language == "math" else None


def _masked(around: Around) -> Place | None:
    facts = around.facts
    if code := around.holding(facts.code_spans):
        return Place(Where.CODE_SPAN, code.content, code)
    if math := around.holding(facts.math):
        return Place(Where.MATH, math.content, math)
    return None


def _linked(around: Around, link: Link | None) -> Place | None:
    offset = around.offset
    html = around.holding(around.facts.html)
    if definition := around.holding(around.facts.definitions):
        return _definition(definition, offset)
    if link is None:
        return Place(Where.HTML, html.span, html) if html and not html.block else _block(html)
    if link.kind in (LinkKind.URL, LinkKind.AUTOLINK):
        return Place(Where.URL, link.target, link)
    if link.kind is LinkKind.HTML and not link.target.holds(offset):
        return Place(Where.HTML, html.span if html else link.span, html or link)
    if link.text is not None and link.text.holds(offset):
        return Place(Where.LINK_TEXT, link.text, link)
    if link.fragment is not None and link.fragment.touches(offset):
        return Place(Where.LINK_TARGET, link.fragment, link)
    return Place(Where.LINK_TARGET, link.target, link)


def _block(html: Fact | None) -> Place | None:
    return Place(Where.HTML, html.span, html) if html else None


def _definition(definition: Definition, offset: int) -> Place:
    if definition.label.touches(offset):
        return Place(Where.LINK_TARGET, definition.label, definition)
    if definition.fragment is not None and definition.fragment.touches(offset):
        return Place(Where.LINK_TARGET, definition.fragment, definition)
    return Place(Where.LINK_TARGET, definition.target, definition)


def _prose(around: Around) -> Place:
    facts, offset = around.facts, around.offset
    line = around.note.buffer.line_around(offset)
    if tag := around.holding(facts.tags):
        return Place(Where.PROSE, tag.span, tag)
    if row := around.row():
        cell = next((cell for cell in row.cells if cell.touches(offset)), row.span)
        return Place(Where.PROSE, cell, row)
    if heading := around.touching(facts.headings):
        return Place(Where.PROSE, heading.content, heading)
    callout = around.holding(facts.callouts)
    if callout and line.holds(callout.marker.start):
        return Place(Where.PROSE, callout.title, callout)
    task = around.holding(facts.tasks)
    footnote = around.holding(facts.footnotes)
    return Place(Where.PROSE, line, task or footnote)
