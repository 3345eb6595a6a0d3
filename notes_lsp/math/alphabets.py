r"""Characters raised, lowered, set in another alphabet, or under an accent, as Unicode has them."""

from __future__ import annotations

import unicodedata
from typing import Final

_RAISED_FROM: Final = "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδφχθ′∗"
_RAISED_TO: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᵠᵡᶿ′*"
_LOWERED_FROM: Final = "0123456789+-−=()aehijklmnoprstuvxβγρφχ"
_LOWERED_TO: Final = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ"
_RAISED: Final = str.maketrans(_RAISED_FROM, _RAISED_TO)
_LOWERED: Final = str.maketrans(_LOWERED_FROM, _LOWERED_TO)

ACCENTS: Final = {
    r"\hat": "\u0302",
    r"\widehat": "\u0302",
    r"\bar": "\u0304",
    r"\overline": "\u0305",
    r"\underline": "\u0332",
    r"\underbar": "\u0332",
    r"\vec": "\u20d7",
    r"\overrightarrow": "\u20d7",
    r"\overleftarrow": "\u20d6",
    r"\overleftrightarrow": "\u20e1",
    r"\tilde": "\u0303",
    r"\widetilde": "\u0303",
    r"\dot": "\u0307",
    r"\ddot": "\u0308",
    r"\dddot": "\u20db",
    r"\ddddot": "\u20dc",
    r"\acute": "\u0301",
    r"\grave": "\u0300",
    r"\breve": "\u0306",
    r"\check": "\u030c",
    r"\widecheck": "\u030c",
    r"\mathring": "\u030a",
    r"\utilde": "\u0330",
    r"\cancel": "\u0338",
    r"\bcancel": "\u20e5",
    r"\sout": "\u0336",
    r"\'": "\u0301",
    r"\`": "\u0300",
    r"\^": "\u0302",
    r"\~": "\u0303",
    r"\=": "\u0304",
    r"\u": "\u0306",
    r"\.": "\u0307",
    r"\"": "\u0308",
    r"\c": "\u0327",
    r"\r": "\u030a",
    r"\H": "\u030b",
    r"\v": "\u030c",
    r"\textcircled": "\u20dd",
}
"""Accent commands and the combining mark that shows them."""

_LINES: Final = frozenset((r"\overline", r"\underline", r"\underbar", r"\sout", r"\cancel"))

_ALPHABETS: Final = {
    r"\mathbb": "DOUBLE-STRUCK",
    r"\Bbb": "DOUBLE-STRUCK",
    r"\mathcal": "SCRIPT",
    r"\mathscr": "SCRIPT",
    r"\cal": "SCRIPT",
    r"\mathfrak": "FRAKTUR",
    r"\frak": "FRAKTUR",
    r"\mathbf": "BOLD",
    r"\bold": "BOLD",
    r"\boldsymbol": "BOLD",
    r"\bm": "BOLD",
    r"\pmb": "BOLD",
    r"\mathsf": "SANS-SERIF",
    r"\mathtt": "MONOSPACE",
}
ALPHABETS: Final = frozenset(_ALPHABETS)
"""Commands that set letters in another alphabet which Unicode has."""


def raised(text: str) -> str:
    """`2` as `²`; what cannot be raised whole stands behind `^`."""
    return _script(text, _RAISED, _RAISED_FROM, "^")


def lowered(text: str) -> str:
    """`i` as `ᵢ`; what cannot be lowered whole stands behind `_`."""
    return _script(text, _LOWERED, _LOWERED_FROM, "_")


def accented(command: str, text: str) -> str:
    """`text` under the accent of `command`; more than one letter stands in parentheses."""
    mark = ACCENTS[command]
    if command in _LINES:
        return "".join(char + mark for char in text)
    if sum(not unicodedata.combining(char) for char in text) > 1:
        return f"({text}){mark}"
    return text + mark if text else ""


def lettered(command: str, text: str) -> str:
    """`text` in the alphabet of `command`, as far as Unicode has its letters."""
    return "".join(_letter(_ALPHABETS[command], char) for char in text)


def _script(text: str, table: dict[int, int], known: str, sign: str) -> str:
    plain = text.replace(" ", "")
    if not plain:
        return ""
    if all(char in known for char in plain):
        return plain.translate(table)
    return f"{sign}{text}" if len(text) == 1 else f"{sign}({text})"


def _letter(alphabet: str, char: str) -> str:
    if not char.isascii() or not char.isalnum():
        return char
    if char.isdigit():
        name = f"MATHEMATICAL {alphabet} DIGIT {unicodedata.name(char).split()[-1]}"
        return _named(name) or char
    case = "CAPITAL" if char.isupper() else "SMALL"
    letter = char.upper()
    short = "BLACK-LETTER" if alphabet == "FRAKTUR" else alphabet
    return (
        _named(f"MATHEMATICAL {alphabet} {case} {letter}")
        or _named(f"{short} {case} {letter}")
        or char
    )


def _named(name: str) -> str:
    try:
        return unicodedata.lookup(name)
    except KeyError:
        return ""
