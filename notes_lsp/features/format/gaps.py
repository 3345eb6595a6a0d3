"""Empty lines around headings and code, without which some site generators see neither."""

from __future__ import annotations

import re

from notes_lsp.syntax import Block

_HEADING = re.compile(rb" {0,3}#{1,6}[ \t]")
_FENCE = re.compile(rb" {0,3}(?:```|~~~)")
_PROSE = re.compile(r" {0,3}[^\W_]")


def lacks_gap(before: bytes, above: Block, behind: bytes, below: Block) -> bool:
    """Whether two top-level blocks, given as text and facts, want an empty line between them.

    Only between headings, fences and plain paragraphs: a comment, an attribute or a block id may
    belong to what it stands at.
    """
    if above.container_lines or below.container_lines or _ends_empty(before):
        return False
    kinds = _kind(before, above), _kind(behind, below)
    return "" not in kinds and kinds != ("prose", "prose")


def _ends_empty(text: bytes) -> bool:
    lines = text[-256:].splitlines()
    return not lines or not lines[-1].strip()


def _kind(text: bytes, block: Block) -> str:
    facts = block.facts
    if facts.lists or facts.quotes or facts.html or facts.footnotes or facts.definitions:
        return ""
    if _HEADING.match(text):
        return "heading"
    if _FENCE.match(text):
        return "fence" if facts.fences and facts.fences[0].closed else ""
    return "prose" if not facts.tables and _PROSE.match(text[:64].decode("utf-8", "ignore")) else ""
