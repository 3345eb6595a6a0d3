"""What holds of every rename: links lead where they led, and no other byte changes."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from notes_lsp.features.place import spot_range, to_range
from notes_lsp.features.rename import rename
from notes_lsp.text import Buffer, Encoding, Span
from notes_lsp.vault import Snapshot, Target, to_uri
from tests.features.rename.applying import carry_out, drive, move_edit, texts
from tests.scene import Scene

_NAMES = ["n", "note", "笔 记", "a%20b", "x(1)", "README", "b.c", "😀", "N"]
_FOLDERS = ["", "sub/", "sub/deep/", "另/", "o p/"]
_HEADINGS = ["Intro", "Intro", "旧 名", "1. A, B", "😀 Fun", "Use `x`", "C#", "intro", "Intro 1"]
_NEW = ["Intro", "新 名", "Two  words", "x-1", "100% (sure)", "C++ & D", "Intro 1", "B.C"]


@dataclass
class _Case:
    scene: Scene
    keys: list[str]
    rng: random.Random


def _link(rng: random.Random, source: str, target: str, fragment: str) -> str:
    """A link from one file to another in some way that people write."""
    bare = target.removesuffix(".md")
    up = "../" * source.count("/")
    path = rng.choice([up + target, up + bare, "/" + target, "./" + up + target])
    mark = "#" + fragment if fragment else ""
    encoded = path.replace("%", "%25").replace(" ", "%20")
    way = rng.randrange(6)
    if way == 0:
        return f"[[{bare}{mark}]]"
    if way == 1:
        return f"[[{bare.rpartition('/')[2]}{mark}|字]]"
    if way == 2:
        return f"[t](<{path.replace('%', '%25')}{mark}>)"
    if way == 3:
        return f"![t]({encoded}{mark.replace(' ', '%20')} 'title')"
    if way == 4:
        return f"| 😀 | [[{bare}{mark}\\|x]] |\n| - | - |"
    return f'<a href="{encoded}{mark.replace(" ", "%20")}">x</a>'


def _case(
    scene: Scene, seed: int, namesakes: bool = True, settings: dict[str, Any] | None = None
) -> _Case:
    rng = random.Random(seed)
    stems = [rng.choice(_NAMES) for _ in range(6)] if namesakes else rng.sample(_NAMES[:-1], 6)
    names = {rng.choice(_FOLDERS) + stem + ".md" for stem in stems}
    files = sorted(names)
    headings = {name: [rng.choice(_HEADINGS) for _ in range(rng.randrange(1, 5))] for name in files}
    parts = []
    for name in files:
        lines = ["---", "title: 'x'", "---", ""] if rng.random() < 0.3 else []
        for text in headings[name]:
            lines += [rng.choice(["# ", "## "]) + text, ""]
            for _ in range(rng.randrange(4)):
                target = rng.choice(files)
                fragments = ["", *headings[target], "intro", "intro-1", "旧-名", "_1-a-b"]
                lines += [
                    "😀 " * rng.randrange(2) + _link(rng, name, target, rng.choice(fragments))
                ]
                lines += [""]
        ending = rng.choice(["\n", "\r\n"])
        parts.append(f"-- {name}\n" + ending.join(lines) + ending)
    scene("".join(parts), settings=settings)
    return _Case(scene, [str(scene.folder / name) for name in files], rng)


def _led(snapshot: Snapshot, keys: list[str]) -> dict[str, list[Target]]:
    """Where the links of each note lead, in the order of the text."""
    found = {}
    for key in keys:
        links = list(snapshot.graph.links_from(key))
        links.sort(key=lambda each: (each[0].spot.line, each[0].spot.start8))
        found[key] = [each.targets[0] for _, each in links if each.targets]
    return found


def _place(snapshot: Snapshot, target: Target, moved: Callable[[str], str]) -> tuple[object, ...]:
    """A target told in a way that a rename does not change."""
    record = snapshot.records.get(target.key)
    number = None
    if record and target.heading:
        number = next(n for n, each in enumerate(record.headings) if each is target.heading)
    return moved(target.key), target.exists, number


def _check(case: _Case, edit: types.WorkspaceEdit | None, pairs: dict[str, str]) -> None:
    before = case.scene.snapshot
    old = {key: Path(key).read_bytes() for key in case.keys}
    led = {
        key: [_place(before, each, lambda path: pairs.get(path, path)) for each in targets]
        for key, targets in _led(before, case.keys).items()
    }
    for key, edits in texts(edit).items() if edit else ():
        _others_stay(old[key], edits, case.scene.client.encoding)
    after = carry_out(case.scene, edit, pairs.items()).snapshot()
    for key, places in led.items():
        new_key = pairs.get(key, key)
        now = [_place(after, each, str) for each in _led(after, [new_key])[new_key]]
        for was, leads in zip(places, now, strict=True):
            if was[1]:
                # A broken fragment may come to life: the new name may be the one that it has.
                assert leads == was if was[2] is not None else leads[:2] == was[:2]


def _others_stay(data: bytes, edits: list[types.TextEdit], encoding: Encoding) -> None:
    """The edits do not overlap and lie within their lines."""
    buffer, end = Buffer.of(data), 0
    for edit in edits:
        start = buffer.offset(edit.range.start.line, edit.range.start.character, encoding)
        assert start >= end
        end = buffer.offset(edit.range.end.line, edit.range.end.character, encoding)
        assert to_range(buffer, Span(start, end), encoding) == edit.range
        assert b"\n" not in data[start:end]


@pytest.mark.parametrize("seed", range(60))
def test_links_to_headings_lead_where_they_led_when_one_is_renamed(scene: Scene, seed: int) -> None:
    case = _case(scene, seed, namesakes=False)
    key = case.rng.choice(case.keys)
    heading = case.rng.choice(scene.snapshot.records[key].headings)
    position = spot_range(heading.spot, scene.client.encoding).end
    params = types.RenameParams(
        types.TextDocumentIdentifier(to_uri(key)), position, case.rng.choice(_NEW)
    )
    _check(case, drive(rename(scene.snapshot, params, scene.client)), {})


@pytest.mark.parametrize("seed", range(80))
def test_links_lead_where_they_led_when_a_file_moves(scene: Scene, seed: int) -> None:
    """Every fourth time without the ending `.md`, which another file may have for its name."""
    case = _case(scene, seed, settings={"links": {"extension": seed % 4 > 0}})
    old = case.rng.choice(case.keys)
    new = str(scene.folder / (case.rng.choice(_FOLDERS) + case.rng.choice(_NAMES) + ".md"))
    if new in case.keys:
        return
    names = [Path(each).relative_to(scene.folder).as_posix() for each in (old, new)]
    _check(case, move_edit(scene, (names[0], names[1])), {old: new})


@pytest.mark.parametrize("seed", range(30))
def test_links_lead_where_they_led_when_a_folder_moves(scene: Scene, seed: int) -> None:
    case = _case(scene, seed)
    old, new = case.rng.choice([("sub", "neu"), ("sub", "a/b"), ("另", "o p/x"), ("o p", "q")])
    inside = str(scene.folder / old) + "/"
    pairs = {
        key: str(scene.folder / new) + "/" + key[len(inside) :]
        for key in case.keys
        if key.startswith(inside)
    }
    _check(case, move_edit(scene, (old, new)), pairs)
