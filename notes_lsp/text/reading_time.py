"""Reading time: how many words a text has and how many minutes they take.

Agrees with the site's plugin (`@vuepress/plugin-reading-time`) to the word and the minute. The
plugin takes maximal runs of "run characters" and white space, and counts the pieces between the
white space; white space is thus only one more thing that separates, and the number of Latin words
is simply the number of maximal sequences of run characters. Two things follow from that:

* which characters JavaScript takes for white space does not matter, none of them is a run
  character;
* counts add up over any cut that does not part two run characters, so over lines:
  `count(a + b"\\n" + b) == count(a) + count(b)`. A note's count can be kept line by line.

What counts as a run character is what node 20 (Unicode 17) says of the plugin's pattern under its
`i` and `u` flags, which fold a few letters outside the written ranges into it.

Never removes anything from the text: the site counts front matter, code and link targets too.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from notes_lsp.text.reading_labels import LABELS, Labels

WORDS_PER_MINUTE = 300
"""The plugin's reading speed unless the site sets another one."""

_WORD, _GAP, _HAN, _CUT_HAN = b"w", b" ", b"h", b"c"

_ODD_RUN_CHARACTERS = (
    *range(0x240, 0x250),
    *(0x253, 0x254, 0x256, 0x257, 0x259, 0x25B, 0x260, 0x263, 0x268, 0x269, 0x26F, 0x272, 0x275),
    *(0x280, 0x283, *range(0x288, 0x28D), 0x292),
    *range(0x1C80, 0x1C88),
    *(0x1E9E, 0x212A, 0x212B, 0x2C65, 0x2C66, 0x2C7E, 0x2C7F, 0xA7DC),
)
"""Run characters whose lead byte does not tell that they are: most are case variants only."""

_ODD_PREFIXES = {
    b"\xc9": (b"\xc9",),
    b"\xca": (b"\xca",),
    b"\xe1": (b"\xe1\xb2", b"\xe1\xba\x9e"),
    b"\xe2": (b"\xe2\x84", b"\xe2\xb1"),
    b"\xea": (b"\xea\x9f",),
}
"""Lead byte -> what odd run characters start with; a single byte is looked for much faster."""

_odd_run_character = re.compile("[" + "".join(map(chr, _ODD_RUN_CHARACTERS)) + "]")


@dataclass(frozen=True, slots=True)
class Counts:
    """The words of a text; counts of the pieces of a text add up (see the module's text)."""

    latin: int = 0
    """Words of Latin and Cyrillic letters, digits, `_`, `.`, `@` and `/`."""
    han: int = 0
    """Han characters (U+4E00 to U+9FD5), each a word."""

    @property
    def words(self) -> int:
        """All words: what the label shows."""
        return self.latin + self.han

    def __add__(self, other: Counts) -> Counts:
        """The count of two pieces of one text."""
        return Counts(self.latin + other.latin, self.han + other.han)

    def __sub__(self, other: Counts) -> Counts:
        """The count of what is left when a piece is taken away."""
        return Counts(self.latin - other.latin, self.han - other.han)


def _class_of_lead(byte: int) -> bytes:
    """What a character is, as far as its first UTF-8 byte tells."""
    if byte < 0x80:
        return _WORD if chr(byte).isalnum() or chr(byte) in "_.@/" else _GAP
    if 0xC3 <= byte <= 0xC8 or 0xD0 <= byte <= 0xD3:  # U+00C0-U+023F, U+0400-U+04FF
        return _WORD
    if 0xE5 <= byte <= 0xE8:  # U+5000-U+8FFF
        return _HAN
    return _CUT_HAN if byte in (0xE4, 0xE9) else _GAP  # Han in part: U+4000-, U+9000-


_CLASSES = b"".join(_class_of_lead(byte) for byte in range(256))
_CONTINUATION = bytes(range(0x80, 0xC0))
_below_han = re.compile(rb"\xe4[\x80-\xb7]")  # up to U+4DFF
_above_han = re.compile(rb"\xe9\xbf[\x96-\xbf]")  # from U+9FD6


def count(text: bytes) -> Counts:
    """The words of `text` (valid UTF-8), by the plugin's rule; linear, a few ms for 1 MB."""
    if not text.isascii() and _may_hold_odd(text):
        text = _odd_run_character.sub("w", text.decode(errors="replace")).encode()
    # One byte for each character, so that two bytes tell where a word starts.
    classes = text.translate(_CLASSES, _CONTINUATION)
    starts = sum(classes.count(before + _WORD) for before in (_GAP, _HAN, _CUT_HAN))
    han = classes.count(_HAN)
    if cut := classes.count(_CUT_HAN):
        han += cut - len(_below_han.findall(text)) - len(_above_han.findall(text))
    return Counts(latin=starts + classes.startswith(_WORD), han=han)


def _may_hold_odd(text: bytes) -> bool:
    return any(
        lead in text and any(prefix in text for prefix in prefixes)
        for lead, prefixes in _ODD_PREFIXES.items()
    )


def counts_to_minutes(words: int, words_per_minute: float = WORDS_PER_MINUTE) -> float:
    """How long `words` take, in minutes with two decimals; the speed must be positive."""
    return _round_half_up(words / words_per_minute * 100) / 100


def label(minutes: float, locale: str) -> str:
    """The time label for `minutes` (as `counts_to_minutes` gives them): `大约 2 分钟`."""
    texts = _texts(locale)
    if minutes < 1:
        return texts.less_than_a_minute
    return texts.time.replace("$time", str(_round_half_up(minutes)))


def word_label(words: int, locale: str) -> str:
    """The word label for a number of words: `约 449 字`."""
    return _texts(locale).word.replace("$word", str(words))


def _texts(locale: str) -> Labels:
    return LABELS[locale if locale in LABELS else locale_for(locale) or "en"]


def _round_half_up(value: float) -> int:
    """`Math.round` of JavaScript: Python's `round` sends halves to the even neighbour."""
    floor = math.floor(value)
    return floor + (value - floor >= 0.5)


_TAGS = {tag.lower(): tag for tag in LABELS}
_NEAREST = {
    # The plugin calls Brazilian Portuguese `br`, and has no other Portuguese.
    "pt": "br",
    # Without a script in the tag, these places write traditional characters.
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
}


def locale_for(lang: str | None) -> str | None:
    """The plugin's tag nearest to a language tag or POSIX locale; None when it knows none.

    `zh_CN.UTF-8` is `zh-CN`, `zh-Hant-TW` is `zh-Hant`, `en-GB` is `en`, `el` is None.
    """
    if not lang:
        return None
    tag = re.split(r"[.@]", lang.strip(), maxsplit=1)[0].replace("_", "-").lower()
    while tag:
        if found := _TAGS.get(tag) or _NEAREST.get(tag):
            return found
        tag = tag.rpartition("-")[0]
    return None


_PREFIX = 64 * 1024
_KANA = (b"\xe3\x81", b"\xe3\x82", b"\xe3\x83")  # U+3040-U+30FF
_HANGUL = (b"\xeb", b"\xec", b"\xed")  # U+B000-U+D7FF, most of the syllables
_CYRILLIC = (b"\xd0", b"\xd1")  # U+0400-U+047F
_LETTERS_OF_A_WORD = 6
"""About so many letters make a Cyrillic word."""

_TRADITIONAL = "這們個說來時會為國對學"
_SIMPLIFIED = "这们个说来时会为国对学"
_UKRAINIAN = "іїєґ"
_RUSSIAN = "ыэъё"


def script_locale(text: bytes) -> str:
    """The locale that a text's own script speaks for, where nothing else says it.

    One of `zh`, `zh-TW`, `ja`, `ko`, `ru`, `uk`, and `en` for everything else. A script speaks for
    the text when it makes a tenth of its words: notes in Chinese are full of English and code.
    Looks at the first 64 KB only.
    """
    head = text[:_PREFIX]
    if head.isascii():
        return "en"
    counts = count(head)
    kana, hangul, cyrillic = (_occurrences(head, x) for x in (_KANA, _HANGUL, _CYRILLIC))
    shares = {
        "zh": counts.han + kana,
        "ko": hangul,
        "ru": cyrillic // _LETTERS_OF_A_WORD,
    }
    script = max(shares, key=lambda name: shares[name])
    if shares[script] * 10 < counts.words + kana + hangul or not shares[script]:
        return "en"
    if script == "zh" and kana * 10 >= shares["zh"]:
        return "ja"
    if script == "zh" and _leans(head, _TRADITIONAL, _SIMPLIFIED):
        return "zh-TW"
    return "uk" if script == "ru" and _leans(head, _UKRAINIAN, _RUSSIAN) else script


def _occurrences(text: bytes, parts: tuple[bytes, ...]) -> int:
    return sum(map(text.count, parts))


def _leans(text: bytes, first: str, second: str) -> bool:
    """Whether the characters of `first` are more frequent in `text` than those of `second`."""
    here, there = (
        _occurrences(text, tuple(character.encode() for character in characters))
        for characters in (first, second)
    )
    return here > there
