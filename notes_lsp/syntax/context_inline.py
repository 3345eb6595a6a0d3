"""What a cursor is in within a line of text, read from the left up to the cursor.

A parser reads finished text and pairs an open `$`, backquote or bracket with the next one that it
meets, which may belong to something else. Here only what stands before the cursor opens anything;
the text behind says at most whether it is closed.
"""

from __future__ import annotations

import re

from notes_lsp.syntax.context_code import code_typing
from notes_lsp.syntax.context_html import tag_typing
from notes_lsp.syntax.context_link import (
    destination_typing,
    footnote_typing,
    reference_typing,
    wiki_typing,
)
from notes_lsp.syntax.context_math import display_typing, formula_typing, tex_typing
from notes_lsp.syntax.context_stretch import Answer, Stretch
from notes_lsp.syntax.context_typing import Typing, nothing

_MARK = re.compile(
    rb"(?P<escape>\\[^\n])"
    rb"|(?P<code>`+)"
    rb"|(?P<math>\$+)"
    rb"|(?P<wiki>!?\[\[)"
    rb"|(?P<footnote>\[\^)"
    rb"|(?P<destination>\]\()"
    rb"|(?P<reference>\]\[)"
    rb"|(?P<open>!?\[)"
    rb"|(?P<close>\])"
    rb"|(?P<comment><!--)"
    rb"|(?P<html></?[A-Za-z])"
    rb"|(?P<url>(?:https?|ftp|file)://[^\s<>\[\]()`$|\\\x80-\xff]*)"
)


def inline_typing(stretch: Stretch) -> Typing | None:
    """What is open at the cursor; None in plain text."""
    at = stretch.start
    images: list[bool] = []  # for each open `[`
    while mark := _MARK.search(stretch.data, at, stretch.offset):
        answer = _answer(stretch, mark, images)
        if not isinstance(answer, int):
            return answer
        at = answer
    return None


def _answer(stretch: Stretch, mark: re.Match[bytes], images: list[bool]) -> Answer:
    match mark.lastgroup:
        case "escape":
            return tex_typing(stretch, mark[0], mark.end())
        case "code":
            return code_typing(stretch, mark[0], mark.end())
        case "math" if len(mark[0]) == 1:
            return formula_typing(stretch, mark.end())
        case "math" if len(mark[0]) == 2:
            return display_typing(stretch, mark.end())
        case "html":
            return tag_typing(stretch, mark.start())
        case "comment":
            end = stretch.data.find(b"-->", mark.end(), stretch.offset)
            return nothing(stretch.offset) if end < 0 else end + 3
        case "url":
            return nothing(stretch.offset) if mark.end() == stretch.offset else mark.end()
        case _:
            return _bracket(stretch, mark, images)


def _bracket(stretch: Stretch, mark: re.Match[bytes], images: list[bool]) -> Answer:
    image = mark[0].startswith(b"!")
    match mark.lastgroup:
        case "wiki":
            answer = wiki_typing(stretch, mark.end(), embed=image)
            if answer is not None:
                return answer
            images += [image, False]
        case "footnote":
            return footnote_typing(stretch, mark.end())
        case "open":
            images.append(image)
        case "destination" if images:
            return destination_typing(stretch, mark.end(), image=images.pop())
        case "reference" if images:
            images.pop()
            return reference_typing(stretch, mark.end())
        case _ if images:
            images.pop()
    return mark.end()
