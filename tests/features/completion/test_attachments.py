"""Pictures, papers and other files that are no notes, found by name in any folder."""

from __future__ import annotations

import pytest

from tests.features.completion import items, menu, taken
from tests.scene import Scene

FILES = """
-- 附件/截图 2026.png
-- 附件/深/架构图.svg
-- 附件/paper-crnn.pdf
-- 附件/data.csv
-- 别处/crnn.md
-- 日记/旁边.png
"""


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("😀 ![[架▮", "😀 ![[架构图.svg]]"),
        ("😀 ![[架▮]]", "😀 ![[架构图.svg]]"),
        ("😀 ![[附件/截▮]]", "😀 ![[截图 2026.png]]"),
        ("😀 ![[旁▮]]", "😀 ![[旁边.png]]"),
        ("😀 [[paper▮]]", "😀 [[paper-crnn.pdf]]"),
        ("😀 ![x](架▮)", "😀 ![x](../附件/深/架构图.svg)"),
        ("😀 ![x](截▮)", "😀 ![x](../附件/截图%202026.png)"),
        ("😀 ![x](<截▮>)", "😀 ![x](<../附件/截图 2026.png>)"),
        ("😀 [x](data▮)", "😀 [x](../附件/data.csv)"),
        ("[x]: data▮", "[x]: ../附件/data.csv"),
        ('<img src="架▮">', '<img src="../附件/深/架构图.svg">'),
    ],
)
def test_a_file_of_another_folder_by_its_name(scene: Scene, text: str, after: str) -> None:
    scene(f"{FILES}-- 日记/今天.md\n{text}\n")
    assert taken(scene) == after + "\n"


def test_a_part_of_the_name_is_enough(scene: Scene) -> None:
    scene(f"{FILES}-- 日记/今天.md\n😀 ![[2026▮]]\n")
    assert taken(scene) == "😀 ![[截图 2026.png]]\n"


@pytest.mark.parametrize("typed", ["jiagou", "jgt", "jiag"])
def test_a_chinese_name_by_its_pinyin(scene: Scene, typed: str) -> None:
    scene(f"{FILES}-- 日记/今天.md\n😀 ![[{typed}▮]]\n")
    assert menu(scene) == ["架构图.svg"]


def test_a_picture_link_offers_pictures_alone(scene: Scene) -> None:
    scene(f"{FILES}-- 日记/今天.md\n😀 ![x](data▮)\n")
    assert menu(scene) == []


def test_notes_come_before_files(scene: Scene) -> None:
    scene(f"{FILES}-- 日记/今天.md\n😀 [x](crnn▮)\n")
    assert menu(scene) == ["../别处/crnn.md", "paper-crnn.pdf"]


def test_nothing_typed_offers_the_pictures_beside_first(scene: Scene) -> None:
    scene(f"{FILES}-- 日记/今天.md\n😀 ![[▮]]\n")
    pictures = [label for label in menu(scene) if label.endswith(("png", "svg", "pdf"))]
    assert pictures == ["旁边.png", "截图 2026.png", "paper-crnn.pdf", "架构图.svg"]


def test_of_two_files_of_one_name_each_is_written_with_its_folder(scene: Scene) -> None:
    scene("-- 甲/图.png\n-- 乙/图.png\n-- 丙/今天.md\n😀 ![[图▮]]\n")
    assert [item.text_edit.new_text for item in items(scene)] == ["乙/图.png", "甲/图.png"]


@pytest.mark.parametrize(
    ("style", "after"),
    [
        ("relative", "😀 ![x](../附件/深/架构图.svg)"),
        ("absolute", "😀 ![x](/附件/深/架构图.svg)"),
        ("short", "😀 ![x](架构图.svg)"),
    ],
)
def test_a_path_is_written_as_the_setting_asks(scene: Scene, style: str, after: str) -> None:
    scene(f"{FILES}-- 日记/今天.md\n😀 ![x](架▮)\n", settings={"links": {"style": style}})
    assert taken(scene) == after + "\n"


def test_a_file_that_came_while_the_editor_runs_is_offered(scene: Scene) -> None:
    scene(f"{FILES}-- 日记/今天.md\n😀 ![[新▮]]\n")
    assert menu(scene) == []
    new = scene.folder / "附件" / "新图.png"
    new.write_bytes(b"")
    scene.vault.file_changed(str(new))
    assert menu(scene) == ["新图.png"]


def test_hidden_and_excluded_files_are_not_offered(scene: Scene) -> None:
    scene(
        f"{FILES}-- .藏/架.png\n-- 日记/今天.md\n😀 ![[架▮]]\n",
        settings={"vault": {"exclude": ["深/"]}},
    )
    assert menu(scene) == []
