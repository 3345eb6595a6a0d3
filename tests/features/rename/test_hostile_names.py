"""Whatever a thing is renamed to, links lead where they led, or the name is refused."""

from __future__ import annotations

import random

import pytest
from lsprotocol import types

from notes_lsp.features.place import spot_range
from notes_lsp.features.refusal import Refusal
from notes_lsp.features.rename import rename
from notes_lsp.text import Encoding
from notes_lsp.vault import AnyLink, Snapshot, Spot, Target, to_uri
from tests.features.rename.applying import carry_out, drive
from tests.scene import Scene

_HEADINGS = ["Intro", "intro", "旧 名", "1. A, B", "x {#own}", "Use `x` ^b0", "L3", "a|b", "(x) y"]
_IDS = ["my-id", "intro", "旧", "x(1)"]
_BLOCKS = ["b1", "B2", "x-1"]
_LABELS = ["ref", "标 签", "r.2"]
_NEW = [
    *("Intro", "新 名", "a | b", "x] y", "C#", "100%", "\\", "`c`", "a%20b", "top", "L3"),
    *(
        "3",
        "^b1",
        "a#b",
        "Intro#x",
        "own",
        "my-id",
        "b1",
        "note",
        "*a*",
        "😀",
        "Ａ：Ｂ",
        "x)y",
        "<b>",
    ),
    *("旧", "ref", "r.2", "<!-- -->", '"q"', "x\\|y", "{#own}", "!", "#x", "a ##", "  x  "),
]


def _note(rng: random.Random) -> str:
    lines = []
    for text in rng.sample(_HEADINGS, 3):
        lines += [f"{rng.choice(['#', '##'])} {text}", ""]
    lines += [f'<a id="{each}"></a>\n' for each in rng.sample(_IDS, 2)]
    lines += [f"块 [note] ^{each}\n" for each in rng.sample(_BLOCKS, 2)]
    fragments = ["intro", "intro-1", "旧-名", "旧 名", "_1-a-b", "own", "L3", "top", "a-b", "a b"]
    fragments += [*_IDS, *("^" + each for each in _BLOCKS), "^b0", "x)-y", "use-x-b0", "missing"]
    for _ in range(8):
        note, fragment = rng.choice(["a", "b"]), rng.choice(fragments)
        inline = f"{note}.md#{fragment.replace(' ', '%20')}"
        ways = [f"[[{note}#{fragment}]]", f"[x](<{note}.md#{fragment}>)", f'<a href="{inline}">']
        ways += [f"| [[{note}#{fragment}\\|x]] |\n| - |", f"[x][{rng.choice(_LABELS)}]"]
        lines += [f"😀 {rng.choice(ways)}\n"]
    lines += [f"[{each}]: b.md#{rng.choice(fragments[:2])}" for each in rng.sample(_LABELS, 2)]
    return "\n".join(lines) + "\n"


def _at(link: AnyLink) -> tuple[int, int]:
    return link.spot.line, link.spot.start8


def _led(snapshot: Snapshot, key: str, skip: int) -> list[tuple[object, ...] | None]:
    """Where the links of a note lead, but for those on the line `skip`; what is broken is None."""
    record = snapshot.records[key]
    links: list[AnyLink] = [*record.links, *record.definitions]
    found: list[tuple[object, ...] | None] = []
    for link in sorted(links, key=_at):
        if link.spot.line != skip:
            answer = snapshot.graph.resolve_link(key, link)
            target = answer.target
            found.append(None if answer.broken or not target else _place(target))
    return found


def _place(target: Target) -> tuple[object, ...]:
    """A target by its line, which no new name changes."""
    heading = target.heading and target.heading.spot.line
    block = target.block and target.block.spot.line
    return target.key, heading, block, target.line


def _spots(snapshot: Snapshot, key: str) -> list[Spot]:
    """The places of all that can be renamed in a note."""
    record = snapshot.records[key]
    found = [each.spot for each in record.headings]
    found += [each.spot for each in (*record.block_ids, *record.html_ids)]
    found += [each.label for each in record.definitions]
    return found + [link.fragment_spot for link in record.links if link.fragment_spot]


@pytest.mark.parametrize("seed", range(60))
def test_links_lead_where_they_led_or_the_name_is_refused(scene: Scene, seed: int) -> None:
    rng = random.Random(seed)
    scene(f"-- a.md\n{_note(rng)}\n-- b.md\n{_note(rng)}\n").using(list(Encoding)[seed % 3])
    key = str(scene.folder / rng.choice(["a.md", "b.md"]))
    before = scene.snapshot
    spot = rng.choice(_spots(before, key))
    position = spot_range(spot, scene.client.encoding).end
    document = types.TextDocumentIdentifier(to_uri(key))
    for name in rng.sample(_NEW, 6):
        try:
            edit = drive(rename(before, types.RenameParams(document, position, name), scene.client))
        except Refusal:
            continue
        led = {
            each: _led(before, each, spot.line if each == key else -1) for each in before.records
        }
        texts = {each: scene.buffers[each.rpartition("/")[2]].data for each in led}
        after = carry_out(scene, edit).snapshot()
        for each, places in led.items():
            now = _led(after, each, spot.line if each == key else -1)
            assert len(now) == len(places)
            assert [new for old, new in zip(places, now, strict=True) if old] == list(
                filter(None, places)
            )
        for each, data in texts.items():
            scene.folder.joinpath(each.rpartition("/")[2]).write_bytes(data)
