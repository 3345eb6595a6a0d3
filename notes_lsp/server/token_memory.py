"""The tokens that a client has, so that it is sent the difference alone."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

from lsprotocol import types

from notes_lsp.features.options import LEGEND
from notes_lsp.server.notes_server import NotesServer

_MOST_NOTES = 8
_NUMBERS = 5
"""Of one token."""


class _Sent(NamedTuple):
    result: str
    data: tuple[int, ...]


class TokenMemory:
    """The last tokens that were sent of each of a few notes."""

    def __init__(self) -> None:
        """Nothing sent yet."""
        self._sent: OrderedDict[str, _Sent] = OrderedDict()
        self._count = 0

    def whole(self, uri: str, tokens: types.SemanticTokens) -> types.SemanticTokens:
        """The tokens with an id by which the client asks for what is new later."""
        self._count += 1
        result = str(self._count)
        self._sent.pop(uri, None)
        self._sent[uri] = _Sent(result, tuple(tokens.data))
        while len(self._sent) > _MOST_NOTES:
            self._sent.popitem(last=False)
        return types.SemanticTokens(tokens.data, result)

    def difference(
        self, uri: str, previous: str, tokens: types.SemanticTokens
    ) -> types.SemanticTokens | types.SemanticTokensDelta:
        """What changed since `previous`; all tokens when that is forgotten."""
        sent = self._sent.get(uri)
        new = self.whole(uri, tokens)
        if sent is None or sent.result != previous:
            return new
        return types.SemanticTokensDelta(edits(sent.data, tuple(new.data)), new.result_id)


def edits(old: tuple[int, ...], new: tuple[int, ...]) -> list[types.SemanticTokensEdit]:
    """One edit of whole tokens that makes `new` of `old`; none when they are equal."""
    if old == new:
        return []
    least = min(len(old), len(new))
    before = _equal(least, lambda count: old[:count] == new[:count])
    rest = least - before
    behind = _equal(rest, lambda count: old[len(old) - count :] == new[len(new) - count :])
    put = new[before : len(new) - behind]
    return [types.SemanticTokensEdit(before, len(old) - before - behind, put or None)]


def register(server: NotesServer, run: Callable[..., Awaitable[Any]]) -> None:
    """Answer requests for all tokens and for what is new; `run` makes the tokens of a note."""
    memory = TokenMemory()

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, LEGEND)
    async def whole(ls: NotesServer, params: types.SemanticTokensParams) -> Any:
        found = await run(ls, params)
        return found and memory.whole(params.text_document.uri, found)

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL_DELTA)
    async def difference(ls: NotesServer, params: types.SemanticTokensDeltaParams) -> Any:
        found = await run(ls, params)
        uri, previous = params.text_document.uri, params.previous_result_id
        return found and memory.difference(uri, previous, found)


def _equal(most: int, same: Callable[[int], bool]) -> int:
    """The largest count of numbers, of whole tokens, for which two lists are the same."""
    low, high = 0, most // _NUMBERS
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if same(middle * _NUMBERS) else (low, middle - 1)
    return low * _NUMBERS
