"""A long list is cut into blocks where its own text says; the law of re-reading holds."""

from __future__ import annotations

import random

import pytest

from notes_lsp.syntax import Note, SyntaxOptions, list_pieces, parse, reparse, splicing
from notes_lsp.text import Buffer, Span
from tests.syntax.test_reparse import an_edit, assert_same
from tests.syntax.test_splicing import BEHIND, BLOCKS

LONG = "".join(f"- 第 {number} 条 [[n{number}]]\n" for number in range(2000))


def items(note: Note) -> list[Span]:
    return [item for list_ in note.facts.lists for item in list_.items]


@pytest.mark.parametrize("smallest", [0, 2048])
@pytest.mark.parametrize("latex", [False, True])
@pytest.mark.parametrize("block", ["list", "numbered list"])
def test_after_any_edits_the_note_is_as_read_afresh(
    block: str, latex: bool, smallest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(splicing, "SMALLEST", smallest)
    monkeypatch.setattr(list_pieces, "LEAST", 40)
    monkeypatch.setattr(list_pieces, "MOST", 80)
    monkeypatch.setattr(list_pieces, "_ONE_IN", 3)
    options = SyntaxOptions(latex_delimiters=latex)
    choice = random.Random(3)
    first, pieces = BLOCKS[block]
    usual = [each.encode() for each in pieces[:4] * 10 + pieces]
    for _ in range(60):
        text = first.encode() + b"".join(choice.choices(usual, k=40))
        note = parse(Buffer.of(text + choice.choice(BEHIND).encode()), options)
        for _ in range(8):
            span, new = an_edit(choice, note.buffer.data)
            new = choice.choice([new, *usual, b"\n", b"x", b" "])
            buffer = note.buffer.edited(span, new)
            note = reparse(note, buffer, span, len(new))
            assert_same(note, parse(buffer, options))


def test_a_long_list_is_many_blocks_and_has_all_its_items() -> None:
    note = parse(Buffer.of(LONG))
    assert max(block.length for block in note.blocks) < 3 * list_pieces.LEAST
    assert len(items(note)) == 2000


def test_a_line_break_in_it_leaves_the_blocks_far_behind_as_they_are() -> None:
    note = parse(Buffer.of(LONG))
    at = LONG.encode().find("- 第 300 条".encode())
    buffer = note.buffer.edited(Span(at, at), b"- \n")
    shared = {id(block) for block in reparse(note, buffer, Span(at, at), 3).blocks}
    assert len(shared & {id(block) for block in note.blocks}) >= len(note.blocks) - 4


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{number}. 条\n" for number in range(1, 4000)),  # whose numbers belong together
        "- [a]: b\n" + LONG,
        "> " + LONG.replace("\n", "\n> "),
    ],
    ids=["numbered", "with a definition", "quoted"],
)
def test_what_belongs_together_stays_one_block(text: str) -> None:
    assert len(parse(Buffer.of(text)).blocks) <= 2
