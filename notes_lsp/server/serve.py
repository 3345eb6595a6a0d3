"""Serving one editor over stdio, or several over TCP."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from typing import BinaryIO

from notes_lsp.server.notes_server import NotesServer
from notes_lsp.server.runner import make_server
from notes_lsp.server.transport import Loop

_log = logging.getLogger(__name__)


def serve_stdio() -> int:
    """Serve the editor at the other end of stdin and stdout; gives the exit code."""
    stdin, stdout = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # whatever prints by mistake must not break the protocol
    sys.stdout = sys.stderr
    sys.setswitchinterval(0.001)  # the reading thread must soon tell slow work of a message
    return asyncio.run(_serve(stdin, stdout))


async def _serve(stdin: BinaryIO, stdout: BinaryIO) -> int:
    server = make_server()
    server.protocol.set_writer(_Writer(stdout, server))
    loop = Loop(server.protocol)
    server.busy = lambda: loop.busy
    server.quiet = lambda: loop.quiet
    loop.start_reading(stdin, asyncio.get_running_loop())
    return await _until_left(server, loop)


async def _until_left(server: NotesServer, loop: Loop) -> int:
    """Run until `exit`, until the parent is gone, or until the input ends."""
    server.exit_code = asyncio.get_running_loop().create_future()
    running = asyncio.create_task(loop.run())
    running.add_done_callback(lambda _: _ended(server))
    code = await server.exit_code
    running.cancel()
    return code


def _ended(server: NotesServer) -> None:
    """The input has ended: after `shutdown` as agreed, without it by accident."""
    server.leave(0 if server.protocol.was_shut_down else 1)


class _Writer:
    """The output; when the editor has closed it there is nobody left to serve."""

    def __init__(self, stream: BinaryIO, server: NotesServer) -> None:
        self._stream = stream
        self._server = server

    def close(self) -> None:
        self._stream.close()

    def write(self, data: bytes) -> None:
        try:
            view = memoryview(data)
            while view:
                view = view[self._stream.write(view) :]
        except (BrokenPipeError, ValueError):
            self._server.leave(0 if self._server.protocol.was_shut_down else 1)


def serve_tcp(host: str, port: int) -> int:
    """Serve every editor that connects to `host:port`, each on a server of its own."""
    try:
        asyncio.run(_listen(host, port))
    except KeyboardInterrupt:
        return 0
    return 0


async def _listen(host: str, port: int) -> None:
    listener = await asyncio.start_server(_connected, host, port)
    for address in listener.sockets:
        shown = "{}:{}".format(*address.getsockname()[:2])
        sys.stderr.write(f"notes-lsp listens on {shown}\n")
    async with listener:
        await listener.serve_forever()


async def _connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    server = make_server()
    server.protocol.set_writer(_StreamWriter(writer))
    loop = Loop(server.protocol)
    server.busy = lambda: loop.busy
    server.quiet = lambda: loop.quiet
    feeding = asyncio.create_task(_feed(reader, loop))
    try:
        await _until_left(server, loop)
    finally:
        feeding.cancel()
        writer.close()


async def _feed(reader: asyncio.StreamReader, loop: Loop) -> None:
    try:
        while True:
            header = await reader.readuntil(b"\r\n\r\n")
            length = next(
                (
                    int(value)
                    for name, _, value in (line.partition(b":") for line in header.splitlines())
                    if name.strip().lower() == b"content-length"
                ),
                0,
            )
            loop.feed(await reader.readexactly(length))
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError, OSError):
        loop.end()


class _StreamWriter:
    """An asyncio stream as pygls' plain writer."""

    def __init__(self, stream: asyncio.StreamWriter) -> None:
        self._stream = stream

    def close(self) -> None:
        self._stream.close()

    def write(self, data: bytes) -> None:
        if not self._stream.is_closing():
            self._stream.write(data)
