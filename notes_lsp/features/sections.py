"""Sections: from a heading to the next one of its level or a higher one.

A heading inside a quote, a list item, a footnote or a container stands for that piece only: its
section ends where the piece ends, and it never ends the section around the piece. So sections and
containers always lie within each other and never cross.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from notes_lsp.syntax.facts import Container, Heading
from notes_lsp.syntax.note import Note
from notes_lsp.text import Span


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and all that stands under it."""

    heading: Heading
    span: Span
    """From the start of the heading's line to the start of the line behind the section."""
    parent: int | None
    """The number of the section around it, in the order of the text."""


@lru_cache(maxsize=2)  # several features ask behind each keystroke
def sections(note: Note) -> tuple[Section, ...]:
    """The sections of a note in the order of the text."""
    headings = _headings(note)
    rooms = _rooms(note)
    ends = [len(note.buffer)] * len(headings)
    starts = [_line_start(note, heading.span.start) for heading in headings]
    parents: list[int | None] = []
    open_: list[tuple[int, int, Span]] = []  # number, level and room of each section around
    inside = [Span(0, len(note.buffer))]
    next_room = 0
    for number, heading in enumerate(headings):
        at = heading.span.start
        while next_room < len(rooms) and rooms[next_room].start <= at:
            inside.append(rooms[next_room])
            next_room += 1
        inside = [room for room in inside if at < room.end or room is inside[0]]
        room = inside[-1]
        while open_ and (open_[-1][2].end <= at or _ends(open_[-1], heading, room)):
            done, _, around = open_.pop()
            ends[done] = min(starts[number], around.end)
        parents.append(open_[-1][0] if open_ else None)
        open_.append((number, heading.level, room))
    for done, _, around in open_:
        ends[done] = around.end
    return tuple(
        Section(heading, Span(start, end), parent)
        for heading, start, end, parent in zip(headings, starts, ends, parents, strict=True)
    )


def section_around(note: Note, offset: int) -> Section | None:
    """The innermost section that holds `offset`; at the very end of the note the last one."""
    inside = [
        section
        for section in sections(note)
        if section.span.start <= offset < section.span.end
        or offset == section.span.end == len(note.buffer)
    ]
    return max(inside, key=lambda section: section.span.start, default=None)


def without_blank_end(data: bytes, span: Span) -> Span:
    """The span without the white space at its end; at least its first byte."""
    end = span.end
    while end > span.start + 1 and data[end - 1] in b" \t\r\n":
        end -= 1
    return Span(span.start, end)


def _ends(section: tuple[int, int, Span], heading: Heading, room: Span) -> bool:
    _, level, around = section
    return around == room and level >= heading.level


def _headings(note: Note) -> list[Heading]:
    """In offsets of the note; asked on each keystroke, so `moved` would cost too much."""
    return [
        Heading(
            Span(start + heading.span.start, start + heading.span.end),
            heading.level,
            Span(start + heading.content.start, start + heading.content.end),
            heading.text,
            heading.setext,
            heading.id,
        )
        for start, block in zip(note.starts, note.blocks, strict=False)
        if block.facts.headings
        for heading in block.facts.headings
    ]


def _rooms(note: Note) -> list[Span]:
    """What a heading may stand in besides the note, the outer before the inner."""
    found = [_inside(note, container) for container in note.containers if container.closed]
    for start, block in zip(note.starts, note.blocks, strict=False):
        facts = block.facts
        if facts.headings and (facts.quotes or facts.lists or facts.footnotes):
            found += [quote.span.moved(start) for quote in facts.quotes]
            found += [item.moved(start) for list_ in facts.lists for item in list_.items]
            found += [footnote.span.moved(start) for footnote in facts.footnotes]
    return sorted(found, key=lambda room: (room.start, -room.end))


def _inside(note: Note, container: Container) -> Span:
    """What stands between the opening and the closing line of a container."""
    last = max(container.span.end - 1, container.span.start)
    return Span(container.span.start, _line_start(note, last))


def _line_start(note: Note, offset: int) -> int:
    return note.buffer.line_starts[note.buffer.line_of(offset)]
