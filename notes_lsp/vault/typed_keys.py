"""What a Latin keyboard may type for a name: pinyin, its initials, and the initials of words.

A quick form of `notes_lsp.text.pinyin.keys` for a hundred thousand names at once (1 microsecond for
a name, not 25): of the characters with several readings it takes all first or all second ones.
"""

from __future__ import annotations

from notes_lsp.text.pinyin import keys
from notes_lsp.text.words import is_unspaced


class _Readings(dict[int, str]):
    """Character -> how it is typed; filled as characters come up, for `str.translate`."""

    def __init__(self, *, second: bool, initial: bool) -> None:
        super().__init__()
        self._second = second
        self._initial = initial

    def __missing__(self, point: int) -> str:
        character = chr(point)
        if not character.isalnum():
            reading = ""
        elif character.isascii():
            reading = character
        else:
            reading = _reading(character, second=self._second)
            if self._initial and is_unspaced(character):
                reading = reading[:1]
        self[point] = reading
        return reading


_TABLES = tuple(
    (_Readings(second=second, initial=False), _Readings(second=second, initial=True))
    for second in (False, True)
)


def typed_keys(folded: str) -> str:
    """The keys of a folded name, each with a space before it; empty where there are none.

    ` khd kunhuodu` for 困惑度, ` nlp` for `natural language processing`. Initials stand before the
    readings, so that what starts with them goes on in these.
    """
    if folded.isascii():
        words = _initials(folded)
        return f" {words}" if len(words) > 1 else ""
    found: dict[str, None] = {}
    for full, initials in _TABLES:
        found[folded.translate(initials)] = None
        found[folded.translate(full)] = None
    found.pop(folded, None)
    found[_initials(folded)] = None
    return "".join([f" {key}" for key in found if len(key) > 1])


def _initials(folded: str) -> str:
    """Of the words, where there are several and all of these are Latin letters or digits."""
    if " " not in folded:
        return ""
    words = "".join([word[0] for word in folded.split(" ")])
    if not words.isalnum():
        words = "".join(filter(str.isalnum, words))
    return words if words.isascii() else ""


def _reading(character: str, *, second: bool) -> str:
    """The first or second reading of a Han character; a letter without its accent."""
    readings = keys(character)
    if second:
        others = (key for key in readings if not readings[0].startswith(key))
        return next(others, readings[0])
    return readings[0] if is_unspaced(character) else readings[-1]
