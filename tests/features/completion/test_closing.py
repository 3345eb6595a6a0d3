"""Whatever closing brackets stand behind the cursor, what is completed is closed exactly once.

But for paths: they stay as open as they are."""

from __future__ import annotations

from itertools import product

import pytest

from notes_lsp.features.client import ClientProfile
from tests.features.completion import taken
from tests.scene import FULL_CLIENT, PLAIN_CLIENT, Scene

VAULT = """
-- file.md
---
title: 文件
aliases: [text]
---
# h one
一段 ^id1
-- two words.md
-- 图.png
-- 数据.csv
-- 笔记.md
"""
DEFINED = "\n\n[foo]: https://example.com\n\n[^foo]: 脚注\n\n标签 #tag\n"

KINDS = [
    ("[[fi", "]]", "[[file]]"),
    ("![[fi", "]]", "![[file]]"),
    ("![[图", "]]", "![[图.png]]"),
    ("[[数据", "]]", "[[数据.csv]]"),
    ("[[file|te", "]]", "[[file|text]]"),
    ("[[file#h", "]]", "[[file#h one]]"),
    ("[[file#h o", "]]", "[[file#h one]]"),
    ("[[two w", "]]", "[[two words]]"),
    ("[[file#", "]]", "[[file#h one]]"),
    ("[[file#^i", "]]", "[[file#^id1]]"),
    ("[[##h", "]]", "[[file#h one]]"),
    ("[[wenj", "]]", "[[file|文件]]"),
    ("[t][fo", "]", "[t][foo]"),
    ("[fo", "]", "[foo]"),
    ("说[^fo", "]", "说[^foo]"),
    ("见 #ta", "", "见 #tag"),
]
"""What is typed, what closes it, what comes of it."""

BEHIND = ["", " 后面的 text", "。后面", " | 甲 | 乙", " [y](b.md) 和 [[c]]"]
PLACES = ["😀 {}", "- [ ] 😀 {}", "> 😀 {}", "1. 甲\n   - 😀 {}", "| 甲 |\n| - |\n| 😀 {} |"]


@pytest.mark.parametrize("client", [FULL_CLIENT, PLAIN_CLIENT], ids=["full", "plain"])
@pytest.mark.parametrize(("typed", "close", "after"), KINDS, ids=[kind for kind, *_ in KINDS])
def test_it_is_closed_once_and_what_follows_stays(
    scene: Scene, typed: str, close: str, after: str, client: ClientProfile
) -> None:
    """`[[fi▮] text` became `[[file]]] text`."""
    for place, behind in product(PLACES, BEHIND):
        if "|" in place + behind and "|" in typed + after:
            continue
        expected = place.format(after + behind) + DEFINED
        for there in range(len(close) + 1):
            text = place.format(f"{typed}▮{close[:there]}{behind}")
            assert taken(scene(VAULT + text + DEFINED, client=client)) == expected, text


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("[[fi▮le] text", "[[file]] text"),
        ("[[fi▮#h one] text", "[[file#h one]] text"),
        ("[[fi▮|别名] text", "[[file|别名]] text"),
        ("[[wenj▮|别名] text", "[[file|别名]] text"),
        ("[见 [[fi▮](b.md)", "[见 [[file]]](b.md)"),
        ("[见 [[fi▮] 。", "[见 [[file]]] 。"),
        ("[[fi▮]]] text", "[[file]]] text"),
        ("[[fi▮ 甲] text", "[[file]] 甲] text"),
        ("[[fi▮][x]", "[[file]]][x]"),
        ("[[fi▮][[b]]", "[[file]][[b]]"),
        ("{[[fi▮]}", "{[[file]]}"),
        ("说[^fo▮o] text", "说[^foo] text"),
        ("说[^fo▮ text] 和", "说[^foo] text] 和"),
        ("[fo▮o] text", "[foo] text"),
        ("[x]: <fi▮>", "[x]: <file.md>"),
        ("[x](fi▮#h)", "[x](file.md#h)"),
        ('[x](fi▮ "题")', '[x](file.md "题")'),
        ('<a href="fi▮">', '<a href="file.md">'),
        ("> [!no▮] 题", "> [!note] 题"),
        ("> [!no▮", "> [!note] "),
    ],
)
def test_rests_and_outer_brackets(scene: Scene, text: str, after: str) -> None:
    """A lone bracket that another `[` waits for is left to it."""
    assert taken(scene(VAULT + text + DEFINED)) == after + DEFINED


@pytest.mark.parametrize("client", [FULL_CLIENT, PLAIN_CLIENT], ids=["full", "plain"])
@pytest.mark.parametrize(
    ("typed", "close", "after"),
    [
        ("[x](two%20w", ")", "[x](two%20words.md"),
        ("[x](<two w", ">)", "[x](<two words.md"),
        ("[x](fi", ")", "[x](file.md"),
        ("[x](file.md#h", ")", "[x](file.md#h-one"),
        ("![](图", ")", "![](图.png"),
        ("[x]: <fi", ">", "[x]: <file.md"),
        ('<a href="fi', '">', '<a href="file.md'),
    ],
)
def test_a_path_stays_as_open_as_it_is(
    scene: Scene, typed: str, close: str, after: str, client: ClientProfile
) -> None:
    """A `#` or a title may follow, and a bracket that one types out of habit is not doubled."""
    for there in range(len(close) + 1):
        text = f"{typed}▮{close[:there]}"
        assert taken(scene(VAULT + text + DEFINED, client=client)) == (
            after + close[:there] + DEFINED
        ), text


def test_a_folder_leaves_the_link_open(scene: Scene) -> None:
    assert taken(scene("-- 子/甲.md\n-- 笔记.md\n[x](子▮"), "子/") == "[x](子/\n"
