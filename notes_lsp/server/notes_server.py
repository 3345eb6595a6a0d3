"""The server: one connection to one editor."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Iterator
from math import inf
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInternalError
from pygls.lsp.server import LanguageServer

from notes_lsp import __version__
from notes_lsp.features.client import ClientProfile
from notes_lsp.server.background import Background
from notes_lsp.server.checking import Checking
from notes_lsp.server.configuration import Configuration
from notes_lsp.server.log import EditorLog
from notes_lsp.server.protocol import NotesProtocol
from notes_lsp.text.pinyin import keys
from notes_lsp.vault import Vault, to_key

if TYPE_CHECKING:
    from notes_lsp.server.drawer import Drawer

_log = logging.getLogger(__name__)

_UNANSWERED = 3.0
"""Seconds after which the notes are read without the settings that the client was asked for."""


class NotesServer(LanguageServer):
    """What one editor is connected to: its profile, its vault and the work under way for it."""

    protocol: NotesProtocol

    def __init__(self) -> None:
        """A server that waits for `initialize`."""
        self.vault = Vault(_rule_codes)
        self.profile = ClientProfile()
        self.started = False
        """`initialize` has come."""
        self.begun = False
        """`initialized` has come: the server may send messages of its own."""
        self._editor_log = EditorLog(self)
        self.exit_code: asyncio.Future[int] | None = None
        self.checking = Checking(self)
        self.configuration = Configuration(self)
        self.background = Background(self)
        self._drawer: Drawer | None = None
        self.answering = 0
        """How many answers are being worked at in slices."""
        self.busy: Callable[[], bool] = lambda: False
        """Whether a message waits; the transport sets it."""
        self.quiet: Callable[[], float] = lambda: inf
        """Seconds since the last message; the transport sets it."""
        super().__init__(
            "notes-lsp",
            __version__,
            text_document_sync_kind=types.TextDocumentSyncKind.Incremental,
            protocol_cls=NotesProtocol,
        )
        self.protocol.hasten()

    def start(self, params: types.InitializeParams) -> None:
        """`initialize` has come: learn who asks, and nothing heavy."""
        self.started = True
        self.profile = ClientProfile.of(params)
        self.configuration.start(params)
        self.background.watch_parent(params.process_id)

    async def begin(self) -> None:
        """`initialized` has come: settings, then the vault."""
        self.begun = True
        logging.getLogger("notes_lsp").addHandler(self._editor_log)
        asking = asyncio.create_task(self.configuration.ask())
        await asyncio.wait({asking}, timeout=_UNANSWERED)
        self.background.begin()
        if not asking.done():
            await asking
            self._read_as_configured()

    async def reconfigure(self, params: types.DidChangeConfigurationParams) -> None:
        """The client's settings changed: perhaps other files are notes, or are read otherwise."""
        await self.configuration.changed(params)
        self._read_as_configured()

    def _read_as_configured(self) -> None:
        if self.begun and not self.vault.complete:
            self.background.reload()

    def leave(self, code: int) -> None:
        """End this connection with an exit code for the process."""
        logging.getLogger("notes_lsp").removeHandler(self._editor_log)
        self.background.stop()
        self.checking.stop()
        if self._drawer is not None:
            self._drawer.stop()
        if self.exit_code is not None and not self.exit_code.done():
            self.exit_code.set_result(code)

    @property
    def drawer(self) -> Drawer:
        """Who draws formulas; imported with the first, for it knows LaTeX: 35 ms of a start."""
        if self._drawer is None:
            from notes_lsp.server.drawer import Drawer

            self._drawer = Drawer()
        return self._drawer

    def readying(self) -> Iterator[object]:
        """Make what the first letter behind `[[` asks for, a few milliseconds at a time."""
        import notes_lsp.features.completion  # noqa: F401  # 20 ms

        yield None
        from notes_lsp.features.completion.rehearsal import naming

        keys("读")  # the table of readings
        yield from naming(self.vault.snapshot())

    def rehearsing(self) -> Iterator[bool]:
        """Make, while nobody waits, what the first answer would have to make; gives true every few
        milliseconds."""
        for _ in self.readying():
            yield True
        for _ in self.vault.reading_packs():
            yield True
        import rapidfuzz.process  # noqa: F401  # 10 ms: the first name with a slip asks for it

        yield True
        from notes_lsp.features.completion.rehearsal import rehearsed

        self.protocol.rehearse(rehearsed())

    def note_changed(self, uri: str, typing: bool = False) -> None:
        """A note was opened or edited."""
        self.checking.changed(to_key(uri), typing)

    def note_closed(self, uri: str) -> None:
        """A note was closed."""
        self.checking.closed(to_key(uri), uri)

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Log a fault; a person cannot mend it, so no message box nags them.

        A refusal is none, nor are notes that changed meanwhile: the editor was told by the answer.
        """
        answered = isinstance(error, JsonRpcException) and not isinstance(
            error, JsonRpcInternalError
        )
        _log.log(
            logging.DEBUG if answered else logging.ERROR,
            "%s: %s",
            getattr(source, "__name__", source),
            error,
        )


def _rule_codes() -> Collection[str]:
    from notes_lsp.features.rules import RULES  # 30 ms that a start without rules set does not pay

    return RULES
