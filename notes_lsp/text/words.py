"""Words in mixed CJK and Latin text: their boundaries, the word at the cursor, a name's fold.

Latin (Greek, Cyrillic, ...) words end where a letter, digit or `_` meets something else. Scripts
that are written without spaces (Han, kana, Thai, ...) have no boundary that a reader could see, and
neither has a Korean particle behind a Latin word: there, every place is a boundary.

Offsets are byte offsets into UTF-8, spans are half-open. Looks at a few characters around an
offset, never at the whole text.
"""

from __future__ import annotations

import re
import unicodedata

from notes_lsp.text.span import Span

LOOK = 64
"""How many characters a word may reach from the cursor, in either direction."""

_LONGEST_CHARACTER = 4  # bytes in UTF-8
_JOINERS = "-_+#"
"""Belong to the word being typed: `seq2seq-attn`, `snake_case`, `C++`, `C#`."""

_unspaced = re.compile(
    "["
    "\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff"  # Thai, Lao, Tibetan, Burmese, Khmer
    "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"  # Hangul
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff"  # Han
    "\uf900-\ufaff\U00020000-\U0003ffff"
    "\u3041-\u312f\u31a0-\u31bf\u31f0-\u31ff\uff66-\uff9f"  # kana, bopomofo
    "]"
)
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


def is_word_boundary(text: bytes, start: int, end: int) -> bool:
    """Whether a match at `text[start:end]` is not a part of a longer word.

    `token` is no match in `tokens` or `subtoken`, but it is in `token的`, `token-level` and
    `(token)`. A match that starts or ends with Han, kana, Hangul or a sign needs no boundary there.
    """
    return _is_boundary(text, start) and _is_boundary(text, end)


def word_before(text: bytes, offset: int) -> Span:
    """The span of the word being typed before `offset`; empty when there is none.

    A run of letters, digits and `-_+#`, or a run of characters written without spaces: in
    `训练C++` it is `C++`, in `BERT模型` it is `模型`. Reaches back at most `LOOK` characters.
    """
    offset = _character_start(text, offset)
    return Span(offset - _reach(_back(text, offset)[::-1]), offset)


def word_at(text: bytes, offset: int) -> Span:
    """The span of the word at `offset`, which may stand inside the word or at either end.

    Where a Latin word meets a Han one, it is the one that starts at `offset`. Empty when there is
    none; reaches at most `LOOK` characters to each side.
    """
    offset = _character_start(text, offset)
    ahead = _ahead(text, offset)
    end = offset + _reach(ahead)
    if end == offset:
        return word_before(text, offset)
    before = _back(text, offset)[::-1]
    same_kind = before and _kind(before[0]) == _kind(ahead[0])
    return Span(offset - (_reach(before) if same_kind else 0), end)


def fold(text: str) -> str:
    """The form in which names are compared: case, width and runs of white space do not count.

    Folding a folded text changes nothing.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    once = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    # A second round, for the few characters whose folds have folds (U+0345, U+1E9A ...).
    twice = unicodedata.normalize("NFKC", once.casefold())
    return " ".join(twice.split())


def is_unspaced(character: str) -> bool:
    """Whether a character is of a script that is written without spaces, or glued as in Korean."""
    return _unspaced.match(character) is not None


def _is_boundary(text: bytes, offset: int) -> bool:
    before = _decoded(text[max(0, offset - _LONGEST_CHARACTER) : offset])[-1:]
    after = _decoded(text[offset : offset + _LONGEST_CHARACTER])[:1]
    return not (before and after and _is_letter(before) and _is_letter(after))


def _is_letter(character: str) -> bool:
    """Whether a character makes one word with a letter beside it."""
    if character.isascii():
        return character.isalnum() or character == "_"
    if ord(character) in _VARIATION_SELECTORS or is_unspaced(character):
        return False  # an emoji's selector before `BERT` does not spoil the word
    return character.isalpha() or character.isdecimal() or unicodedata.category(character) == "Mn"


def _kind(character: str) -> str:
    """`latin`, `unspaced`, or empty for what belongs to no word."""
    if character in _JOINERS or _is_letter(character):
        return "latin"
    letter = is_unspaced(character) and unicodedata.category(character)[0] in "LMN"
    return "unspaced" if letter else ""


def _reach(characters: str) -> int:
    """How many bytes of `characters` belong to one word that starts with the first one."""
    kind = characters and _kind(characters[0])
    count = 0
    while kind and count < len(characters) and _kind(characters[count]) == kind:
        count += 1
    return len(characters[:count].encode(errors="surrogateescape"))


def _back(text: bytes, offset: int) -> str:
    """The characters before `offset`, `LOOK` at most."""
    start = _character_start(text, max(0, offset - LOOK * _LONGEST_CHARACTER))
    return _decoded(text[start:offset])[-LOOK:]


def _ahead(text: bytes, offset: int) -> str:
    """The characters from `offset` on, `LOOK` at most."""
    return _decoded(text[offset : offset + LOOK * _LONGEST_CHARACTER])[:LOOK]


def _character_start(text: bytes, offset: int) -> int:
    """`offset`, or the start of the character that it would cut."""
    offset = max(0, min(offset, len(text)))
    while 0 < offset < len(text) and text[offset] & 0xC0 == 0x80:
        offset -= 1
    return offset


def _decoded(text: bytes) -> str:
    """As characters; a byte of a cut or broken character stands for itself, and is no letter."""
    return text.decode(errors="surrogateescape")
