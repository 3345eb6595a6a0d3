"""Reading one note from disk."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

from notes_lsp.text import Buffer

_BOMS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def read_note(path: str) -> Buffer:
    """The text of the note at `path`, as an editor would show it.

    A UTF-8 byte order mark is dropped, UTF-16 with its mark is understood, and what is neither is
    read with replacement characters. Raises `OSError` where the file cannot be read.
    """
    if "\0" in path:  # as a link may have it; Python tells of that by a `ValueError`
        raise FileNotFoundError(path)
    return decode(Path(path).read_bytes())


def quick_read(path: str) -> tuple[bytes, os.stat_result]:
    """What a file holds and how it looks, for half the cost of a file object: a start reads 10,000.
    Raises `OSError`."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        status = os.fstat(descriptor)
        pieces = [os.read(descriptor, status.st_size + 1)]
        while pieces[-1]:
            pieces.append(os.read(descriptor, 1 << 20))
    finally:
        os.close(descriptor)
    return b"".join(pieces), status


def decode(data: bytes) -> Buffer:
    """The buffer of a file's bytes."""
    if data.startswith(codecs.BOM_UTF8):
        return Buffer.of(data[len(codecs.BOM_UTF8) :])
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Buffer.of(data[len(mark) :].decode(encoding, "replace"))
    return Buffer.of(data)
