"""Packed records on the disk: a quarter of a server's memory, of which little is asked again."""

from __future__ import annotations

import tempfile
import weakref
from pathlib import Path
from typing import IO

_LENGTH = 32
"""Bits of a place that tell a length; those above tell where it starts."""


class Spill:
    """A file without a name in the user's cache folder, gone with the process."""

    def __init__(self, folder: Path) -> None:
        """An empty one; raises `OSError` where none can be made."""
        folder.mkdir(parents=True, exist_ok=True)
        self._file: IO[bytes] = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115  # kept open
        weakref.finalize(self, self._file.close)
        self._end = 0

    @property
    def size(self) -> int:
        """Bytes that were put there."""
        return self._end

    @staticmethod
    def length(place: int) -> int:
        """Bytes of what stands at a place."""
        return place & (1 << _LENGTH) - 1

    def put(self, data: bytes) -> int:
        """Keep `data`; gives its place. Raises `OSError` where the disk is full."""
        self._file.seek(self._end)
        if self._file.write(data) != len(data):
            raise OSError("The disk is full.")
        place = self._end << _LENGTH | len(data)
        self._end += len(data)
        return place

    def get(self, place: int) -> bytes:
        """What was put there. Raises `OSError` where it cannot be read."""
        self._file.seek(place >> _LENGTH)
        length = self.length(place)
        data = self._file.read(length)
        if len(data) != length:
            raise OSError("The file is shorter than what was written.")
        return data
