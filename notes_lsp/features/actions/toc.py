"""A table of contents: made, and kept as the note's headings are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from notes_lsp.features.actions.asked import Asked
from notes_lsp.features.actions.new_link import escaped, prefers_wiki
from notes_lsp.features.actions.offer import Offer
from notes_lsp.features.completion.writing import in_fragment, in_wiki
from notes_lsp.features.lines_gone import is_blank
from notes_lsp.features.options import REWRITE_TOC, SOURCE_TOC
from notes_lsp.syntax import Heading, Note
from notes_lsp.text import Span, Wording
from notes_lsp.vault.slugs import Slugs, slugs
from notes_lsp.vault.written import fold_name

_OPENING = re.compile(rb"<!--[ \t]*toc[ \t]*-->", re.IGNORECASE)
_CLOSING = re.compile(rb"<!--[ \t]*(?:/[ \t]*toc|tocstop)[ \t]*-->", re.IGNORECASE)
_BY_SITE = re.compile(rb"^[ ]{0,3}\[{1,2}_?toc_?\]{1,2}[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_ENTRY = re.compile(
    rb"(?P<indent>[ \t]*)(?P<mark>[-+*]|\d{1,9}[.)])[ \t]+"
    rb"(?:\[(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*\]\(<?#[^\s()<>]*>?\)|(?P<wiki>\[\[#[^\[\]]+\]\]))"
    rb"[ \t]*"
)
_MARK = re.compile(r"[^>\s]")
_CALLED_SO = frozenset({"目录", "toc", "contents", "table of contents", "目次", "本页目录"})
_LEAST = 3
"""Headings from which a table of contents helps."""


class Toc(NamedTuple):
    """A table of contents that a note has."""

    span: Span
    """Its entries, between the markers where there are some."""
    marked: bool
    """It stands between `<!-- toc -->` and `<!-- /toc -->`."""


class _Style(NamedTuple):
    mark: str
    wiki: bool
    depth: int
    """Levels that are shown."""


class _Entry(NamedTuple):
    heading: Heading
    slugs: Slugs
    again: bool
    """A heading above has the same text, to which `[[#text]]` leads."""


def updating(asked: Asked) -> Iterator[Offer]:
    """Bring the note's table of contents up to date, when it is not."""
    toc = find_toc(asked.note)
    if toc is None:
        return
    new = _text(asked, toc)
    if new is not None and new != asked.note.buffer.text(toc.span):
        edits = [(toc.span, new)]
        title = Wording("Update the table of contents", "更新目录")
        yield Offer(title, SOURCE_TOC, lambda: asked.changes(edits))


def making(asked: Asked) -> Iterator[Offer]:
    """Put a table of contents on the empty line at the cursor, before the first section."""
    buffer, at = asked.note.buffer, asked.span.start
    line = buffer.line_of(at)
    front = asked.note.front_matter
    if asked.span.start != asked.span.end or not is_blank(buffer, line):
        return
    if front is not None and at < front.span.end:
        return
    entries = _entries(asked.note, Span(at, at))
    above = [each for each in _headings(asked.note) if each.span.start < at]
    if len(entries) < _LEAST or not all(map(_leads, above)) or find_toc(asked.note):
        return
    if _BY_SITE.search(buffer.data) or any(fence.span.holds(at) for fence in asked.facts.fences):
        return
    list_ = _list(asked, entries, _Style("-", prefers_wiki(asked), 6))
    ending = asked.ending
    text = f"<!-- toc -->{ending * 2}{list_}{ending * 2}<!-- /toc -->"
    before = "" if is_blank(buffer, line - 1) else ending
    behind = "" if is_blank(buffer, line + 1) else ending
    edits = [(buffer.line_span(line), before + text + behind)]
    title = Wording("Make a table of contents here", "在此处生成目录")
    yield Offer(title, REWRITE_TOC, lambda: asked.changes(edits))


def _leads(heading: Heading) -> bool:
    """Whether a table of contents may stand below a heading: the title, or its own."""
    return heading.level == 1 or heading.text.strip().lower() in _CALLED_SO


def find_toc(note: Note) -> Toc | None:
    """The note's table of contents: between its markers, else a list of links to its headings."""
    data = note.buffer.data
    for opening in _OPENING.finditer(data):
        closing = _CLOSING.search(data, opening.end())
        if closing and _is_comment(note, opening.start()) and _is_comment(note, closing.start()):
            return Toc(Span(opening.end(), closing.start()), marked=True)
    if b"](#" not in data and b"[[#" not in data:
        return None
    for start, block in zip(note.starts, note.blocks, strict=False):
        for list_ in block.facts.lists:
            span = list_.span.moved(start)
            if len(list_.items) > 1 and _lists_headings(note, span):
                return Toc(span, marked=False)
    return None


def _is_comment(note: Note, at: int) -> bool:
    return any(each.comment and each.span.holds(at) for each in note.facts_at(at).html)


def _lists_headings(note: Note, span: Span) -> bool:
    """Whether each line of a list is a link to a heading of this note, and most are there."""
    buffer = note.buffer
    if buffer.line_around(span.start).start != span.start:
        return False
    lines = [line for line in span.cut(buffer.data).splitlines() if line.strip()]
    return all(_ENTRY.fullmatch(line) for line in lines)


def _text(asked: Asked, toc: Toc) -> str | None:
    """What should stand in a table of contents; None when the note has no headings for it."""
    buffer, ending = asked.note.buffer, asked.ending
    old, margin = toc.span.cut(buffer.data), _margin(asked.note, toc)
    lines = [line.removeprefix(margin.encode()) for line in old.splitlines()]
    found = [match for line in lines if (match := _ENTRY.fullmatch(line))]
    entries = _entries(asked.note, toc.span)
    if not entries:
        return None
    style = _style(asked, found, entries)
    list_ = _list(asked, entries, style)
    if not toc.marked:
        return list_
    loose = (len(lines) > 1 and not lines[1].strip(b"> \t")) or not found
    gap = ending * 2 if loose else ending
    blank, line = ending + margin.rstrip() + ending, ending + margin
    text = f"{gap}{list_}{gap}".replace(ending, line)
    return text.replace(line + line, blank + margin)


def _margin(note: Note, toc: Toc) -> str:
    """What stands before each line of a table of contents: the marks of a quote around it, and
    blanks for those of a list item."""
    line = note.buffer.line_around(toc.span.start)
    before = line.cut(note.buffer.data).partition(b"<!--")[0] if toc.marked else b""
    return _MARK.sub(" ", before.decode("utf-8", "replace"))


def _style(asked: Asked, found: list[re.Match[bytes]], entries: list[_Entry]) -> _Style:
    """How the entries that there are look."""
    if not found:
        return _Style("-", prefers_wiki(asked), 6)
    indents = sorted({len(match["indent"].expandtabs(4)) for match in found})
    mark = found[0]["mark"].decode()
    count = len({each.heading.level for each in entries})
    # One that shows every level goes on to do so; one that is cut stays cut.
    depth = 6 if len(indents) >= count or len(found) < 2 else len(indents)
    return _Style("1." if mark[0].isdigit() else mark, found[0]["wiki"] is not None, depth)


def _entries(note: Note, span: Span) -> list[_Entry]:
    """The headings that belong into a table of contents that takes a span's place: those below it.

    The title does not, nor does the heading that calls the table of contents so; one within the
    span goes with what stood there, and takes no number from one that is called as it is.
    """
    headings = [each for each in _headings(note) if not span.holds(each.span.start)]
    made = slugs(heading.text for heading in headings)
    every: list[_Entry] = []
    texts: set[str] = set()
    for heading, forms in zip(headings, made, strict=True):
        text = fold_name(forms.obsidian)
        every.append(_Entry(heading, forms, text in texts))
        texts.add(text)
    top = [each for each in every if _is_top(note, each.heading) and each.heading.text.strip()]
    below = [each for each in top if each.heading.span.start >= span.end]
    ones = [each for each in top if each.heading.level == 1]
    if len(ones) == 1:
        below = [each for each in below if each.heading.level > 1]
    return [each for each in below if each.heading.text.strip().lower() not in _CALLED_SO]


def _headings(note: Note) -> list[Heading]:
    return [each for each in note.each("headings") if isinstance(each, Heading)]


def _is_top(note: Note, heading: Heading) -> bool:
    line = note.buffer.line_around(heading.span.start)
    return not note.buffer.data[line.start : heading.span.start].strip()


def _list(asked: Asked, entries: list[_Entry], style: _Style) -> str:
    shown: list[tuple[int, str, str]] = []
    above: list[int] = []  # the levels of the entries around
    counts = [0] * 7
    for entry in entries:
        level = entry.heading.level
        while above and above[-1] >= level:
            counts[len(above)] = 0
            above.pop()
        above.append(level)
        depth = len(above) - 1
        if depth < style.depth:
            counts[depth] += 1
            mark = f"{counts[depth]}." if style.mark == "1." else style.mark
            shown.append((depth, mark, _link(asked, entry, style.wiki)))
    step = max((len(mark) for _, mark, _ in shown), default=1) + 1  # what is below `10.` too
    return asked.ending.join(f"{' ' * step * depth}{mark} {link}" for depth, mark, link in shown)


def _link(asked: Asked, entry: _Entry, wiki: bool) -> str:
    heading = entry.heading
    if wiki:
        text = in_wiki(entry.slugs.obsidian)
        return f"[[#{in_wiki(entry.slugs.github)}|{text}]]" if entry.again else f"[[#{text}]]"
    text = " ".join(asked.note.buffer.text(heading.content).split())
    if "[" in text or "<" in text:  # a link or a tag within a link
        text = escaped(" ".join(heading.text.split()))
    slug = heading.id or str(getattr(entry.slugs, asked.snapshot.settings(asked.key).links.slug))
    return f"[{text}](#{in_fragment(slug)})"
