"""Notes by the hundred, packed: what a worker sends back and what the cache keeps.

A shelf is bytes until it is asked: of each note a small slip, whose body (the `NoteRecord`) is
unpacked when someone wants it, and for all of them one sorted table of the words under which they
are found.
"""

from __future__ import annotations

import os
import sys
from array import array
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from zlib import crc32

import msgspec
from msgspec import Struct
from msgspec.structs import force_setattr, replace

from notes_lsp.knowledge.source import Definition  # not by the door: a reading process is light
from notes_lsp.vault.record import NoteHead, NoteRecord

_LOW = 0xFFFFFFFF

_LOW = 0xFFFFFFFF

pack_record = msgspec.msgpack.Encoder().encode
unpack_record = msgspec.msgpack.Decoder(NoteRecord).decode
unpack_head = msgspec.msgpack.Decoder(NoteHead).decode
pack_entries = msgspec.msgpack.Encoder().encode


def unpack_entries(packed: bytes, key: str) -> tuple[Definition, ...]:
    """The entries of the note `key`."""
    found = _entries_decoder().decode(packed)
    for each in found:
        force_setattr(each.source, "path", key)  # the same; not ten thousand copies of it
    return found


@cache
def _entries_decoder() -> msgspec.msgpack.Decoder[tuple[Definition, ...]]:
    return msgspec.msgpack.Decoder(tuple[Definition, ...])


class Stamp(Struct, frozen=True, array_like=True, gc=False):
    """How a file looked when it was read; another look means another content, mostly."""

    size: int
    time: int
    """Of the last change, in nanoseconds."""
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """What the system tells of a file."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ino)


class Slip(Struct, frozen=True, array_like=True, gc=False):
    """One note on a shelf."""

    key: str
    stamp: Stamp
    digest: bytes
    """Of the content: it tells a file that was only touched from one that was changed."""
    names: tuple[str, ...]
    """Title and aliases of the front matter, folded."""
    tags: tuple[str, ...]
    """As written, once for each place."""
    body: bytes
    """A packed `NoteRecord`."""
    entries: bytes = b""
    """Packed definitions; empty for a note without."""
    large: bool = False
    """Too large: only headings and links were read."""
    fields: tuple[str, ...] = ()
    """See `front_values`."""


class Shelf(Struct, frozen=True, array_like=True, gc=False):
    """Some notes, and the words under which they are found."""

    slips: list[Slip]
    words: bytes
    """Machine words, sorted: the hash of a word in the upper half, in the lower a slip's number."""


pack_shelf = msgspec.msgpack.Encoder().encode
unpack_shelf = msgspec.msgpack.Decoder(Shelf).decode


def make_shelf(slips: Sequence[Slip], words: Sequence[Iterable[str]]) -> Shelf:
    """A shelf of `slips`, each found under its `words`."""
    pairs = {hash_word(word) << 32 | number for number, each in enumerate(words) for word in each}
    return Shelf(list(slips), array("Q", sorted(pairs)).tobytes())


def renew(shelf: Shelf, kept: Mapping[int, Stamp]) -> Shelf:
    """The shelf with only some of its slips, given by number, each with its new stamp."""
    numbers = {old: new for new, old in enumerate(kept)}
    slips = [replace(shelf.slips[number], stamp=stamp) for number, stamp in kept.items()]
    words = array("Q")
    words.frombytes(shelf.words)
    kept_words = (
        pair >> 32 << 32 | numbers[pair & _LOW] for pair in words if pair & _LOW in numbers
    )
    return Shelf(slips, array("Q", sorted(kept_words)).tobytes())


class Words:
    """Which notes of a shelf are found under a word."""

    def __init__(self, keys: Sequence[str], words: bytes) -> None:
        """`keys` are those of the slips, in order."""
        self.keys = keys
        self._words = array("Q")
        self._words.frombytes(words)

    def find(self, hashed: int) -> Iterator[str]:
        """The notes under a word, given its `hash_word`; a few more may be told."""
        words = self._words
        at = bisect_left(words, hashed << 32)
        while at < len(words) and words[at] >> 32 == hashed:
            yield self.keys[words[at] & _LOW]
            at += 1

    def hashes(self, staying: Container[str]) -> Iterable[int]:
        """The hashes of all words, once for each of the notes `staying` that is under it."""
        if all(key in staying for key in self.keys):
            halves = array("I", self._words.tobytes())
            return halves[1 if sys.byteorder == "little" else 0 :: 2]
        here = [key in staying for key in self.keys]
        return [pair >> 32 for pair in self._words if here[pair & _LOW]]


def hash_word(word: str) -> int:
    """The number by which shelves find a word; other words may share it."""
    return crc32(word.encode("utf-8", "surrogatepass"))
