"""A note boiled down to its `NoteRecord`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from notes_lsp.syntax import Definition, Facts, FrontMatter, Note, Tag
from notes_lsp.syntax.index_reading import LinkRow, link_row
from notes_lsp.text import Buffer
from notes_lsp.vault.front_links import front_links_in
from notes_lsp.vault.front_matter import fields_of, texts
from notes_lsp.vault.front_names import quick_names
from notes_lsp.vault.front_values import front_values
from notes_lsp.vault.record import (
    DefinitionRecord,
    HeadingRecord,
    LinkRecord,
    NameRecord,
    NoteRecord,
)
from notes_lsp.vault.spots import Spots


class Part(NamedTuple):
    """The facts of a stretch of a note, as the vault remembers them."""

    headings: tuple[HeadingRecord, ...]
    links: tuple[LinkRecord, ...]
    tags: tuple[NameRecord, ...]
    block_ids: tuple[NameRecord, ...]
    html_ids: tuple[NameRecord, ...]
    tasks_done: int
    tasks: int
    definitions: tuple[DefinitionRecord, ...]
    footnotes: tuple[NameRecord, ...]


def record_of(note: Note) -> NoteRecord:
    """What the vault remembers of `note`."""
    rows = map(link_row, note.facts.links)
    return make_record(note.buffer, note.front_matter, note.front_tags, note.facts, rows)


def make_record(
    buffer: Buffer,
    front: FrontMatter | None,
    front_tags: Iterable[Tag],
    facts: Facts,
    links: Iterable[LinkRow],
) -> NoteRecord:
    """What the vault remembers of a note, given its facts and links in offsets of the note."""
    title, aliases = front_names(buffer, front)
    spots = Spots(buffer)
    part = part_of(spots, facts, links)
    if front is not None:
        part = with_front(spots, part, front, front_tags)
    return NoteRecord(
        title or (part.headings[0].text if part.headings else ""),
        aliases,
        *part,
        names(title, aliases),
        front_values(front.content.cut(buffer.data)) if front else (),
    )


def part_of(spots: Spots, facts: Facts, links: Iterable[LinkRow]) -> Part:
    """A stretch, given its facts and links in offsets of the note."""
    text = spots.buffer.text
    return Part(
        tuple([HeadingRecord(x.level, x.text, x.id, spots(x.span)) for x in facts.headings]),
        tuple([spots.link(*row) for row in links]),
        tuple([NameRecord(x.name, spots(x.span)) for x in facts.tags]),
        tuple([NameRecord(x.name, spots(x.span), spots(x.target)) for x in facts.block_ids]),
        tuple([NameRecord(text(x.id), spots(x.id)) for x in facts.html if x.id]),
        sum(task.done for task in facts.tasks),
        len(facts.tasks),
        tuple([_definition(spots, item) for item in facts.definitions]),
        tuple([NameRecord(x.name, spots(x.label), spots(x.span)) for x in facts.footnotes]),
    )


def with_front(spots: Spots, part: Part, front: FrontMatter, tags: Iterable[Tag]) -> Part:
    """A stretch and the front matter above it."""
    found = front_links_in(spots.buffer, front)
    links = tuple([spots.link(*link_row(link)) for link in found])
    names_ = tuple([NameRecord(tag.name, spots(tag.span)) for tag in tags])
    if not (links or names_):
        return part
    return part._replace(links=links + part.links, tags=names_ + part.tags)


def front_names(buffer: Buffer, front: FrontMatter | None) -> tuple[str, tuple[str, ...]]:
    """The title of the front matter (or an empty text) and its aliases."""
    if front is None:
        return "", ()
    written = front.content.cut(buffer.data)
    if front.format == "yaml" and (quick := quick_names(written)) is not None:
        return quick
    fields = fields_of(buffer, front)
    title = fields.get("title")
    aliases = (*texts(fields.get("aliases")), *texts(fields.get("alias")))
    return title.strip() if isinstance(title, str) else "", tuple(dict.fromkeys(aliases))


def names(title: str, aliases: tuple[str, ...]) -> tuple[str, ...]:
    """What links may call a note beside its path."""
    return tuple(dict.fromkeys((title, *aliases) if title else aliases))


def _definition(spots: Spots, item: Definition) -> DefinitionRecord:
    data, fragment = spots.buffer.data, item.fragment
    return DefinitionRecord(
        item.name,
        item.path,
        spots.buffer.text(fragment) if fragment else "",
        spots(item.span),
        spots(item.label),
        spots(item.target),
        spots(fragment) if fragment else None,
        data[item.target.start - 1 : item.target.start] == b"<",
    )
