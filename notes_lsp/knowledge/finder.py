"""Finds many names in text at once: Aho-Corasick, then the rule of word boundaries.

Names and text are compared with ASCII letters in lower case, a hyphen as good as a space, and runs
of spaces as one. A name that ends in a Latin letter is also found in its plural.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

from notes_lsp.knowledge.gradual import STEP, Making
from notes_lsp.knowledge.names import is_any_case
from notes_lsp.text import Span
from notes_lsp.text.words import is_word_boundary

_FOLD = bytes.maketrans(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZ-\t",
    b"abcdefghijklmnopqrstuvwxyz  ",
)
_SPACES = re.compile(rb"[ \t]{2,}")
_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyz")
_WORD = _LETTERS | frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_UNDERSCORE = ord("_")
_CJK = range(0xE3, 0xEA)
"""First bytes of U+3000 to U+9FFF, where every place is a word boundary."""
_HISSING = (b"s", b"x", b"z", b"ch", b"sh")


class Haystack:
    """A text made ready for finding, once for all finders."""

    def __init__(self, text: bytes) -> None:
        """`text` is UTF-8 of any length."""
        self.text = text
        self._starts: list[int] = [0]
        self._shifts: list[int] = [0]
        if b"  " in text or b"\t" in text:
            for run in _SPACES.finditer(text):
                shift = self._shifts[-1] + run.end() - run.start() - 1
                self._starts.append(run.end() - shift)
                self._shifts.append(shift)
            text = _SPACES.sub(b" ", text)
        self.folded = text.translate(_FOLD)

    def place(self, offset: int) -> int:
        """The offset in the text of an offset in the folded text."""
        return offset + self._shifts[bisect_right(self._starts, offset) - 1]


class Found(NamedTuple):
    """A name found in a text."""

    span: Span
    key: bytes
    """The folded name."""
    numbers: tuple[int, ...]
    """What was given together with the name."""


class Finder:
    """Finds the names it was made of (`making`); immutable."""

    def __init__(
        self,
        numbers: Mapping[bytes, tuple[int, ...]],
        forms: Mapping[bytes, tuple[tuple[bytes, int], ...]],
    ) -> None:
        """By folded name what it stands for in any case, and what in its own case only; each name
        of the latter is among the former too."""
        self._numbers = [tuple(dict.fromkeys(each)) for each in numbers.values()]
        self._forms = forms
        implementation = Implementation.ContiguousNFA
        self._automaton = BytesAhoCorasick(list(numbers), implementation=implementation)

    @classmethod
    def making(cls, names: Iterable[tuple[str, int]]) -> Making[Finder]:
        """Each name comes with a number that is given back when it is found."""
        numbers: dict[bytes, tuple[int, ...]] = {}
        forms: dict[bytes, tuple[tuple[bytes, int], ...]] = {}
        for count, (name, number) in enumerate(names, 1):
            exact = _SPACES.sub(b" ", name.strip().encode(errors="replace"))
            free = is_any_case(name)
            for key in _forms(exact.translate(_FOLD)):
                if key and free:
                    numbers[key] = (*numbers.get(key, ()), number)
                elif key:
                    numbers.setdefault(key, ())
                    forms[key] = (*forms.get(key, ()), (exact, number))
            if not count % STEP:
                yield
        return cls(numbers, forms)

    def find(self, haystack: Haystack, around: Span | None = None) -> Iterator[Found]:
        """All hits in a text, also those that overlap; with `around` those that touch it only."""
        if not self._numbers:
            return
        text, folded, place = haystack.text, haystack.folded, haystack.place
        for number, first, last in self._automaton.find_matches_as_indexes(
            folded, overlapping=True
        ):
            start, end = place(first), place(last)
            if around and (start > around.end or end < around.start - 2):
                continue
            end = _end_of_word(text, start, end)
            if not end or (around and end < around.start):
                continue
            key = folded[first:last]
            if numbers := self._numbers[number] + self._in_case(key, text[start : place(last)]):
                yield Found(Span(start, end), key, numbers)

    def _in_case(self, key: bytes, written: bytes) -> tuple[int, ...]:
        """The numbers of the names that are written here in their own case or in capitals."""
        forms = self._forms.get(key)
        if forms is None:
            return ()
        written = _SPACES.sub(b" ", written)
        return tuple(number for form, number in forms if written in {form, form.upper()})


def _forms(key: bytes) -> tuple[bytes, ...]:
    """A folded name and what else is looked for: the plural of `entropy`."""
    if len(key) > 4 and key.endswith(b"y") and key[-2] in _LETTERS and key[-2] not in b"aeiou":
        return key, key[:-1] + b"ies"
    return (key,)


def _end_of_word(text: bytes, start: int, end: int) -> int:
    """Where the name at `text[start:end]` ends with its plural's ending, 0 in a longer word."""
    if not _is_boundary(text, start):
        return 0
    if _is_boundary(text, end):
        return end
    if end - start < 3 or text[end - 1] | 0x20 not in _LETTERS or text[end] not in b"se":
        return 0
    longer = end + (2 if text[start:end].lower().endswith(_HISSING) else 1)
    plural = text[end:longer] in {b"s", b"es"}
    return longer if plural and _is_boundary(text, longer) else 0


def _is_emphasis(text: bytes, at: int) -> bool:
    """Whether what stands beside `at` are marks as of `_BERT_`, and no `_` within a word."""
    if text[at - 1] == _UNDERSCORE:
        outer = text[max(at - 8, 0) : at].decode(errors="ignore").rstrip("_")[-1:]
    elif text[at] == _UNDERSCORE:
        outer = text[at : at + 8].decode(errors="ignore").lstrip("_")[:1]
    else:
        return False
    return not outer.isalnum()


def _is_boundary(text: bytes, at: int) -> bool:
    """`is_word_boundary` for one end of a name, decided by single bytes where they suffice."""
    if at == 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if before < 0x80 and after < 0x80:
        return before not in _WORD or after not in _WORD or _is_emphasis(text, at)
    if after in _CJK or (before >= 0x80 and at >= 3 and text[at - 3] in _CJK):
        return True
    return is_word_boundary(text, at, at)
