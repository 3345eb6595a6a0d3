"""A definition right under a line of text counts, as people and VS Code expect."""

from __future__ import annotations

import random

import pytest

from notes_lsp.syntax import Note, parse, reparse
from notes_lsp.text import Buffer, Span


def read(text: str) -> Note:
    return parse(Buffer.of(text))


def test_a_definition_under_a_line_of_text_is_found_and_referred_to() -> None:
    note = read("😀 [文][a] 和 [a]\n[a]: /路径/b.md\n[c]: http://e.com\n")
    assert [(one.name, one.path, one.loose) for one in note.facts.definitions] == [
        ("a", "/路径/b.md", True),
        ("c", "http://e.com", True),
    ]
    assert [(link.path, link.defined) for link in note.facts.links] == [("a", True), ("a", True)]


@pytest.mark.parametrize(
    "text",
    [
        "文\n[注]: 说明\n",
        "文\n[a]: /b and more words\n",
        "文 [a]: /b\n",
        "```\n文\n[a]: /b\n```\n",
        "`文\n[a]: /b`\n",
    ],
)
def test_prose_behind_brackets_is_no_definition(text: str) -> None:
    assert not read(text).facts.definitions


def test_a_definition_of_its_own_is_not_loose() -> None:
    assert [one.loose for one in read("[a]: /b\n[c]: /d\n\n文\n").facts.definitions] == [False] * 2


def test_after_any_edits_the_note_is_as_read_afresh() -> None:
    rng = random.Random(3)
    pieces = [
        "[a]: /b\n",
        "文\n",
        "[x][a]\n",
        "[a]: ",
        "\n",
        "[a]",
        "# ",
        "[c]: d\n",
        "`",
        "- ",
        "/",
    ]
    note = read("文\n[a]: /b\n\n[x][a] [a]\n")
    for _ in range(1500):
        size = len(note.buffer)
        start = rng.randint(0, size)
        end = min(size, start + rng.choice([0, 0, 0, 1, 4]))
        data = note.buffer.data
        while start and start < size and data[start] & 0xC0 == 0x80:
            start -= 1
        while end < size and data[end] & 0xC0 == 0x80:
            end += 1
        new = rng.choice(pieces).encode() if size < 400 else b""
        note = reparse(note, note.buffer.edited(Span(start, end), new), Span(start, end), len(new))
        fresh = parse(note.buffer)
        assert note.blocks == fresh.blocks, note.buffer.data.decode()
