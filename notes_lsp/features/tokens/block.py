"""The tokens of one block, in the order of the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from notes_lsp.features.block_memory import BlockMemory, names_world
from notes_lsp.features.tokens.code import code_tokens
from notes_lsp.features.tokens.links import definition_tokens, is_sure, link_token
from notes_lsp.features.tokens.math import math_tokens
from notes_lsp.features.tokens.prose import prose_tokens
from notes_lsp.features.tokens.token import TAG, Token
from notes_lsp.knowledge import Lexicon
from notes_lsp.syntax import Facts, Note
from notes_lsp.text import Span
from notes_lsp.vault import Snapshot, front_links

_kept: BlockMemory[list[Token]] = BlockMemory(4)


def all_tokens(
    snapshot: Snapshot, key: str, note: Note
) -> Callable[[int], tuple[list[Token], bool]]:
    """Gives the tokens of a block by its number, and whether they hold under `token_world`."""
    lexicon = snapshot.typing_lexicon
    kept = _kept.of(key, note, lexicon.names_version)

    def make(number: int) -> tuple[list[Token], bool]:
        block, start = note.blocks[number], note.starts[number]
        data = note.buffer.data[start : start + block.length]
        own = kept[number]
        if own is None:
            own = _own_tokens(lexicon, key, data, block.facts)
        sure = all(is_sure(snapshot, key, link) for link in block.facts.links)
        kept[number] = None if sure else own  # who asks keeps what is sure
        return _moved(data, [*_link_tokens(snapshot, key, block.facts, start), *own], start), sure

    return make


def token_world(snapshot: Snapshot, key: str) -> object:
    """On what the tokens of a block depend, beside its text, where all its links are sure."""
    return snapshot.typing_lexicon.names_version, names_world(snapshot, key)


def block_tokens(
    snapshot: Snapshot, key: str, note: Note, number: int, within: Span
) -> list[Token]:
    """The tokens of the block `number`, at least those in `within`, a part of the note."""
    facts, start = note.facts_of(number), note.starts[number]
    data = note.buffer.data[start : start + note.blocks[number].length]
    seen = Span(max(within.start - start, 0), min(within.end - start, len(data)))
    found = list(_link_tokens(snapshot, key, facts, start, seen))
    found += _own_tokens(snapshot.typing_lexicon, key, data, facts, seen)
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
            found += math_tokens(data, formula, facts)
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
