"""Which notes are meant by what was typed of a name, the likeliest first."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from enum import IntEnum
from heapq import nsmallest
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote

from notes_lsp.features.completion.note_names import NoteNames, note_names
from notes_lsp.features.completion.offer import Asking
from notes_lsp.syntax.context import Typing
from notes_lsp.vault.name_search import Nearness
from notes_lsp.vault.names import NameHit
from notes_lsp.vault.slugs import github
from notes_lsp.vault.written import fold_name

_DRY = 20
"""With fewer notes than this, rarer ways to type a name are looked for."""
_MOST = 100
"""So many notes are offered: who sees more types on."""
_MOST_HEADED = 60
"""So many headings of the vault are offered: each asks for its note's slugs."""
_PLENTY = 100
"""With so many notes of which the file's name fits, titles are not searched."""


class Fit(IntEnum):
    """How well a note answers to what was typed, the best first."""

    WHOLE = 0
    START = 1
    CALLED = 2
    """A title or alias starts so."""
    WORD = 3
    PINYIN = 4
    INSIDE = 5
    ALIKE = 6


_FITS = {
    Nearness.WHOLE: Fit.CALLED,
    Nearness.START: Fit.CALLED,
    Nearness.WORD: Fit.WORD,
    Nearness.PINYIN: Fit.PINYIN,
    Nearness.INSIDE: Fit.INSIDE,
    Nearness.SPREAD: Fit.INSIDE,
}


class FoundNote(NamedTuple):
    """A note, and by which of its names it was found."""

    fit: Fit
    key: str
    called: str
    """A title or alias; empty when it is the file's own name."""


def found_notes(asking: Asking[Typing], typed: str) -> list[FoundNote]:
    """The notes that `typed`, a name or the end of a path, may become; the best first.

    Nothing typed: the notes that are open and those of the same folder.
    """
    found = _ranked(asking, typed)
    if not found and (plain := _plainer(asking, typed)) != typed:
        return _ranked(asking, plain)
    return found


def _plainer(asking: Asking[Typing], typed: str) -> str:
    """A name without what completion does not write: `%23` for `#`, an ending."""
    plain = unquote(typed, errors="replace")
    endings = ("." + each for each in asking.settings.vault.extensions)
    return next((plain[: -len(end)] for end in endings if plain.lower().endswith(end)), plain)


def _ranked(asking: Asking[Typing], typed: str) -> list[FoundNote]:
    names = note_names(asking.snapshot)
    folder, _, name = fold_name(typed).rpartition("/")
    folder = folder.removeprefix("./").strip("./")
    found: Iterable[tuple[Fit, str, str]]
    if not name.strip():
        found = ((Fit.START, key, "") for key in _near(asking, names, folder))
    elif folder:
        inside = _in_folder(folder)
        found = [each for each in _by_stem(asking, names, name) if inside in fold_name(each[1])]
        found = found or _below(names, inside + name)
    else:
        found = _by_name(asking, names, name)
    limit = min(asking.settings.completion.max_items, _MOST)
    links = asking.snapshot.graph.counts().of
    best: dict[str, tuple[tuple[object, ...], FoundNote]] = {}
    for fit, key, called in found:
        if called and key == asking.place.key and _is_typed_in(asking, called):
            continue
        rank = (fit, *_distance(asking, key), -links(key), *_length(key), len(called), key)
        if key not in best or rank < best[key][0]:
            best[key] = (rank, FoundNote(fit, key, called))
    return [note for _, note in nsmallest(limit, best.values())]


def _is_typed_in(asking: Asking[Typing], title: str) -> bool:
    """Whether it is the heading in which the link stands that calls the note so."""
    record = asking.snapshot.records.get(asking.place.key)
    line = asking.place.note.buffer.line_of(asking.place.offset)
    headings = record.headings if record else ()
    return any(each.text == title and each.spot.line == line for each in headings)


def _below(names: NoteNames, start: str) -> Iterator[tuple[Fit, str, str]]:
    """The notes below folders that are typed in part: `deep/fol`."""
    return ((Fit.WORD, key, "") for key in names.keys if start in fold_name(key))


def headed(asking: Asking[Typing], query: str) -> list[NameHit]:
    """The headings and titles of the vault that go by `query`; among equals those that more notes
    link to first."""
    counts = asking.snapshot.graph.counts()

    def rank(hit: NameHit) -> tuple[int, int]:
        return hit.nearness, -counts.of_heading(hit.key, github(hit.form))

    return sorted(titled(asking, query)[:_MOST_HEADED], key=rank)


def titled(asking: Asking[Typing], query: str) -> list[NameHit]:
    """The notes and headings of the vault that go by `query`."""
    return asking.snapshot.names.search(query, asking.settings.completion.max_items)


def _by_name(asking: Asking[Typing], names: NoteNames, name: str) -> Iterator[tuple[Fit, str, str]]:
    found = list(_by_stem(asking, names, name))
    yield from found
    if len(found) >= _PLENTY:
        return
    for hit in titled(asking, name):
        if hit.heading is None:
            fit = _FITS.get(hit.nearness, Fit.ALIKE)
            own = fold_name(names.stem(hit.key)) == fold_name(hit.form)
            if fit is not Fit.PINYIN or asking.settings.completion.pinyin:
                yield fit, hit.key, "" if own else hit.form


def _by_stem(asking: Asking[Typing], names: NoteNames, name: str) -> Iterator[tuple[Fit, str, str]]:
    few = 0
    for key, whole in names.starting(name):
        few += 1
        yield Fit.WHOLE if whole else Fit.START, key, ""
    limit = asking.settings.completion.max_items
    if few < limit:
        for key in names.with_word(name):
            few += 1
            yield Fit.WORD, key, ""
    if few < _DRY:
        yield from ((Fit.INSIDE, key, "") for key in names.with_part(name))


def _near(asking: Asking[Typing], names: NoteNames, folder: str) -> Iterable[str]:
    """What to offer before anything is typed: open notes, those linked here, the folder's."""
    own = asking.place.key
    if folder:
        inside = _in_folder(folder)
        return (key for key in names.keys if inside in fold_name(key))
    limit = asking.settings.completion.max_items
    here = os.path.dirname(own) + os.sep  # noqa: PTH120  # a key
    beside = (key for key in names.keys if key.startswith(here))
    rest = (key for key in names.keys if not key.startswith(here))
    return [*_known(asking), *islice(beside, limit * 4), *islice(rest, limit)]


def _known(asking: Asking[Typing]) -> Iterator[str]:
    records = asking.snapshot.records
    yield from (key for key in reversed(list(asking.snapshot.open_notes)) if key in records)


def _distance(asking: Asking[Typing], key: str) -> tuple[bool, bool, bool]:
    """How far a note is: the note itself last, open notes first, then the folder's own."""
    own = asking.place.key
    folder = own[: own.rfind(os.sep) + 1]
    near = key.startswith(folder)
    return (
        key == own,
        key not in asking.snapshot.open_notes,
        not (near and os.sep not in key[len(folder) :]),
    )


def _length(key: str) -> tuple[int, int]:
    """How long a path is: in folders, and its name."""
    return key.count(os.sep), len(key) - key.rfind(os.sep)


def _in_folder(folder: str) -> str:
    return os.sep + folder.replace("/", os.sep) + os.sep
