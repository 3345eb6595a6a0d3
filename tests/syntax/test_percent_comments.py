"""Obsidian's comments: what lies between `%%` and `%%`."""

from __future__ import annotations

import pytest

from notes_lsp.syntax import percent_comments
from tests.syntax.drawing import marked, read


@pytest.mark.parametrize(
    "drawn",
    [
        "😀 文 «%% 注 [[a]] %%» 文 «%%b%%»",
        "文\n\n«%%\n注\n\n# 题\n%%»\n\n文",
        "> «%% 注\n> 注 %%» 文",
        "100%% 和\n\n文 «%%注%%»",
        "`%%` «%%注%%» `%%`",
        "```mermaid\n%% a\n%% b\n```",
        "$$\n%% a\n%%\n$$",
        "\\%% a %%",
        "%% 没有结尾",
    ],
)
def test_comments_in_percent_signs(drawn: str) -> None:
    note = read(drawn.replace("«", "").replace("»", ""))
    assert marked(note, percent_comments(note)) == drawn
