"""The names of many notes as runs of bytes in which a part of one is found at once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from typing import NewType

from ahocorasick_rs import BytesAhoCorasick

from notes_lsp.knowledge.gradual import Gradual, Making
from notes_lsp.text.words import fold
from notes_lsp.vault.typed_keys import typed_keys

_RARE = 3
"""So many bytes in a row are rare enough for a search for all places at once: ten times faster than
one for as many as are wanted."""
_SAMPLE = 1024
"""So many bytes of names tell how rare fewer are."""
_STEP = 512
"""So many names are made searchable in one step: a millisecond or two."""
TO_LINE_END = rb"[^\n]*+"
"""The rest of a name, in a pattern."""

Forms = NewType("Forms", bytes)
"""Names in one piece: 100,000 of them take a third of the memory that texts would."""


def pack_forms(names: Iterable[str]) -> Forms:
    """The names in one piece, a line break in them as a space."""
    lines = [name.replace("\n", " ") for name in names]
    return Forms("\n".join(lines).encode(errors="surrogatepass"))


@lru_cache(maxsize=16)
def unpack_forms(forms: Forms) -> Sequence[str]:
    """The names. Of a note that many hits lead to they are taken apart once."""
    return forms.decode(errors="surrogatepass").split("\n")


class Lines:
    r"""Names as bytes, each `\n` and the name; the notes lie one behind the other."""

    def __init__(self, notes: Sequence[Sequence[str]]) -> None:
        """For each note its names, none with a line break."""
        parts = ["".join(f"\n{name}" for name in names).encode(errors="replace") for names in notes]
        self.data = b"".join(parts) + b"\n"
        self._starts: list[int] = []
        at = 0
        for part in parts:
            self._starts.append(at)
            at += len(part)

    def find(self, needle: bytes, most: int) -> Iterator[int]:
        """Where `needle` stands, once on a line, `most` times at most."""
        if len(needle) < _RARE and 2 * self.data.count(needle, 0, _SAMPLE) > most:
            yield from self.match(re.compile(re.escape(needle) + TO_LINE_END), most)
            return
        line_end = -1
        for _, at, _ in _matcher(needle).find_matches_as_indexes(self.data):
            if at >= line_end:
                if most <= 0:
                    return
                yield at
                most -= 1
                line_end = self.data.find(b"\n", at + 1)

    def match(self, pattern: re.Pattern[bytes], most: int) -> Iterator[int]:
        """Where lines match, `most` times at most."""
        return (found.start() for found in islice(pattern.finditer(self.data), most))

    def place(self, offset: int) -> tuple[int, int]:
        """The numbers of the note and of the name at an offset."""
        note = bisect_right(self._starts, offset) - 1
        return note, self.data.count(b"\n", self._starts[note], offset + 1) - 1

    def length(self, offset: int) -> int:
        """The bytes from an offset to the end of its line."""
        return self.data.index(b"\n", offset) - offset

    def line(self, offset: int) -> tuple[int, bytes]:
        """Where the name at an offset starts, and the name."""
        start = self.data.rfind(b"\n", 0, offset + 1) + 1
        return start, self.data[start : self.data.index(b"\n", start)]


@lru_cache(maxsize=8)
def _matcher(needle: bytes) -> BytesAhoCorasick:
    return BytesAhoCorasick([needle])


class ShardText:
    """The names of some notes, made searchable when they are first searched."""

    def __init__(self, notes: Sequence[Forms]) -> None:
        """For each note the names it and its headings go by."""
        self._notes = notes

    @property
    def names(self) -> Lines:
        """The folded names."""
        return self._names.value

    @property
    def typed(self) -> Lines:
        """For the same names their keys on a Latin keyboard."""
        return self._typed.value

    @cached_property
    def _names(self) -> Gradual[Lines]:
        return Gradual(self._making(fold))

    @cached_property
    def _typed(self) -> Gradual[Lines]:
        return Gradual(self._making(lambda name: typed_keys(fold(name))))

    def _making(self, form: Callable[[str], str]) -> Making[Lines]:
        notes: list[list[str]] = []
        count = 0
        for forms in self._notes:
            notes.append([])
            for name in unpack_forms(forms):
                notes[-1].append(form(name))
                count += 1
                if not count % _STEP:
                    yield
        return Lines(notes)

    def name(self, note: int, form: int) -> str:
        """A name as it is written."""
        return unpack_forms(self._notes[note])[form]

    def warm(self) -> Iterator[None]:
        """Make all that a search needs, some milliseconds at a time; gives nothing where it is."""
        yield from self._names.steps()
        yield from self._typed.steps()
