"""A client that sends the whole text with each key is served as one that sends the edit."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from notes_lsp.syntax import parse, reread
from notes_lsp.text import Buffer
from tests.syntax.test_reparse import OWN, an_edit, assert_same


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_the_note_is_as_read_afresh(path: Path) -> None:
    choice = random.Random(path.name)
    note = parse(Buffer.of(path.read_bytes()))
    for _ in range(80):
        data = note.buffer.data
        for _ in range(choice.choice([1, 1, 3])):
            span, new = an_edit(choice, data)
            data = data[: span.start] + new + data[span.end :]
        note = reread(note, Buffer.of(data))
        assert note.buffer.data == data
        assert_same(note, parse(Buffer.of(data)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("中文", "中国"),  # which share their first bytes
        ("语文", "话文"),
        ("a😀b", "a😁b"),
        ("aa", "aaa"),
        ("aaa", "aa"),
        ("", "# A\n"),
        ("# A\n", ""),
        ("a\r\nb", "a\nb"),
    ],
)
def test_no_character_and_no_line_end_is_torn(before: str, after: str) -> None:
    note = reread(parse(Buffer.of(before)), Buffer.of(after))
    assert_same(note, parse(Buffer.of(after)))


def test_blocks_that_stayed_are_the_same() -> None:
    old = parse(Buffer.of("一\n\n" * 300))
    new = reread(old, Buffer.of("一\n\n" * 150 + "二\n\n" + "一\n\n" * 150))
    assert len({id(block) for block in new.blocks} & {id(block) for block in old.blocks}) > 290


def test_a_text_that_did_not_change_is_the_same_note() -> None:
    note = parse(Buffer.of("# A\n"))
    assert reread(note, Buffer.of("# A\n")) is note
