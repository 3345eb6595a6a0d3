"""The record of a note that is being edited, brought up to date block by block.

A note shares the blocks that an edit left alone with the one before, and so does its record: what
was made of them is moved to another line at most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from notes_lsp.syntax import Block, Facts, Note
from notes_lsp.syntax.index_reading import link_row
from notes_lsp.syntax.moved import moved
from notes_lsp.syntax.shared import shared_ends
from notes_lsp.vault.front_values import front_values
from notes_lsp.vault.index import Change, Facets, words_in
from notes_lsp.vault.record import (
    DefinitionRecord,
    HeadingRecord,
    LinkRecord,
    NameRecord,
    Spot,
)
from notes_lsp.vault.recording import Part, front_names, names, part_of, with_front
from notes_lsp.vault.spots import Spots
from notes_lsp.vault.written import fold_name

_READ = (
    "headings",
    "links",
    "definitions",
    "footnotes",
    "tags",
    "tasks",
    "html",
    "block_ids",
)
"""The facts that a record tells of."""
EMPTY = Part((), (), (), (), (), 0, 0, (), ())
"""Nothing to remember."""


class Piece(NamedTuple):
    """One block's part of the record, and the words under which it is found."""

    part: Part
    words: frozenset[str]


_NOTHING = Piece(EMPTY, frozenset())


class _Front(NamedTuple):
    """What the front matter tells."""

    title: str
    aliases: tuple[str, ...]
    piece: Piece
    fields: tuple[str, ...]


class OpenRecord:
    """All that a `NoteRecord` tells, made of an open note; read like one."""

    @property
    def unread(self) -> bool:
        """Whether links are missing yet: only of a `LargeRecord`."""
        return False

    def __init__(self, note: Note, endings: tuple[str, ...], before: OpenRecord | None) -> None:
        """The record of `note`; `before` is that of an earlier state, which is used up by this."""
        self._endings = endings
        self._note = note
        self._front = self._front_piece(before)
        self._kept: dict[str, tuple[Any, ...]] = {}
        if before is None:
            self._pieces = self._made(0, len(note.blocks))
            self._words = _count(self._pieces)
            self._words.update(self._front[2].words)
            self.change: Change | None = None
            self.renamed = True
        else:
            self._follow(before)

    # --- what a record tells ------------------------------------------------------------------

    @cached_property
    def title(self) -> str:
        """See `NoteRecord`."""
        front = self._front[0]
        return front or (self.headings[0].text if self.headings else "")

    @property
    def aliases(self) -> tuple[str, ...]:
        """See `NoteRecord`."""
        return self._front[1]

    @property
    def named(self) -> tuple[str, ...]:
        """See `NoteRecord`."""
        return names(self._front[0], self._front[1])

    @cached_property
    def headings(self) -> tuple[HeadingRecord, ...]:
        """See `NoteRecord`."""
        return self._all("headings")

    @cached_property
    def links(self) -> tuple[LinkRecord, ...]:
        """See `NoteRecord`."""
        return self._all("links")

    @cached_property
    def tags(self) -> tuple[NameRecord, ...]:
        """See `NoteRecord`."""
        return self._all("tags")

    @cached_property
    def block_ids(self) -> tuple[NameRecord, ...]:
        """See `NoteRecord`."""
        return self._all("block_ids")

    @cached_property
    def html_ids(self) -> tuple[NameRecord, ...]:
        """See `NoteRecord`."""
        return self._all("html_ids")

    @cached_property
    def definitions(self) -> tuple[DefinitionRecord, ...]:
        """See `NoteRecord`."""
        return self._all("definitions")

    @cached_property
    def footnotes(self) -> tuple[NameRecord, ...]:
        """See `NoteRecord`."""
        return self._all("footnotes")

    @cached_property
    def tasks_done(self) -> int:
        """See `NoteRecord`."""
        return sum(piece.part.tasks_done for piece in self._pieces)

    @cached_property
    def tasks(self) -> int:
        """See `NoteRecord`."""
        return sum(piece.part.tasks for piece in self._pieces)

    @property
    def fields(self) -> tuple[str, ...]:
        """See `NoteRecord`."""
        return self._front[3]

    @property
    def facets(self) -> Facets:
        """What the index keeps of the note."""
        return Facets(
            tuple(dict.fromkeys(map(fold_name, self.named))),
            set(self._words),
            Counter(tag.name for tag in self.tags),
            self.fields,
        )

    # --- how it follows an edit ---------------------------------------------------------------

    def _follow(self, before: OpenRecord) -> None:
        old, new = before._note.blocks, self._note.blocks
        head, tail = shared_ends(before._note, self._note)
        stop = len(old) - tail
        gone = before._pieces[head:stop]
        come = self._made(head, len(new) - tail)
        rest = before._pieces[stop:]
        shift = self._line(len(new) - tail) - before._line(stop) if rest else 0
        if shift:
            rest = [_moved(piece, shift) for piece in rest]
        self._pieces = [*before._pieces[:head], *come, *rest]
        if not shift and self._front is before._front:
            self._kept = _unchanged(before, gone, come)
        self.renamed = (
            self._front is not before._front
            or any(piece.part.headings for piece in gone)
            or any(piece.part.headings for piece in come)
        )
        self._words = before._words  # used up
        self.change = self._changed([before._front[2], *gone], [self._front[2], *come])

    def _changed(self, gone: list[Piece], come: list[Piece]) -> Change:
        words, old, new = self._words, _count(gone), _count(come)
        fresh = {word for word in new if word not in words}
        words.subtract(old)
        words.update(new)
        lost = {word for word in old if not words[word]}
        for word in lost:
            del words[word]
        tags = [
            Counter(tag.name for piece in pieces for tag in piece.part.tags)
            for pieces in (gone, come)
        ]
        return Change(lost, {word for word in fresh if word in words}, tags[0], tags[1])

    def _made(self, first: int, stop: int) -> list[Piece]:
        note = self._note
        spots = Spots(note.buffer)
        return [
            self._piece(spots, block, start)
            for block, start in zip(note.blocks[first:stop], note.starts[first:stop], strict=True)
        ]

    def _piece(self, spots: Spots, block: Block, start: int) -> Piece:
        remembered = {name: found for name in _READ if (found := getattr(block.facts, name))}
        if not remembered:
            return _NOTHING
        facts = moved(Facts(**remembered), start)
        part = part_of(spots, facts, map(link_row, facts.links))
        if part == EMPTY:
            return _NOTHING
        words = words_in(part.links, part.definitions, part.tags, self._endings)
        return Piece(part, frozenset(words))

    def _front_piece(self, before: OpenRecord | None) -> _Front:
        note, front = self._note, self._note.front_matter
        if before is not None:
            past = before._note
            if front == past.front_matter and (
                front is None
                or front.span.cut(note.buffer.data) == front.span.cut(past.buffer.data)
            ):
                return before._front
        if front is None:
            return _Front("", (), _NOTHING, ())
        title, aliases = front_names(note.buffer, front)
        part = with_front(Spots(note.buffer), EMPTY, front, note.front_tags)
        words = words_in(part.links, (), part.tags, self._endings)
        fields = front_values(front.content.cut(note.buffer.data))
        return _Front(title, aliases, Piece(part, frozenset(words)), fields)

    def _line(self, block: int) -> int:
        return self._note.buffer.line_of(self._note.starts[block])

    def _all(self, name: str) -> tuple[Any, ...]:
        kept = self._kept.get(name)
        if kept is not None:
            return kept
        found = list(getattr(self._front[2].part, name))
        for piece in self._pieces:
            if items := getattr(piece.part, name):
                found += items
        return tuple(found)


def _unchanged(
    before: OpenRecord, gone: Sequence[Piece], come: Sequence[Piece]
) -> dict[str, tuple[Any, ...]]:
    """The lists of the record before that stand as they are."""
    return {
        name: before.__dict__[name]
        for name in Part._fields
        if isinstance(before.__dict__.get(name), tuple)
        and list(_items(gone, name)) == list(_items(come, name))
    }


def _items(pieces: Sequence[Piece], name: str) -> Iterator[Any]:
    for piece in pieces:
        yield from getattr(piece.part, name)


def _count(pieces: Iterable[Piece]) -> Counter[str]:
    return Counter(word for piece in pieces for word in piece.words)


def _moved(piece: Piece, lines: int) -> Piece:
    """The piece of a block that stands so many lines further down."""
    if piece is _NOTHING:
        return piece
    lists: dict[str, Any] = {
        name: tuple([lower(item, lines) for item in value])
        for name, value in piece.part._asdict().items()
        if isinstance(value, tuple) and value
    }
    return Piece(piece.part._replace(**lists), piece.words)


def lower(item: Struct, lines: int) -> Struct:
    """A fact as it is remembered, so many lines further down."""
    spots = {
        name: replace(value, line=value.line + lines)
        for name in item.__struct_fields__
        if isinstance(value := getattr(item, name), Spot)
    }
    return replace(item, **spots)
