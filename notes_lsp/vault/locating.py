"""Paths of links looked up in the vault: which notes, or which other file, one may mean."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Container, Iterable, Iterator
from typing import NamedTuple

from notes_lsp.vault.index import NoteIndex
from notes_lsp.vault.postings import Postings
from notes_lsp.vault.written import FOLDER_NOTES, bucket, fold_name, is_absolute, stem_of

_STAT_AGE = 1.0
"""Seconds for which it is believed whether a file that is no note exists."""
_SERVED = (os.path.join(".vuepress", "public"), "public", "static")  # noqa: PTH118  # a key
"""Folders whose files a site has at its root: of VuePress, of VitePress, of Hugo and Docusaurus."""
_FOLDER_FILES = ("README", "readme", "index", "Readme", "INDEX")


class Located(NamedTuple):
    """What a path leads to."""

    notes: tuple[str, ...]
    """The keys of the notes, nearest first."""
    file: str = ""
    """A file or folder that is no note, where there is no note."""
    missing: str = ""
    """Where the note would be that is not there."""


class From(NamedTuple):
    """Where a link stands."""

    folder: str
    """Of its note, or of the workspace for a note that has none."""
    root: str
    """The workspace folder; empty for a note outside of all."""


class Locator:
    """Looks paths up; `index` and `notes` are those of the vault, and change with it."""

    def __init__(
        self,
        index: NoteIndex,
        notes: Container[str],
        files: Postings,
        exists: Callable[[str], bool],
    ) -> None:
        """`files` are no notes; `exists` tells of a path whether anything is there."""
        self._index = index
        self._notes = notes
        self._files = files
        self._exists = exists

    def relative(self, start: From, readings: tuple[str, ...], short: bool) -> Located:
        """The path of an inline, HTML or front matter link, by each of its `readings` in turn.

        `short` allows a path that is none from the note, but the end of one note's or file's.
        """
        places = [place for each in readings for place in self._places(start, each)]
        for place in places:
            if notes := self._at(place):
                return Located(notes)
        for place in places:
            if self._exists(place):
                return Located((), os.path.normpath(place))
        for place in places:  # `/guide/a/` is the page `guide/a.md` where addresses have no endings
            if place.endswith(os.sep) and (notes := self._at(place.rstrip(os.sep))):
                return Located(notes)
        if short:
            for reading in readings:
                if notes := self._by_suffix(start, reading):
                    return Located(notes)
            for reading in readings:
                if files := self._files_by_suffix(start, reading):
                    return Located((), files[0])
        return self._missing(places[0])

    def wiki(self, start: From, readings: tuple[str, ...]) -> Located:
        """The path of a wiki link: the end of a note's path, a title or an alias."""
        for reading in readings:
            if reading.startswith(("./", "../", "/")) or is_absolute(reading):
                return self.relative(start, readings, short=False)
            if reading.endswith("/") and (notes := self._of_folder(start, reading)):
                return Located(notes)
            notes = self._by_suffix(start, reading) or self._by_name(start, reading)
            if notes:
                return Located(notes)
        for reading in readings:
            rooted = self._places(start, "/" + reading) if reading.endswith("/") else ()
            for place in (*self._places(start, reading), *rooted):
                if self._exists(place) and not self._is_note(place):
                    return Located((), os.path.normpath(place))
            if files := self._files_by_suffix(start, reading):
                return Located((), files[0])
        if file := self._left_out(start, readings):
            return Located((), file)
        meant = _plainest(readings)
        place = next(self._places(start, meant))
        if _has_ending(meant.rpartition("/")[2]) and not self._is_note(meant):
            return Located((), place)
        return self._missing(place)

    def _of_folder(self, start: From, reading: str) -> tuple[str, ...]:
        """The note that speaks for the folder that a wiki link names by a `/` at its end."""
        for place in (*self._places(start, reading), *self._places(start, "/" + reading)):
            if notes := self._at(place):
                return notes
        return ()

    def _left_out(self, start: From, readings: tuple[str, ...]) -> str:
        """The file at a path from the workspace folder that the settings leave out, as one that
        `.gitignore` names; empty for none."""
        for place in (_joined(start.root, each) for each in readings if start.root):
            if _has_ending(os.path.basename(place)) and self._exists(place):  # noqa: PTH119  # a key
                return place
            if not place.endswith(os.sep) and self._exists(place + self._index.endings[0]):
                return place + self._index.endings[0]
        return ""

    def _places(self, start: From, reading: str) -> Iterator[str]:
        """Where on this machine a path may point, the likeliest first."""
        if is_absolute(reading):
            yield _key(reading.removeprefix("file:"))
        elif not reading.startswith("/"):
            yield _joined(start.folder, reading)
        else:
            path = reading.lstrip("/")
            yield from (_joined(base, path) for base in absolute_bases(start))

    def _at(self, place: str) -> tuple[str, ...]:
        """The notes at a path with or without its ending, or that speak for a folder there."""
        bare = place.rstrip(os.sep)
        if place == bare:
            for candidate in self._spellings(place):
                if candidate in self._notes:
                    return (candidate,)
        for name in _FOLDER_FILES:
            for ending in self._index.endings:
                candidate = bare + os.sep + name + ending
                if candidate in self._notes:
                    return (candidate,)
        return self._folded_at(place) if place == bare else ()

    def _spellings(self, place: str) -> Iterable[str]:
        yield place
        endings = self._index.endings
        yield from (place + ending for ending in endings)
        base = _without_page(place)
        if base is not None:
            folder, name = os.path.split(base)
            yield from (base + ending for ending in endings)
            if name.lower() in FOLDER_NOTES:
                names = (_joined(folder, name) for name in _FOLDER_FILES)
                yield from (name + ending for name in names for ending in endings)

    def _folded_at(self, place: str) -> tuple[str, ...]:
        """The notes whose path differs in case or Unicode form only."""
        stem = bucket(stem_of(os.path.basename(place), self._index.endings), self._index.endings)  # noqa: PTH119  # a key
        candidates = self._index.with_stem(stem)
        if not candidates:
            return ()
        wanted = {fold_name(each) for each in self._spellings(place)}
        return tuple(sorted(key for key in candidates if fold_name(key) in wanted))

    def _by_suffix(self, start: From, reading: str) -> tuple[str, ...]:
        """The notes whose path ends in `reading`."""
        endings = self._index.endings
        candidates = self._index.with_stem(bucket(reading, endings))
        if not candidates:
            return ()
        path = reading.strip("/")
        exact = {"/" + each for each in (path, *(path + ending for ending in endings))}
        folded = {fold_name(each) for each in exact}
        found = [key for key in candidates if _ends_in(_slashed(key), folded)]
        if len(found) > 1:
            same = [key for key in found if _ends_in("/" + key.replace(os.sep, "/"), exact)]
            found = same or found
        return _nearest(start, found)

    def _files_by_suffix(self, start: From, reading: str) -> tuple[str, ...]:
        ending = "/" + fold_name(reading.strip("/"))
        named = self._files.get(ending[ending.rfind("/") + 1 :])
        return _nearest(start, [path for path in named if _ends_in(_slashed(path), {ending})])

    def _by_name(self, start: From, reading: str) -> tuple[str, ...]:
        return _nearest(start, self._index.named(fold_name(" ".join(reading.split()))))

    def _missing(self, place: str) -> Located:
        """A path that leads nowhere: to no note, or to no file of another kind."""
        bare = place.rstrip(os.sep)
        page = _without_page(bare)
        name = os.path.basename(bare)  # noqa: PTH119  # a key
        if page is not None:
            bare = page
        elif _has_ending(name) and not self._is_note(name):
            return Located((), bare)
        missing = bare if self._is_note(bare) else bare + self._index.endings[0]
        # A note that the settings leave out is there all the same.
        return Located((), missing) if self._exists(missing) else Located((), missing=missing)

    def _is_note(self, path: str) -> bool:
        return path.lower().endswith(self._index.endings)


class Existence:
    """Whether files exist, asked of the disk once a second at most for each."""

    def __init__(self) -> None:
        """Nothing asked yet."""
        self._known: dict[str, tuple[float, bool]] = {}

    def forget(self) -> None:
        """Something changed on disk: ask anew."""
        self._known.clear()

    def __call__(self, path: str) -> bool:
        """Whether there is a file or folder at `path`."""
        now = time.monotonic()
        known = self._known.get(path)
        if known is None or now - known[0] > _STAT_AGE:
            if len(self._known) > 20_000:  # a vault of pictures; forgetting costs little
                self._known.clear()
            known = self._known[path] = now, _is_there(path)
        return known[1]


def _is_there(path: str) -> bool:
    try:
        os.stat(path)  # noqa: PTH116  # keys are texts
    except PermissionError:  # who may not look in does not know: nothing is told as missing
        return True
    except (OSError, ValueError):  # a NUL in the path
        return False
    return True


def _plainest(readings: tuple[str, ...]) -> str:
    """The reading by which a file that is not there would be called: `C#` for `C%23`."""
    return next((each for each in reversed(readings) if each.isprintable()), readings[0])


def _nearest(start: From, keys: Iterable[str]) -> tuple[str, ...]:
    def distance(key: str) -> tuple[bool, int, int, str]:
        return os.path.dirname(key) != start.folder, key.count(os.sep), len(key), key  # noqa: PTH120  # a key

    return tuple(sorted(keys, key=distance))


def absolute_bases(start: From) -> Iterator[str]:
    """The folders from which a path that starts with `/` may be followed, the likeliest first."""
    yield from _site_roots(start)
    yield from served_folders(start)


def served_folders(start: From) -> Iterator[str]:
    """Where the files may be that a site has at its root, whether such a folder is there or not."""
    return (root + os.sep + each for root in _site_roots(start) for each in _SERVED)


def _site_roots(start: From) -> Iterator[str]:
    """The workspace folder, and those from there to the note: each may be the root of a site."""
    yield start.root or start.folder
    if not start.root:
        return
    inner = start.folder[len(start.root) :].strip(os.sep)
    at = start.root
    for part in inner.split(os.sep) if inner else ():  # noqa: PTH206  # a key
        at = at.rstrip(os.sep) + os.sep + part
        yield at


def _joined(folder: str, path: str) -> str:
    slash = os.sep if path.endswith(("/", "/..")) or path in {"", ".", ".."} else ""
    return os.path.normpath(os.path.join(folder, _key(path))).rstrip(os.sep) + slash  # noqa: PTH118  # a key


def _key(path: str) -> str:
    return path.replace("/", os.sep)


def _slashed(path: str) -> str:
    return "/" + fold_name(path.replace(os.sep, "/"))


def _ends_in(path: str, ends: set[str]) -> bool:
    return any(path.endswith(end) for end in ends)


def _without_page(place: str) -> str | None:
    for ending in (".html", ".htm"):
        if place.lower().endswith(ending):
            return place[: -len(ending)]
    return None


def _has_ending(name: str) -> bool:
    """Whether a file's name has an ending as files have: short, letters and digits."""
    stem, dot, ending = name.rpartition(".")
    return bool(stem and dot) and ending.isalnum() and len(ending) <= 5 and not ending.isdigit()
