"""How what is being typed is closed: exactly once, whatever closing brackets stand there.

Where the text behind the cursor closes the link already, nothing is added. Where it does not, the
marks are added, and those of them that stand right there are taken over: `[[no▮]` has one bracket.
A path stays open: a `#` or a title may follow.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from notes_lsp.features.completion.offer import Asking
from notes_lsp.syntax.context_typing import FootnoteTyping, WikiTyping

_ONE_BRACKET = re.compile(rb"[^\s\[\]|#\\]*((?:#|\\?\|)[^\[\]\n]*)?\](?![\](:]|\[(?!\[))")
_LABEL_REST = re.compile(rb"[^\[\]\s]*\]")


class Closing(NamedTuple):
    """What is put behind a completed piece."""

    end: int
    """Up to where the text behind the cursor is replaced."""
    marks: str
    """What is written behind the piece in its place."""


def of_wiki_link(asking: Asking[WikiTyping]) -> Closing:
    """`]]`, and what stands between the piece and a lone bracket: `[[no▮|name]`."""
    typing, offset = asking.typing, asking.place.offset
    if typing.closed:
        return Closing(typing.tail, "")
    one = _ONE_BRACKET.match(asking.behind)
    if one is None or _is_within_brackets(asking):
        return Closing(offset, "]]")
    return Closing(offset + one.end(), (one[1] or b"").decode("utf-8", "replace") + "]]")


def of_footnote(asking: Asking[FootnoteTyping]) -> Closing:
    """`]`; a label has no spaces, so that a bracket further on belongs to something else."""
    rest = _LABEL_REST.match(asking.behind)
    if rest is None:
        return Closing(asking.place.offset, "]")
    return Closing(asking.place.offset + rest.end() - 1, "")


def _is_within_brackets(asking: Asking[WikiTyping]) -> bool:
    """Whether a `[` is open before the link, that the lone bracket belongs to: `[see [[no▮](…)`."""
    data, begin = asking.place.note.buffer.data, asking.typing.note.start - 2
    before = data[asking.place.note.buffer.line_around(begin).start : begin]
    return before.count(b"[") > before.count(b"]")
