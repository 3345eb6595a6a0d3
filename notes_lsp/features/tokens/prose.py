"""Terms in prose, everything else masked."""

from __future__ import annotations

from collections.abc import Iterator

from notes_lsp.features.tokens.token import COMMAND, TERM, Token
from notes_lsp.knowledge import Lexicon
from notes_lsp.syntax import Facts
from notes_lsp.text import Span


def prose_tokens(
    lexicon: Lexicon, key: str, data: bytes, facts: Facts, seen: Span
) -> Iterator[Token]:
    """The names in the words of a block, on the lines that `seen` touches."""
    start = max(data.rfind(b"\n", 0, seen.start), 0)
    end = data.find(b"\n", seen.end)
    window = Span(start, len(data) if end < 0 else end)
    text = _masked(data, facts, window)
    for match in lexicon.find_all(text, key):
        yield Token(match.span.moved(start), COMMAND if match.meanings[0].path else TERM)


def _masked(data: bytes, facts: Facts, window: Span) -> bytes:
    """The window with line breaks for all that is no prose: no name reaches over one."""
    spans = [each.span for each in (*facts.fences, *facts.code_spans, *facts.math, *facts.html)]
    spans += [each.span for each in (*facts.definitions, *facts.tags)]
    for link in facts.links:
        if link.text is None or link.text == link.target:
            spans.append(link.span)
        else:
            spans += [Span(link.span.start, link.text.start), Span(link.text.end, link.span.end)]
    text = bytearray(window.cut(data))
    for span in spans:
        first = max(span.start - window.start, 0)
        last = min(span.end - window.start, len(text))
        if first < last:
            text[first:last] = b"\n" * (last - first)
    return bytes(text)
