"""An edit within a long list or table reads a few of its pieces; the law of re-reading holds."""

from __future__ import annotations

import random

import pytest

from notes_lsp.syntax import SyntaxOptions, parse, reparse, splicing
from notes_lsp.syntax.reading import Reading
from notes_lsp.text import Buffer, Span
from tests.syntax.test_reparse import an_edit, assert_same

# `¦` is between two pieces.
ITEMS = (
    "- a\n¦- [ ] b `c`\n¦- [x](y) [[n]]\n¦  - d\n¦* e\n¦1. f\n¦\n¦  h\n¦懒\n¦-\n¦- ```\n¦  ```\n"
    "¦- <!-- x\n¦- <div>\n¦- # t\n¦- t\n  ===\n¦- > q\n¦> z\n¦ - i\n¦    code\n¦- 甲[^1]\n"
    "¦- [ref] [r][ref] [u][v]\n¦---\n¦- 😀 https://a.b/c #tag\n¦- $x$\n¦\r\n¦- x ^id\n¦- $$\n"
    "¦[ref]: u\n¦- a | b\n  -|-\n"
)
NUMBERED = "1. a\n¦2. b `c`\n¦   d\n¦\n¦   - e\n¦懒\n¦1) z\n¦3. \n"
ROWS = (
    "| a | b |\n¦| `x` | $y$ |\n¦| 1 |\n¦| 1 | 2 | 3 |\n¦a | b\n¦--|--\n¦x\n¦x y \n¦[l](m) | n\n"
    "¦\n¦- a\n¦# h\n¦| [a](b) | #t https://a.b |\n¦| a \\| b | c |\n¦$$ a | b\n¦```\n"
    "¦| [ref] | [^1] |\n¦| a | ^id |\n"
)
BLOCKS = {
    "list": ("- s\n", ITEMS.split("¦")),
    "numbered list": ("1. s\n", NUMBERED.split("¦")),
    "table": ("| h | [k](l) |\n|--|--|\n", ROWS.split("¦")),
}
BEHIND = (
    "",
    "\n文\n",
    "文\n",
    "***\n",
    "\n[ref]: u\n\n[^1]: 注\n",
    "- z\n",
    "\n    x\n",
    "\n# h\n文\n",
)


@pytest.mark.parametrize("latex", [False, True])
@pytest.mark.parametrize("block", BLOCKS)
def test_after_any_edits_the_note_is_as_read_afresh(
    block: str, latex: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(splicing, "SMALLEST", 0)
    options = SyntaxOptions(latex_delimiters=latex)
    choice = random.Random(7)
    first, pieces = BLOCKS[block]
    usual = pieces[:4] * 5 + pieces
    for _ in range(120):
        text = "# 题\n" + first + "".join(choice.choices(usual, k=20)) + choice.choice(BEHIND)
        note = parse(Buffer.of(text), options)
        for _ in range(8):
            span, new = an_edit(choice, note.buffer.data)
            new = choice.choice([new, *[piece.encode() for piece in usual], b"\n", b"x", b" "])
            buffer = note.buffer.edited(span, new)
            note = reparse(note, buffer, span, len(new))
            assert_same(note, parse(buffer, options))


LIST = (
    "# 题\n\n" + "".join(f"- [ ] 任务 {i} 见 [文](a.md) `c`\n" for i in range(300)) + "\n末\n\n末\n"
)
TABLE = "# 题\n\n| 名 | 解 |\n|--|--|\n" + "".join(f"| `c{i}` | 解 {i}。 |\n" for i in range(300))


@pytest.mark.parametrize("at", [3, 150, 299])
@pytest.mark.parametrize("new", ["x", "\n", "| y |\n- z", " [a](b)"])
@pytest.mark.parametrize(("text", "before"), [(LIST, "- [ ] 任务 "), (TABLE, "` | 解 ")])
def test_a_keystroke_in_a_long_block_reads_little(
    text: str, before: str, at: int, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = parse(Buffer.of(text))
    written = f"{before}{at}".encode()
    place = note.buffer.data.index(written) + len(written)
    buffer = note.buffer.edited(Span(place, place), new.encode())
    expected = parse(buffer)
    lengths: list[int] = []
    run = Reading.run

    def noted(self: Reading) -> None:
        lengths.append(len(self.source))
        run(self)

    monkeypatch.setattr(Reading, "run", noted)
    after = reparse(note, buffer, Span(place, place), len(new.encode()))
    assert_same(after, expected)
    if "\n" not in new:
        assert sum(lengths) < 400
