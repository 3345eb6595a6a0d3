"""What a broken link asks for, made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.features.actions.choosing import all_chosen, chosen, menu
from tests.scene import FULL_CLIENT, Scene


@pytest.mark.parametrize(
    ("link", "title", "files"),
    [
        ("😀 [[新 笔▮记]]", "Create the note `新 笔记.md`", {"新 笔记.md": "# 新 笔记\n"}),
        ("[神经▮网络](nn.md)", "Create the note `nn.md`", {"nn.md": "# 神经网络\n"}),
        ("[x▮](a%20b.md)", "Create the note `a b.md`", {"a b.md": "# x\n"}),
        ("[[子#一 节▮]]", "Create the note `子.md`", {"子.md": "# 子\n\n## 一 节\n"}),
        ("[l▮]: ./n.md", "Create the note `n.md`", {"n.md": "# n\n"}),
        ("> | a |\n> | - |\n> | [[甲▮\\|乙]] |", "Create the note `甲.md`", {"甲.md": "# 甲\n"}),
    ],
)
def test_a_missing_note_is_made(scene: Scene, link: str, title: str, files: dict[str, str]) -> None:
    scene(link + "\n")
    assert all_chosen(scene, title) == files


def test_a_new_note_ends_its_lines_as_this_one(scene: Scene) -> None:
    scene("[[新▮]]\r\n")
    assert all_chosen(scene, "Create the note `新.md`") == {"新.md": "# 新\r\n"}


@pytest.mark.parametrize(
    "text",
    [
        "`[[没▮有]]`\n",
        "[x▮](https://e.com/a.md)\n",
        "[[../../外▮]]\n",
        "- [▮ ] 任务\n",
        "![x▮](a.png)\n",
    ],
)
def test_no_note_is_made_for_what_is_no_missing_note(scene: Scene, text: str) -> None:
    scene(text)
    assert not [title for title in menu(scene) if title.startswith("Create")]


def test_a_client_that_makes_no_files_is_offered_none(scene: Scene) -> None:
    scene("[[新▮]]\n", client=replace(FULL_CLIENT, resource_operations=frozenset()))
    assert not [title for title in menu(scene) if title.startswith("Create")]


@pytest.mark.parametrize(
    ("text", "title", "after"),
    [
        ("# 题\n\n[[#新▮ 节]]\n", "Create the heading `新 节`", "# 题\n\n[[#新 节]]\n\n## 新 节\n"),
        (
            "### a\n\n[x](#my-new-part▮)",
            "Create the heading `My new part`",
            "### a\n\n[x](#my-new-part)\n\n### My new part\n",
        ),
        ("[x](#%E8%8A%82▮)\r\n", "Create the heading `节`", "[x](#节)\r\n\r\n## 节\r\n"),
    ],
)
def test_a_missing_heading_is_made(scene: Scene, text: str, title: str, after: str) -> None:
    scene(text)
    assert chosen(scene, title) == after.replace("[x](#节)", "[x](#%E8%8A%82)")


def test_a_heading_is_made_in_another_note(scene: Scene) -> None:
    scene("""
        -- 甲.md
        见 [[乙#没▮有]]。
        -- 乙.md
        # 乙

        文
    """)
    assert all_chosen(scene, "Create the heading `没有` in `乙.md`") == {
        "乙.md": "# 乙\n\n文\n\n## 没有\n"
    }


def test_a_heading_ends_its_lines_as_its_note_does(scene: Scene) -> None:
    scene("[[乙#新▮]]\r\n-- 乙.md\n# 乙\n")
    files = all_chosen(scene, "Create the heading `新` in `乙.md`")
    assert files == {"乙.md": "# 乙\n\n## 新\n"}


@pytest.mark.parametrize("text", ["[甲](#新▮)\n\n```\nx\n", "甲[^新▮]\n\n<!-- x\n"])
def test_nothing_is_written_into_code_that_is_not_closed(scene: Scene, text: str) -> None:
    scene(text)
    assert not [each for each in menu(scene) if each.startswith(("Create", "Write"))]


def test_a_footnote_is_written(scene: Scene) -> None:
    scene("😀 文[^注▮]。\n")
    assert chosen(scene, "Write the footnote `注`") == "😀 文[^注]。\n\n[^注]: \n"
