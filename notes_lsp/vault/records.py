"""The records of all notes, most of them packed until someone asks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import cast

from notes_lsp.vault.cache import cache_folder
from notes_lsp.vault.names import Named
from notes_lsp.vault.open_record import OpenRecord
from notes_lsp.vault.record import NoteRecord
from notes_lsp.vault.shelf import unpack_head, unpack_record
from notes_lsp.vault.spill import Spill

_UNPACKED = 512
"""How many unpacked records are kept at hand."""
_SPILLED = 256
"""Bytes; a shorter record takes hardly more than its place would."""
_WASTE = 8 << 20
"""Bytes on the disk that records may leave behind which have changed since."""


class Records(Mapping[str, NoteRecord]):
    """Note by note what the vault remembers. A record is unpacked when it is asked for."""

    def __init__(self, read: Callable[[str], NoteRecord | None]) -> None:
        """No notes; `read` reads one that is announced, and puts it here, when it is asked for."""
        self._read = read
        self._announced: dict[str, None] = {}
        self._packed: dict[str, bytes | int] = {}
        """The packed records; of those that were spilled their places."""
        self._spill: Spill | None = None
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
        try:
            record = unpack_record(self._bytes(self._packed[key]))
        except OSError:
            if (found := self._read(key)) is None:
                raise KeyError(key) from None
            return found
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

    def arrange(self) -> None:
        """Bring the notes into the order of their keys, from which one start is like another."""
        self._packed = {key: self._packed[key] for key in sorted(self._packed)}
        self._every = None

    def head(self, key: str) -> Named | None:
        """What a note and its headings are called; None where there is no such note."""
        opened = self._open.get(key)
        if opened is not None or (packed := self._packed.get(key)) is None:
            return opened
        try:
            return unpack_head(self._bytes(packed))
        except OSError:
            return None

    def announce(self, key: str) -> None:
        """There is a note that was not read yet."""
        if key not in self:
            self._every = None
        if key not in self._packed:
            self._announced[key] = None

    @property
    def announced(self) -> Collection[str]:
        """The notes that were not read yet, in the order in which they were announced."""
        return self._announced

    def put_packed(self, key: str, packed: bytes) -> None:
        """Keep the record of a note that is not open."""
        if key not in self:
            self._every = None
        self._announced.pop(key, None)
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
        if self._open.pop(key, None) is not None and key not in self:
            self._every = None

    def remove(self, key: str) -> None:
        """Forget a note, open or not."""
        self._every = None
        self._announced.pop(key, None)
        self._packed.pop(key, None)
        self._open.pop(key, None)
        self._unpacked.pop(key, None)

    def spill(self, wanted: bool) -> Iterator[None]:
        """Bring the packed records to the disk, unless they are not `wanted` there; gives way.

        A record that is asked again is read from there: a few microseconds, as long as the
        system has the memory to keep the file in its own.
        """
        if not wanted:
            return
        try:
            yield from self._compact()
            for number, (key, packed) in enumerate([*self._packed.items()]):
                if isinstance(packed, bytes) and len(packed) > _SPILLED:
                    self._spill = self._spill or Spill(cache_folder())
                    place = self._spill.put(packed)
                    if self._packed.get(key) is packed:
                        self._packed[key] = place
                if number % 64 == 0:
                    yield
        except OSError:  # no place: they stay where they are
            return

    def _compact(self) -> Iterator[None]:
        """Write a file of which most is out of date anew: notes change for weeks."""
        old = self._spill
        if old is None or old.size < _WASTE:
            return
        places = {key: at for key, at in self._packed.items() if isinstance(at, int)}
        size, used = old.size, sum(map(Spill.length, places.values()))
        if size - used < max(used, _WASTE):
            return
        new, moved = Spill(cache_folder()), {}
        for number, (key, place) in enumerate(places.items()):
            moved[key] = new.put(old.get(place))
            if number % 64 == 0:
                yield
        if self._spill is old and old.size == size:  # nobody wrote there meanwhile
            self._packed.update(
                {key: moved[key] for key, at in self._packed.items() if isinstance(at, int)}
            )
            self._spill = new

    def _bytes(self, packed: bytes | int) -> bytes:
        if isinstance(packed, bytes):
            return packed
        assert self._spill is not None, "it gave the place"
        return self._spill.get(packed)

    @property
    def packed_bytes(self) -> int:
        """How much memory the packed records take, in bytes."""
        return sum(len(packed) for packed in self._packed.values() if isinstance(packed, bytes))
