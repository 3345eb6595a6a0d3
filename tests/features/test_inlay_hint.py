"""Hints between the words: titles behind opaque links, and how often a heading is linked."""

from __future__ import annotations

import pytest
from lsprotocol import types

from notes_lsp.features.inlay_hint import inlay_hint
from tests.scene import Scene

TITLES = {"inlay": {"titles": True}}
BACKLINKS = {"inlay": {"backlinks": True}}


def hinted(scene: Scene) -> list[str]:
    """The lines with the hints put in as `‹…›`."""
    whole = types.Range(types.Position(0, 0), types.Position(99, 0))
    found = scene.ask(inlay_hint, types.InlayHintParams(scene.document, whole))
    shown = []
    for each in found:
        at = types.Range(each.position, each.position)
        shown.append(scene.draw(at).replace("«»", f"‹{each.label}›"))
    return shown


@pytest.mark.parametrize(
    ("line", "hints"),
    [
        ("😀 [[2026-11-03]] 汉", ["😀 [[2026-11-03]]‹周会记录› 汉"]),
        ("😀 [[2026-11-03#^x|字]]", []),
        ("😀 [[2026-11-03#下一步]]", []),
        ("😀 [](2026-11-03.md)", ["😀 [](2026-11-03.md)‹周会记录›"]),
        ("😀 [2026-11-03](2026-11-03.md)", ["😀 [2026-11-03](2026-11-03.md)‹周会记录›"]),
        ("😀 [记录](2026-11-03.md)", []),
        ("😀 ![](2026-11-03.md)", []),
        ("😀 [[周会记录]]", []),
        ("`[[2026-11-03]]`", []),
    ],
)
def test_a_title_behind_a_link_that_does_not_show_it(
    scene: Scene, line: str, hints: list[str]
) -> None:
    scene(
        f"-- 2026-11-03.md\n---\ntitle: 周会记录\n---\n# 下一步\n-- a.md\n▮{line}", settings=TITLES
    )
    assert hinted(scene) == hints


def test_how_often_a_heading_is_linked(scene: Scene) -> None:
    scene("-- b.md\n[[a]] [[a#乙]]\n-- a.md\n# 😀 a▮\n## 乙\n## 丙", settings=BACKLINKS)
    assert hinted(scene) == ["# 😀 a‹← 2›", "## 乙‹← 1›"]


def test_none_unless_asked_for(scene: Scene) -> None:
    assert hinted(scene("-- b.md\n# T\n-- a.md\n▮[[b]]")) == []
