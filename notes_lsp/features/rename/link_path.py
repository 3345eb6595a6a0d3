"""The path of a link after files moved, written as the link writes it."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from notes_lsp.features.rename.escaping import encoded_like
from notes_lsp.features.rename.moves import Moves, Source
from notes_lsp.features.rename.short_path import moved_short
from notes_lsp.features.rename.spots import kind_of
from notes_lsp.syntax import LinkKind
from notes_lsp.vault import AnyLink, Resolution, Target, to_uri
from notes_lsp.vault.index import LABELLED
from notes_lsp.vault.locating import From, absolute_bases
from notes_lsp.vault.written import FOLDER_NOTES, fold_name, is_external, readings, stem_of

PAGES = (".html", ".htm")
"""The endings of the pages that a site makes of notes."""
_FOLDER_FILES = ("README", "readme", "index", "Readme", "INDEX")


class _Read(NamedTuple):
    """A path as it was understood."""

    reading: str
    base: str
    """The folder from which it was followed."""
    place: str
    """Where it points, before endings and such are tried."""


class Typed(NamedTuple):
    """How a user wrote the new path of a link; of other links their own way counts."""

    dot: bool
    """A relative path starts with `./`."""
    ending: bool
    """The ending of notes is written."""
    slash: bool = False
    """A `/` stands at the end."""


def moved_path(
    moves: Moves, source: Source, link: AnyLink, typed: Typed | None = None
) -> str | None:
    """What a link of `source` must have as its path, encoded; None when it may stay as it is.

    `typed` is for the link whose path the user wrote anew.
    """
    kind, path = kind_of(link), link.path
    if kind in LABELLED or not path.strip() or is_external(kind, path):
        return None
    tries = readings(kind, path)
    # Among notes of one name a link means the one that has what its fragment names.
    found = moves.snapshot.graph.resolve(source.was, kind, path, link.fragment)
    if not found.targets:
        return None
    if tries[0].startswith("file:"):
        new = moves.to(tries[0][5:])
        return None if new == tries[0][5:] else to_uri(new)
    by_name = not (tries[0].startswith(("./", "../", "/")) or tries[0].endswith("/"))
    if kind is LinkKind.WIKI and by_name:
        short = moved_short(moves, source, tries, found)
        return None if short is None else encoded_like(path, short, kind)
    if _right_already(moves, source, link, found):
        return None
    target = _target(moves, source, tries, found.targets[0], kind)
    read = _read(moves, source, tries, target, kind) if target else None
    if target is None or read is None:  # a path of the setting `short` that is none from the note
        plain = moved_short(moves, source, tries, found)
    else:
        plain = _written(moves, source, read, target, kind, typed)
    written = None if plain is None else _encoded(path, plain, kind)
    return None if written == path else written


def _encoded(old: str, new: str, kind: LinkKind) -> str:
    query = old.partition("?")[2] if kind is not LinkKind.WIKI else ""
    return encoded_like(old, new, kind) + ("?" + query if query else "")


def _right_already(moves: Moves, source: Source, link: AnyLink, found: Resolution) -> bool:
    """Whether a link of a note that moves was written for the new place, or leads there anyhow.

    An editor that moves a file on our word asks once more what that changes.
    """
    if source.at != source.was or source.was == source.will:
        return False
    then = moves.snapshot.graph.resolve(source.will, kind_of(link), link.path, link.fragment)
    if not then.targets:
        return False
    there, here = then.targets[0], found.targets[0]
    lost = not here.exists and moves.to(here.key) == here.key
    if lost and there.key in moves.notes.values():
        return True
    return there.exists and (lost or there.key == moves.to(here.key))


def _target(
    moves: Moves, source: Source, tries: tuple[str, ...], found: Target, kind: LinkKind
) -> str | None:
    """The file that a path means, also one that the client has moved already; None where only the
    end of a moved note's path can be meant."""
    target = moves.gone(found.key)
    if found.exists or not moves.gone_already:
        return target
    meant = (each for way in _ways(moves, source, tries, kind) for each in _meant(moves, way))
    here = next((each for each in meant if each in moves.gone_already), None)
    short = moves.snapshot.settings(source.at).links.style == "short"
    return here or (None if short and tries[0][0] not in "./" else target)


def _read(
    moves: Moves, source: Source, tries: tuple[str, ...], target: str, kind: LinkKind
) -> _Read | None:
    """How the path came to mean `target`."""
    ways = list(_ways(moves, source, tries, kind))
    for form in (str, fold_name):
        for way in ways:
            if form(target) in {form(each) for each in _meant(moves, way)}:
                return way
    return next((way for way in ways if moves.to(way.place) != way.place), None)


def _ways(moves: Moves, source: Source, tries: tuple[str, ...], kind: LinkKind) -> Iterator[_Read]:
    folder = os.path.dirname(source.was)  # noqa: PTH120  # a key
    start = From(folder, moves.root_of(source.was) or folder)
    for reading in tries:
        bases = () if reading.startswith("/") else (folder,)
        if not bases or (kind is LinkKind.WIKI and reading.endswith("/")):
            bases = (*bases, *absolute_bases(start))
        for base in bases:
            yield _Read(reading, base, _joined(base, reading))


def _meant(moves: Moves, way: _Read) -> Iterator[str]:
    """What a path may mean: the file, the note without its ending, its page, a folder's note."""
    bare, ending = os.path.splitext(way.place)  # noqa: PTH122  # a key
    yield way.place
    for each in moves.endings:
        yield way.place + each
        if ending.lower() in PAGES:
            yield bare + each
        for name in _FOLDER_FILES:
            yield way.place + os.sep + name + each
            if ending.lower() in PAGES and os.path.basename(bare).lower() in FOLDER_NOTES:  # noqa: PTH119  # a key
                yield os.path.dirname(bare) + os.sep + name + each  # noqa: PTH120  # a key


def _written(
    moves: Moves, source: Source, read: _Read, target: str, kind: LinkKind, typed: Typed | None
) -> str | None:
    place = moves.to(target) if typed and typed.ending else _new_place(moves, read, target)
    folder = os.path.dirname(source.will)  # noqa: PTH120  # a key
    absolute = read.reading.startswith("/")
    rooted = not absolute and read.base != os.path.dirname(source.was)  # noqa: PTH120  # `[[p/]]`
    base = moves.to(read.base) if absolute or rooted else folder
    home = moves.root_of(source.will)
    start = From(folder, home or folder)
    if (absolute or rooted) and not _leads(moves, start, base, read.reading):
        base = home or base
    abroad = absolute and home != "" and not place.startswith(home.rstrip(os.sep) + os.sep)
    stays = _joined(base, read.reading) == place and not abroad and not _returns(moves, read)
    if stays and typed is None:
        return None
    is_folder = read.place in {target.rstrip(os.sep), os.path.dirname(target)}  # noqa: PTH120  # a key
    slash = _slash(moves, read, place, kind, typed, is_folder)
    if typed is None and _loses_endings(moves, source, kind):
        place = _without_ending(moves, place)
    if absolute and not abroad:  # `/` is the workspace folder of the note that links
        if not place.startswith(base.rstrip(os.sep) + os.sep) and place != base:
            base = moves.root_of(place) or base
        path = _from_root(place, base)
        if not _leads(moves, start, base, path) and home:
            path = _from_root(place, home)
        return path + slash or "/"
    path = _relative(place, base if rooted else folder)
    if path.endswith(".") and moves.to(target).startswith(place + "."):  # `guide.md`, in `guide/`
        path = _relative(os.path.dirname(place), folder) + "/" + os.path.basename(place)  # noqa: PTH119, PTH120  # keys
    if rooted:
        return (path if slash and path[0] != "." else _from_root(place, home)) + slash
    if path == ".":
        return "./"
    dotted = typed.dot if typed else read.reading.startswith(".")
    if path.startswith("../") or path == "..":
        return path + slash
    return ("./" if dotted or is_external(LinkKind.INLINE, path) else "") + path + slash


def _leads(moves: Moves, start: From, base: str, reading: str) -> bool:
    """Whether a path with `/` is followed from `base`: the note may leave the folder that a site
    has as its root, and another one may come to have such a path from a folder above."""
    for each in absolute_bases(start):
        if each == base:
            return True
        if any(map(moves.will_be, _meant(moves, _Read(reading, each, _joined(each, reading))))):
            return False
    return False


def _slash(
    moves: Moves, read: _Read, place: str, kind: LinkKind, typed: Typed | None, is_folder: bool
) -> str:
    """The `/` at the end of a link to a folder, where one is to be written.

    VS Code writes none in an inline link, whatever stood there before; so do we, but where a note
    has the folder's name, and where the user types one.
    """
    if typed is not None:
        return "/" if typed.slash else ""
    had = read.reading.endswith("/")
    if had and kind is LinkKind.WIKI:
        return "" if moves.will_be(place) else "/"
    is_taken = any(moves.will_be(place + ending) for ending in moves.endings)
    return "/" if is_taken and (had or is_folder) else ""


def _loses_endings(moves: Moves, source: Source, kind: LinkKind) -> bool:
    """Whether the setting is to write such links without the ending of notes."""
    return kind is LinkKind.INLINE and not moves.snapshot.settings(source.at).links.extension


def _without_ending(moves: Moves, place: str) -> str:
    """Where a note is, its ending left out unless there is another file of that name."""
    bare, ending = os.path.splitext(place)  # noqa: PTH122  # a key
    is_taken = ending.lower() not in moves.endings or moves.exists(bare)
    return place if is_taken else bare


def _returns(moves: Moves, read: _Read) -> bool:
    """Whether a path leaves a folder that moves and comes back to it by its name."""
    ups = 0
    for part in read.reading.split("/"):
        ups += part == ".."
    top = read.base
    for _ in range(ups):
        top = os.path.dirname(top)  # noqa: PTH120  # a key
    folder = moves.folder_of(read.base)
    return bool(folder and ups and folder != top and folder.startswith(top)) and (
        moves.folder_of(read.place) == folder
    )


def _new_place(moves: Moves, read: _Read, target: str) -> str:
    """Where the path must point now, as far as it told before: with an ending or without."""
    new = moves.to(target)
    if new == target:
        # A path without the ending of a note does not follow a folder of the note's name.
        is_bare = target.startswith(read.place + ".") and moves.will_be(target)
        return read.place if is_bare else moves.to(read.place)
    name = os.path.basename(target)  # noqa: PTH119  # a key
    if fold_name(read.place) == fold_name(os.path.dirname(target)):  # noqa: PTH120  # a key
        return _new_folder(moves, read.place, new)
    if fold_name(os.path.basename(read.place)) == fold_name(name):  # noqa: PTH119  # a key
        return new
    if os.path.basename(new) == name:  # noqa: PTH119  # a key
        return os.path.dirname(new) + os.sep + os.path.basename(read.place)  # noqa: PTH119, PTH120  # a key
    stem, ending = os.path.splitext(new)  # noqa: PTH122  # a key
    if ending.lower() not in moves.endings:
        return new
    page = os.path.splitext(read.place)[1]  # noqa: PTH122  # a key
    return stem + page if page.lower() in PAGES else stem


def _new_folder(moves: Moves, folder: str, note: str) -> str:
    if (moved := moves.to(folder)) != folder:
        return moved
    speaks = stem_of(os.path.basename(note), moves.endings).lower() in FOLDER_NOTES  # noqa: PTH119  # a key
    return os.path.dirname(note) if speaks else note  # noqa: PTH120  # a key


def _from_root(place: str, base: str) -> str:
    return posixpath.join("/", _relative(place, base)).removesuffix("/.")


def _joined(base: str, reading: str) -> str:
    return os.path.normpath(os.path.join(base, reading.lstrip("/").replace("/", os.sep)))  # noqa: PTH118  # keys


def _relative(place: str, folder: str) -> str:
    return os.path.relpath(place, folder).replace(os.sep, "/")
