"""A note boiled down to its `NoteRecord`."""

from __future__ import annotations

from collections.abc import Iterable

from notes_lsp.syntax import Definition, Facts, FrontMatter, Heading, Note, Tag
from notes_lsp.syntax.index_reading import LinkRow, link_row
from notes_lsp.text import Buffer, Span
from notes_lsp.vault.front_links import front_links_in
from notes_lsp.vault.front_matter import fields_of, texts
from notes_lsp.vault.front_names import quick_names
from notes_lsp.vault.record import (
    DefinitionRecord,
    HeadingRecord,
    NameRecord,
    NoteRecord,
    Spot,
)
from notes_lsp.vault.spots import Spots


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
    spots = Spots(buffer)
    title, aliases = front_names(buffer, front)
    if front and (front_links := front_links_in(buffer, front)):
        links = (*map(link_row, front_links), *links)
    headings = tuple([heading_record(spots, each) for each in facts.headings])
    tags = (*front_tags, *facts.tags)
    return NoteRecord(
        title or (headings[0].text if headings else ""),
        aliases,
        headings,
        tuple([spots.link(*row) for row in links]),
        tuple([NameRecord(tag.name, spots(tag.span)) for tag in tags]),
        tuple([NameRecord(x.name, spots(x.span), spots(x.target)) for x in facts.block_ids]),
        tuple([NameRecord(buffer.text(x.id), spots(x.id)) for x in facts.html if x.id]),
        sum(task.done for task in facts.tasks),
        len(facts.tasks),
        tuple([definition_record(spots, buffer, item) for item in facts.definitions]),
        tuple([NameRecord(x.name, spots(x.label), spots(x.span)) for x in facts.footnotes]),
        names(title, aliases),
    )


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


def heading_record(spots: Spots, heading: Heading) -> HeadingRecord:
    """A heading as the vault remembers it."""
    return HeadingRecord(heading.level, heading.text, heading.id, spots(heading.span))


def definition_record(spots: Spots, buffer: Buffer, item: Definition) -> DefinitionRecord:
    """A link reference definition as the vault remembers it."""
    fragment, spot = _fragment(spots, buffer, item.fragment)
    return DefinitionRecord(
        item.name,
        item.path,
        fragment,
        spots(item.span),
        spots(item.label),
        spots(item.target),
        spot,
        buffer.data[item.target.start - 1 : item.target.start] == b"<",
    )


def _fragment(spots: Spots, buffer: Buffer, span: Span | None) -> tuple[str, Spot | None]:
    return ("", None) if span is None else (buffer.text(span), spots(span))
