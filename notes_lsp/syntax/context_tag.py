"""A tag that is being typed."""

from __future__ import annotations

import re
import unicodedata

from notes_lsp.syntax.context_typing import TagTyping
from notes_lsp.text import Span

_TAG = re.compile(r"#([^\s#!-,.:-@\[-^`{-~]*)\Z")
_STARTS_BEHIND = " \t\r\n([{,;|*~>"
_LONGEST = 256


def tag_before(data: bytes, start: int, offset: int) -> TagTyping | None:
    """The `#tag` that ends at the cursor, by the rule of the tags that a note is read with."""
    before = data[max(start, offset - _LONGEST) : offset].decode("utf-8", "ignore")
    tag = _TAG.search(before)
    if tag is None or not _may_start(before[: tag.start()]) or data[offset : offset + 1] == b"#":
        return None
    name = tag[1]
    if name.isdigit() or not all(_belongs(character) for character in name):
        return None
    rest = data[offset : offset + _LONGEST].decode("utf-8", "ignore")
    more = 0
    while more < len(rest) and _belongs(rest[more]):
        more += 1
    tail = offset + len(rest[:more].encode()) if name else offset
    return TagTyping(Span(offset - len(name.encode()), offset), tail, tail)


def _may_start(before: str) -> bool:
    if not before or before[-1] in _STARTS_BEHIND:
        return True
    return not before[-1].isascii() and unicodedata.category(before[-1])[0] in "PZ"


def _belongs(character: str) -> bool:
    return character in "_-/\u200d" or unicodedata.category(character)[0] in "LMNS"
