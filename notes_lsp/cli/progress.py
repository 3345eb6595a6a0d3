"""A bar on standard error while long work goes on."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from notes_lsp.cli.terminal import console

PATIENCE = 0.5
"""Seconds of work that nobody needs to be told of."""


class Bar:
    """Shows itself on a terminal only, and only when the work takes long."""

    def __init__(self) -> None:
        """No work yet."""
        screen = console(sys.stderr)
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
        self._progress = Progress(*columns, console=screen, transient=True)
        self._task = self._progress.add_task("", total=None)
        self._shows = screen.is_terminal and not screen.is_dumb_terminal
        self._begin = time.monotonic()
        self._running = False

    def __enter__(self) -> Bar:
        """The bar appears with the first report that is late enough."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar off the screen."""
        if self._running:
            self._progress.stop()

    def report(self, what: str, done: int, total: int) -> None:
        """Say what is done and how far it is."""
        if not self._shows or time.monotonic() - self._begin < PATIENCE:
            return
        self._progress.update(self._task, description=what, completed=done, total=total)
        if not self._running:
            self._progress.start()
            self._running = True
