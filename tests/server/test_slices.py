"""Long work gives way to the messages that wait."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from typing import TYPE_CHECKING, cast

import pytest

from notes_lsp.server.slices import give_way, in_slices

if TYPE_CHECKING:
    from notes_lsp.server.notes_server import NotesServer


class _Server:
    """Of a server as much as long work asks it."""

    def __init__(self, turns: int) -> None:
        """A message is taken after so many turns of the loop, as the real one's is."""
        self.turns = turns
        self.taken = 0

    def busy(self) -> bool:
        return self.taken < self.turns

    async def take(self) -> None:
        while self.busy():
            await asyncio.sleep(0)
            self.taken += 1


@pytest.mark.parametrize("turns", [1, 3])
def test_work_goes_on_when_the_message_was_taken(turns: int) -> None:
    """One turn is not enough: the work's next step would stand between each two of them."""
    server = _Server(turns)
    seen: list[int] = []

    def work() -> Generator[None, None, str]:
        yield
        seen.append(server.taken)
        return "done"

    async def both() -> str:
        taking = asyncio.create_task(server.take())
        result = await in_slices(cast("NotesServer", server), work(), lambda: None)
        await taking
        return result

    assert asyncio.run(both()) == "done"
    assert seen == [turns]


def test_messages_without_end_do_not_stop_the_work() -> None:
    """They have some turns, then the work has its step."""
    asyncio.run(asyncio.wait_for(give_way(cast("NotesServer", _Server(1_000_000))), 5))
