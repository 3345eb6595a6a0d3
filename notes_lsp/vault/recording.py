"""A `Note` boiled down to its `NoteRecord`."""

from __future__ import annotations

from notes_lsp.syntax import Definition, Link, Note
from notes_lsp.text import Buffer, Span
from notes_lsp.vault.front_links import front_links
from notes_lsp.vault.front_matter import fields, texts
from notes_lsp.vault.record import (
    DefinitionRecord,
    HeadingRecord,
    LinkRecord,
    NameRecord,
    NoteRecord,
    Spot,
)


def record_of(note: Note) -> NoteRecord:
    """What the vault remembers of `note`."""
    buffer, facts, front = note.buffer, note.facts, fields(note)
    headings = tuple(
        HeadingRecord(heading.level, heading.text, heading.id, Spot.of(buffer, heading.span))
        for heading in facts.headings
    )
    title = front.get("title")
    title = title.strip() if isinstance(title, str) else ""
    aliases = tuple(dict.fromkeys((*texts(front.get("aliases")), *texts(front.get("alias")))))
    return NoteRecord(
        title or (headings[0].text if headings else ""),
        aliases,
        headings,
        tuple(_link(buffer, link) for link in (*front_links(note), *facts.links)),
        tuple(_name(buffer, tag.name, tag.span) for tag in (*note.front_tags, *facts.tags)),
        tuple(_name(buffer, mark.name, mark.span, mark.target) for mark in facts.block_ids),
        tuple(_name(buffer, buffer.text(tag.id), tag.id) for tag in facts.html if tag.id),
        sum(task.done for task in facts.tasks),
        len(facts.tasks),
        tuple(_definition(buffer, item) for item in facts.definitions),
        tuple(_name(buffer, item.name, item.label, item.span) for item in facts.footnotes),
        tuple(dict.fromkeys((title, *aliases) if title else aliases)),
    )


def _link(buffer: Buffer, link: Link) -> LinkRecord:
    fragment, spot = _fragment(buffer, link.fragment)
    return LinkRecord(
        link.kind,
        link.path,
        fragment,
        link.image,
        Spot.of(buffer, link.span),
        Spot.of(buffer, link.target),
        spot,
        link.angle,
    )


def _definition(buffer: Buffer, item: Definition) -> DefinitionRecord:
    fragment, spot = _fragment(buffer, item.fragment)
    return DefinitionRecord(
        item.name,
        item.path,
        fragment,
        Spot.of(buffer, item.span),
        Spot.of(buffer, item.label),
        Spot.of(buffer, item.target),
        spot,
        buffer.data[item.target.start - 1 : item.target.start] == b"<",
    )


def _fragment(buffer: Buffer, span: Span | None) -> tuple[str, Spot | None]:
    return ("", None) if span is None else (buffer.text(span), Spot.of(buffer, span))


def _name(buffer: Buffer, name: str, span: Span, target: Span | None = None) -> NameRecord:
    return NameRecord(name, Spot.of(buffer, span), Spot.of(buffer, target) if target else None)
