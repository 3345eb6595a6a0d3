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
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
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


class Cache:
    """The cached shelves of one vault, read in one way."""

    def __init__(self, root: str, reading: str) -> None:
        """`reading` names all that changes what is read out of a note."""
        self._mark = blake2b(f"{__version__} {_code()} {reading}".encode(), digest_size=16).digest()
        name = blake2b(os.fsencode(root), digest_size=12).hexdigest()
        self._path = _folder() / f"{name}.index"

    def shelves(self) -> Iterator[tuple[Shelf, bytes]]:
        """The shelves, each also as it is packed; none where there is no cache of this version."""
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
                try:
                    shelf = unpack_shelf(packed)
                except msgspec.MsgspecError:
                    return
                yield shelf, packed

    def write(self, shelves: Iterable[bytes]) -> None:
        """Replace the cache by these packed shelves; where that cannot be, do without."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            descriptor, beside = tempfile.mkstemp(dir=self._path.parent, suffix=".part")
        except OSError as error:
            _log.info("No cache is kept: %s", error)
            return
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(_MAGIC + self._mark)
                for packed in shelves:
                    file.write(len(packed).to_bytes(4, "little"))
                    file.write(crc32(packed).to_bytes(4, "little"))
                    file.write(packed)
            Path(beside).replace(self._path)
        except OSError as error:
            _log.info("No cache is kept: %s", error)
            with contextlib.suppress(OSError):
                Path(beside).unlink()


def _folder() -> Path:
    from platformdirs import user_cache_path  # 10 ms that the first reply need not wait for

    return user_cache_path("notes-lsp", appauthor=False)


@cache
def _code() -> str:
    """What tells one state of a working tree from another, where the version does not."""
    package = Path(__file__).parent.parent
    files = [file for room in _ROOMS for file in sorted((package / room).glob("*.py"))]
    stats = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    return blake2b(repr(stats).encode(), digest_size=8).hexdigest()
