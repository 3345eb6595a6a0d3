"""Paths that are the end of a file's path which is no note: `![[picture.png]]`."""

from __future__ import annotations

import os

from notes_lsp.features.rename.moves import Moves, Source
from notes_lsp.vault.written import fold_name


def means_file(moves: Moves, source: Source, path: str, wanted: str, *, alone: bool) -> bool:
    """Whether a path leads from `source` to the file `wanted` after the move; with `alone` it must
    be the end of no other file's path.

    As the vault looks it up: from the note, then the file in its folder, then the nearest.
    """
    folder = os.path.dirname(source.will)  # noqa: PTH120  # a key
    ending = "/" + fold_name(path.strip("/"))
    name = ending.rpartition("/")[2]
    after = {moves.to(key) for key in moves.snapshot.files.get(name)}
    after |= {new for new in moves.files.values() if fold_name(os.path.basename(new)) == name}  # noqa: PTH119  # a key
    own, home = _below(folder, path), _below(moves.root_of(source.will), path)
    if wanted not in after:  # what the settings leave out is found by a whole path alone
        bare, kind = os.path.splitext(wanted)  # noqa: PTH122  # a key
        whole = wanted == own or (kind != "" and home in {wanted, bare})
        whole = whole or (kind.lower() in moves.endings and own == bare)
        return whole and not any(_ends(key, ending) for key in after)
    found = sorted(
        (key for key in after if _ends(key, ending)),
        key=lambda key: (
            key != own,
            os.path.dirname(key) != folder,  # noqa: PTH120  # a key
            key.count(os.sep),
            len(key),
            key,
        ),
    )
    return found[:1] == [wanted] and not (alone and len(found) > 1)


def _below(folder: str, path: str) -> str:
    return os.path.normpath(os.path.join(folder, path.strip("/").replace("/", os.sep)))  # noqa: PTH118  # keys


def _ends(key: str, ending: str) -> bool:
    return ("/" + fold_name(key.replace(os.sep, "/"))).endswith(ending)
