"""Formatting: white space in order, nothing said otherwise."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types
from markdown_it import MarkdownIt

from notes_lsp.features.format.layout import applied, laid_out
from notes_lsp.features.format.meaning import meaning
from notes_lsp.features.formatting import formatting, on_type_formatting, range_formatting
from notes_lsp.syntax import parse
from notes_lsp.text import Buffer, Span
from notes_lsp.vault import Edit
from tests.scene import Scene

OPTIONS = types.FormattingOptions(4, True)
_REAL = Path(__file__).parents[3] / "shared" / "real-notes"
_OWN = Path(__file__).parents[2]


def driven(work: Iterator[None]) -> list[types.TextEdit]:
    """What a feature of the idle lane answers."""
    while True:
        try:
            next(work)
        except StopIteration as finished:
            return list(finished.value)


def formatted(scene: Scene, options: types.FormattingOptions = OPTIONS) -> str:
    """The note after it was formatted."""
    params = types.DocumentFormattingParams(scene.document, options)
    return scene.applied(driven(formatting(scene.snapshot, params, scene.client)))


def range_formatted(scene: Scene) -> str:
    params = types.DocumentRangeFormattingParams(scene.document, scene.range, OPTIONS)
    return scene.applied(driven(range_formatting(scene.snapshot, params, scene.client)))


def typed(scene: Scene, sign: str) -> str:
    """The note after `sign` was typed before the cursor."""
    params = types.DocumentOnTypeFormattingParams(scene.document, scene.position, sign, OPTIONS)
    return scene.applied(on_type_formatting(scene.snapshot, params, scene.client))


def exactly(scene: Scene, text: str) -> None:
    """Set the scene with a text whose empty lines are not to be tidied up."""
    scene("▮")
    scene.buffers[scene.current] = Buffer.of(text)
    scene.vault.change(scene.uri, [Edit(text, None, None)], 2, scene.client.encoding)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "|命令|定义|备注|\n|---|:-:|--:|\n|`ls`|列出😀|x|\n|a|b|\n",
            "| 命令 |  定义  | 备注 |\n| ---- | :----: | ---: |\n| `ls` | 列出😀 |    x |\n"
            "| a    |   b    |\n",
        ),
        (
            "a|b\n-|-\n卷积网络|2  \n",
            "a        | b\n-------- | ---\n卷积网络 | 2\n",
        ),
        (
            "> |a|\r\n> |-|\r\n> |长长长|\r\n",
            "> | a      |\r\n> | ------ |\r\n> | 长长长 |\r\n",
        ),
        (
            "- x\n\n  |a|b|\n  |-|-|\n  |$x\\vert$||\n",
            "- x\n\n  | a        | b   |\n  | -------- | --- |\n  | $x\\vert$ |     |\n",
        ),
        (
            "|a|\n|-|\n|👨‍👩‍👧 e\u0301|\n",
            "| a    |\n| ---- |\n| 👨‍👩‍👧 e\u0301 |\n",
        ),
    ],
)
def test_tables_are_lined_up_as_they_are_drawn(scene: Scene, before: str, after: str) -> None:
    scene(before)
    assert formatted(scene) == after
    scene(after)
    assert formatted(scene) == after


def test_a_row_that_a_bar_cut_is_left_as_it_is(scene: Scene) -> None:
    scene("|a|b|\n|-|-|\n|$|x|$|y|\n|长|b|\n")
    assert formatted(scene) == "| a   | b   |\n| --- | --- |\n|$|x|$|y|\n| 长  | b   |\n"


def test_a_column_wider_than_a_window_is_not_lined_up(scene: Scene) -> None:
    wide = "字" * 60
    scene(f"|a|b|\n|-|-|\n|{wide}|x|\n")
    assert formatted(scene) == f"| a | b   |\n| --- | --- |\n| {wide} | x   |\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("😀 文 \n", "😀 文\n"),
        ("文\t\n\n  \n次  \n\n", "文\n\n\n次\n\n"),
        ("# 题  \n文", "# 题\n\n文"),
        (
            "甲\n# 题\n乙\n```py\nx = 1  \n```\n丙\r\n",
            "甲\n\n# 题\n\n乙\n\n```py\nx = 1  \n```\n\n丙\r\n",
        ),
    ],
)
def test_white_space_that_means_nothing_goes(scene: Scene, before: str, after: str) -> None:
    exactly(scene, before)
    assert formatted(scene) == after


@pytest.mark.parametrize(
    "note",
    [
        "甲  \n乙\n",
        "```\nx  \n  \n```\n",
        "    code  \n    \n    more\n",
        "$$\na  \nb\n$$\n",
        "<div>  \n</div>\n",
        "- \n- [ ] \n",
        "文 \\ \n次\n",
        "---\ntitle: x  \n---\n",
        "<!-- notes-lsp-disable-next-line math.plain-tex -->\n# $a \\over b$\n\n文\n",
        "# 题\n{.class}\n",
        "```\nx\n```\n^block\n",
        "::: tip\n# 题\n:::\n",
        "- 甲\n  # 题\n  乙\n",
        "\x0c| 甲 | b |\n|:-|-:|\n| 长 | c |\n",
    ],
)
def test_what_means_something_stays(scene: Scene, note: str) -> None:
    exactly(scene, note)
    assert formatted(scene) == note


@pytest.mark.parametrize(
    ("options", "before", "after"),
    [
        ({"trim_trailing_whitespace": False}, "文 \n", "文 \n"),
        ({"insert_final_newline": True}, "甲\r\n乙", "甲\r\n乙\r\n"),
        ({"trim_final_newlines": True}, "甲\r\n\r\n\r\n", "甲\r\n"),
        ({"trim_final_newlines": True}, "```\nx\n\n\n", "```\nx\n\n\n"),
        ({}, "甲\n\n\n", "甲\n\n\n"),
    ],
)
def test_the_editors_options_are_kept(
    scene: Scene, options: dict[str, bool], before: str, after: str
) -> None:
    exactly(scene, before)
    assert formatted(scene, types.FormattingOptions(4, True, **options)) == after


def test_a_range_touches_its_lines_and_whole_tables(scene: Scene) -> None:
    scene("甲 \n乙« \n\n|a|\n|-|\n»|长长|\n\n丙 \n# 题\n文\n")
    assert range_formatted(scene) == ("甲 \n乙\n\n| a    |\n| ---- |\n| 长长 |\n\n丙 \n# 题\n文\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("|名|b|\n|-|-|\n|长长|2|▮\n", "| 名   | b   |\n| ---- | --- |\n| 长长 | 2   |\n"),
        ("|a|b|\n|-|-|\n|x|▮2|\n", "|a|b|\n|-|-|\n|x|2|\n"),
        ("文 |▮\n", "文 |\n"),
        ("`|▮` \n", "`|` \n"),
    ],
)
def test_a_bar_finishes_a_row(scene: Scene, before: str, after: str) -> None:
    scene(before)
    assert typed(scene, "|") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("|a|\n|-|\n|长长|\n▮\n", "| a    |\n| ---- |\n| 长长 |\n\n"),
        ("- 甲\n▮乙\n", "- 甲\n  乙\n"),
        ("1. 甲\n   - 😀\n▮乙\n", "1. 甲\n   - 😀\n     乙\n"),
        ("- 甲\n▮- 乙\n", "- 甲\n- 乙\n"),
        ("- 甲\n▮\n", "- 甲\n\n"),
        ("文\n▮次\n", "文\n次\n"),
        ("- 甲\n\n▮乙\n", "- 甲\n\n乙\n"),
        ("- 甲😀\n▮===\n", "- 甲😀\n===\n"),  # under its text it would make a heading of it
        ("- 甲|乙\n▮-|-\n", "- 甲|乙\n-|-\n"),
        ("- [甲]: b\n▮乙\n", "- [甲]: b\n乙\n"),  # within the item to some readers only
    ],
)
def test_a_line_break_goes_on_where_it_was(scene: Scene, before: str, after: str) -> None:
    scene(before)
    assert typed(scene, "\n") == after


# --- the law: what is said stays, and once is enough ------------------------------------------

_JUDGE = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_CODE = re.compile(r"(<pre>.*?</pre>)", re.DOTALL)
_SPACES = re.compile(r"\s+(?=<|\Z)|(?<=>)\s+|[ \t]+(?=\n)")


def rendered(text: str) -> str:
    """What another reader of Markdown makes of a text."""
    pieces = _CODE.split(_JUDGE.render(text))
    return "".join(
        piece if piece.startswith("<pre>") else _SPACES.sub("", piece) for piece in pieces
    )


def laid(text: str) -> str:
    note = parse(Buffer.of(text))
    work = laid_out(note, Span(0, len(note.buffer)))
    while True:
        try:
            next(work)
        except StopIteration as finished:
            return applied(note.buffer.data, finished.value).decode()


def assert_same(text: str) -> None:
    """What is said stays the same, only white space and dashes differ, and once is enough."""
    after = laid(text)
    front = parse(Buffer.of(text)).front_matter
    body = front.span.end if front else 0
    assert meaning(parse(Buffer.of(after))) == meaning(parse(Buffer.of(text)))
    assert re.sub(r"[\s-]+", "", after) == re.sub(r"[\s-]+", "", text)
    old, new = text.encode()[body:].decode(), after.encode()[body:].decode()
    if "[^1]:" not in text and ":::" not in text:  # of which the judge knows nothing
        assert rendered(new) == rendered(old)
    assert laid(after) == after


_PIECES = st.sampled_from(
    [
        "甲", "b", "  ", " ", "\t", "\n", "\n\n", "\r\n", "# ", "- ", "1. ", "> ", "|", "|-|-|\n",
        "| a | 长 |\n", "```\n", "$", "$$\n", "<b>", "<!-- x -->", "[a](b)", "`", "    ", "***\n",
        "\\", "😀", ":-:|", "[^1]: ", "[x]: y\n", "===\n", "---\n", "::: tip\n", ":::\n", "^id",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=24))
def test_hostile_texts_say_the_same(pieces: list[str]) -> None:
    assert_same("".join(pieces))


def real_notes() -> list[Path]:
    """Our own notes, and real ones where they are."""
    own = [*_OWN.glob("docs/*.md"), *_OWN.glob("examples/vault/**/*.md"), _OWN / "README.md"]
    real = sorted(_REAL.glob("**/*.md"))[:: 1 if os.environ.get("ALL_NOTES") else 25]
    return [*own, *real]


@pytest.mark.parametrize("path", real_notes(), ids=lambda path: path.name)
def test_real_notes_say_the_same(path: Path) -> None:
    assert_same(path.read_text(encoding="utf-8"))


def test_a_long_table_is_lined_up_in_slices(scene: Scene) -> None:
    exactly(scene, "| a | 中 |\n|--|--|\n" + "| b | c |\n" * 3000)
    params = types.DocumentFormattingParams(scene.document, OPTIONS)
    assert len(list(formatting(scene.snapshot, params, scene.client))) > 6
