"""How three editors filter and sort what a server sends: their rules, told again in few lines.

Each takes the line before the cursor, the items, and the unit of columns, and gives the labels that
are left, in the order shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lsprotocol import types

from notes_lsp.text import Encoding

_SEPARATORS = set("_-. /\\'\":$<>([{,;|@#*+=!?~^&%)]}")


def vs_code(before: str, items: list[types.CompletionItem], encoding: Encoding) -> list[str]:
    """VS Code 1.9x: fuzzy, case-blind, over the text of the item's own range.

    The first letter typed must meet the start of a word of `filterText`
    (`editor.suggest.matchOnWordStartOnly`). Better matches go first, `sortText` decides the rest.
    """
    ranked = []
    for item in items:
        word = _from(before, _start(item), encoding).lstrip()
        score = _fuzzy(word, item.filter_text or item.label)
        if score is not None:
            ranked.append((-score, item.sort_text or item.label, item.label))
    return [label for *_, label in sorted(ranked)]


def neovim(before: str, items: list[types.CompletionItem], encoding: Encoding) -> list[str]:
    """Neovim 0.11's `vim.lsp.completion`: case counts, one prefix for all.

    The prefix starts where all items' ranges start; where they differ it is the keyword.
    """
    starts = {_start(item) for item in items}
    keyword = re.search(r"\w*\Z", before)
    assert keyword is not None
    prefix = _from(before, starts.pop(), encoding) if len(starts) == 1 else keyword[0]
    left = [item for item in items if (item.filter_text or item.label).startswith(prefix)]
    return [item.label for item in sorted(left, key=_sort_text)]


def eglot(before: str, items: list[types.CompletionItem], encoding: Encoding) -> list[str]:
    """eglot 1.9 and later with markdown-mode: the symbol at point starts `filterText`, case counts.

    Where the item's range starts does not matter; what is a symbol, Emacs' syntax table tells:
    `*`, `|`, `<`, `=` are part of it, a backslash, a backquote and full-width marks are not.
    """
    symbol = re.search(r"(?:(?![，。；：！？、（）《》“”])[\w*+/&|<>=$%'-])*\Z", before)
    assert symbol is not None
    left = [item for item in items if (item.filter_text or item.label).startswith(symbol[0])]
    return [item.label for item in sorted(left, key=_sort_text)]


EDITORS: dict[str, Callable[[str, list[types.CompletionItem], Encoding], list[str]]] = {
    "VS Code": vs_code,
    "Neovim": neovim,
    "eglot": eglot,
}


def _start(item: types.CompletionItem) -> int:
    assert isinstance(item.text_edit, types.TextEdit)
    assert item.text_edit.range.start.line == item.text_edit.range.end.line
    return item.text_edit.range.start.character


def _from(before: str, column: int, encoding: Encoding) -> str:
    width = {Encoding.UTF8: "utf-8", Encoding.UTF16: "utf-16-le", Encoding.UTF32: "utf-32-le"}
    unit = {Encoding.UTF8: 1, Encoding.UTF16: 2, Encoding.UTF32: 4}[encoding]
    return before.encode(width[encoding])[column * unit :].decode(width[encoding])


def _sort_text(item: types.CompletionItem) -> str:
    return item.sort_text or item.label


def _fuzzy(word: str, text: str) -> int | None:
    """Higher is better, None is no match: letters in order, the first at a word's start."""
    if not word:
        return 0
    if text.lower().startswith(word.lower()):
        return 2
    at = _word_start(word[0], text)
    for letter in word[1:].lower() if at >= 0 else "":
        at = text.lower().find(letter, at + 1)
        if at < 0:
            return None
    return 1 if at >= 0 else None


def _word_start(letter: str, text: str) -> int:
    for place, each in enumerate(text):
        starts = place == 0 or text[place - 1] in _SEPARATORS or each.isupper()
        if each.lower() == letter.lower() and (starts or each in _SEPARATORS):
            return place
    return -1
