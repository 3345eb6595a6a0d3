"""Paths that are the end of a note's path: `[[note]]`, `[[folder/note]]`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

from notes_lsp.features.rename.moves import Moves, Source
from notes_lsp.features.rename.short_file import means_file
from notes_lsp.vault import Reason, Resolution
from notes_lsp.vault.written import bucket, fold_name


def moved_short(
    moves: Moves, source: Source, tries: tuple[str, ...], found: Resolution
) -> str | None:
    """The end of a note's path that means the same note after the move.

    As many parts as the link has, more where these would be ambiguous. None when the link may
    stay, and when it calls the note by its title or an alias.
    """
    known = [each for each in found.targets if not _is_new_here(moves, tries, each.key)]
    target = (known or found.targets)[0].key
    if not known or not known[0].exists:
        target = _meant(moves, source, tries, target)
        if moves.to(target) == target:
            return None
    old = _whole(moves, target)
    reading = next((each for each in tries if _is_end(moves, each, target)), None)
    if reading is None:
        return None
    new = moves.to(target)
    is_file = target not in moves.notes and target not in moves.snapshot.records
    most = len(known) if found.reason is Reason.AMBIGUOUS else 1
    recased = _is_end(moves, reading, target, exact=True) and not _is_end(
        moves, reading, new, exact=True
    )

    def means(path: str, *, alone: bool = True) -> bool:
        if is_file:
            return means_file(moves, source, path, new, alone=alone)
        return _means(moves, source, path, new, most)

    if not recased and means(reading.strip("/"), alone=False):
        return None
    bare = fold_name(reading.rpartition("/")[2]) != fold_name(os.path.basename(target))  # noqa: PTH119  # a key
    ended = without_ending(new, moves.endings) if bare else new
    inner, parts = _whole(moves, ended).split("/"), ended.strip(os.sep).split(os.sep)  # noqa: PTH206  # a key
    count = reading.strip("/").count("/") + 1
    if count > 1 and count == old.count("/") + 1:
        count = len(inner)
    at_home = moves.root_of(new) == moves.root_of(source.will) != ""
    for each in range(count, max(count, len(inner if at_home else parts)) + 1):
        short = "/".join(parts[-each:])
        if means(short):
            return short
    if at_home:
        return "/" + "/".join(inner)
    return os.path.relpath(ended, os.path.dirname(source.will)).replace(os.sep, "/")  # noqa: PTH120  # keys


def without_ending(path: str, endings: Iterable[str]) -> str:
    """The path of a note without the ending of notes."""
    for ending in endings:
        if path.lower().endswith(ending):
            return path[: -len(ending)]
    return path


def _whole(moves: Moves, key: str) -> str:
    """The path from the workspace folder, with `/`."""
    return key[len(moves.root_of(key)) :].strip(os.sep).replace(os.sep, "/")


def _is_new_here(moves: Moves, tries: tuple[str, ...], key: str) -> bool:
    """Whether a note goes by the name only since it was moved, which the client did already."""
    was = moves.source(key).was
    if was == key:
        return False
    named = [[_is_end(moves, each, place) for each in tries] for place in (was, key)]
    return any(named[1]) and not any(named[0])


def _meant(moves: Moves, source: Source, tries: tuple[str, ...], missing: str) -> str:
    """The moved file that a link means whose target is gone: the client has moved it already."""
    olds = {*moves.gone_already, *moves.files, *moves.pairs}
    ends = [old for old in olds if any(_is_end(moves, each, old) for each in tries)]
    return min(ends, key=_distance(source.was), default=missing)


def _distance(note: str) -> Callable[[str], tuple[bool, int, int, str]]:
    folder = os.path.dirname(note)  # noqa: PTH120  # a key
    return lambda key: (os.path.dirname(key) != folder, key.count(os.sep), len(key), key)  # noqa: PTH120  # a key


def _means(moves: Moves, source: Source, path: str, wanted: str, known: int) -> bool:
    """Whether a path leads to `wanted` after the move, and to no more notes than it did before."""
    before = moves.snapshot.graph.notes_named(path)
    after = {moves.to(key) for key in before}
    after |= {*moves.arriving(bucket(path, moves.endings)), wanted}
    ends = [key for key in after if _is_end(moves, path, key)]
    exact = [key for key in ends if _is_end(moves, path, key, exact=True)]
    nearest = sorted(exact or ends, key=_distance(source.will))
    return bool(nearest) and nearest[0] == wanted and len(nearest) <= max(known, 1)


def _is_end(moves: Moves, path: str, key: str, exact: bool = False) -> bool:
    whole = "/" + key.replace(os.sep, "/").lstrip("/")
    path = "/" + path.strip("/")
    if not exact:
        whole, path = fold_name(whole), fold_name(path)
    return any(whole.endswith(path + ending) for ending in ("", *moves.endings))
