"""The records of all notes, most of them packed until someone asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from notes_lsp.vault.names import Named
from notes_lsp.vault.open_record import OpenRecord
from notes_lsp.vault.record import NoteRecord
from notes_lsp.vault.shelf import unpack_head, unpack_record

_UNPACKED = 4096
"""How many unpacked records are kept at hand."""


class Records(Mapping[str, NoteRecord]):
    """Note by note what the vault remembers. A record is unpacked when it is asked for."""

    def __init__(self) -> None:
        """No notes."""
        self._packed: dict[str, bytes] = {}
        self._open: dict[str, OpenRecord] = {}
        self._unpacked: dict[str, NoteRecord] = {}

    def __getitem__(self, key: str) -> NoteRecord:
        """The record of a note; `KeyError` where there is none."""
        if (opened := self._open.get(key)) is not None:
            return cast("NoteRecord", opened)  # it tells the same
        if (found := self._unpacked.get(key)) is not None:
            return found
        record = unpack_record(self._packed[key])
        if len(self._unpacked) >= _UNPACKED:
            self._unpacked.clear()
        self._unpacked[key] = record
        return record

    def __iter__(self) -> Iterator[str]:
        """The notes' keys."""
        yield from self._packed
        yield from (key for key in self._open if key not in self._packed)

    def __len__(self) -> int:
        """How many notes there are."""
        return len(self._packed) + sum(key not in self._packed for key in self._open)

    def __contains__(self, key: object) -> bool:
        """Whether there is such a note; unpacks nothing."""
        return key in self._packed or key in self._open

    def head(self, key: str) -> Named | None:
        """What a note and its headings are called; None where there is no such note."""
        opened = self._open.get(key)
        if opened is not None or (packed := self._packed.get(key)) is None:
            return opened
        return unpack_head(packed)

    def put_packed(self, key: str, packed: bytes) -> None:
        """Keep the record of a note that is not open."""
        self._packed[key] = packed
        self._unpacked.pop(key, None)

    def opened(self, key: str) -> OpenRecord | None:
        """The record of a note as it is open."""
        return self._open.get(key)

    def put_open(self, key: str, record: OpenRecord) -> None:
        """Keep the record of an open note; it counts before that of the file."""
        self._open[key] = record

    def close(self, key: str) -> None:
        """Forget what was open."""
        self._open.pop(key, None)

    def remove(self, key: str) -> None:
        """Forget a note, open or not."""
        self._packed.pop(key, None)
        self._open.pop(key, None)
        self._unpacked.pop(key, None)

    @property
    def packed_bytes(self) -> int:
        """How much memory the packed records take, in bytes."""
        return sum(map(len, self._packed.values()))
