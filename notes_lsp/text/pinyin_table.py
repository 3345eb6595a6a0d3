"""Writes `pinyin.txt` anew: `python -m notes_lsp.text.pinyin_table`.

For developers only, the server reads the file. Needs the development dependency `pypinyin`, whose
readings come from the Unihan data. Which of a character's readings are in living use, and which is
the most frequent, is told by pypinyin's 47,000 phrases.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

TABLE = Path(__file__).with_name("pinyin.txt")
_HAN = range(0x4E00, 0xA000)
_HEADER = """\
# The readings of U+4E00-U+9FFF, without tones and with v for u-umlaut; made by pinyin_table.py.
# A line is a reading and its characters. The second section holds second readings, and so on.
"""
_INTERJECTIONS = {"hm", "hng", "m", "n", "ng"}
_TWINS = dict(zip("長樂調傳還參給車彈覺殼嚇係賈會", "长乐调传还参给车弹觉壳吓系贾会", strict=True))
"""Traditional forms that the phrases do not hold: they are read as their simplified twins are."""


def table() -> str:
    """The whole content of `pinyin.txt`."""
    sections: list[dict[str, list[str]]] = [defaultdict(list) for _ in range(3)]
    for character, readings in _readings():
        for section, reading in zip(sections, readings, strict=False):
            section[reading].append(character)
    lines = ["".join(f"{key} {''.join(s[key])}\n" for key in sorted(s)) for s in sections]
    return _HEADER + "\n".join(lines)


def _readings() -> Iterator[tuple[str, list[str]]]:
    """Each character with its readings, the most frequent one first."""
    from pypinyin import Style, pinyin

    uses = _uses()
    for character in map(chr, _HAN):
        given = pinyin(character, Style.NORMAL, heteronym=True, errors="ignore")
        known = [x for readings in given for x in readings if x.isascii()]
        known = [x for x in known if x not in _INTERJECTIONS] or known
        use = uses[_TWINS.get(character, character)]
        least = max(2, 0.015 * use.total())
        living = [x for x in known[:1] if use[x] < least]
        living += [x for x, times in use.most_common() if x in known and times >= least]
        yield character, sorted(living, key=lambda x: -use[x])


def _uses() -> defaultdict[str, Counter[str]]:
    """How often each character has which reading in the phrases."""
    from pypinyin.constants import PHRASES_DICT
    from pypinyin.contrib.tone_convert import to_normal

    uses: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for phrase, readings in PHRASES_DICT.items():
        for character, [reading, *_] in zip(phrase, readings, strict=False):
            uses[character][to_normal(reading, v_to_u=False)] += 1
    return uses


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
