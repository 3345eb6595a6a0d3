"""Notes read from disk for the index, in whatever process."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

from msgspec import Struct

from notes_lsp.knowledge.headers import layout_of
from notes_lsp.knowledge.source import Definition
from notes_lsp.knowledge.tables import entries_in
from notes_lsp.syntax import Block, Facts, Note, SyntaxOptions
from notes_lsp.syntax.front_matter import find_front_tags
from notes_lsp.syntax.index_reading import read_for_index
from notes_lsp.text import Buffer
from notes_lsp.vault.files import decode, quick_read
from notes_lsp.vault.index import Facets, facets
from notes_lsp.vault.record import NoteRecord
from notes_lsp.vault.recording import make_record
from notes_lsp.vault.shelf import Shelf, Slip, Stamp, make_shelf, pack_entries, pack_record


class Job(Struct, frozen=True, array_like=True):
    """How notes are to be read, and which."""

    keys: list[str]
    endings: tuple[str, ...]
    latex: bool
    tables: bool
    largest: int
    """Bytes; of a larger note only headings and links are kept."""


class ReadNote(Struct, frozen=True):
    """A note as read from disk."""

    stamp: Stamp
    digest: bytes
    record: NoteRecord
    entries: tuple[Definition, ...]
    large: bool


def read_notes(job: Job) -> Shelf:
    """The notes of a job; those that cannot be read are left out."""
    slips: list[Slip] = []
    words: list[Iterable[str]] = []
    for key in job.keys:
        try:
            found = read_one(key, job)
        except OSError:
            continue
        kept = facets(found.record, job.endings)
        slips.append(make_slip(key, found, kept))
        words.append(kept.words)
    return make_shelf(slips, words)


def read_one(key: str, job: Job) -> ReadNote:
    """One note, read as the job says. Raises `OSError` where it cannot be read."""
    data, status = quick_read(key)
    buffer = decode(data)
    options = SyntaxOptions(latex_delimiters=job.latex)
    large = len(data) > job.largest
    found = read_for_index(buffer, options, _holds_entries if job.tables and not large else _none)
    front, facts = found.front_matter, found.facts
    if large:
        facts = Facts(
            headings=facts.headings, definitions=facts.definitions, footnotes=facts.footnotes
        )
    return ReadNote(
        Stamp.of(status),
        digest_of(data),
        make_record(buffer, front, find_front_tags(buffer.data, front), facts, found.links),
        _entries(key, buffer, facts) if facts.tables else (),
        large,
    )


def make_slip(key: str, found: ReadNote, kept: Facets) -> Slip:
    """The slip of a note."""
    return Slip(
        key,
        found.stamp,
        found.digest,
        kept.names,
        tuple(kept.tags.elements()),
        pack_record(found.record),
        pack_entries(found.entries) if found.entries else b"",
        found.large,
        kept.fields,
    )


def digest_of(data: bytes) -> bytes:
    """What tells contents apart."""
    return blake2b(data, digest_size=12).digest()


def _entries(key: str, buffer: Buffer, facts: Facts) -> tuple[Definition, ...]:
    block = Block(len(buffer), Facts(tables=facts.tables))
    note = Note(buffer, None, (block,), SyntaxOptions())
    return entries_in(note, key)


def _holds_entries(header: tuple[str, ...]) -> bool:
    return layout_of(header) is not None


def _none(_: tuple[str, ...]) -> bool:
    return False
