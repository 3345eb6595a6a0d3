"""What stands over a note and its sections."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from notes_lsp.features.code_lens import code_lens
from notes_lsp.features.lens_reading_time import reading_times
from notes_lsp.syntax import parse
from notes_lsp.text import Buffer, Encoding, Span
from notes_lsp.text.reading_labels import LABELS
from notes_lsp.vault import Settings
from tests.scene import Scene

CASES = json.loads(
    (Path(__file__).parents[1] / "text/data/reading_time_cases.json").read_text("utf-8")
)


def drawn(scene: Scene) -> str:
    """Each lens as `line: title`, lines from 1."""
    lenses = scene.ask(code_lens, types.CodeLensParams(scene.document))
    return "\n".join(
        f"{lens.range.start.line + 1}: {lens.command.title}" for lens in lenses if lens.command
    )


def test_reading_time_stands_above_the_front_matter(scene: Scene) -> None:
    scene(f"---\ntitle: 训练\n---\n\n😀 {'训练' * 250}")
    assert drawn(scene) == "1: 大约 2 分钟"


@pytest.mark.parametrize(
    ("han", "title"), [(298, "小于 1 分钟"), (299, "大约 1 分钟"), (449, "大约 2 分钟")]
)
def test_minutes_are_rounded_as_the_site_does(scene: Scene, han: int, title: str) -> None:
    scene("汉" * han)
    assert drawn(scene) == f"1: {title}"


def test_the_reading_speed_is_a_setting(scene: Scene) -> None:
    scene("汉" * 300, settings={"lens": {"wordsPerMinute": 100}})
    assert drawn(scene) == "1: 大约 3 分钟"


def test_an_english_note_has_an_english_label(scene: Scene) -> None:
    scene("word " * 900)
    assert drawn(scene) == "1: About 3 min"


def test_the_front_matter_says_the_language_of_the_label(scene: Scene) -> None:
    scene("---\nlang: ja-JP\n---\n\n你好", settings={"lens": {"locale": "de"}})
    assert drawn(scene) == "1: 1分以内"


def test_a_setting_says_the_language_where_the_front_matter_does_not(scene: Scene) -> None:
    scene("---\nlang: 7\n---\n\n你好", settings={"lens": {"locale": "de"}})
    assert drawn(scene) == "1: Weniger als eine Minute"


@pytest.mark.parametrize("locale", sorted(LABELS))
def test_every_locale_of_the_site_has_its_label(scene: Scene, locale: str) -> None:
    scene(f"---\nlang: {locale}\n---\n\n" + "字" * 600)
    assert drawn(scene) == f"1: {LABELS[locale].time.replace('$time', '2')}"


def test_each_section_tells_its_own_time_when_asked(scene: Scene) -> None:
    text = f"# 😀 一\n\n## 二\n\n{'汉' * 600}\n\n## 三\n\n{'汉' * 1200}\n\n# 四\n\n少"
    scene(text, settings={"lens": {"sectionReadingTime": True}})
    assert drawn(scene) == (
        "1: 大约 6 分钟\n1: 大约 6 分钟\n3: 大约 2 分钟\n7: 大约 4 分钟\n11: 小于 1 分钟"
    )


def test_a_section_that_is_the_whole_note_does_not_repeat_it(scene: Scene) -> None:
    scene("# 一\n\n文字", settings={"lens": {"sectionReadingTime": True}})
    assert drawn(scene) == "1: 小于 1 分钟"


def test_sections_may_tell_their_time_without_the_note(scene: Scene) -> None:
    scene(
        "文字\n\n# 一\n\n文字",
        settings={"lens": {"sectionReadingTime": True, "readingTime": False}},
    )
    assert drawn(scene) == "3: 小于 1 分钟"


def test_a_hash_in_a_code_block_starts_no_section(scene: Scene) -> None:
    scene(
        "文字\n\n# 一\n\n```sh\n# 注释\n```\n",
        settings={"lens": {"sectionReadingTime": True, "readingTime": False}},
    )
    assert drawn(scene) == "3: 小于 1 分钟"


def test_tasks_are_counted_at_any_depth(scene: Scene) -> None:
    scene("😀 计划\n\n- [x] 读论文\n  - [ ] 记笔记\n- [ ] 跑实验\n\n1. [X] 完成\n\n- 不是任务")
    assert drawn(scene) == "1: 小于 1 分钟\n1: 任务 2/4"


def test_an_english_note_has_tasks_in_english(scene: Scene) -> None:
    scene("- [x] read\n- [ ] write\n", settings={"lens": {"readingTime": False}})
    assert drawn(scene) == "1: tasks 1/2"


def test_the_language_of_the_editor_wins_for_tasks(scene: Scene) -> None:
    scene("- [ ] read\n", settings={"language": "zh", "lens": {"readingTime": False}})
    assert drawn(scene) == "1: 任务 0/1"


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        ("你好", {"lens": {"readingTime": False}}),
        ("- [ ] 一", {"lens": {"readingTime": False, "tasks": False}}),
        ("```\n- [ ] 代码\n```", {"lens": {"readingTime": False}}),
    ],
)
def test_nothing_to_say_is_nothing_shown(scene: Scene, text: str, settings: Any) -> None:
    scene(text, settings=settings)
    assert drawn(scene) == ""


@pytest.mark.parametrize("text", ["▮", "---\n---\n", "สวัสดีชาวโลก"])
def test_a_note_without_a_word_says_what_the_site_says(scene: Scene, text: str) -> None:
    scene(text, settings={"lens": {"locale": "zh"}})
    assert "小于 1 分钟" in drawn(scene)


def test_a_note_that_does_not_exist_has_no_lenses(scene: Scene) -> None:
    scene("你好")
    missing = types.TextDocumentIdentifier("file:///nowhere/at/all.md")
    assert scene.ask(code_lens, types.CodeLensParams(missing)) == []


@pytest.mark.parametrize("encoding", Encoding)
def test_a_click_names_the_note_and_the_line_of_the_section(
    scene: Scene, encoding: Encoding
) -> None:
    scene("😀\n\n# 😀 一\n\n文字\n", settings={"lens": {"sectionReadingTime": True}}).using(
        encoding
    )
    lenses = scene.ask(code_lens, types.CodeLensParams(scene.document))
    assert [(lens.range.start, lens.command.arguments) for lens in lenses] == [
        (types.Position(0, 0), (scene.uri, None)),
        (types.Position(2, 0), (scene.uri, 2)),
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_words_counted_by_line_add_up_to_what_the_site_counts(case: dict[str, Any]) -> None:
    note = parse(Buffer.of(case["text"]))
    cuts = [*note.buffer.line_starts, len(note.buffer)]
    lines = [Span(start, end) for start, end in pairwise(cuts)]
    times = reading_times(note, lines, Settings())
    assert sum(time.counts.words for time in times) == case["words"]
