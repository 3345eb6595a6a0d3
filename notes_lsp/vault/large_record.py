"""The record of a large note that is open: its headings at once, its links page by page.

What was read of a page is kept packed, its lines counted from the page's first, so that an edit
costs the pages that it touched, and a hundred thousand links take no more than their text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple, cast

import msgspec

from notes_lsp.syntax import Facts, Note
from notes_lsp.syntax.index_reading import link_row, read_for_index
from notes_lsp.syntax.large import LargeNote, Page
from notes_lsp.text import Buffer
from notes_lsp.vault.index import LABELLED, Change, NoteIndex, words_in
from notes_lsp.vault.open_record import EMPTY, OpenRecord, Piece, lower
from notes_lsp.vault.record import AnyLink, DefinitionRecord, LinkRecord, NameRecord, Spot
from notes_lsp.vault.recording import part_of
from notes_lsp.vault.records import Records
from notes_lsp.vault.spots import Spots
from notes_lsp.vault.written import fold_name

AT_ONCE = 6
"""So many pages are read on the way of a key: an edit touches two or three."""


class _Lists(NamedTuple):
    """What a page holds of what other notes may ask for."""

    links: tuple[LinkRecord, ...]
    definitions: tuple[DefinitionRecord, ...]
    footnotes: tuple[NameRecord, ...]


_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(_Lists).decode
_NOTHING = _pack(_Lists((), (), ()))


class _Read(NamedTuple):
    page: Page
    """Kept with what was read of it, so that its identity stays its own."""
    packed: bytes
    words: frozenset[str]
    stays: bool
    """Whether a link leads into the note itself and names no other."""


class LargeRecord(OpenRecord):
    """All that a `NoteRecord` tells of a large note, once `read_on` was driven to its end."""

    def __init__(
        self, note: LargeNote, endings: tuple[str, ...], before: LargeRecord | None
    ) -> None:
        """The record of `note`; `before` is that of an earlier state, which is used up by this."""
        super().__init__(note, endings, before)
        for name in _Lists._fields:
            self._kept.pop(name, None)
        self._large = note
        known: dict[int, _Read] = before._read if before else {}
        pages = {id(page) for page in note.pages}
        self._read: dict[int, _Read] = {key: one for key, one in known.items() if key in pages}
        gone = [_piece(one) for key, one in known.items() if key not in pages]
        few = len(pages) - len(self._read) <= AT_ONCE
        come = [_piece(one) for one in self._missing()] if few else []
        words = self._changed(gone, come)
        self.change = self.change and _after(self.change, words)

    @property
    def unread(self) -> bool:
        """See `OpenRecord`."""
        return len(self._read) < len(self._large.pages)

    def read_on(self) -> Iterator[Change]:
        """Read the pages that are missing; gives by what the record changed after each."""
        for one in self._missing():
            yield self._changed([], [_piece(one)])

    def links_under(self, buckets: frozenset[str]) -> Iterator[AnyLink]:
        """The links that may be found under one of `buckets`, those within the note, and more."""
        for line, lists in self._lists(buckets):
            yield from (_link_at(each, line) for each in lists.links)
            for each in lists.definitions:
                yield cast("DefinitionRecord", lower(each, line))
        yield from self._front[2].part.links

    @cached_property
    def links(self) -> tuple[LinkRecord, ...]:
        """See `NoteRecord`."""
        found = list(self._front[2].part.links)
        for line, lists in self._lists():
            found += [_link_at(each, line) for each in lists.links]
        return tuple(found)

    @cached_property
    def definitions(self) -> tuple[DefinitionRecord, ...]:
        """See `NoteRecord`."""
        found = [lower(each, line) for line, lists in self._lists() for each in lists.definitions]
        return cast("tuple[DefinitionRecord, ...]", tuple(found))

    @cached_property
    def footnotes(self) -> tuple[NameRecord, ...]:
        """See `NoteRecord`."""
        found = [lower(each, line) for line, lists in self._lists() for each in lists.footnotes]
        return cast("tuple[NameRecord, ...]", tuple(found))

    def _lists(self, buckets: frozenset[str] | None = None) -> Iterator[tuple[int, _Lists]]:
        """What was read, page by page in the order of the text, with the page's first line.

        With `buckets` the pages that hold none of them are left out.
        """
        note = self._large
        for start, page in zip(note.starts, note.pages, strict=False):
            one = self._read.get(id(page))
            if one is None or one.packed is _NOTHING:
                continue
            if buckets is None or one.stays or not buckets.isdisjoint(one.words):
                yield note.buffer.line_of(start), _unpack(one.packed)

    def _missing(self) -> Iterator[_Read]:
        """Reads the pages that were not read yet."""
        for number, page in enumerate(self._large.pages):
            if id(page) not in self._read:
                self._read[id(page)] = one = self._read_page(number, page)
                yield one

    def _read_page(self, number: int, page: Page) -> _Read:
        note, start = self._large, self._large.starts[number]
        buffer = Buffer.of(note.buffer.data[start : start + page.length])
        if page.open:
            facts = note.facts_of(number)
            rows = list(map(link_row, facts.links))
        else:
            found = read_for_index(buffer, note.options, _no_table)
            facts, rows = found.facts, found.links
        kept = Facts(definitions=facts.definitions, footnotes=facts.footnotes)
        part = part_of(Spots(buffer), kept, rows)
        words = words_in(part.links, part.definitions, (), self._endings)
        lists = _Lists(part.links, part.definitions, part.footnotes)
        packed = _pack(lists) if any(lists) else _NOTHING
        stays = any(not link.path and link.kind not in LABELLED for link in lists.links)
        return _Read(page, packed, frozenset(words), stays)


def read_on(keys: Iterable[str], records: Records, index: NoteIndex) -> Iterator[bool]:
    """Read the links of the large ones among open notes; gives way after each page.

    True behind the last one of a note.
    """
    for key in sorted(keys):
        while isinstance(record := records.opened(key), LargeRecord) and record.unread:
            for change in record.read_on():
                names = tuple(dict.fromkeys(map(fold_name, record.named)))
                index.alter(key, change, names, record.fields)
                yield False
                if records.opened(key) is not record:
                    break
            else:
                yield True


def open_record(note: Note, endings: tuple[str, ...], before: OpenRecord | None) -> OpenRecord:
    """The record of an open note; `before` is that of an earlier state, which is used up by it."""
    if isinstance(note, LargeNote):
        return LargeRecord(note, endings, before if isinstance(before, LargeRecord) else None)
    return OpenRecord(note, endings, None if isinstance(before, LargeRecord) else before)


def _piece(one: _Read) -> Piece:
    return Piece(EMPTY, one.words)


def _after(first: Change, then: Change) -> Change:
    """Two changes as one; only the first is of tags."""
    return first._replace(
        gone_words=first.gone_words - then.come_words | then.gone_words,
        come_words=first.come_words - then.gone_words | then.come_words,
    )


def _link_at(link: LinkRecord, line: int) -> LinkRecord:
    fragment = link.fragment_spot
    return LinkRecord(
        link.kind,
        link.path,
        link.fragment,
        link.image,
        _spot_at(link.spot, line),
        _spot_at(link.target, line),
        fragment and _spot_at(fragment, line),
        link.angle,
    )


def _spot_at(spot: Spot, line: int) -> Spot:
    return Spot(
        spot.line + line,
        spot.start8,
        spot.end8,
        spot.start16,
        spot.end16,
        spot.start32,
        spot.end32,
    )


def _no_table(_: tuple[str, ...]) -> bool:
    return False
