"""When notes are checked, and how the client hears of it."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified

from notes_lsp.features.linkable import linkable
from notes_lsp.server.memory import give_back
from notes_lsp.server.slices import SLICE, give_way, in_slices
from notes_lsp.syntax import Note
from notes_lsp.vault import OpenNote, Snapshot, to_uri

if TYPE_CHECKING:
    from notes_lsp.server.notes_server import NotesServer

STILL_TYPING = 2.0
"""Seconds after an edit during which the place of the edit is left in peace."""

_LONG = 256 * 1024
"""Bytes of a note."""
READING = 3.0
"""Seconds that the answer to a letter waits at most for notes that are being read."""
STARTING = 0.3
"""Seconds after a start that the first check leaves to the reading of notes."""

_RULES = ("notes_lsp.math", "notes_lsp.features.rename", "notes_lsp.features.rules")
"""What the first check imports: 50 ms in all."""


class Checking:
    """Checks a note after a short quiet time; the next keystroke starts the wait anew."""

    def __init__(self, server: NotesServer) -> None:
        """Nothing to check yet."""
        self._server = server
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._ahead: dict[str, asyncio.Task[None]] = {}
        """Of each open note the first look, which no keystroke ends."""
        self._edited: dict[str, float] = {}
        self._shown: dict[str, types.PublishDiagnosticsParams] = {}
        self._seen: dict[str, set[int]] = {}
        """Of each open note what links could name in it whenever another note was checked."""
        self._linkable: dict[str, tuple[Note, int]] = {}

    def changed(self, key: str, typing: bool) -> None:
        """A note was opened (`typing` false) or edited."""
        if typing:
            self._edited[key] = time.monotonic()
        else:
            self._edited.pop(key, None)
        self._plan(key, self._server.vault.settings(key).diagnostics.delay / 1000 if typing else 0)

    def closed(self, key: str, uri: str) -> None:
        """A note was closed: its diagnostics go with it."""
        self._cancel(key)
        if ahead := self._ahead.pop(key, None):
            ahead.cancel()
        self._edited.pop(key, None)
        self._publish(key, uri, None, [])
        self._shown.pop(key, None)
        self._tell_others(key)
        self._linkable.pop(key, None)
        self._seen.pop(key, None)

    def everything_changed(self) -> None:
        """Settings or the vault changed: look at every open note again."""
        snapshot = self._server.vault.snapshot()
        for key in snapshot.open_notes:
            self._plan(key, 0)
        self._publish_faults()
        self._refresh()
        self._refresh_counts()
        if self._server.profile.refreshes_tokens and snapshot.complete:
            self._server.workspace_semantic_tokens_refresh(None)

    def saved(self, key: str) -> None:
        """A note was saved: the notes that it links to may be linked to more or less often."""
        self.changed(key, typing=False)
        self._refresh_counts()

    async def report(self, key: str) -> list[types.Diagnostic]:
        """The diagnostics of a note, for a client that pulls them.

        What was typed while the notes are read waits a little for them where a link may be
        broken: the answer would be wrong, and stand until the next key.
        """
        found = await self._check(key)
        if self._held_back(key) and await self._waited_for_notes(key):
            found = await self._check(key)
        if self._held_back(key):
            self._plan(key, STILL_TYPING)
        return found

    async def _waited_for_notes(self, key: str) -> bool:
        """Whether more notes are known now, of those that a link of `key` may lead to."""
        loaded, snapshot = self._server.background.loaded, self._server.vault.snapshot()
        note = snapshot.note(key)
        if loaded.is_set() or note is None:
            return False

        from notes_lsp.features.rules.link_faults import in_doubt  # as in `_check`

        def resume() -> None:
            if self._server.vault.snapshot().note(key) is not note:
                raise JsonRpcContentModified("The note changed meanwhile.")

        if not await in_slices(self._server, in_doubt(snapshot, key, note), resume):
            return False
        await _wait(loaded, READING)
        resume()
        return True

    def stop(self) -> None:
        """Check nothing more."""
        for key in list(self._waiting):
            self._cancel(key)
        for ahead in self._ahead.values():
            ahead.cancel()

    def _plan(self, key: str, delay: float) -> None:
        self._cancel(key)
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # before the event loop runs there is nobody to tell
            return
        self._waiting[key] = loop.create_task(self._run(key, delay))
        if key not in self._ahead:
            self._ahead[key] = loop.create_task(self._read_ahead(key))

    async def _read_ahead(self, key: str) -> None:
        """Check a note that was opened until it is known as a whole, while it is typed in too.

        From then on a check costs what was edited, and is there when the first letter asks for it.
        """
        await self._start_over()
        while key in self._server.vault.snapshot().open_notes:
            with suppress(JsonRpcContentModified):
                await self._check(key)
                held = self._server.vault.snapshot().open_notes.get(key)
                if held is not None and len(held.note.buffer) > _LONG:
                    give_back()  # ten times the note were used to read it
                return
            await asyncio.sleep(SLICE)  # what the editor asks behind the keystroke goes first

    async def _start_over(self) -> None:
        """Let the notes be read first, if that is a matter of a moment: whoever starts an editor
        looks at a note before it is checked. What rules need is made in pieces, between which
        keys are answered.
        """
        await _wait(self._server.background.loaded, STARTING)
        for room in _RULES:
            import_module(room)
            await give_way(self._server)
        for _ in self._server.vault.reading_packs():
            await give_way(self._server)

    def _cancel(self, key: str) -> None:
        if task := self._waiting.pop(key, None):
            task.cancel()

    async def _run(self, key: str, delay: float) -> None:
        await asyncio.sleep(delay)
        if key not in self._edited:
            await self._start_over()
        held = self._server.vault.snapshot().open_notes.get(key)
        if held is None:
            return
        self._tell_others(key)
        if self._server.profile.pull_diagnostics:
            if self._held_back(key):
                await self._quiet(key)
                self._refresh()
            return
        await self._tell(held)
        if self._held_back(key):
            await self._quiet(key)
            await self._tell(held)

    def _tell_others(self, key: str) -> None:
        """Look at the other open notes again when links to this one may be right or broken now."""
        snapshot = self._server.vault.snapshot()
        now = self._linkable_now(snapshot, key)
        seen = self._seen.pop(key, None)
        if seen is not None and seen <= {now}:
            self._seen[key] = seen
            return
        for other in snapshot.open_notes:
            if other != key:
                self._plan(other, 0)
        self._refresh()

    def _see_others(self, snapshot: Snapshot, key: str) -> None:
        """Remember what links could name in the other open notes while `key` is checked."""
        for other in snapshot.open_notes:
            if other != key:
                self._seen.setdefault(other, set()).add(self._linkable_now(snapshot, other))

    def _linkable_now(self, snapshot: Snapshot, key: str) -> int:
        held = snapshot.open_notes.get(key)
        if held is None:
            return linkable(snapshot, key)
        known = self._linkable.get(key)
        if known is None or known[0] is not held.note:
            known = self._linkable[key] = held.note, linkable(snapshot, key)
        return known[1]

    async def _quiet(self, key: str) -> None:
        since = time.monotonic() - self._edited.get(key, 0.0)
        await asyncio.sleep(max(STILL_TYPING - since, 0) + 0.01)

    async def _tell(self, held: OpenNote) -> None:
        with suppress(JsonRpcContentModified):  # who changed the note has it checked again
            self._publish(held.key, held.uri, held.version, await self._check(held.key))

    def _held_back(self, key: str) -> bool:
        return time.monotonic() - self._edited.get(key, -STILL_TYPING) < STILL_TYPING

    async def _check(self, key: str) -> list[types.Diagnostic]:
        """The diagnostics of a note, found in slices; a change of it meanwhile is an error."""
        snapshot = self._server.vault.snapshot()
        note = snapshot.note(key)
        typing = self._held_back(key)
        self._see_others(snapshot, key)

        def resume() -> None:
            if snapshot.note(key) is not note:
                raise JsonRpcContentModified("The note changed meanwhile.")
            self._see_others(snapshot, key)

        from notes_lsp.features import diagnostics  # the rules; `initialize` need not wait for them

        work = diagnostics.checking_note(snapshot, key, self._server.profile, typing=typing)
        return await in_slices(self._server, work, resume)

    def _publish_faults(self) -> None:
        """What is wrong in settings files and packs, at its own place."""
        snapshot = self._server.vault.snapshot()
        if snapshot.complete:
            _ = snapshot.lexicon  # reads the packs, which it makes anyhow once the notes are read
        gone = [key for key in self._shown if key.startswith("fault:")]
        for path in {*snapshot.faults, *(key.removeprefix("fault:") for key in gone)}:
            from notes_lsp.features import diagnostics  # the notes need not wait for the rules

            found = diagnostics.check_file(snapshot, path, self._server.profile)
            if found or f"fault:{path}" in self._shown:
                self._publish(f"fault:{path}", to_uri(path), None, found)

    def _publish(
        self, key: str, uri: str, version: int | None, found: list[types.Diagnostic]
    ) -> None:
        shown = self._shown.get(key)
        if shown and shown.uri != uri and shown.diagnostics:  # opened anew by another spelling
            self._server.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(uri=shown.uri, diagnostics=[])
            )
        known = shown is not None or key.startswith("fault:")
        if known and not found and not (shown and shown.diagnostics):
            return
        new = types.PublishDiagnosticsParams(uri=uri, diagnostics=found, version=version)
        self._shown[key] = new
        self._server.text_document_publish_diagnostics(new)

    def _refresh(self) -> None:
        if self._server.profile.refreshes_diagnostics:
            self._server.workspace_diagnostic_refresh(None)

    def _refresh_counts(self) -> None:
        """Lenses and hints tell what depends on settings and on other notes."""
        if self._server.profile.refreshes_lenses:
            self._server.workspace_code_lens_refresh(None)
        if self._server.profile.refreshes_hints:
            self._server.workspace_inlay_hint_refresh(None)


async def _wait(event: asyncio.Event, seconds: float) -> None:
    """Wait so long at most. Who is cancelled here stops: `asyncio.wait_for` of Python 3.11 forgets
    it in the moment in which the event comes, and a note that was closed was checked all the same.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
