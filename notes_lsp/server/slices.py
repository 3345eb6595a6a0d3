"""Long work in slices: between them the next message is answered."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, TypeVar

from notes_lsp.vault import Wait

if TYPE_CHECKING:
    from notes_lsp.server.notes_server import NotesServer

SLICE = 0.01
"""Seconds that long work may take before it gives way."""
PAUSE = 0.001
"""Seconds that work rests which waits for other work."""

_TURNS = 8
"""Turns of the loop that a message may need; more of them come without end."""

_Part = TypeVar("_Part")
_Result = TypeVar("_Result")


async def give_way(server: NotesServer) -> None:
    """Let the messages that wait be taken: each makes some turns of the loop until it is."""
    for _ in range(_TURNS):
        await asyncio.sleep(0)
        if not server.busy():
            return


async def in_slices(
    server: NotesServer,
    work: Generator[_Part | Wait, None, _Result],
    resume: Callable[[], None],
    take: Callable[[_Part], None] = lambda _: None,
) -> _Result:
    """The result of `work`, which gives way when a message waits or a slice is over.

    `resume` is called before it goes on, and may raise; `take` gets each part that it yields.
    """
    end = time.monotonic() + SLICE
    while True:
        try:
            part = next(work)
        except StopIteration as finished:
            result: _Result = finished.value
            return result
        if isinstance(part, Wait):
            await asyncio.sleep(PAUSE)
            resume()
            continue
        take(part)
        if server.busy() or time.monotonic() >= end:
            await give_way(server)
            resume()
            end = time.monotonic() + SLICE
