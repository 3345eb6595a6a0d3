"""Links as people really type them: odd names, odd places, half of something else."""

from __future__ import annotations

from datetime import date

import pytest

from notes_lsp.features.completion import dates
from notes_lsp.text import Buffer
from tests.features.completion import items, menu, taken
from tests.scene import Scene

ODD = """
-- 中文 笔记.md
## 第一节：开始
## C# 与 C++
## A | B
## 100% 确定?
-- C#入门.md
-- a|b.md
-- 100% 真.md
-- a]b.md
-- 😀 心情.md
-- v1.2.md
-- Q&A.md
-- it's.md
-- x:y.md
-- `tick`.md
-- $money$.md
-- (括号).md
-- 半(开.md
-- 50%25.md
-- 深/层/细节.md
-- 附件#1.pdf
-- 图|片.png
-- 写.md
"""


@pytest.fixture(autouse=True)
def wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dates, "today", lambda: date(2026, 11, 25))


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        ("[[中文▮", "[[中文 笔记]]"),
        ("[[中文  笔▮]]", "[[中文 笔记]]"),
        ("[[ 中▮]]", "[[中文 笔记]]"),
        ("[[中文 笔记.md▮]]", "[[中文 笔记]]"),
        ("[[中文 笔记.m▮", "[[中文 笔记]]"),
        ("[[C#▮", "[[C%23入门]]"),
        ("[[c#入▮]]", "[[C%23入门]]"),
        ("[[c#入▮] 后", "[[C%23入门]] 后"),
        ("[[C%23▮入门]]", "[[C%23入门]]"),
        ("[[a|▮", "[[a%7Cb]]"),
        ("[[100%▮", "[[100% 真]]"),
        ("[[50%▮", "[[50%25]]"),
        ("[[😀▮", "[[😀 心情]]"),
        ("[[v1.▮]]", "[[v1.2]]"),
        ("[[Q&▮", "[[Q&A]]"),
        ("[[it'▮", "[[it's]]"),
        ("[[x:▮", "[[x:y]]"),
        ("[[tic▮", "[[%60tick%60]]"),
        ("[[mon▮", "[[2026-11-23]]"),
        ("[[money▮", "[[%24money%24]]"),
        ("[[(▮", "[[(括号)]]"),
        ("[[半▮", "[[半(开]]"),
        ("[[深/层▮", "[[细节]]"),
        ("[[层/细▮", "[[细节]]"),
        ("[[附件#▮", "[[附件%231.pdf]]"),
        ("![[图|▮", "![[图%7C片.png]]"),
        ("[[中文 笔记#c▮", "[[中文 笔记#C 与 C++]]"),
        ("[[中文 笔记#100▮]]", "[[中文 笔记#100 确定?]]"),
        ("[[中文 笔记#第▮|别名]]", "[[中文 笔记#第一节：开始|别名]]"),
        ("[x](中文 笔▮)", "[x](中文%20笔记.md)"),
        ("[x](半▮", "[x](半\\(开.md"),
        ("[x](C#▮", "[x](C%23入门.md"),
        ('<a href="中▮">文</a>', '<a href="中文 笔记.md">文</a>'),
        ("<img src='图▮", "<img src='图%7C片.png"),
        ("[甲]: <中▮", "[甲]: <中文 笔记.md"),
    ],
)
@pytest.mark.parametrize("place", ["😀 {}", "> - [ ] 😀 {}"])
def test_odd_names(scene: Scene, typed: str, after: str, place: str) -> None:
    if typed.startswith("[甲]"):
        place = "{}"
    assert taken(scene(ODD + place.format(typed))) == place.format(after) + "\n"


@pytest.mark.parametrize("typed", ["[[x:▮", "[[Q&▮", "[[m-▮", "[[1t▮"])
def test_one_letter_and_a_sign_are_no_day(scene: Scene, typed: str) -> None:
    """`[[x:` offered fourteen days: x stands for 星期 and 下周."""
    assert not [label for label in menu(scene(ODD + typed)) if label.startswith("2026")]


@pytest.mark.parametrize("text", ["# 题 [[题▮", "题 [[题▮\n===", "# 题 [[题▮]]"])
def test_the_heading_that_is_being_typed_is_no_name_of_the_note(scene: Scene, text: str) -> None:
    assert menu(scene("-- a.md\n# 题目\n-- 写.md\n" + text)) == ["题目"]


PLACES = [
    "| 甲 | 乙 |\n| - | - |\n| {} | x |",
    "> [!note]\n> {}",
    "> > {}",
    "::: tip\n{}\n:::",
    "::: tip\n\n- 甲\n  - {}\n\n:::",
    "- 甲\n\n  乙 {}",
    "甲 {}\n===",
    "[^1]: 见 {}\n\n甲[^1]",
    "见 [[甲]] 和 {} 后面",
    "甲\r\n{}\r\n乙\r\n",
    '---\r\nup: "{}"\r\n---\r\n甲\r\n',
    "**{}",
    "甲{}。",
    "“{}”",
]


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("close", ["", "]]"])
def test_everywhere_and_at_the_end_of_a_file(
    scene: Scene, place: str, close: str, end: str
) -> None:
    opened_as(scene(ODD), place.format(f"[[C▮{close}") + end)
    assert taken(scene) == place.format("[[C%23入门]]") + end


@pytest.mark.parametrize(
    "place",
    [
        "`{}`",
        "``a ` {}``",
        "```\n{}",
        "~~~\n{}\n~~~",
        "    {}",
        "$a {}$",
        "$$\n{}\n$$",
        "<!-- {} -->",
        "<!--\n{}",
        "> ```\n> {}",
        "- ```\n  {}",
        "[x](https://a.b/{})",
    ],
)
@pytest.mark.parametrize("typed", ["[[C▮", "[[C▮]]", "[^1▮", "[^1▮]", "[x](C▮)", "#标▮", "[Re▮]"])
def test_silence_in_code_formulas_comments_and_addresses(
    scene: Scene, place: str, typed: str
) -> None:
    rest = "\n\n[^1]: 注\n\n[Ref]: a.md\n\n#标签\n"
    opened_as(scene("-- C.md\n-- 笔记.md\n#标签\n"), place.format(typed) + rest)
    shown = {item.label for item in items(scene)}
    assert not shown & {"C", "C.md", "1", "Ref", "标签"}


def opened_as(scene: Scene, text: str) -> None:
    """Give the open note a text as it stands: its line ends, or none at its end."""
    before, _, behind = text.partition("▮")
    scene.buffers[scene.current] = Buffer.of(before + behind)
    scene.selection = scene.selection.__class__(len(before.encode()), len(before.encode()))
    scene.vault.open(scene.uri, before + behind, 2)
