"""The real server process, spoken to in bytes."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

from notes_lsp.vault import to_uri

PATIENCE = 20.0
"""Seconds after which a silent server counts as hung."""


class Wire:
    """A server process; `request` waits for its answer, everything else is kept in `heard`."""

    def __init__(self, *arguments: str, env: dict[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "notes_lsp", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **(env or {})},
        )
        self.heard: list[dict[str, Any]] = []
        self._inbox: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._next = 0
        self.answers_requests = True
        """Whether the server's own requests are answered."""
        self.stderr = b""
        threading.Thread(target=self._read, daemon=True).start()
        self.errors_read = threading.Thread(target=self._read_errors, daemon=True)
        """Ends when the server's stderr does."""
        self.errors_read.start()

    def __enter__(self) -> Wire:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait()

    def send_bytes(self, data: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message: Any) -> None:
        body = json.dumps(message).encode()
        self.send_bytes(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    def notify(self, method: str, params: Any = None) -> None:
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, params: Any = None) -> int:
        """Send a request without waiting; gives its id."""
        self._next += 1
        self.send({"jsonrpc": "2.0", "id": self._next, "method": method, "params": params})
        return self._next

    def request(self, method: str, params: Any = None) -> Any:
        """The result of a request; fails on an error answer."""
        answer = self.answer(self.ask(method, params))
        assert "error" not in answer, answer
        return answer["result"]

    def answer(self, request: int | None) -> dict[str, Any]:
        """The answer to a request, whatever comes before it; requests of the server get null."""
        return self.until(lambda message: "method" not in message and message.get("id") == request)

    def until(self, wanted: Any) -> dict[str, Any]:
        """The first message for which `wanted` holds, among those heard already or to come."""
        for message in self.heard:
            if wanted(message):
                self.heard.remove(message)
                return message
        while True:
            try:
                message = self._inbox.get(timeout=PATIENCE)
            except queue.Empty:
                raise AssertionError(f"no answer; stderr: {self.stderr.decode()}") from None
            assert message is not None, f"the server is gone; stderr: {self.stderr.decode()}"
            if "method" in message and "id" in message and self.answers_requests:
                result = [{}] if message["method"] == "workspace/configuration" else None
                self.send({"jsonrpc": "2.0", "id": message["id"], "result": result})
            if wanted(message):
                return message
            self.heard.append(message)

    def notification(self, method: str) -> dict[str, Any]:
        """The params of the next notification of this method."""
        params = self.until(lambda message: message.get("method") == method)["params"]
        assert isinstance(params, dict)
        return params

    def initialize(self, root: Path | None = None, **extra: Any) -> Any:
        """The handshake of a plain client; `extra` overrides parameters."""
        folders = [{"uri": to_uri(str(root)), "name": root.name}] if root else None
        params = {
            "processId": None,
            "rootUri": None,
            "capabilities": {},
            "workspaceFolders": folders,
        }
        result = self.request("initialize", {**params, **extra})
        self.notify("initialized", {})
        return result

    def open(self, uri: str, text: str) -> None:
        document = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def hover(self, uri: str, line: int, character: int) -> Any:
        position = {"line": line, "character": character}
        return self.request(
            "textDocument/hover", {"textDocument": {"uri": uri}, "position": position}
        )

    def leave(self) -> int:
        """Shut down and exit as a client should; gives the exit code."""
        self.request("shutdown")
        self.notify("exit")
        return self.process.wait(PATIENCE)

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream
        while True:
            length = 0
            while (line := stream.readline()).strip():
                name, _, value = line.partition(b":")
                assert name.lower() in {b"content-length", b"content-type"}, line
                if name.lower() == b"content-length":
                    length = int(value)
            if not line:
                self._inbox.put(None)
                return
            self._inbox.put(json.loads(stream.read(length)))

    def _read_errors(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.stderr += line
