"""Finds Chinese names by what a Latin keyboard types: `kunhuodu`, `khd`, `kunhd` for 困惑度.

`keys` gives strings for a sorted index; `score` and `matches` judge one name and also know the
mixed forms, where each character stands by any part of the start of its reading. Readings have no
tones, and v for ü. Names without Han characters take part by their folded form.

Never imports `pypinyin` (147 ms, 58 MB): the readings are in `pinyin.txt`, read at first use.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import combinations, islice, product
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from notes_lsp.text.words import fold

MOST_KEYS = 8
"""A name has at most so many keys, however many readings its characters have."""

_ACCENTS = frozenset(map(chr, range(0x300, 0x370)))
_FIRST, _LAST = 0x4E00, 0x9FFF
_MOST_VARIANTS = 16
"""So many ways of reading a name are tried for its keys."""


class _Unit(NamedTuple):
    """One character of a name, as it can be typed."""

    readings: tuple[str, ...]
    """The pinyin of a Han character, the most frequent first; else the character itself."""
    character: str
    starts_word: bool
    """Behind a space or sign, or where Latin and Han meet."""


def keys(name: str) -> tuple[str, ...]:
    """The lower-case keys by which a name is found in a sorted index, the best first.

    A name with Han characters has its full pinyin and its initials, with Latin letters kept and
    spaces and signs left out: `tjianyan`, `tjy` for `T检验`; where characters have several
    readings, the variants with the most frequent readings, `MOST_KEYS` at most. Any other name has
    its folded form, and the form without accents when that differs.
    """
    if name.isascii():
        return (fold(name),)
    units = _units(name)
    if all(unit.readings == (unit.character,) for unit in units):
        folded = fold(name)
        return tuple(dict.fromkeys((folded, _without_accents(folded))))
    found: dict[str, None] = {}
    for variant in islice(_variants([unit.readings for unit in units]), _MOST_VARIANTS):
        if len(found) >= MOST_KEYS:
            break
        found["".join(variant)] = None
        found["".join(reading[0] for reading in variant)] = None
    return tuple(islice(found, MOST_KEYS))


def matches(query: str, name: str) -> bool:
    """Whether `query` spells a part of `name` that starts at any of its characters."""
    return score(query, name) > 0


def score(query: str, name: str) -> int:
    """How well `query` (pinyin, initials, mixed, or the characters themselves) spells `name`.

    4: the whole name; 3: its beginning, as nothing does; 2: from the beginning of one of its words;
    1: from any of its characters; 0: not at all. Linear in the length of the name.
    """
    letters = "".join(filter(str.isalnum, _without_accents(fold(query))))
    if not letters:
        return 0 if query.strip() else 3
    units = _units(name)
    places = _places(letters)
    done = 1 << len(letters)
    if not _spelled(units, places, done, lambda _, __: True):
        return 0  # as for most names of a list: asked first
    if end := _spelled(units, places, done, lambda number, _: number == 0):
        return 4 if end == len(units) else 3
    return 2 if _spelled(units, places, done, lambda _, unit: unit.starts_word) else 1


def hops(query: str, name: str) -> bool:
    """Whether `query` spells the starts of words of `name` in their order, words between them left
    out: `catfish` for `cat dog fish`. Linear in the length of the name."""
    letters = "".join(filter(str.isalnum, _without_accents(fold(query))))
    places = _places(letters)
    done = 1 << len(letters)
    at_starts, spelled = 1, 0
    for unit in _units(name):
        spelled = _step(spelled | (at_starts if unit.starts_word else 0), unit, places)
        if spelled & done:
            return True
        at_starts |= spelled
    return False


def _spelled(
    units: list[_Unit],
    places: dict[str, int],
    done: int,
    may_start: Callable[[int, _Unit], bool],
) -> int:
    """The number of the last unit that is needed to spell the query, 0 when it cannot be spelled.

    Bit `n` of `spelled` says that the first `n` letters of the query can be spelled by the units
    so far, so that all ways to spell it are followed at once.
    """
    spelled, end = 0, 0
    for number, unit in enumerate(units):
        spelled = _step(spelled | may_start(number, unit), unit, places)
        if spelled & done:
            end = number + 1
        if end and not spelled:
            break
    return end


def _step(spelled: int, unit: _Unit, places: dict[str, int]) -> int:
    """What is spelled once `unit` has stood for one or more letters of the query."""
    if not spelled:
        return 0
    after = (spelled & places.get(unit.character, 0)) << 1
    for reading in unit.readings:
        reached = spelled
        for letter in reading:
            reached = (reached & places.get(letter, 0)) << 1
            if not reached:
                break
            after |= reached
    return after


def _places(letters: str) -> dict[str, int]:
    """Each letter of the query -> the bits of its places."""
    places: dict[str, int] = {}
    for place, letter in enumerate(letters):
        places[letter] = places.get(letter, 0) | 1 << place
    # Many type `lu` where the table says `lv`, and `lü` comes here without its dots.
    places["v"] = places.get("v", 0) | places.get("u", 0)
    return places


def _units(name: str) -> list[_Unit]:
    """The letters, digits and Han characters of a name, folded and without accents."""
    units: list[_Unit] = []
    before = ""
    for character in _without_accents(fold(name)):
        if character.isalnum():
            readings = _readings(character) or (character,)
            kind = "han" if readings[0] != character else "other"
            units.append(_Unit(readings, character, kind != before))
            before = kind
        else:
            before = ""
    return units


def _variants(readings: list[tuple[str, ...]]) -> Iterator[list[str]]:
    """All ways to read a name, those with the fewest rare readings first."""
    usual = [choice[0] for choice in readings]
    several = [place for place, choice in enumerate(readings) if len(choice) > 1]
    for rare in range(len(several) + 1):
        for places in combinations(several, rare):
            for chosen in product(*(readings[place][1:] for place in places)):
                yield _replaced(usual, zip(places, chosen, strict=True))


def _replaced(usual: list[str], changes: Iterable[tuple[int, str]]) -> list[str]:
    variant = usual.copy()
    for place, reading in changes:
        variant[place] = reading
    return variant


def _without_accents(folded: str) -> str:
    if folded.isascii():
        return folded
    return normalize("NFC", "".join(x for x in normalize("NFD", folded) if x not in _ACCENTS))


def _readings(character: str) -> tuple[str, ...]:
    """The readings of a Han character, the most frequent first; none for any other."""
    point = ord(character)
    if not _FIRST <= point <= _LAST:
        return ()
    sets, numbers = _table()
    return sets[numbers[point - _FIRST]]


@cache
def _table() -> tuple[list[tuple[str, ...]], array[int]]:
    """Sets of readings, and for each character from U+4E00 on the number of its set."""
    text = Path(__file__).with_name("pinyin.txt").read_text(encoding="utf-8")
    sets: list[tuple[str, ...]] = [()]
    numbers = array("H", bytes(2 * (_LAST - _FIRST + 1)))
    first, *others = text.split("\n\n")
    for line in first.splitlines():
        if line.startswith("#"):
            continue
        reading, _, characters = line.partition(" ")
        for character in characters:
            numbers[ord(character) - _FIRST] = len(sets)
        sets.append((reading,))
    for line in "\n".join(others).splitlines():
        reading, _, characters = line.partition(" ")
        for character in characters:
            place = ord(character) - _FIRST
            sets.append((*sets[numbers[place]], reading))
            numbers[place] = len(sets) - 1
    return sets, numbers
