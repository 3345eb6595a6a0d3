"""Names that are edited together."""

from __future__ import annotations

import pytest
from lsprotocol import types

from notes_lsp.features.linked_editing import linked_editing_range
from notes_lsp.text import Encoding
from tests.scene import Scene


def linked(scene: Scene) -> list[str]:
    """The lines of the names that are linked, each marked."""
    params = types.LinkedEditingRangeParams(scene.document, scene.position)
    found = scene.ask(linked_editing_range, params)
    return [scene.draw(each) for each in found.ranges] if found else []


@pytest.mark.parametrize("encoding", list(Encoding))
def test_a_tag_within_a_line(scene: Scene, encoding: Encoding) -> None:
    scene("😀 文 <k▮bd>Ctrl</kbd> <kbd>C</kbd>").using(encoding)
    assert linked(scene) == [
        "😀 文 <«kbd»>Ctrl</kbd> <kbd>C</kbd>",
        "😀 文 <kbd>Ctrl</«kbd»> <kbd>C</kbd>",
    ]


def test_a_tag_over_many_blocks(scene: Scene) -> None:
    scene("""
        <details id="x" title="a > b">
        <summary>题</summary>

        文 **粗** <br> <img src="x"> `</details>`

        - 甲

        <!-- </details> -->

        </detail▮s>
    """)
    assert linked(scene) == ['<«details» id="x" title="a > b">', "</«details»>"]


def test_the_innermost_of_equal_tags(scene: Scene) -> None:
    scene("<div>\n<div▮>\n甲\n</div>\n</div>\n")
    assert linked(scene) == ["<«div»>", "</«div»>"]
    params = types.LinkedEditingRangeParams(scene.document, scene.position)
    found = linked_editing_range(scene.snapshot, params, scene.client)
    assert found
    assert [each.start.line for each in found.ranges] == [1, 3]


@pytest.mark.parametrize(
    "text",
    [
        "<b▮r> <br>\n",
        "<b▮>文\n",
        "文</b▮>\n",
        "<a▮ x/> </a>\n",
        "`<b▮></b>`\n",
        "```html\n<b▮></b>\n```\n",
        "<b>甲▮</b>\n",
        "<!-- <b▮></b> -->\n",
        "<B▮></b>\n",
        "<b cl▮ass='x'></b>\n",
    ],
)
def test_what_has_no_other_end_is_not_linked(scene: Scene, text: str) -> None:
    scene(text)
    assert linked(scene) == []


def test_an_environment(scene: Scene) -> None:
    scene("😀\n$$\n\\begin{al▮igned*}\na \\\\ \\begin{cases} b \\end{cases}\n\\end{aligned*}\n$$\n")
    assert linked(scene) == ["\\begin{«aligned*»}", "\\end{«aligned*»}"]


def test_an_environment_that_is_being_named(scene: Scene) -> None:
    scene("$\\begin{▮}x\\end{}$")
    assert linked(scene) == ["$\\begin{«»}x\\end{}$", "$\\begin{}x\\end{«»}$"]


def test_an_environment_in_a_fence_of_latex(scene: Scene) -> None:
    scene("- 甲\n\n  ```latex\n  \\begin{table}\n  % \\end{table}\n  \\end{tab▮le}\n  ```\n")
    assert linked(scene) == ["  \\begin{«table»}", "  \\end{«table»}"]


def test_a_broken_environment_is_not_linked(scene: Scene) -> None:
    scene("$\\begin{a▮}x\\end{b}$")
    assert linked(scene) == []
