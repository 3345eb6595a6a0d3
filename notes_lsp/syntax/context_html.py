"""HTML tags that a cursor is in."""

from __future__ import annotations

import re

from notes_lsp.syntax.context_stretch import Answer, Stretch
from notes_lsp.syntax.context_typing import HtmlTyping, nothing
from notes_lsp.text import Span

_TAG = re.compile(rb"</?[A-Za-z][^<>`$]*>")
_ADDRESS = re.compile(rb"<[A-Za-z][A-Za-z0-9+.-]+:[^\s<>]*\Z")
_OPEN_TAG = re.compile(
    rb"</?(?P<name>[A-Za-z][A-Za-z0-9-]*)"
    rb"(?:\s+[A-Za-z_:@][\w:.-]*(?:=(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*"
    rb"(?:\s+(?P<attribute>[A-Za-z_:@][\w:.-]*)=(?P<quote>[\"'])?(?P<value>[^\"'<>]*)|\s+)?\Z"
)
_WORD = re.compile(rb"[\w-]*\Z")
_LONGEST = 1000


def tag_typing(stretch: Stretch, begin: int) -> Answer:
    """Behind a `<` and a letter: a tag that is open, the end of one, or just a sign."""
    data, offset = stretch.data, stretch.offset
    if tag := _TAG.match(data, begin, offset):
        return tag.end()
    text = data[begin:offset]
    if len(text) > _LONGEST or data[max(begin - 1, 0) : begin].isalnum():
        return begin + 1  # x<y
    if _ADDRESS.match(text):
        return nothing(offset)
    found = _OPEN_TAG.match(text)
    if found is None:
        return begin + 1
    attribute = (found["attribute"] or b"") if found["quote"] else b""
    word = _WORD.search(text)
    start = begin + (found.start("value") if attribute else word.start() if word else len(text))
    return HtmlTyping(
        Span(start, offset), offset, offset, found["name"].decode(), attribute.decode()
    )
