"""A process that reads notes for another one: jobs come in on stdin, shelves go out on stdout.

Each message is its length in four bytes, then the packed job or shelf. The end of stdin ends the
process, so none outlives the server.
"""

from __future__ import annotations

import gc
import sys
from typing import IO

import msgspec

from notes_lsp.vault.packing import Job, read_notes
from notes_lsp.vault.shelf import pack_shelf


def main() -> None:
    """Serve jobs until stdin ends."""
    gc.disable()  # what a job makes has no cycles, and is gone when it is done
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing but messages may go out
    decode = msgspec.msgpack.Decoder(Job).decode
    while (message := read_message(source)) is not None:
        try:
            write_message(sink, pack_shelf(read_notes(decode(message))))
        except BrokenPipeError:  # the server has left in the middle of its load
            return


def read_message(source: IO[bytes]) -> bytes | None:
    """The next message, or None at the end."""
    head = source.read(4)
    if len(head) < 4:
        return None
    length = int.from_bytes(head, "little")
    body = source.read(length)
    return body if len(body) == length else None


def write_message(sink: IO[bytes], body: bytes) -> None:
    """Send one message. Raises `OSError` when nobody listens."""
    sink.write(len(body).to_bytes(4, "little") + body)
    sink.flush()
