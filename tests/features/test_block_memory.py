"""The law: what is remembered of a note's blocks is what would be made of them anew."""

from __future__ import annotations

import random

from notes_lsp.features.block_memory import BlockMemory
from notes_lsp.syntax import Note, parse, reparse
from notes_lsp.text import Buffer, Span

TEXT = """\
---
title: 甲
---
# 题

一段 [[甲]]。

| a | b |
| - | - |
| 一 | 二 |

- 项
- 项

一段 [[甲]]。

```sh
ls
```
"""
PIECES = [b"", b"x", "中".encode(), b"\n", b"\n\n", b"# ", b"- ", b"```\n", b"---\n", b"[[", b"|"]


def test_after_any_edits_each_block_is_known_by_its_own_text() -> None:
    memory: BlockMemory[bytes] = BlockMemory()
    for seed in range(40):
        choice = random.Random(seed)
        note = parse(Buffer.of(TEXT))
        for _ in range(30):
            for _ in range(choice.randrange(1, 4)):
                note = _edited(note, choice)
            known = memory.of("note", note)
            assert len(known) == len(note.blocks)
            for number, text in enumerate(_texts(note)):
                assert known[number] in {None, text}
                if choice.random() < 0.9:
                    known[number] = text


def test_a_keystroke_leaves_the_other_blocks_known() -> None:
    memory: BlockMemory[bytes] = BlockMemory()
    note = parse(Buffer.of(TEXT))
    memory.of("note", note)[:] = _texts(note)
    at = TEXT.encode().index("一段".encode())
    after = reparse(note, note.buffer.edited(Span(at, at), b"x"), Span(at, at), 1)
    assert memory.of("note", after).count(None) == 1


def test_two_edits_far_apart_leave_the_blocks_between_them_known() -> None:
    memory: BlockMemory[bytes] = BlockMemory()
    note = parse(Buffer.of(TEXT))
    memory.of("note", note)[:] = _texts(note)
    for at in (TEXT.encode().index("题".encode()), TEXT.encode().index(b"ls")):
        note = reparse(note, note.buffer.edited(Span(at, at), b"x"), Span(at, at), 1)
    assert memory.of("note", note).count(None) == 2


def test_another_world_and_another_note_know_nothing_of_this_one() -> None:
    memory: BlockMemory[bytes] = BlockMemory(most_notes=1)
    note = parse(Buffer.of(TEXT))
    memory.of("note", note, 1)[0] = b"known"
    assert memory.of("note", note, 1)[0] == b"known"
    assert memory.of("note", note, 2)[0] is None
    memory.of("note", note, 2)[0] = b"known"
    assert memory.of("other", note, 2)[0] is None
    assert memory.of("note", note, 2)[0] is None


def test_who_was_interrupted_goes_on_with_the_state_it_began_with() -> None:
    memory: BlockMemory[bytes] = BlockMemory()
    note = parse(Buffer.of(TEXT))
    begun = memory.of("note", note)
    whole = Span(0, len(note.buffer))
    memory.of("note", reparse(note, note.buffer.edited(whole, b"x"), whole, 1))
    assert len(begun) == len(note.blocks)


def _edited(note: Note, choice: random.Random) -> Note:
    data = note.buffer.data
    start = _at_character(data, choice.randrange(len(data) + 1))
    end = _at_character(data, min(len(data), start + choice.choice([0, 0, 1, 9])))
    span, new = Span(start, max(start, end)), choice.choice(PIECES)
    return reparse(note, note.buffer.edited(span, new), span, len(new))


def _at_character(data: bytes, at: int) -> int:
    while 0 < at < len(data) and data[at] & 0xC0 == 0x80:
        at -= 1
    return at


def _texts(note: Note) -> list[bytes]:
    return [
        note.buffer.data[start : start + block.length]
        for start, block in zip(note.starts, note.blocks, strict=False)
    ]
