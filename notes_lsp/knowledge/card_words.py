"""The words of the cards themselves, in the two languages they come in."""

from __future__ import annotations

import re
from typing import Final

from notes_lsp.knowledge.entry import Text

_WORDS: Final = {
    "zh": {
        "options": "选项",
        "more options": "… 还有 {} 个选项",
        "subcommands": "子命令",
        "more": "… 还有 {} 个",
        "choices": "可选值",
        "optional": "参数可省略",
        "platform": "平台",
        "package": "软件包",
        "latex package": "宏包",
        "example": "示例",
        "deprecated": "已过时",
        "use": "请改用 {}",
        "see also": "另见",
        "preferred": "推荐写法",
        "discouraged": "不推荐",
        "display": "只能用在独行公式（`$$…$$`）里",
        "text mode": "用在文字里，不用在公式里",
        "no katex": "KaTeX 不认识这个命令",
        "environment": "环境",
        "causes": "可能的原因",
        "signs": "表现",
        "checks": "检查",
        "remedies": "处理",
        "bundled": "{}（notes-lsp 内置）",
        "more definitions": "另有 {} 处定义",
        "colon": "：",
        "stop": "。",
    },
    "en": {
        "options": "Options",
        "more options": "… and {} more options",
        "subcommands": "Subcommands",
        "more": "… and {} more",
        "choices": "One of",
        "optional": "the argument may be left out",
        "platform": "Runs on",
        "package": "Package",
        "latex package": "Package",
        "example": "Example",
        "deprecated": "Deprecated",
        "use": "use {}",
        "see also": "See also",
        "preferred": "Preferred",
        "discouraged": "Better not",
        "display": "Only in display formulas (`$$…$$`)",
        "text mode": "For text, not for formulas",
        "no katex": "KaTeX does not know this command",
        "environment": "environment",
        "causes": "Possible causes",
        "signs": "Sign",
        "checks": "Check",
        "remedies": "Remedy",
        "bundled": "{} (bundled with notes-lsp)",
        "more definitions": "{} more",
        "colon": ": ",
        "stop": ".",
    },
}

_MARKS = re.compile(r"([\\`*_\[\]<>|#$~])")


def word(name: str, lang: str, *values: object) -> str:
    """A word of the card in a language; English where the language is not known."""
    return _WORDS.get(lang, _WORDS["en"])[name].format(*values)


def label(name: str, lang: str, said: str) -> str:
    """`**Name:** what is said`."""
    return f"**{word(name, lang)}**{word('colon', lang)}{said}"


def told(text: Text | str, lang: str) -> str:
    """A text in the language, else in whichever it is there; empty when there is none."""
    if isinstance(text, str):
        return text
    return text.get(lang) or next(iter(text.values()), "")


def escaped(text: str) -> str:
    """Plain text as Markdown."""
    return _MARKS.sub(r"\\\1", text)


def code(text: str) -> str:
    """Code as Markdown, also where it holds backquotes."""
    longest = max(map(len, re.findall(r"`+", text)), default=0)
    marks = "`" * (longest + 1)
    return f"{marks} {text} {marks}" if longest else f"`{text}`"
