"""Lines of Chinese and English, broken as a reader expects."""

from __future__ import annotations

from itertools import pairwise

import pytest
from rich.cells import cell_len

from notes_lsp.cli.excerpt import excerpt
from notes_lsp.cli.markdown_view import breaks


def broken(text: str, width: int) -> list[str]:
    cuts = [0, *breaks(text, width), len(text)]
    return [text[start:end].rstrip() for start, end in pairwise(cuts)]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("语言模型每预测", 8, ["语言模型", "每预测"]),
        ("预测，平均", 4, ["预", "测，", "平均"]),
        ("看（附录）", 4, ["看", "（附", "录）"]),
        ("用 BF16 训练", 8, ["用 BF16", "训练"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("", 4, [""]),
        ("a b", 80, ["a b"]),
    ],
)
def test_lines_break_where_the_script_allows(text: str, width: int, lines: list[str]) -> None:
    assert broken(text, width) == lines


@pytest.mark.parametrize("width", [10, 20, 33])
@pytest.mark.parametrize("start", [0, 5, 40, 79])
def test_an_excerpt_fits_and_holds_what_matters(width: int, start: int) -> None:
    line = "汉字 and Latin " * 6
    head, body, tail = excerpt(line, start, start + 2, width)
    assert cell_len(head + body + tail) <= width
    assert body == line[start : start + 2]


def test_a_short_line_stays_whole() -> None:
    assert excerpt("汉字\tx", 2, 3, 40) == ("汉字", "    ", "x")
