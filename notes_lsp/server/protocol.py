"""The protocol as pygls speaks it, with our own buffers, exit and error answers."""

from __future__ import annotations

import logging
from collections.abc import Generator
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams
from pygls.protocol import lsp_method

from notes_lsp.server.items import hasten_items
from notes_lsp.server.sending import SendingProtocol
from notes_lsp.vault import Edit

if TYPE_CHECKING:
    from notes_lsp.server.notes_server import NotesServer

_log = logging.getLogger(__name__)

NOT_INITIALIZED = -32002


class NotesProtocol(SendingProtocol):
    """pygls' protocol, its document store replaced by the vault.

    pygls would rebuild the whole text of a note at each edit (3-5 ms for a megabyte).
    """

    _server: NotesServer

    def receive(self, message: dict[str, Any]) -> None:
        """Take one message; what does not fit the protocol's types is answered, not raised."""
        method = message.get("method")
        if method is not None and not self._may_run(message, str(method)):
            return
        try:
            structured = self.structure_message(message)
        except JsonRpcException as error:
            self._refuse_params(message, error)
            return
        self.handle_message(structured)

    def refuse(self, request: object, code: int, reason: str) -> None:
        """Answer a request by an error; a message without id gets `null`, as JSON-RPC asks."""
        error = {"code": code, "message": reason}
        self._send_data({"jsonrpc": "2.0", "id": request, "error": error})

    def hasten(self) -> None:
        """Write completion items faster than the general converter does."""
        hasten_items(self._converter)

    def rehearse(self, answer: object) -> None:
        """Let cattrs compile what it needs for such an answer (8 ms for a completion list)."""
        self._converter.unstructure(answer)

    @property
    def was_shut_down(self) -> bool:
        """Whether `shutdown` has come."""
        return self._shutdown

    def _may_run(self, message: dict[str, Any], method: str) -> bool:
        """LSP, "initialize": before it and after `shutdown`, requests are errors and
        notifications but `exit` are dropped."""
        started = self._server.started
        if method == types.EXIT or (started and not self._shutdown):
            return True
        if method == types.INITIALIZE and not started:
            return True
        if "id" in message:
            reason = "The server was shut down." if self._shutdown else "Not initialized yet."
            code = -32600 if self._shutdown else NOT_INITIALIZED
            self.refuse(message["id"], code, reason)
        return False

    def _refuse_params(self, message: dict[str, Any], error: JsonRpcException) -> None:
        method = message.get("method")
        _log.warning("A malformed %s message: %s", method, error)
        if "id" in message and method:
            refusal = JsonRpcInvalidParams.of(error)
            self.refuse(message["id"], refusal.code, f"The parameters of {method} are malformed.")

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(
        self, params: types.InitializeParams
    ) -> Generator[Any, Any, types.InitializeResult]:
        """Learn what the client can do before pygls computes the capabilities."""
        self._server.start(params)
        return (yield from super().lsp_initialize(params))

    @lsp_method(types.EXIT)
    def lsp_exit(self, *_: Any) -> Generator[Any, Any, None]:
        """Leave: 0 after `shutdown`, else 1 (LSP, "exit")."""
        self._server.leave(0 if self._shutdown else 1)
        yield from ()

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take the text of a note."""
        document = params.text_document
        self._server.vault.open(document.uri, document.text, document.version)
        self._server.note_changed(document.uri)
        self._server.background.read_on()

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Apply the edits of a note."""
        document = params.text_document
        edits = [_edit(change) for change in params.content_changes]
        encoding = self._server.profile.encoding
        self._server.vault.change(document.uri, edits, document.version, encoding)
        self._server.note_changed(document.uri, typing=True)
        self._server.background.read_on()

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Let go of a note; what is on disk counts again."""
        if key := self._server.vault.let_go(params.text_document.uri):
            self._server.background.look_at([key])
        self._server.note_closed(params.text_document.uri)


def _edit(change: types.TextDocumentContentChangeEvent) -> Edit:
    if isinstance(change, types.TextDocumentContentChangeWholeDocument):
        return Edit(change.text)
    start, end = change.range.start, change.range.end
    return Edit(change.text, (start.line, start.character), (end.line, end.character))
