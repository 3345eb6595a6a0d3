"""Lenses tell how often a note and its headings are linked to."""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from notes_lsp.features.code_lens import code_lens
from notes_lsp.features.commands import COMMANDS
from notes_lsp.features.options import SHOW_REFERENCES
from tests.scene import Scene

ONLY = {"language": "en", "lens": {"readingTime": False, "tasks": False}}
VAULT = """
-- b/远.md
😀 [字](../近.md#第二节) 与 [[近]]
-- 近.md
# ▮近
😀 [[#第二节]]
## 第二节
## 没有链接
"""


def lenses(scene: Scene) -> list[types.CodeLens]:
    found: list[types.CodeLens] = scene.ask(code_lens, types.CodeLensParams(scene.document))
    return found


def titles(scene: Scene) -> list[tuple[int, str]]:
    return [(each.range.start.line, each.command.title) for each in lenses(scene) if each.command]


def test_over_the_note_and_its_linked_headings(scene: Scene) -> None:
    assert titles(scene(VAULT, settings=ONLY)) == [(0, "2 references"), (2, "2 references")]


def test_one_is_no_plural_and_none_is_no_lens(scene: Scene) -> None:
    scene("-- a.md\n# a▮\n## b\n-- c.md\n[[a]]", settings=ONLY)
    assert titles(scene) == [(0, "1 reference")]


def test_in_chinese(scene: Scene) -> None:
    scene(VAULT, settings={"language": "zh", "lens": {"readingTime": False}})
    assert titles(scene)[0] == (0, "2 处引用")


def test_can_be_turned_off(scene: Scene) -> None:
    scene(VAULT, settings={"lens": {"readingTime": False, "references": False}})
    assert titles(scene) == []


def test_the_command_carries_what_an_editor_needs_to_list_the_links(scene: Scene) -> None:
    lens = lenses(scene(VAULT, settings=ONLY))[1]
    assert lens.command is not None
    assert lens.command.command == SHOW_REFERENCES
    arguments: Any = lens.command.arguments
    uri, position, locations = arguments
    assert (uri, position) == (scene.uri, {"line": 2, "character": 0})
    range_ = types.Range(
        types.Position(**locations[0]["range"]["start"]),
        types.Position(**locations[0]["range"]["end"]),
    )
    marked = scene.draw(range_, locations[0]["uri"])
    assert marked == "b/远.md:1: 😀 [字](«../近.md#第二节») 与 [[近]]"


def test_the_command_tells_the_places_where_the_editor_has_no_list(scene: Scene) -> None:
    lens = lenses(scene(VAULT, settings=ONLY))[0]
    assert lens.command is not None
    shown = COMMANDS[SHOW_REFERENCES](scene.snapshot, lens.command.arguments or (), scene.client)
    assert shown is not None
    assert shown.message == "b/远.md:1\nb/远.md:1"


def test_the_command_bears_any_argument(scene: Scene) -> None:
    scene(VAULT)
    asked: list[tuple[Any, ...]] = [(), (1, 2, 3), ("x", {}, [{"uri": 1}, None])]
    for arguments in asked:
        assert COMMANDS[SHOW_REFERENCES](scene.snapshot, arguments, scene.client) is not None
