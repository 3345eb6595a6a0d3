"""Formulas drawn by another process, which starts with the first one and ends when none comes."""

from __future__ import annotations

import asyncio
import logging
import subprocess
from contextlib import suppress

import msgspec

from notes_lsp.math.drawing import Drawing
from notes_lsp.vault.workers import start_python

_log = logging.getLogger(__name__)

PATIENCE = 3.0
"""Seconds that a drawing may take, the start of the process included."""
_IDLE = 120.0
"""Seconds after which a process that draws nothing ends: it holds 45 MB."""
_REMEMBERED = 64
_PROGRAM = """
import sys
sys.path[:] = sys.argv[1:]
from notes_lsp.math.picture import serve
serve()
"""


class Drawer:
    """Draws formulas, one after the other; never fails, but may have no picture."""

    def __init__(self) -> None:
        """Starts nothing yet."""
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = asyncio.Lock()
        self._known: dict[Drawing, str | None] = {}
        self._rest: asyncio.TimerHandle | None = None

    async def draw(self, drawing: Drawing) -> str | None:
        """The formula as SVG; None where it cannot be drawn, or not in time."""
        async with self._turn:
            if drawing not in self._known:
                if len(self._known) >= _REMEMBERED:
                    del self._known[next(iter(self._known))]
                self._known[drawing] = await self._drawn(drawing)
            return self._known[drawing]

    def stop(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()

    async def _drawn(self, drawing: Drawing) -> str | None:
        if self._rest is not None:
            self._rest.cancel()
        picture = None
        try:
            picture = await asyncio.wait_for(asyncio.to_thread(self._ask, drawing), PATIENCE)
        except (OSError, TimeoutError, msgspec.MsgspecError) as error:
            _log.warning("A formula could not be drawn: %r", error)
            self.stop()
        self._rest = asyncio.get_running_loop().call_later(_IDLE, self.stop)
        return picture

    def _ask(self, drawing: Drawing) -> str | None:
        """In a thread: hand the formula over, wait for the picture."""
        process = self._process = self._process or start_python(_PROGRAM)
        assert process.stdin is not None and process.stdout is not None  # noqa: PT018  # both are pipes
        process.stdin.write(msgspec.json.encode(drawing) + b"\n")
        process.stdin.flush()
        with suppress(ValueError):  # closed meanwhile, by `stop`
            return msgspec.json.decode(process.stdout.readline(), type=str | None)
        return None
