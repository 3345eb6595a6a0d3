"""What of links and definitions the start of a range stands on, and where lines begin and end."""

from __future__ import annotations

from notes_lsp.features.actions.asked import Asked
from notes_lsp.syntax import Definition, Link, LinkKind, Note
from notes_lsp.syntax.definitions import normalised
from notes_lsp.text import Buffer

REFERENCES = frozenset({LinkKind.FULL, LinkKind.COLLAPSED, LinkKind.SHORTCUT})
"""Links that are written by a label."""


def link_at(asked: Asked) -> Link | None:
    """The innermost link that the range starts in, else the one behind which it starts."""
    at = asked.span.start
    touching = [link for link in asked.facts.links if link.span.touches(at)]
    holding = [link for link in touching if link.span.holds(at)]
    return min(holding or touching, key=lambda link: link.span.end - link.span.start, default=None)


def definition_at(asked: Asked) -> Definition | None:
    """The definition that the range starts in, or behind."""
    at = asked.span.start
    return next((each for each in asked.facts.definitions if each.span.touches(at)), None)


def definition_of(note: Note, label: str) -> Definition | None:
    """The definition that counts for a label: the first one."""
    name = normalised(label)
    for start, block in zip(note.starts, note.blocks, strict=False):
        if any(each.name == name for each in block.facts.definitions):
            found = note.facts_at(start).definitions
            return next(each for each in found if each.name == name)
    return None


def uses_of(note: Note, name: str) -> list[Link]:
    """The references to a label, given as it is compared."""
    return [
        link
        for link in all_links(note)
        if link.kind in REFERENCES and link.defined and normalised(link.path) == name
    ]


def all_links(note: Note) -> list[Link]:
    """The links of the note's text, in order."""
    return [link for link in note.each("links") if isinstance(link, Link)]


def all_definitions(note: Note) -> list[Definition]:
    """The link reference definitions of a note, in order."""
    return [each for each in note.each("definitions") if isinstance(each, Definition)]


def end_of_text(buffer: Buffer) -> int:
    """Where the text ends, the blank lines at its end left out."""
    return len(buffer.data.rstrip(b" \t\r\n"))
