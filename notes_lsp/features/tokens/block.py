"""The tokens of one block, in the order of the text."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator

from notes_lsp.features.tokens.code import code_tokens
from notes_lsp.features.tokens.links import definition_tokens, link_token
from notes_lsp.features.tokens.math import math_tokens
from notes_lsp.features.tokens.prose import prose_tokens
from notes_lsp.features.tokens.token import TAG, Token
from notes_lsp.knowledge import Lexicon
from notes_lsp.syntax import Block, Facts, Note
from notes_lsp.text import Span
from notes_lsp.vault import Snapshot, front_links

_MOST_NOTES = 4
_Kept = dict[int, tuple[Block, bytes, list[Token]]]
"""By the block's identity; the block is held, so that no other one can take its place."""
_kept: OrderedDict[str, tuple[Lexicon, _Kept]] = OrderedDict()


def note_tokens(snapshot: Snapshot, key: str, note: Note) -> Iterator[list[Token]]:
    """The tokens of each block; those of a block that is as before are not made again.

    What is kept is a pure function of a block's text and of the names that the lexicon knows.
    """
    lexicon = snapshot.typing_lexicon
    known, before = _kept.pop(key, (lexicon, {}))
    now: _Kept = {}
    for start, block in zip(note.starts, note.blocks, strict=False):
        data = note.buffer.data[start : start + block.length]
        kept = before.get(id(block)) if known is lexicon else None
        if kept is None or kept[1] != data:
            kept = (block, data, _own_tokens(lexicon, key, data, block.facts))
        now[id(block)] = kept
        yield _moved(data, [*_link_tokens(snapshot, key, block.facts, start), *kept[2]], start)
    _kept[key] = (lexicon, now)
    while len(_kept) > _MOST_NOTES:
        _kept.popitem(last=False)


def block_tokens(
    snapshot: Snapshot, key: str, note: Note, number: int, within: Span
) -> list[Token]:
    """The tokens of the block `number`, at least those in `within`, a part of the note."""
    block, start = note.blocks[number], note.starts[number]
    data = note.buffer.data[start : start + block.length]
    seen = Span(max(within.start - start, 0), min(within.end - start, len(data)))
    found = list(_link_tokens(snapshot, key, block.facts, start, seen))
    found += _own_tokens(snapshot.typing_lexicon, key, data, block.facts, seen)
    return _moved(data, found, start)


def _link_tokens(
    snapshot: Snapshot, key: str, facts: Facts, start: int, seen: Span | None = None
) -> Iterator[Token]:
    for link in facts.links:
        if seen is None or link.span.overlaps(seen):
            yield from link_token(snapshot, key, link, start)
    yield from definition_tokens(facts)


def _own_tokens(
    lexicon: Lexicon, key: str, data: bytes, facts: Facts, seen: Span | None = None
) -> list[Token]:
    """What the text alone and the lexicon tell."""
    seen = seen or Span(0, len(data))
    found = [Token(tag.span, TAG) for tag in facts.tags]
    for formula in facts.math:
        if formula.span.overlaps(seen):
            found += math_tokens(data, formula)
    found += code_tokens(lexicon, key, data, facts, seen)
    found += prose_tokens(lexicon, key, data, facts, seen)
    return found


def _moved(data: bytes, found: list[Token], start: int) -> list[Token]:
    return [Token(each[0].moved(start), each[1], each[2]) for each in _on_lines(data, found)]


def front_tokens(snapshot: Snapshot, key: str, note: Note) -> Iterator[Token]:
    """The tags and links of the front matter."""
    found = [Token(tag.span, TAG) for tag in note.front_tags]
    for link in front_links(note):
        found += link_token(snapshot, key, link, 0)
    yield from _on_lines(note.buffer.data, found)


def _on_lines(data: bytes, tokens: list[Token]) -> Iterator[Token]:
    """The tokens in order, none over another one and none over the end of a line."""
    at = 0
    for token in sorted(tokens, key=lambda token: (token.span.start, -token.span.end)):
        start, end = token.span
        if start < at or start >= end:
            continue
        at = end
        if b"\n" not in data[start:end] and b"\r" not in data[start:end]:
            yield token
            continue
        for line in data[start:end].splitlines(keepends=True):
            text = line.rstrip(b"\r\n")
            if text.strip():
                yield token._replace(span=Span(start, start + len(text)))
            start += len(line)
