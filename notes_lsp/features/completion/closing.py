"""How what is being typed is closed: exactly once, whatever closing brackets stand there.

Where the text behind the cursor closes the link already, nothing is added. Where it does not, the
marks are added, and those of them that stand right there are taken over: `[[no▮]` has one bracket.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from notes_lsp.features.completion.destination import Destination, DestinationTyping
from notes_lsp.features.completion.offer import Asking
from notes_lsp.syntax.context_typing import FootnoteTyping, HtmlTyping, LinkTyping, WikiTyping

_ONE_BRACKET = re.compile(rb"[^\s\[\]|#\\]*((?:#|\\?\|)[^\[\]\n]*)?\](?![\](:]|\[(?!\[))")
_LABEL_REST = re.compile(rb"[^\[\]\s]*\]")
_PATH_REST = re.compile(rb"[^\s()<>]*>")


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


def of_destination(asking: Asking[DestinationTyping], there: Destination) -> Closing:
    """`)`, behind `>` where the path started with `<`; the quote of an HTML attribute."""
    typing = asking.typing
    angle = ">" if there.form == "angle" else ""
    if isinstance(typing, LinkTyping) and typing.closed:
        return Closing(there.end, "")
    if isinstance(typing, HtmlTyping):
        return Closing(there.end, _missing_quote(asking))
    bracket = ")" if isinstance(typing, LinkTyping) else ""
    if angle and (rest := _PATH_REST.match(asking.behind)):
        if not bracket:
            return Closing(there.end, "")
        return Closing(asking.place.offset + rest.end(), angle + bracket)
    return Closing(there.end, angle + bracket)


def _missing_quote(asking: Asking[DestinationTyping]) -> str:
    """The quote that the attribute's value started with, where there is none on the line."""
    start = asking.typing.span.start
    quote = asking.place.note.buffer.data[start - 1 : start]
    line = asking.behind.partition(b"\n")[0]
    return quote.decode() if quote in (b'"', b"'") and quote not in line else ""


def _is_within_brackets(asking: Asking[WikiTyping]) -> bool:
    """Whether a `[` is open before the link, that the lone bracket belongs to: `[see [[no▮](…)`."""
    data, begin = asking.place.note.buffer.data, asking.typing.note.start - 2
    before = data[asking.place.note.buffer.line_around(begin).start : begin]
    return before.count(b"[") > before.count(b"]")
