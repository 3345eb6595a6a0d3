"""What a click on a lens tells."""

from __future__ import annotations

from typing import Any

import pytest

from notes_lsp.features.commands import COMMANDS
from tests.scene import Scene, validated


def told(scene: Scene, command: str, *arguments: Any) -> str:
    """The message that a command shows, with its type."""
    shown = validated(COMMANDS[f"notes-lsp.{command}"](scene.snapshot, arguments, scene.client))
    return f"{shown.type.name}: {shown.message}"


def test_a_click_tells_the_words_of_a_note_in_full(scene: Scene) -> None:
    scene("😀 训练 BERT 模型\n" + "汉" * 445)
    assert told(scene, "showReadingTime", scene.uri, None) == (
        "Info: 全文共 450 字：汉字 449 个，西文单词 1 个；按每分钟 300 字计，约 1.5 分钟。"
    )


def test_a_click_on_a_section_tells_of_the_section_only(scene: Scene) -> None:
    scene("# 😀 一\n\n## 二\n\n汉字\n\n## 三\n\n别的")
    assert told(scene, "showReadingTime", scene.uri, 2) == (
        "Info: 「二」一节共 3 字：汉字 3 个，西文单词 0 个；按每分钟 300 字计，约 0.01 分钟。"
    )


def test_a_section_that_has_moved_is_still_found(scene: Scene) -> None:
    scene("# 一\n\n汉字\n")
    assert "「一」" in told(scene, "showReadingTime", scene.uri, 2)


def test_a_line_past_the_end_means_the_last_section(scene: Scene) -> None:
    scene("# 一\n\n汉字\n")
    assert "「一」" in told(scene, "showReadingTime", scene.uri, 9999)


def test_an_english_note_is_told_of_in_english(scene: Scene) -> None:
    scene("# Plan\n\none two\n")
    assert told(scene, "showReadingTime", scene.uri, 0) == (
        "Info: Section “Plan”: 3 words, of them 0 Han characters and 3 Latin words; "
        "0.01 min at 300 words a minute."
    )


def test_tasks_are_told_with_the_next_one(scene: Scene) -> None:
    scene("- [x] 😀 读论文\n- [ ] 写 **笔记**\n- [ ] 跑实验\n")
    assert told(scene, "showTasks", scene.uri) == (
        "Info: 任务共 3 项，完成 1 项，剩余 2 项。下一项在第 2 行：写 **笔记**"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- [x] 读\n- [x] 写\n", "2 项任务全部完成。"),
        ("你好", "这篇笔记没有任务。"),
        ("- [x] read", "The task is done."),
        ("- [ ] read\n- [x] write", "1 of 2 tasks done, 1 open. Next, on line 1: read"),
        ("hello", "This note has no tasks."),
    ],
)
def test_tasks_done_or_missing_are_said_to_be(scene: Scene, text: str, message: str) -> None:
    scene(text)
    assert told(scene, "showTasks", scene.uri) == f"Info: {message}"


@pytest.mark.parametrize(
    "arguments", [(), (None,), (7,), ([],), ("file:///nowhere.md",), ("file:///nowhere.md", None)]
)
@pytest.mark.parametrize("command", ["showReadingTime", "showTasks"])
def test_a_command_without_a_note_says_what_it_needs(
    scene: Scene, command: str, arguments: tuple[Any, ...]
) -> None:
    scene("你好")
    assert told(scene, command, *arguments) == (
        f"Warning: notes-lsp.{command} needs the URI of a note as its argument."
    )


@pytest.mark.parametrize("line", ["2", -1, True, 1.5, {}])
def test_a_wrong_line_says_what_is_needed(scene: Scene, line: Any) -> None:
    scene("你好", settings={"language": "zh"})
    assert told(scene, "showReadingTime", scene.uri, line) == (
        "Warning: notes-lsp.showReadingTime：参数应为行号或 null。"
    )


def test_every_command_is_named_after_the_product(scene: Scene) -> None:
    assert all(name.startswith("notes-lsp.") for name in COMMANDS)
