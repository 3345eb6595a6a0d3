"""Link definitions in order."""

from __future__ import annotations

import pytest

from tests.features.actions.choosing import chosen, menu
from tests.scene import Scene

SORT = "Sort the link definitions at the end of the note"
SOURCE = ["source.organizeLinkDefinitions"]
CLEAN = ["source.organizeLinkDefinitions.clean"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[b]: u\n[a]: u\n", "[a]: u\n[b]: u\n"),
        ("😀 [a]\n\n[a]: u\n\n文\n", "😀 [a]\n\n文\n\n[a]: u\n"),
        (
            "甲\r\n\r\n[b]: u\r\n\r\n乙\r\n\r\n[a]: u\r\n",
            "甲\r\n\r\n乙\r\n\r\n[a]: u\r\n[b]: u\r\n",
        ),
        (
            "[z]: u\na\n\n[x]: u\n[x2]: u\nb\n\n[y]: u\nc\n",
            "a\n\nb\n\nc\n\n[x]: u\n[x2]: u\n[y]: u\n[z]: u\n",
        ),
        (
            "[z]: u\na\n\n~~~\n[x]: u\n~~~\n\n    [w]: u\n\nb\n\n[y]: u\nc\n",
            "a\n\n~~~\n[x]: u\n~~~\n\n    [w]: u\n\nb\n\nc\n\n[y]: u\n[z]: u\n",
        ),
        ("x\n\n[d]: 1\n\ny\n\n[d]: 2\n\nz\n", "x\n\ny\n\nz\n\n[d]: 1\n[d]: 2\n"),
        (
            "[c][mssql] [Build]\n\n[mssql]: u\n[Build]: u\n[SQL B]: u\n[GitHub]: u\n",
            "[c][mssql] [Build]\n\n[Build]: u\n[GitHub]: u\n[mssql]: u\n[SQL B]: u\n",
        ),
        ("[b]: u\n[a]:\n  v\n  't'\n", "[a]:\n  v\n  't'\n[b]: u\n"),
        # Lines of text that a definition alone kept apart stay apart, and the block has its gap.
        ("晨跑\n[b]: /b.md\n早餐\n[a]: /a.md\n", "晨跑\n\n早餐\n\n[a]: /a.md\n[b]: /b.md\n"),
        ("晨跑\r\n[b]: /b.md\r\n早餐\r\n", "晨跑\r\n\r\n早餐\r\n\r\n[b]: /b.md\r\n"),
        ("晨跑\n[b]: /b.md\n- 早餐\n", "晨跑\n- 早餐\n\n[b]: /b.md\n"),
        ("# 晨跑\n\n[b]: /b.md\n早餐\n", "# 晨跑\n\n早餐\n\n[b]: /b.md\n"),
    ],
)
def test_definitions_are_sorted_at_the_end(scene: Scene, before: str, after: str) -> None:
    scene(before)
    assert chosen(scene, SORT, SOURCE) == after
    scene(after)
    assert SORT not in menu(scene, SOURCE)


@pytest.mark.parametrize(
    "text",
    [
        "# h1\n",
        "[a]: u\n---\n早\n---\n",
        "# 早\n[a]: u\n    餐\n",
        "[a]: u\n[b]: u\n",
        "文 [a]\n\n[a]: u\n",
        "- [a]: u\n",
        "- 早\n\n[a]: u\n\n- 餐\n",  # the lists would be one without it
        "- 早\n\n[a]: u\n\n    餐\n",
        "[b]: u\n[a]: u\n\n```\n码\n",  # behind an open fence all is code
    ],
)
def test_nothing_is_offered_where_all_is_in_order(scene: Scene, text: str) -> None:
    scene(text)
    assert SORT not in menu(scene, SOURCE)


def test_definitions_of_no_use_go(scene: Scene) -> None:
    scene("text [a] [link][c] [^1]\n\n[c]: 1\n[b]: 2\n[a]: 3\n[A]: 4\n\n[^1]: note\n")
    assert chosen(scene, "Sort the link definitions and remove 2 of no use", CLEAN) == (
        "text [a] [link][c] [^1]\n\n[^1]: note\n\n[a]: 3\n[c]: 1\n"
    )


def test_edits_that_take_neighbours_away_do_not_overlap(scene: Scene) -> None:
    scene("# 早▮\n\n[z]: u\n\n[x]: w\n")
    title = "Sort the link definitions and remove 2 of no use"
    assert chosen(scene, title, CLEAN) == "# 早\n\n"


def test_on_saving_what_was_asked_for_runs_and_nothing_else(scene: Scene) -> None:
    """VS Code applies every action that it gets for a kind of `codeActionsOnSave`."""
    scene("😀▮ [a]\n\n[b]: u\n[a]: u\n")
    assert list(menu(scene, SOURCE)) == [SORT]
    assert [each.split(" and ")[-1] for each in menu(scene, CLEAN)] == ["remove 1 of no use"]
    assert len([each for each in menu(scene, ["source"]) if "definitions" in each]) == 2


def test_nobody_is_nagged_about_the_order(scene: Scene) -> None:
    scene("▮[b] [a]\n\n[b]: http://e.com\n[a]: http://e.com\n")
    assert SORT not in menu(scene)
    scene("[b] [a]\n\n[b▮]: http://e.com\n[a]: http://e.com\n")
    assert SORT in menu(scene)
