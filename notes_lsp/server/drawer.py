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
"""Seconds that a drawing may take, and as many for a start."""
_IDLE = 120.0
"""Seconds after which a process that draws nothing ends: it holds 45 MB."""
_REMEMBERED = 64
_FIRST = Drawing("x")
"""Drawn at a start, which has the tables of the fonts read."""
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
        self._known: dict[Drawing, str | None] = {}
        self._work: asyncio.Task[str | None] | None = None
        """The drawing under way: the process is asked one thing at a time."""
        self._rest: asyncio.TimerHandle | None = None
        self._closed = False

    async def draw(self, drawing: Drawing) -> str | None:
        """The formula as SVG; None where it cannot be drawn, or not in time.

        Who is cancelled leaves alone: what is being drawn is drawn to its end, for its picture
        would be the answer to the next question otherwise.
        """
        while drawing not in self._known and self._work is not None:
            await asyncio.wait([self._work])
        if drawing in self._known or self._closed:
            return self._known.get(drawing)
        self._work = asyncio.create_task(self._drawn(drawing))
        return await asyncio.shield(self._work)

    def stop(self) -> None:
        """End the process, for good."""
        self._closed = True
        self._end()

    async def _drawn(self, drawing: Drawing) -> str | None:
        picture = None
        try:
            if process := await self._started():
                picture = await _picture(process, drawing)
                self._remember(drawing, picture)
        finally:
            self._work = None
        if process is not None and process.poll() is None and not self._closed:
            self._rest = asyncio.get_running_loop().call_later(_IDLE, self._end)
        return picture

    def _remember(self, drawing: Drawing, picture: str | None) -> None:
        if len(self._known) >= _REMEMBERED:
            del self._known[next(iter(self._known))]
        self._known[drawing] = picture

    async def _started(self) -> subprocess.Popen[bytes] | None:
        """The process, ready to draw; a new one where the last has ended."""
        if self._rest is not None:
            self._rest.cancel()
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._end()
        try:
            process = self._process = await asyncio.to_thread(start_python, _PROGRAM)
        except OSError as error:
            _log.warning("Formulas cannot be drawn: %s", error)
            return None
        if self._closed:
            self._end()
        return process if await _picture(process, _FIRST) else None

    def _end(self) -> None:
        process, self._process = self._process, None
        if self._rest is not None:
            self._rest.cancel()
        if process is not None:
            process.kill()
            process.wait()
            with suppress(OSError):  # what it did not read
                if process.stdin is not None:
                    process.stdin.close()


async def _picture(process: subprocess.Popen[bytes], drawing: Drawing) -> str | None:
    """Hands the formula over, waits for the picture; ends a process that does not give it."""
    try:
        return await asyncio.wait_for(asyncio.to_thread(_ask, process, drawing), PATIENCE)
    except (OSError, ValueError, TimeoutError, msgspec.MsgspecError) as error:
        _log.warning("A formula could not be drawn: %r", error)
        process.kill()
        process.wait()
        return None


def _ask(process: subprocess.Popen[bytes], drawing: Drawing) -> str | None:
    assert process.stdin is not None and process.stdout is not None  # noqa: PT018  # both are pipes
    process.stdin.write(msgspec.json.encode(drawing) + b"\n")
    process.stdin.flush()
    return msgspec.json.decode(process.stdout.readline(), type=str | None)
