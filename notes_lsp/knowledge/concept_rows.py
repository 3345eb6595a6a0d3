"""Names in a glossary's first column: `困惑度 Perplexity (PPL)` is one entry with three names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notes_lsp.knowledge.cells import code_in, has_han, language_of, links_in, plain, portable
from notes_lsp.knowledge.entry import Example, Term, Words

_BRACKETS = re.compile(r"(?P<before>\S?)(?P<space>\s*)[(（](?P<inside>[^()（）]*)[)）]")
_COMMA = re.compile(r"\s*[、,，;；]\s*|\s+(?:或|or|aka)\s+|\s+/\s+", re.IGNORECASE)
_SLASH = re.compile(r"/")
_HAN_THEN_LATIN = re.compile(r"([^A-Za-z]*[\u3400-\u9fff])\s+([A-Za-z][^\u3400-\u9fff]+)")
_LATIN_THEN_HAN = re.compile(r"([A-Za-z][^\u3400-\u9fff]+?)\s+([\u3400-\u9fff][^A-Za-z]*)")
_HAN_WITH_LATIN = re.compile(r"([\u3400-\u9fff]{2,12})\s*[(（]\s*([A-Za-z][^()（）]*?)\s*[)）]")
_LETTER_PAIR = re.compile(r"[^\W\d_]{2}")

_NATURES = (
    "算法 函数 网络 模型 优化器 检验 层 方法 机制 架构 结构 协议 命令 定理 定律 分布 距离 "
    "矩阵 变换 公式 方程 系数 指数 指标 损失 误差 编码 解码 格式 框架 库 工具 平台 语言 语句 "
    "引擎 系统 数据集 集合 范数 分解 回归 采样 搜索 正则化 归一化 初始化 并行 缓存 锁 树 图 "
    "表 值 率 法 键 类 接口 参数 变量 神经网络 激活函数 损失函数 正态分布 注意力"
)
"""What a thing is, behind its Latin name: `Adam 优化器` is one name, not two."""
_ARE_NATURES = frozenset(_NATURES.split())

_REMARKS = (
    "推荐 默认 可选 重要 了解 待补充 待续 略 常用 不常用 已弃用 "
    "todo tbd optional default deprecated recommended"
)
_ARE_REMARKS = frozenset(_REMARKS.split())
"""What stands in brackets behind a name and is none."""


def term(
    name: str, aliases: list[str], content: str, notes: list[str], examples: list[str]
) -> Term | None:
    """The term of a row, its cells given as written; None where no name can be read."""
    names = [*names_in(name), *(each for cell in aliases for each in names_in(cell))]
    names = list(dict.fromkeys(names))
    if not names:
        return None
    summary = portable(content)
    explained = _HAN_WITH_LATIN.match(plain(content))
    if explained and is_abbreviation(names[0], explained[2]):
        names += [explained[2], explained[1]]
    expansion = next(
        (long for long in names for short in names if is_abbreviation(short, long)), ""
    )
    codes, more = _examples(examples)
    details = "\n\n".join(filter(None, (portable(cell) for cell in (*notes, *more))))
    language = language_of(summary + details)
    cells = (name, *aliases, content, *notes, *examples)
    return Term(
        name=names[0],
        aliases=tuple(dict.fromkeys(names[1:])),
        expansion=expansion,
        languages={language: Words(summary=summary, details=details)},
        links=tuple({link.url: link for cell in cells for link in links_in(cell)}.values()),
        examples=codes,
    )


def names_in(cell: str) -> list[str]:
    """The names in a cell, the first one first; brackets, commas, slashes, scripts part them."""
    text = plain(cell)
    inside: list[str] = []

    def take(match: re.Match[str]) -> str:
        glued = match["before"].isascii() and match["before"].isalnum() and not match["space"]
        if glued and not _LETTER_PAIR.search(match["inside"]):
            return match[0]  # f(x)
        inside.append(match["inside"])
        return match["before"] + " , "

    outside = _BRACKETS.sub(take, text)
    names = [name for part in (outside, *inside) for name in _parted(part)]
    return [name for name in dict.fromkeys(names) if _is_name(name)]


def is_abbreviation(short: str, long: str) -> bool:
    """Whether `short` stands for `long`: its letters are there in order, the first one first."""
    letters = short.casefold().replace("-", "").replace(".", "")
    capitals = sum(map(str.isupper, short))
    if not (2 <= len(letters) <= 8 and letters.isalnum() and letters.isascii()) or capitals < 2:
        return False
    words = long.casefold()
    if has_han(long) or len(words) <= len(letters) + 1 or long.isupper() or " " in short:
        return False
    at = 0
    for letter in letters:
        if letter.isdigit():
            continue
        at = words.find(letter, at) + 1
        if at == 0:
            return False
    return words[0] == letters[0]


def _parted(text: str) -> Iterator[str]:
    for part in _COMMA.split(text):
        for written in _at_slashes(part):
            piece = " ".join(written.split()).strip(" :：.。\"'“”")
            scripts = _HAN_THEN_LATIN.fullmatch(piece) or _LATIN_THEN_HAN.fullmatch(piece)
            if scripts and not _is_one(scripts[1], scripts[2]):
                yield from scripts.groups()
            else:
                yield piece


def _at_slashes(text: str) -> list[str]:
    """`token/word segmentation` in two; `TCP/IP`, `I/O` and `A/B test` as they are."""
    parts = _SLASH.split(text)
    if any(len(part.split(" ")[0]) <= 3 and not has_han(part) for part in parts):
        return [text]
    return parts


def _is_one(first: str, second: str) -> bool:
    if not _LETTER_PAIR.search(first) or not _LETTER_PAIR.search(second):
        return True
    return not has_han(first) and second in _ARE_NATURES


def _is_name(name: str) -> bool:
    return any(map(str.isalpha, name)) and name.casefold() not in _ARE_REMARKS and len(name) <= 80


def _examples(cells: list[str]) -> tuple[tuple[Example, ...], list[str]]:
    """Code in cells of examples as examples; cells without code are told as they are."""
    codes = [Example(code=code) for cell in cells for code in code_in(cell)]
    return tuple(codes), [cell for cell in cells if not code_in(cell)]
