"""All links of the vault that a move of files touches."""

from __future__ import annotations

import os
from collections.abc import Iterator

from lsprotocol import types

from notes_lsp.features.edits import Changes
from notes_lsp.features.place import spot_range
from notes_lsp.features.rename.escaping import destination
from notes_lsp.features.rename.front_matter import yaml_path
from notes_lsp.features.rename.link_path import Typed, moved_path
from notes_lsp.features.rename.moves import Moves
from notes_lsp.features.rename.spots import destination_range, kind_of
from notes_lsp.syntax import LinkKind
from notes_lsp.vault import AnyLink, Spot
from notes_lsp.vault.index import LABELLED
from notes_lsp.vault.written import fold_name, readings, stem_of

Asked = tuple[str, Spot, Typed | None]
"""The link at which a rename was asked for, as (note, destination), and how its path was typed."""


def relink(moves: Moves, changes: Changes, asked: Asked | None = None) -> Iterator[None]:
    """Put the new path of every link that needs one into `changes`; gives way while it works."""
    seen: set[tuple[str, Spot]] = set()
    for at, link in _touched(moves):
        place = (at, link.target)
        if place not in seen:
            seen.add(place)
            typed = asked[2] if asked and asked[:2] == place else None
            path = moved_path(moves, moves.source(at), link, typed)
            if path is not None:
                _replace(changes, at, link, yaml_path(moves.snapshot, at, link, path))
        yield


def _replace(changes: Changes, key: str, link: AnyLink, path: str) -> None:
    if kind_of(link) is not LinkKind.INLINE:
        changes.replace(key, spot_range(link.target, changes.encoding), path)
        return
    fragment = "#" + link.fragment if link.fragment_spot is not None else ""
    new = destination(path, fragment)
    # The fragment is left alone: it may change by an edit of its own.
    opens, closes = ("<", ">") if new.angle and not link.angle else ("", "")
    target = spot_range(link.target, changes.encoding)
    whole = destination_range(link, changes.encoding, angles=link.angle and not new.angle)
    first = types.Range(whole.start, target.end)
    changes.replace(key, first, opens + new.text.removesuffix(fragment))
    if new.angle != link.angle:
        last = types.Range(destination_range(link, changes.encoding).end, whole.end)
        changes.replace(key, last, closes)


def _touched(moves: Moves) -> Iterator[tuple[str, AnyLink]]:
    """The links that may have to change, some of them twice."""
    graph = moves.snapshot.graph
    for old in (*moves.pairs, *moves.notes, *moves.files, *moves.bare):
        for incoming in graph.links_to(old):
            yield incoming.key, incoming.link
    for old in moves.gone_already:  # a wiki link to it is missing in its own note's folder
        yield from graph.links_named(old)
    for source in list(moves.sources()):
        for link in _links(moves, source.at):
            yield source.at, link
    for name in moves.folders:
        yield from _naming(moves, os.path.basename(name))  # noqa: PTH119  # a key
    yield from _taken_over(moves)


def _links(moves: Moves, key: str) -> Iterator[AnyLink]:
    record = moves.snapshot.records.get(key)
    every: tuple[AnyLink, ...] = (*record.links, *record.definitions) if record else ()
    yield from (each for each in every if each.path and kind_of(each) not in LABELLED)


def _naming(moves: Moves, folder: str) -> Iterator[tuple[str, AnyLink]]:
    """The links in whose path a folder's name stands."""
    wanted = fold_name(folder)
    for key in list(moves.snapshot.records):
        for link in _links(moves, key):
            path = link.path
            if "%" in path or "&" in path or "\\" in path:
                path = readings(kind_of(link), path)[0]
            if wanted in fold_name(path):
                yield key, link


def _taken_over(moves: Moves) -> Iterator[tuple[str, AnyLink]]:
    """The links to other notes and files that go by a name which a moved one takes."""
    graph = moves.snapshot.graph
    for new in moves.notes.values():
        stem = stem_of(os.path.basename(new), moves.endings)  # noqa: PTH119  # a key
        for other in graph.notes_named(stem):
            if other not in moves.notes and other != new:
                for incoming in graph.links_to(other):
                    yield incoming.key, incoming.link
    for new in dict.fromkeys(moves.files.values()):
        if len(moves.snapshot.files.get(fold_name(os.path.basename(new)))) > 0:  # noqa: PTH119  # a key
            yield from graph.links_named(new)
