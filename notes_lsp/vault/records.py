"""The records of all notes, most of them packed until someone asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import cast

from notes_lsp.vault.names import Named
from notes_lsp.vault.open_record import OpenRecord
from notes_lsp.vault.record import NoteRecord
from notes_lsp.vault.shelf import unpack_head, unpack_record

_UNPACKED = 512
"""How many unpacked records are kept at hand."""


class Records(Mapping[str, NoteRecord]):
    """Note by note what the vault remembers. A record is unpacked when it is asked for."""

    def __init__(self, read: Callable[[str], NoteRecord | None]) -> None:
        """No notes; `read` reads one that is announced, and puts it here, when it is asked for."""
        self._read = read
        self._announced: set[str] = set()
        self._packed: dict[str, bytes] = {}
        self._open: dict[str, OpenRecord] = {}
        self._unpacked: dict[str, NoteRecord] = {}
        self._every: tuple[str, ...] | None = None

    def __getitem__(self, key: str) -> NoteRecord:
        """The record of a note; `KeyError` where there is none."""
        if (opened := self._open.get(key)) is not None:
            return cast("NoteRecord", opened)  # it tells the same
        if (found := self._unpacked.get(key)) is not None:
            return found
        if key in self._announced and (found := self._read(key)) is not None:
            return found
        record = unpack_record(self._packed[key])
        if len(self._unpacked) >= _UNPACKED:
            self._unpacked.clear()
        self._unpacked[key] = record
        return record

    def __iter__(self) -> Iterator[str]:
        """The notes' keys, without those that are only announced."""
        # A list: who gives way while going through it must not see it change.
        return iter([*self._packed, *(key for key in self._open if key not in self._packed)])

    def __len__(self) -> int:
        """How many notes there are, without those that are only announced."""
        return len(self._packed) + sum(key not in self._packed for key in self._open)

    def __contains__(self, key: object) -> bool:
        """Whether there is such a note; unpacks nothing."""
        return key in self._packed or key in self._open or key in self._announced

    @property
    def every(self) -> tuple[str, ...]:
        """The keys of all notes, those that are only announced included; the same tuple as long as
        none comes or goes."""
        if self._every is None:
            self._every = tuple(dict.fromkeys((*self._packed, *self._open, *self._announced)))
        return self._every

    def head(self, key: str) -> Named | None:
        """What a note and its headings are called; None where there is no such note."""
        opened = self._open.get(key)
        if opened is not None or (packed := self._packed.get(key)) is None:
            return opened
        return unpack_head(packed)

    def announce(self, key: str) -> None:
        """There is a note that was not read yet."""
        if key not in self:
            self._every = None
        if key not in self._packed:
            self._announced.add(key)

    @property
    def announced(self) -> set[str]:
        """The notes that were not read yet."""
        return self._announced

    def put_packed(self, key: str, packed: bytes) -> None:
        """Keep the record of a note that is not open."""
        if key not in self:
            self._every = None
        self._announced.discard(key)
        self._packed[key] = packed
        self._unpacked.pop(key, None)

    def opened(self, key: str) -> OpenRecord | None:
        """The record of a note as it is open."""
        return self._open.get(key)

    def put_open(self, key: str, record: OpenRecord) -> None:
        """Keep the record of an open note; it counts before that of the file."""
        if key not in self:
            self._every = None
        self._open[key] = record

    def close(self, key: str) -> None:
        """Forget what was open."""
        self._every = None
        self._open.pop(key, None)

    def remove(self, key: str) -> None:
        """Forget a note, open or not."""
        self._every = None
        self._announced.discard(key)
        self._packed.pop(key, None)
        self._open.pop(key, None)
        self._unpacked.pop(key, None)

    @property
    def packed_bytes(self) -> int:
        """How much memory the packed records take, in bytes."""
        return sum(map(len, self._packed.values()))
