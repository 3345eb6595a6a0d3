"""Where an entry of the user's own is named in prose."""

from __future__ import annotations

from collections.abc import Iterator

from notes_lsp.features.place import Place
from notes_lsp.features.under_cursor import term
from notes_lsp.knowledge import Definition, Match, Origin
from notes_lsp.syntax import Note
from notes_lsp.syntax.context import Where, place_at
from notes_lsp.text import Span
from notes_lsp.vault import Snapshot
from notes_lsp.vault.files import read_note

_PROSE = frozenset({Where.PROSE, Where.LINK_TEXT})
_FOLD = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ-\t", b"abcdefghijklmnopqrstuvwxyz  ")


def entries_at(snapshot: Snapshot, place: Place) -> tuple[Definition, ...]:
    """The entries of the user's notes and packs that the words at the cursor mean."""
    snapshot.settle()
    found = term.look(snapshot, place, place_at(place.note, place.offset))
    meanings = found.meanings if found else ()
    definitions = [each.definition for each in meanings]
    own = {each.source: each for each in definitions if each.source.origin is not Origin.BUNDLED}
    return tuple(own.values())


def entry_mentions(
    snapshot: Snapshot, entries: tuple[Definition, ...]
) -> Iterator[tuple[str, Note, Span, bool] | None]:
    """Where the entries are named in the vault: the note, its key, and whether it is defined there.

    Reads every note, so gives None between two, where a caller may give way.
    """
    names = tuple(
        name.encode("utf-8", "replace").translate(_FOLD)
        for entry in entries
        for name in (entry.entry.name, *entry.entry.aliases)
    )
    for key in list(snapshot.records):
        yield None
        if _may_name(snapshot, key, names) and (note := snapshot.note(key)):
            for span, declares in mentions_in(snapshot, key, note, entries):
                yield key, note, span, declares


def mentions_in(
    snapshot: Snapshot, key: str, note: Note, entries: tuple[Definition, ...]
) -> Iterator[tuple[Span, bool]]:
    """Where the entries are named in one note, and whether they are defined there."""
    sources = {each.source for each in entries}
    own = [source.span for source in sources if source.path == key]
    for match in snapshot.lexicon.find_all(note.buffer.data, key):
        meant = any(each.definition.source in sources for each in match.meanings)
        if meant and _told(note, match):
            yield match.span, any(span.overlaps(match.span) for span in own)


def _told(note: Note, match: Match) -> bool:
    place = place_at(note, match.span.start)
    if place.where is Where.CODE_SPAN:
        return place.span == match.span
    return place.where in _PROSE


def _may_name(snapshot: Snapshot, key: str, names: tuple[bytes, ...]) -> bool:
    """Whether a note's text holds one of the names, asked without reading its Markdown."""
    held = snapshot.open_notes.get(key)
    try:
        data = held.note.buffer.data if held else read_note(key).data
    except OSError:
        return False
    folded = data.translate(_FOLD)
    return any(name in folded for name in names)
