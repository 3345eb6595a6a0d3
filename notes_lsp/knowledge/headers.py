"""Which tables of a note hold entries, told by their header row alone.

Three kinds of tables are read, told in `docs/knowledge.md`:

    | command | 定义 | 备注 |
    | 概念 | 内容 | 备注 |
    | 名称 | 解释 | 示例 |

The first column says the kind, the next must say that it explains. `Name | Description` heads a
table of parameters far more often than a glossary, so for the third kind the words are few, and one
foreign column is enough to leave the table alone.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct


class TableKind(StrEnum):
    """What the rows of a table are."""

    COMMANDS = "commands"
    CONCEPTS = "concepts"
    NAMES = "names"
    """Terms, or LaTeX symbols where a row holds a LaTeX command."""


class Layout(Struct, frozen=True):
    """Which cell of a row holds what, by number from 0."""

    kind: TableKind
    content: int
    aliases: tuple[int, ...] = ()
    """Columns with further names."""
    examples: tuple[int, ...] = ()
    notes: tuple[int, ...] = ()


FIRST = {
    TableKind.COMMANDS: "command commands cmd 命令 指令 命令行",
    TableKind.CONCEPTS: (
        "concept concepts term terms abbreviation acronym 概念 术语 名词 词条 词汇 缩写"
    ),
    TableKind.NAMES: "name 名称 符号 symbol",
}
_EXPLAINS = "definition 定义 解释 释义 含义 意思 meaning explanation"
_DESCRIBES = f"{_EXPLAINS} description 说明 描述 介绍"
CONTENT = {
    TableKind.COMMANDS: f"{_DESCRIBES} 作用 功能 用途 purpose function",
    TableKind.CONCEPTS: f"{_DESCRIBES} content 内容",
    TableKind.NAMES: _EXPLAINS,
}
ALIASES = (
    "alias aliases 别名 又称 缩写 简称 abbreviation acronym 全称 全名 fullname "
    "英文 英文名 英文名称 英语 english 中文 中文名 中文名称 chinese"
)
EXAMPLES = "example examples 示例 例子 举例 例 用法 usage"
NOTES = (
    "note notes 备注 注释 注 补充 remark remarks comment comments 参考 链接 reference link links"
)

_MARKS = re.compile(r"[*_`~\s]|<[^>]*>")
_BRACKET = re.compile(r"[(（\[【].*$")


@lru_cache(maxsize=512)
def layout_of(headers: tuple[str, ...]) -> Layout | None:
    """The layout of a table by its header cells as written; None when it holds no entries."""
    names = [_BRACKET.sub("", _MARKS.sub("", header)).casefold().strip(":：") for header in headers]
    kind = next((kind for kind, words in FIRST.items() if names[0] in words.split()), None)
    if kind is None:
        return None
    others = [number for number in range(1, len(names)) if not _is(names[number], ALIASES)]
    if not others or not _is(names[others[0]], CONTENT[kind]):
        return None
    rest = others[1:]
    examples = tuple(number for number in rest if _is(names[number], EXAMPLES))
    # A second column that explains (`定义 | 说明`) is a note to the first.
    notes = tuple(number for number in rest if _is(names[number], f"{NOTES} {_DESCRIBES}"))
    if kind is TableKind.NAMES and len(examples) + len(notes) < len(rest):
        return None
    aliases = tuple(number for number in range(1, len(names)) if number not in others)
    return Layout(kind, others[0], aliases, examples, notes)


def _is(name: str, words: str) -> bool:
    return name in words.split()
