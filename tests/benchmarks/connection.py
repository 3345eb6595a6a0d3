"""A client over stdio whose clock sees the wire alone, neither encoding nor decoding."""

from __future__ import annotations

import os
import queue
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from notes_lsp.vault import to_key, to_uri
from tests.benchmarks.capabilities import CAPABILITIES

_decode = msgspec.json.decode
_encode = msgspec.json.encode

Host = Callable[[str, Any], bytes | None]
"""Answers a request that the server makes, as JSON; None for a method it does not know."""
Text = Callable[[], str]


class Silent(Exception):  # noqa: N818  # reads better where it is caught
    """The server did not answer in time, or has gone."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and when the last byte of it had been read, in milliseconds since asked."""

    milliseconds: float
    result: Any
    error: Any


class Connection:
    """One server process; everything but the reading of bytes happens in the calling thread."""

    def __init__(
        self,
        command: list[str],
        folder: Path,
        environment: Mapping[str, str],
        host: Host | None = None,
        settings: Any = None,
    ) -> None:
        """Start the process; the clock of `since_start` starts with it."""
        self.capabilities: dict[str, Any] = {}
        self.registered: set[str] = set()
        self.published: list[tuple[float, Any]] = []
        """Diagnostics the server sent of its own accord, with the time they came."""
        self.texts: dict[str, Text] = {}
        """Open notes by path: what a server asks its client about is what the client shows."""
        self.working: set[str | int] = set()
        """Work that the server has begun and not ended, by its progress tokens."""
        self._host, self._settings, self._folder = host, settings, folder
        self._inbox: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
        self._answers: dict[int, tuple[float, dict[str, Any]]] = {}
        self._next = 0
        self._log = tempfile.NamedTemporaryFile()  # noqa: SIM115  # `close` closes it
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            bufsize=0,
        )
        threading.Thread(target=self._read, daemon=True).start()

    @property
    def since_start(self) -> float:
        """Milliseconds since the process was started."""
        return (time.perf_counter() - self.began) * 1000

    def initialize(self, options: Any) -> None:
        """The handshake, as a client that can do all that an editor can."""
        folders = [{"uri": to_uri(str(self._folder)), "name": self._folder.name}]
        params = {
            "processId": os.getpid(),
            "rootUri": folders[0]["uri"],
            "workspaceFolders": folders,
            "capabilities": CAPABILITIES,
            "initializationOptions": options,
        }
        self.capabilities = self.ask("initialize", params, 60).result["capabilities"]
        self.tell("initialized", {})
        if self._settings is not None:
            self.tell("workspace/didChangeConfiguration", {"settings": self._settings})

    def offers(self, capability: str, method: str) -> bool:
        """Whether the server said it answers this method, at the start or later."""
        told = self.capabilities.get(capability)
        return isinstance(told, dict) or bool(told) or method in self.registered

    def tell(self, method: str, params: Any) -> float:
        """Send a notification; gives the time just before its first byte."""
        return self._send(_encode({"jsonrpc": "2.0", "method": method, "params": params}))

    def ask(self, method: str, params: Any, patience: float = 60, after: bytes = b"") -> Answer:
        """Send a request, with the message `after` (encoded) before it, and wait for its answer.

        The clock starts when everything is encoded and stops with the answer's last byte.
        """
        self._next += 1
        number = self._next
        request = {"jsonrpc": "2.0", "id": number, "method": method}
        body = _encode(request if params is None else {**request, "params": params})
        began = self._send(*([after] if after else []), body)
        limit = began + patience
        while number not in self._answers:
            self._take(limit)
        at, message = self._answers.pop(number)
        return Answer((at - began) * 1000, message.get("result"), message.get("error"))

    def rest(self, seconds: float) -> None:
        """Let time pass, answering what the server asks meanwhile."""
        limit = time.perf_counter() + seconds
        while True:
            try:
                self._take(limit)
            except Silent:
                if self.process.poll() is not None:
                    raise
                return

    def diagnostics_after(
        self, began: float, wanted: Callable[[Any], bool], patience: float
    ) -> float:
        """Milliseconds from `began` to the first diagnostics that are as wanted."""
        seen = 0
        while True:
            for at, params in self.published[seen:]:
                if at > began and wanted(params):
                    return (at - began) * 1000
            seen = len(self.published)
            self._take(began + patience)

    def send(self, body: bytes) -> float:
        """Send a message that is encoded; gives the time just before its first byte."""
        return self._send(body)

    def close(self) -> None:
        """Shut down and exit as a client should, or end the process."""
        try:
            self.ask("shutdown", None, 5)
            self.tell("exit", None)
            self.process.wait(5)
        except (Silent, OSError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        self._log.close()

    def _send(self, *bodies: bytes) -> float:
        assert self.process.stdin
        data = b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies)
        began = time.perf_counter()
        view = memoryview(data)
        while view:
            view = view[self.process.stdin.write(view) or 0 :]
        return began

    def _take(self, limit: float) -> None:
        """Handle the next message; Silent when none comes before `limit`."""
        try:
            at, body = self._inbox.get(timeout=max(0.0, limit - time.perf_counter()))
        except queue.Empty:
            raise Silent(f"no answer in time. {self._last_words()}") from None
        if not body:
            raise Silent(f"the server has gone: {self._last_words()}")
        message = _decode(body)
        if "method" not in message:
            self._answers[message["id"]] = (at, message)
        elif "id" in message:
            self._serve(message)
        elif message["method"] == "textDocument/publishDiagnostics":
            self.published.append((at, message["params"]))
        elif message["method"] == "$/progress":
            self._progress(message["params"])

    def _serve(self, message: dict[str, Any]) -> None:
        method: str = message["method"]
        params: Any = message.get("params")
        if method == "markdown/parse" and params.get("text") is None:
            text = self.texts.get(to_key(params["uri"]))
            params = {**params, "text": text() if text else None}
        result = self._host(method, params) if self._host else None
        if method == "client/registerCapability":
            self.registered |= {one["method"] for one in params["registrations"]}
        elif method == "workspace/configuration":
            result = _encode([self._section(one.get("section")) for one in params["items"]])
        number = _encode(message["id"])
        self._send(b'{"jsonrpc":"2.0","id":%s,"result":%s}' % (number, result or b"null"))

    def _progress(self, params: Any) -> None:
        kind = params["value"].get("kind")
        if kind == "begin":
            self.working.add(params["token"])
        elif kind == "end":
            self.working.discard(params["token"])

    def _section(self, name: str | None) -> Any:
        found = self._settings
        for part in name.split(".") if name else ():
            found = found.get(part) if isinstance(found, dict) else None
        return found

    def _last_words(self) -> str:
        return Path(self._log.name).read_bytes()[-2000:].decode(errors="replace")

    def _read(self) -> None:
        assert self.process.stdout
        source, data = self.process.stdout.fileno(), bytearray()
        while chunk := _some(source):
            data += chunk
            while (body := _message(data)) is not None:
                self._inbox.put((time.perf_counter(), body))
        self._inbox.put((time.perf_counter(), b""))


def _some(source: int) -> bytes:
    try:
        return os.read(source, 1 << 18)
    except OSError:
        return b""


def _message(data: bytearray) -> bytes | None:
    """Cut the first message off `data`; None while it is not whole."""
    end = data.find(b"\r\n\r\n")
    if end < 0:
        return None
    length = next(
        int(line.partition(b":")[2])
        for line in bytes(data[:end]).split(b"\r\n")
        if line.lower().startswith(b"content-length")
    )
    start = end + 4
    if len(data) < start + length:
        return None
    body = bytes(data[start : start + length])
    del data[: start + length]
    return body
