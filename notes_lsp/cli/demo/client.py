"""A small LSP client: starts the real server and speaks to it over stdin and stdout."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import converters, types

from notes_lsp.vault import to_uri

PATIENCE = 30.0
"""Seconds after which a silent server counts as hung."""

_REFRESHES = 2
"""The server asks for diagnostics anew when it has its settings, and when the notes are read."""

_LIMIT = 64 * 1024 * 1024
"""Bytes that one answer may have."""


class ServerError(Exception):
    """The server did not answer, or refused; the message says so in words."""


class Client:
    """One server process. All positions are in characters (utf-32)."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Prefer `Client.started`."""
        self._process = process
        self._converter = converters.get_converter()
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._versions: dict[str, int] = {}
        self._loaded = asyncio.Event()
        self._refreshes = 0
        self._gone = False
        self.times: list[tuple[str, float]] = []
        """Each request's method and the seconds until its answer came."""

    @classmethod
    @asynccontextmanager
    async def started(cls, root: Path) -> AsyncIterator[Client]:
        """A client whose server has read the vault at `root`; the server ends with the block."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "notes_lsp"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=_LIMIT,
        )
        client = cls(process)
        listening = asyncio.create_task(client._listen())
        try:
            await client._begin(root)
            yield client
            await client.ask(types.SHUTDOWN, None)
            client.tell(types.EXIT, None)
            await asyncio.wait_for(process.wait(), PATIENCE)
        finally:
            listening.cancel()
            if process.returncode is None:
                process.kill()
                await process.wait()

    async def ask(self, method: str, params: Any) -> Any:
        """The result of a request, as the protocol's types."""
        number = len(self.times) + 1
        if self._gone:
            raise ServerError("the server has ended")
        answered = asyncio.get_running_loop().create_future()
        self._waiting[number] = answered
        begin = time.perf_counter()
        self.times.append((method, 0.0))
        self._send({"id": number, "method": method, **self._params(params)})
        try:
            message = await asyncio.wait_for(answered, PATIENCE)
        except TimeoutError:
            raise ServerError(f"the server gave no answer to {method}") from None
        self.times[number - 1] = (method, time.perf_counter() - begin)
        if "error" in message:
            raise ServerError(f"{method}: {message['error']['message']}")
        response: Any = types.METHOD_TO_TYPES[method][1]
        return self._converter.structure(message, response).result

    def tell(self, method: str, params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, **self._params(params)})

    def show(self, uri: str, text: str) -> None:
        """Open a document with this text, or change its text if it is open; nothing is saved."""
        version = self._versions.get(uri, 0) + 1
        self._versions[uri] = version
        if version == 1:
            item = types.TextDocumentItem(uri, "markdown", version, text)
            self.tell(types.TEXT_DOCUMENT_DID_OPEN, types.DidOpenTextDocumentParams(item))
            return
        self.tell(
            types.TEXT_DOCUMENT_DID_CHANGE,
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(version, uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            ),
        )

    async def _begin(self, root: Path) -> None:
        uri = to_uri(str(root))
        await self.ask(
            types.INITIALIZE,
            types.InitializeParams(
                capabilities=_CAPABILITIES,
                process_id=os.getpid(),
                client_info=types.ClientInfo("notes-lsp demo"),
                root_uri=uri,
                workspace_folders=[types.WorkspaceFolder(uri, root.name)],
            ),
        )
        self.tell(types.INITIALIZED, types.InitializedParams())
        try:
            await asyncio.wait_for(self._loaded.wait(), PATIENCE)
        except TimeoutError:
            raise ServerError("the server did not finish reading the notes") from None

    def _params(self, params: Any) -> dict[str, Any]:
        return {} if params is None else {"params": self._converter.unstructure(params)}

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    async def _listen(self) -> None:
        assert self._process.stdout
        try:
            while True:
                header = await self._process.stdout.readuntil(b"\r\n\r\n")
                length = int(header.lower().partition(b"content-length:")[2].split(None, 1)[0])
                self._hear(json.loads(await self._process.stdout.readexactly(length)))
        except (asyncio.IncompleteReadError, ConnectionError):
            self._gone = True
            for answered in self._waiting.values():
                if not answered.done():
                    answered.set_exception(ServerError("the server has ended"))

    def _hear(self, message: dict[str, Any]) -> None:
        if "method" not in message:
            if answered := self._waiting.pop(message["id"], None):
                answered.set_result(message)
        elif "id" in message:
            self._refreshes += message["method"] == types.WORKSPACE_DIAGNOSTIC_REFRESH
            if self._refreshes == _REFRESHES:
                self._loaded.set()
            wanted = message["method"] == types.WORKSPACE_CONFIGURATION
            result = [None for _ in message["params"]["items"]] if wanted else None
            self._send({"id": message["id"], "result": result})


_CAPABILITIES = types.ClientCapabilities(
    general=types.GeneralClientCapabilities(position_encodings=["utf-32"]),
    workspace=types.WorkspaceClientCapabilities(
        diagnostics=types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
    ),
    text_document=types.TextDocumentClientCapabilities(
        hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown]),
        completion=types.CompletionClientCapabilities(
            completion_item=types.ClientCompletionItemOptions(
                snippet_support=True,
                label_details_support=True,
                documentation_format=[types.MarkupKind.Markdown],
                resolve_support=types.ClientCompletionItemResolveOptions(
                    properties=["documentation"]
                ),
            )
        ),
        code_action=types.CodeActionClientCapabilities(
            is_preferred_support=True,
            code_action_literal_support=types.ClientCodeActionLiteralOptions(
                code_action_kind=types.ClientCodeActionKindOptions(
                    value_set=[types.CodeActionKind.QuickFix]
                )
            ),
        ),
        document_symbol=types.DocumentSymbolClientCapabilities(
            hierarchical_document_symbol_support=True
        ),
        definition=types.DefinitionClientCapabilities(link_support=True),
        diagnostic=types.DiagnosticClientCapabilities(),
    ),
)
