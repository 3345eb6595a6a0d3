"""The index kept between two starts, in the user's cache folder.

A file is a head that names what made it, then shelves, each with its length and checksum; a later
shelf counts before an earlier one. It is written beside and renamed into place, so two servers
cannot tear it; what is torn all the same, or made by another version, is not there.
"""

from __future__ import annotations

import contextlib
import logging
import os
import tempfile
import time
from collections.abc import Container, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import IO
from zlib import crc32

import msgspec

from notes_lsp import __version__
from notes_lsp.vault.shelf import Shelf, unpack_shelf

_log = logging.getLogger(__name__)
_MAGIC = b"notes-lsp index 1\n"
_ROOMS = ("text", "syntax", "knowledge", "vault")
"""Where it is decided what is read out of a note."""
_HEAD = 8
"""Bytes before each shelf: its length and its checksum."""
_UNFINISHED = ".part"
_ABANDONED = 3600.0
"""Seconds after which nobody goes on writing an unfinished file."""


class Cache:
    """The cached shelves of one vault, read in one way."""

    def __init__(self, root: str, reading: str) -> None:
        """`reading` names all that changes what is read out of a note."""
        self._mark = blake2b(f"{__version__} {_code()} {reading}".encode(), digest_size=16).digest()
        name = blake2b(os.fsencode(root), digest_size=12).hexdigest()
        self._path = cache_folder() / f"{name}.index"

    def shelves(self) -> Iterator[tuple[int, Shelf]]:
        """The shelves by number; none where there is no cache of this version."""
        for number, packed in enumerate(self._packed()):
            try:
                yield number, unpack_shelf(packed)
            except msgspec.MsgspecError:
                return

    def packed(self, numbers: Container[int]) -> Iterator[bytes]:
        """The shelves with these numbers as they are packed."""
        return (packed for number, packed in enumerate(self._packed()) if number in numbers)

    def _packed(self) -> Iterator[bytes]:
        try:
            file = self._path.open("rb")
        except OSError:
            return
        with file:
            if file.read(len(_MAGIC) + len(self._mark)) != _MAGIC + self._mark:
                return
            while len(head := file.read(_HEAD)) == _HEAD:
                length = int.from_bytes(head[:4], "little")
                packed = file.read(length)
                if len(packed) != length or crc32(packed) != int.from_bytes(head[4:], "little"):
                    return
                yield packed

    def begin(self) -> Writing | None:
        """Begin to write this cache anew; None where that cannot be."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            _sweep(self._path.parent)
            return Writing(self._path, _MAGIC + self._mark)
        except OSError as error:
            _log.info("No cache is kept: %s", error)
            return None


class Writing:
    """A cache on its way to the disk, shelf by shelf; what was there stays until `commit`."""

    def __init__(self, path: Path, head: bytes) -> None:
        """Write beside `path`; raises OSError where that cannot be."""
        self._path = path
        descriptor, beside = tempfile.mkstemp(dir=path.parent, suffix=_UNFINISHED)
        self._beside = Path(beside)
        self._file: IO[bytes] | None = os.fdopen(descriptor, "wb")
        self._write(head)

    def add(self, packed: bytes) -> None:
        """Write one packed shelf."""
        self._write(len(packed).to_bytes(4, "little"))
        self._write(crc32(packed).to_bytes(4, "little"))
        self._write(packed)

    def commit(self) -> None:
        """Put what was written in the place of what was there."""
        try:
            if self._file is not None:
                self._file.close()
                self._beside.replace(self._path)
                self._file = None
        except OSError as error:
            self._give_up(error)

    def drop(self) -> None:
        """Leave what was there as it is."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
            with contextlib.suppress(OSError):
                self._beside.unlink()
            self._file = None

    def _write(self, data: bytes) -> None:
        try:
            if self._file is not None:
                self._file.write(data)
        except OSError as error:
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        _log.info("No cache is kept: %s", error)
        self.drop()


def _sweep(folder: Path) -> None:
    """Remove what servers that were killed left behind."""
    for left in folder.glob(f"*{_UNFINISHED}"):
        with contextlib.suppress(OSError):
            if left.stat().st_mtime < time.time() - _ABANDONED:
                left.unlink()


def cache_folder() -> Path:
    """Where this user's caches are kept."""
    from platformdirs import user_cache_path  # 10 ms that the first reply need not wait for

    return user_cache_path("notes-lsp", appauthor=False)


@cache
def _code() -> str:
    """What tells one state of a working tree from another, where the version does not."""
    package = Path(__file__).parent.parent
    files = [file for room in _ROOMS for file in sorted((package / room).glob("*.py"))]
    stats = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    return blake2b(repr(stats).encode(), digest_size=8).hexdigest()
