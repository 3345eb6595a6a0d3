"""What goes on beside the messages: loading the vault, watching files, watching the parent."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import time
import uuid
from collections.abc import AsyncIterator, Coroutine, Iterator
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from notes_lsp.server import table
from notes_lsp.server.memory import give_back
from notes_lsp.server.slices import give_way
from notes_lsp.server.speaking import told
from notes_lsp.text import Wording
from notes_lsp.vault import Wait, to_key

if TYPE_CHECKING:
    from notes_lsp.server.notes_server import NotesServer

_log = logging.getLogger(__name__)

_Step = TypeVar("_Step")

IDLE = 0.004
"""Seconds between two looks whether the reading processes have brought something, or whether those
who ask have their answers."""
SLICE = 0.02
"""Seconds of loading between two looks at the messages."""
PATIENCE = 0.1
"""Seconds that questions may hold up the work which nobody asked for; then it gets a slice."""
_BETWEEN = 0.008
"""Seconds of such a slice."""
_PAUSE = 0.025
"""Seconds without a message in which nobody types: an editor asks several things for each key."""
_READING = Wording("Reading notes", "正在读取笔记")
PARENT_POLL = 2.0
"""Seconds between two looks whether the editor still lives."""


class Background:
    """The tasks of one connection."""

    def __init__(self, server: NotesServer) -> None:
        """No task yet."""
        self._server = server
        self._tasks: set[asyncio.Task[None]] = set()
        self._loading: asyncio.Task[None] | None = None
        self._watching: asyncio.Task[None] | None = None
        self._watched: tuple[str, ...] = ()
        self._endings: tuple[str, ...] = ()
        self._registered = ""
        """The client's watchers: the endings of notes that they know, and the name they go by."""
        self._taking: asyncio.Task[None] | None = None
        self._reading: asyncio.Task[None] | None = None
        self._changed: dict[str, None] = {}
        self._warned: set[str] = set()
        self.loaded = asyncio.Event()
        """Set while every note of the vault is known."""

    def begin(self) -> None:
        """The client is ready: load the vault and watch its files."""
        self.reload()

    def reload(self) -> None:
        """Read the vault (again): its folders or its settings changed."""
        if self._loading is not None:
            self._loading.cancel()
        self.loaded.clear()
        self._loading = self._start(self._load())
        if self._server.profile.registers_watchers:
            self._have_watched()
        else:
            self._watch_folders()

    def _watch_folders(self) -> None:
        """Watch the folders; who watches them already misses nothing, as one would who starts."""
        roots = self._server.vault.roots
        if self._watching is not None and not self._watching.done():
            if roots == self._watched:
                return
            self._watching.cancel()
        self._watched = roots
        self._watching = self._start(self._watch(roots))

    def do(self, work: Coroutine[Any, Any, None]) -> None:
        """Do this beside the messages until the client leaves; what goes wrong is logged."""
        self._start(work)

    def stop(self) -> None:
        """End every task."""
        for task in self._tasks:
            task.cancel()

    def watch_parent(self, process: int | None) -> None:
        """Leave when the editor's process is gone (LSP, `processId`)."""
        if process is not None and process > 0 and os.name == "posix":
            self._start(self._wait_for_parent(process))

    def files_changed(self, params: types.DidChangeWatchedFilesParams) -> None:
        """The client saw files change."""
        self.look_at([to_key(change.uri) for change in params.changes])

    def look_at(self, paths: list[str]) -> None:
        """Take what is on disk at these paths now, in slices."""
        self._take(paths)

    def read_on(self) -> None:
        """Read the links of large notes that are open, while nobody waits."""
        if self._server.vault.unread and (self._reading is None or self._reading.done()):
            self._reading = self._start(self._read_on())

    async def _read_on(self) -> None:
        await self._through(self._server.vault.read_open())

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            _log.error("Background work failed", exc_info=error)

    async def _load(self) -> None:
        vault = self._server.vault
        began = time.monotonic()
        progress = _Progress(self._server, told(self._server, _READING))
        self._start(progress.open())
        last = (0, 0)
        loading = vault.load(wait=0)
        making = chain(self._server.rehearsing(), table.imported())
        gc.disable()  # nearly all that is made stays
        try:
            async for step in self._in_slices(loading):
                if step[1] > last[1] == 0:  # the files are known, and the first key may come
                    await self._through(self._server.readying())
                waits = step == last  # the reading processes are at work
                if waits and (self._server.answering or not next(making, False)):
                    await asyncio.sleep(IDLE)
                progress.report(*step)
                last = step
        finally:
            loading.close()  # who leaves early keeps what was read for the next start
            progress.close()
            gc.freeze()  # the collector need not look at it with every keystroke
            gc.enable()
        self.loaded.set()
        await self._after_answers(_PAUSE)
        read = "1 note" if last[1] == 1 else f"{last[1]} notes"
        _log.info("%s read in %.2f s", read, time.monotonic() - began)
        self._warn(vault.warnings)
        self._server.checking.everything_changed()
        await self._beside(self._preparing(making), IDLE)
        await self._beside(self._warming(), _PAUSE)
        gc.freeze()
        give_back()

    def _preparing(self, making: Iterator[object]) -> Iterator[object]:
        """Makes what the next question would else have to make all at once."""
        yield from making
        yield from self._server.vault.lexicon.warm()

    def _warming(self) -> Iterator[object]:
        """Makes what the next questions need; gives way every few milliseconds."""
        vault = self._server.vault
        yield from self._server.rehearsing()
        yield from vault.warm()
        yield from vault.graph.counts().counting(vault.records)

    async def _through(self, work: Iterator[object]) -> None:
        async for _ in self._in_slices(work):
            pass

    async def _beside(self, work: Iterator[object], pause: float) -> None:
        """Do long work while nobody waits, nor has asked within the last `pause` seconds; for a
        slice now and then also between two keys."""
        slice_end = 0.0
        async for _ in self._in_slices(work):
            if time.monotonic() < slice_end:
                await self._after_answers(min(pause, IDLE))
            elif not await self._after_answers(pause):
                slice_end = time.monotonic() + _BETWEEN

    async def _after_answers(self, pause: float) -> bool:
        """Let those go first who ask for something; no one may wait for this very work, so that
        their number may not stop it: False when it has waited long enough."""
        patience = time.monotonic() + PATIENCE
        while self._is_asked() or self._server.quiet() < pause:
            if time.monotonic() >= patience:
                return False
            await asyncio.sleep(IDLE)
        return True

    def _is_asked(self) -> bool:
        return self._server.busy() or self._server.answering > 0

    async def _in_slices(self, work: Iterator[_Step]) -> AsyncIterator[_Step]:
        """The steps of long work, giving way to messages between them."""
        slice_end = time.monotonic() + SLICE
        for step in work:
            yield step
            if self._is_asked() or time.monotonic() >= slice_end:
                await give_way(self._server)
                slice_end = time.monotonic() + SLICE

    def _have_watched(self) -> None:
        """Have the client watch the notes, anew when settings say that other files are notes."""
        endings = self._server.vault.index.endings
        if endings != self._endings:
            self._endings = endings
            self._start(self._register_watchers(endings))

    async def _register_watchers(self, endings: tuple[str, ...]) -> None:
        patterns = [*(f"**/*{ending}" for ending in endings), "**/.notes-lsp.toml", "**/.gitignore"]
        patterns += ["**/pyproject.toml", "**/*.yaml", "**/*.yml"]
        watchers = [types.FileSystemWatcher(pattern) for pattern in patterns]
        # A folder that comes or goes is told by a name that no pattern for notes matches, and links
        # lead to pictures too.
        comings_and_goings = (types.WatchKind.Create, types.WatchKind.Delete)
        watchers += [types.FileSystemWatcher("**/*", kind) for kind in comings_and_goings]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        method, before = types.WORKSPACE_DID_CHANGE_WATCHED_FILES, self._registered
        self._registered = str(uuid.uuid4())
        registration = types.Registration(self._registered, method, options)
        await self._server.client_register_capability_async(
            types.RegistrationParams([registration])
        )
        if before:
            await self._server.client_unregister_capability_async(
                types.UnregistrationParams([types.Unregistration(before, method)])
            )

    async def _watch(self, roots: tuple[str, ...]) -> None:
        """Watch the folders ourselves: Neovim on Linux and many others do not."""
        if not roots:
            return
        await asyncio.to_thread(import_module, "watchfiles")  # 60 ms in which keys are answered
        from watchfiles import awatch

        self._start(self._catch_up())  # its turn comes when the watcher waits for the first change
        async for changes in awatch(*roots, debounce=200, step=50, ignore_permission_denied=True):
            self._take(sorted(path for _, path in changes))

    async def _catch_up(self) -> None:
        """Take what changed after it was read and before it was watched."""
        await self.loaded.wait()
        if self._loading is not None:
            await asyncio.wait({self._loading})
        if self._server.vault.complete:
            missed = self._server.vault.missed()
            await asyncio.to_thread(missed.look)
            if paths := [path async for path in self._in_slices(missed.paths()) if path]:
                self._take(paths)

    def _take(self, paths: list[str]) -> None:
        if any(self._server.vault.is_setting(path) for path in paths):
            self._server.configuration.reload()
            self.reload()
        self._changed.update(dict.fromkeys(paths))
        self._server.vault.behind = bool(self._changed)
        if self._taking is None or self._taking.done():
            self._taking = self._start(self._take_changed())

    async def _take_changed(self) -> None:
        """A `git pull` may change a thousand files: they are read in slices too."""
        vault = self._server.vault
        try:
            while self._changed:
                paths, self._changed = list(self._changed), {}
                taking = chain(vault.files_changed(paths, wait=0), self._warming())
                async for step in self._in_slices(taking):
                    if isinstance(step, Wait):
                        await asyncio.sleep(IDLE)
        finally:
            vault.behind = False
        self._server.checking.everything_changed()

    def _warn(self, warnings: tuple[str, ...]) -> None:
        for text in warnings:
            if text not in self._warned:
                self._warned.add(text)
                warning = told(self._server, text)
                params = types.ShowMessageParams(types.MessageType.Warning, warning)
                self._server.window_show_message(params)

    async def _wait_for_parent(self, process: int) -> None:
        while True:
            await asyncio.sleep(PARENT_POLL)
            try:
                os.kill(process, 0)
            except ProcessLookupError:
                _log.warning("The editor (process %d) is gone.", process)
                self._server.leave(1)
                return
            except PermissionError:
                continue


class _Progress:
    """Work-done progress where the client shows it; the work does not wait for the client."""

    def __init__(self, server: NotesServer, title: str) -> None:
        self._server = server
        self._title = title
        self._token = str(uuid.uuid4())
        self._shown = False
        self._closed = False
        self._last = -1

    async def open(self) -> None:
        """Ask the client for a place to show progress."""
        if not self._server.profile.progress:
            return
        try:
            await self._server.work_done_progress.create_async(self._token)
        except JsonRpcException as error:
            _log.info("The client shows no progress: %s", error)
            return
        if self._closed:  # the work was faster than the client's answer
            return
        self._shown = True
        begin = types.WorkDoneProgressBegin(self._title, percentage=0)
        self._server.work_done_progress.begin(self._token, begin)

    def report(self, done: int, total: int) -> None:
        """Say how far the work is, when that has changed by a percent."""
        percentage = 100 * done // max(total, 1)
        if self._shown and percentage != self._last:
            self._last = percentage
            report = types.WorkDoneProgressReport(
                message=f"{done} / {total}", percentage=percentage
            )
            self._server.work_done_progress.report(self._token, report)

    def close(self) -> None:
        """The work is done."""
        self._closed = True
        if self._shown:
            self._server.work_done_progress.end(self._token, types.WorkDoneProgressEnd())
