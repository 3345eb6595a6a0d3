"""Tasks and numbers of lists."""

from __future__ import annotations

import pytest

from tests.features.actions.choosing import chosen, menu, titles
from tests.scene import Scene


@pytest.mark.parametrize(
    ("before", "title", "after"),
    [
        ("- [ ] 读 C▮RNN\n", "Mark the task as done", "- [x] 读 CRNN\n"),
        ("1. [X] 甲▮\n", "Mark the task as open", "1. [ ] 甲\n"),
        ("> - [ ] 😀▮\r\n", "Mark the task as done", "> - [x] 😀\r\n"),
        (
            "«- [ ] 甲\n  - [x] 乙\n- [ ] 丙\n»- [ ] 丁\n",
            "Mark 2 tasks as done",
            "- [x] 甲\n  - [x] 乙\n- [x] 丙\n- [ ] 丁\n",
        ),
        ("«- [x] 甲\n- [x] 乙»\n", "Mark 2 tasks as open", "- [ ] 甲\n- [ ] 乙\n"),
        ("- [/] 读 C▮RNN\n", "Mark the task as done", "- [x] 读 CRNN\n"),
        ("«- [-] 甲\n- [x] 乙»\n", "Mark the task as done", "- [x] 甲\n- [x] 乙\n"),
        ("- [ ] 甲\n- 乙▮\n", "Make the item a task", "- [ ] 甲\n- [ ] 乙\n"),
        ("«* 甲\n* 乙»\n", "Make 2 items tasks", "* [ ] 甲\n* [ ] 乙\n"),
    ],
)
def test_tasks_are_toggled(scene: Scene, before: str, title: str, after: str) -> None:
    scene(before)
    assert chosen(scene, title) == after


@pytest.mark.parametrize(
    "text", ["- 甲▮\n", "[ ]▮ 甲\n", "```\n- [ ] ▮甲\n```\n", "- [ ] 甲\n\n文▮\n"]
)
def test_what_is_no_task_is_left_alone(scene: Scene, text: str) -> None:
    scene(text)
    assert not [each for each in titles(scene, "refactor.rewrite") if "task" in each]


@pytest.mark.parametrize(
    "item",
    ["# 题", "- 子", "1) 子", "> 引", "```\n  x\n  ```", "| a |\n  |---|", "    码", "***", "<div>",
     "题\n  ===", "[y]: u", "[/] 读", "$$\n  x\n  $$", "::: tip"],
)  # fmt: skip
def test_no_box_goes_before_what_it_would_undo(scene: Scene, item: str) -> None:
    scene(f"- [ ] 甲\n- ▮{item}\n")
    assert "Make the item a task" not in menu(scene)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1. 甲▮\n1. 乙\n2. 丙\n", "1. 甲\n2. 乙\n3. 丙\n"),
        ("3) a▮\n5) b\n", "3) a\n4) b\n"),
        ("> 1. 甲▮\n> 3. 乙\n", "> 1. 甲\n> 2. 乙\n"),
        (
            "9. 甲▮\n9. 乙\n   续\n\n   - 子\n     孙\n8. 丙\n",
            "9. 甲\n10. 乙\n    续\n\n    - 子\n      孙\n11. 丙\n",
        ),
        ("1. a▮\n10. b\n    c\n\n        code\n", "1. a\n2. b\n   c\n\n       code\n"),
        ("- x\n  1. a▮\n  3. b\r\n", "- x\n  1. a\n  2. b\r\n"),
        ("1. 甲\n   1. 子▮\n   5. 丑\n4. 乙\n", "1. 甲\n   1. 子\n   2. 丑\n4. 乙\n"),
    ],
)
def test_a_list_is_renumbered(scene: Scene, before: str, after: str) -> None:
    scene(before)
    assert chosen(scene, "Renumber the list") == after


@pytest.mark.parametrize(
    "text",
    ["1. 甲▮\n2. 乙\n", "1. 甲▮\n1. 乙\n1. 丙\n", "- 甲▮\n- 乙\n", "0. a▮\n1. b\n", "5. a▮\n"],
)
def test_a_list_in_order_is_left_alone(scene: Scene, text: str) -> None:
    scene(text)
    assert "Renumber the list" not in menu(scene)


def test_a_table_is_lined_up_from_the_menu(scene: Scene) -> None:
    scene("| 名称 | b |\n|--|:-:|\n| CR▮NN | 卷积网络 |\n")
    after = chosen(scene, "Line up the table")
    assert after == "| 名称 |    b     |\n| ---- | :------: |\n| CRNN | 卷积网络 |\n"
    scene(after.replace("CRNN", "CR▮NN"))
    assert "Line up the table" not in menu(scene)
