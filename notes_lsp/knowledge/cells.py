"""What stands in a cell of a table: its text, code, formulas and links, and its language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from notes_lsp.knowledge.entry import Link, Text

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_BACKQUOTES = re.compile(r"`+")
_MATH = re.compile(r"\$\$?([^$]+)\$\$?")
_LINK = re.compile(r"(!?)\[([^\[\]]*)\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?[^()]*\)")
_WIKI = re.compile(r"!?\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_URL = re.compile(r"https?://[^\s<>`\"|\\^{}（）()，。；、\u3400-\u9fff]+")
_TITLE_BEFORE = re.compile(r"([^\s,，;；。<>]{1,40})[:：]\s*$")
_EMPHASIS = re.compile(r"(\*\*|__|~~|==|\*|(?<!\w)_(?=\S)|(?<=\S)_(?!\w))")
_TAGS = re.compile(r"</?[A-Za-z][^<>]*>")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def unescaped(cell: str) -> str:
    r"""A cell as Markdown outside of a table: `\|` is a bar there, and `<br>` a new line."""
    return _BREAK.sub("  \n", cell.replace("\\|", "|")).strip()


def plain(cell: str) -> str:
    """A short cell as a reader sees it: no marks, tags or targets."""
    text = _BREAK.sub(" / ", cell.replace("\\|", "|"))
    text = _WIKI.sub(lambda match: match[2] or match[1], text)
    text = _LINK.sub(lambda match: "" if match[1] else match[2], text)
    text = _with_code(text, str.strip)
    return _ESCAPE.sub(r"\1", _TAGS.sub("", _EMPHASIS.sub("", text))).strip()


def portable(cell: str) -> str:
    """A cell as Markdown that reads the same in any folder: of relative links the text is kept."""
    text = _WIKI.sub(lambda match: match[2] or match[1], unescaped(cell))
    return _LINK.sub(_kept_link, text)


def links_in(cell: str) -> Iterator[Link]:
    """The web addresses in a cell, with the words that name them."""
    rest = cell
    for match in _LINK.finditer(cell):
        if not match[1] and match[3].startswith(("http://", "https://")):
            yield Link(match[3], plain(match[2]) if "://" not in match[2] else "")
            rest = rest.replace(match[0], " ")
    for match in _URL.finditer(rest):
        before = _TITLE_BEFORE.search(rest[max(0, match.start() - 60) : match.start()])
        yield Link(match[0].rstrip(".,;:!?'*_~"), plain(before[1]) if before else "")


def code_in(cell: str) -> list[str]:
    """The contents of the code spans in a cell."""
    text = cell.replace("\\|", "|")
    return [text[start + marks : end - marks].strip() for start, end, marks in _code_spans(text)]


def formulas_in(cell: str) -> list[str]:
    """The contents of the formulas in a cell."""
    return [match[1].strip() for match in _MATH.finditer(cell.replace("\\|", "|"))]


def without_code(cell: str) -> str:
    """What is left of a cell when its code spans are taken out."""
    return _with_code(cell, lambda _: "")


def has_han(text: str) -> bool:
    """Whether a Han character stands in `text`."""
    return _HAN.search(text) is not None


def language_of(text: str) -> str:
    """`zh` for a text with Han characters, else `en`."""
    return "zh" if has_han(text) else "en"


def in_its_language(text: str) -> Text:
    """A text under its language's tag; nothing for an empty one."""
    return {language_of(text): text} if text else {}


def _with_code(text: str, change: Callable[[str], str]) -> str:
    """The text with each code span replaced by what `change` makes of its content."""
    parts: list[str] = []
    at = 0
    for start, end, marks in _code_spans(text):
        parts += (text[at:start], change(text[start + marks : end - marks]))
        at = end
    return "".join((*parts, text[at:]))


def _code_spans(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and count of backquotes of each code span, as CommonMark finds them."""
    runs = [match.span() for match in _BACKQUOTES.finditer(text)]
    closing: dict[int, int] = {}
    mates: list[int | None] = []
    for number in range(len(runs) - 1, -1, -1):
        length = runs[number][1] - runs[number][0]
        mates.append(closing.get(length))
        closing[length] = number
    mates.reverse()
    number = 0
    while number < len(runs):
        mate = mates[number]
        if mate is not None:
            yield runs[number][0], runs[mate][1], runs[number][1] - runs[number][0]
            number = mate
        number += 1


def _kept_link(match: re.Match[str]) -> str:
    if match[3].startswith(("http://", "https://", "mailto:")):
        return match[0]
    return "" if match[1] else match[2]
