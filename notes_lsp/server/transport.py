"""Messages in and out of a pair of byte streams, in order, with cancellation that works.

pygls reads a line per thread hop, knows one spelling of the header and cannot cancel what waits;
this loop reads whole messages on one thread, answers malformed ones, and drops a request whose
`$/cancelRequest` arrives before its turn.
"""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Protocol

_log = logging.getLogger(__name__)

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
INTERNAL_ERROR = -32603
REQUEST_CANCELLED = -32800
_MAX_HEADER = 8192
_MAX_BODY = 512 * 1024 * 1024


class Receiver(Protocol):
    """Who takes the messages."""

    def receive(self, message: dict[str, Any]) -> None:
        """Take one well-formed JSON-RPC message."""

    def refuse(self, request: object, code: int, reason: str) -> None:
        """Answer the request with this id (None: unknown) by an error."""


def read_bodies(stream: BinaryIO) -> Iterator[bytes]:
    """The body of each message of a stream; what is no header is passed over. Ends with it."""
    while True:
        length = -1
        while line := stream.readline(_MAX_HEADER):
            if not line.strip():
                break
            name, _, value = line.partition(b":")
            if name.strip().lower() == b"content-length" and value.strip().isdigit():
                length = int(value)
        else:
            return
        if 0 <= length <= _MAX_BODY:
            body = stream.read(length)
            if len(body) < length:
                return
            yield body


class Loop:
    """Hands messages to a receiver on the event loop's thread, one at a time and in order."""

    def __init__(self, receiver: Receiver) -> None:
        """A loop without streams: `feed` and `end` bring messages, `run` handles them."""
        self._receiver = receiver
        self._waiting: deque[dict[str, Any] | None] = deque()
        self._some = asyncio.Event()
        self._read = 0
        """Messages that the reading thread has brought; only that thread counts them."""
        self._fed = 0
        self._heard = 0.0

    def start_reading(self, stream: BinaryIO, loop: asyncio.AbstractEventLoop) -> None:
        """Read `stream` on a thread of its own that never keeps the process alive."""

        def read() -> None:
            try:
                for body in read_bodies(stream):
                    self._read += 1
                    loop.call_soon_threadsafe(self._feed_read, body)
            except (OSError, ValueError) as error:
                _log.info("The input is gone: %s", error)
            _in_loop(loop, self.end)

        threading.Thread(target=read, name="notes-lsp-input", daemon=True).start()

    def _feed_read(self, body: bytes) -> None:
        self._fed += 1
        self.feed(body)

    def feed(self, body: bytes) -> None:
        """A message has come: put it in the queue, or take back the one it cancels."""
        self._heard = time.monotonic()
        try:
            message = json.loads(body)
        except (ValueError, RecursionError) as error:
            self._receiver.refuse(None, PARSE_ERROR, f"This is not valid JSON: {error}")
            return
        if not isinstance(message, dict) or not _well_formed(message):
            request = message.get("id") if isinstance(message, dict) else None
            self._receiver.refuse(request, INVALID_REQUEST, "This is no JSON-RPC 2.0 message.")
            return
        if message.get("method") == "$/cancelRequest" and self._take_back(message):
            return
        self._waiting.append(message)
        self._some.set()

    def end(self) -> None:
        """The stream is at its end."""
        self._waiting.append(None)
        self._some.set()

    async def run(self) -> None:
        """Handle messages until the stream ends; gives way to other tasks after each."""
        while True:
            await self._some.wait()
            while self._waiting:
                message = self._waiting.popleft()
                if message is None:
                    return
                self._take(message)
                await asyncio.sleep(0)
            self._some.clear()

    def _take(self, message: dict[str, Any]) -> None:
        """A bug in the handling of one message costs that message, never the connection."""
        try:
            self._receiver.receive(message)
        except Exception:  # noqa: BLE001  # logged; the next message has no part in it
            _log.exception("A message could not be handled: %s", message.get("method"))
            if "id" in message and "method" in message:
                self._receiver.refuse(message["id"], INTERNAL_ERROR, "The server failed.")

    @property
    def busy(self) -> bool:
        """Whether a message waits, so that slow work should stop for it.

        One that was read counts, though the event loop has not seen it: the slow work keeps it.
        """
        return bool(self._waiting) or self._read != self._fed

    @property
    def quiet(self) -> float:
        """Seconds since the last message."""
        return time.monotonic() - self._heard

    def _take_back(self, cancel: dict[str, Any]) -> bool:
        params = cancel.get("params")
        wanted = params.get("id") if isinstance(params, dict) else None
        for message in self._waiting:
            if message and wanted is not None and message.get("id") == wanted:
                if "method" not in message:
                    continue
                self._waiting.remove(message)
                self._receiver.refuse(wanted, REQUEST_CANCELLED, "The request was cancelled.")
                return True
        return False


def _well_formed(message: dict[str, Any]) -> bool:
    if message.get("jsonrpc") != "2.0":
        return False
    method, request = message.get("method"), message.get("id")
    if request is not None and (isinstance(request, bool) or not isinstance(request, int | str)):
        return False
    return isinstance(method, str) or ("id" in message and method is None)


def _in_loop(loop: asyncio.AbstractEventLoop, call: Callable[[], None]) -> None:
    try:
        loop.call_soon_threadsafe(call)
    except RuntimeError:  # the event loop has ended first
        _log.debug("The input ended after the server.")
