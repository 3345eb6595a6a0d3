r"""Brackets that pyromark would read otherwise than CommonMark or the user.

* `[[Bug #1]](https://…)` is CommonMark's inline link with the text `[Bug #1]`; pyromark takes any
  `[[…]]` for a wiki link. The inner brackets become two control bytes that no text holds, which
  `restored` turns back where a text is shown. `[[note]]` before anything else, `()` included, stays
  a wiki link.
* `- [x]: text` is a link reference definition for CommonMark, a ticked box for whoever wrote it
  (VS Code knows definitions at the start of a line only). The box becomes `(x)`.
"""

from __future__ import annotations

import re

from notes_lsp.syntax.lines import begins_line

_OPENING, _CLOSING = b"\x0e", b"\x0f"
_shown = str.maketrans({_OPENING.decode(): "[", _CLOSING.decode(): "]"})

# Possessive throughout: what was read is never tried again, so the cost is linear.
_inline = re.compile(
    rb"\[(\[(?:\\.|[^\[\]\\\r\n]|\[(?:\\.|[^\[\]\\\r\n])*+\])++\])\]\([ \t]*+"
    rb"(?:<(?:\\.|[^<>\\\r\n])*+>"
    rb"|(?!<)(?:\\.|[^\s()\\|]|\((?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*+\))*+\))++)"
    rb"(?:[ \t]++(?:\"(?:\\.|[^\"\\\r\n])*+\"|'(?:\\.|[^'\\\r\n])*+'|\((?:\\.|[^()\\\r\n])*+\)))?+"
    rb"[ \t]*+\)"
)
_item = re.compile(rb"(?:[-*+]|[0-9][.)])[ \t]{1,4}\Z")
_LONGEST_TEXT = 1_024


def mask_link_texts(source: bytes) -> list[tuple[int, int, bytes]]:
    """The inner brackets of inline links whose text is in brackets, each with its stand-in."""
    edits: list[tuple[int, int, bytes]] = []
    behind = 0
    at = source.find(b"]](")
    while at >= 0:
        first = source.rfind(b"[[", max(behind, at - _LONGEST_TEXT), at)
        found = _inline.match(source, first) if first >= 0 else None
        if found and found.end(1) == at + 1 and not is_escaped(source, first):
            start, end = found.span(1)
            edits += [(start, start + 1, _OPENING), (end - 1, end, _CLOSING)]
        behind = at + 3
        at = source.find(b"]](", behind)
    return edits


def mask_ticked_boxes(source: bytes) -> list[tuple[int, int, bytes]]:
    """The boxes of list items `- [x]: text`, each with its stand-in."""
    edits: list[tuple[int, int, bytes]] = []
    for box, instead in ((b"[x]:", b"(x)"), (b"[X]:", b"(X)")):
        at = source.find(box)
        while at >= 0:
            if _item.search(source, max(at - 6, 0), at) and begins_line(source, at):
                edits.append((at, at + 3, instead))
            at = source.find(box, at + 4)
    return edits


def restored(text: str) -> str:
    """A text that pyromark gave, with the brackets that it did not see."""
    return text.translate(_shown) if "\x0e" in text else text


def is_escaped(source: bytes, at: int) -> bool:
    """Whether a backslash takes the meaning of what stands at `at`."""
    before = source[max(at - 64, 0) : at]
    return (len(before) - len(before.rstrip(b"\\"))) % 2 == 1
