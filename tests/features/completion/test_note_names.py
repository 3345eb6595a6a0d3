"""The index of file names: made in pieces, each of which stays as long as its names do."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from notes_lsp.features.completion.note_names import NoteNames

KEYS = tuple(f"/笔记/{number % 7}/Note {number}.md" for number in range(5000))
ENDINGS = (".md",)


def made(keys: Sequence[str], before: NoteNames | None = None) -> NoteNames:
    names = NoteNames(tuple(keys), ENDINGS, before)
    for _ in names.making():
        pass
    return names


def told(names: NoteNames) -> list[object]:
    """What completion asks of the names."""
    asked = ("note 4", "note 4999", "4", "new")
    found = [sorted(names.starting(each)) for each in asked]
    parts = [sorted(names.with_part(each)) for each in asked]
    words = [sorted(names.with_word(each)) for each in asked]
    return [*found, *parts, *words, names.is_only("Note 4"), names.is_only("new")]


@pytest.mark.parametrize(
    "after",
    [
        (*KEYS, "/笔记/New.md"),
        (*KEYS, "/笔记/New.md", "/笔记/8/new.md"),
        KEYS[1:],
        (*KEYS[:3000], *KEYS[3001:], "/笔记/New.md"),
        KEYS[:10],
        (),
    ],
    ids=["one more", "two of a name", "the first gone", "one renamed", "few left", "none left"],
)
def test_when_notes_come_or_go_the_names_tell_what_new_ones_would(
    after: tuple[str, ...],
) -> None:
    assert told(made(after, made(KEYS))) == told(made(after))


def test_each_note_is_found_once_when_a_key_came_while_the_names_were_made() -> None:
    names = NoteNames(KEYS, ENDINGS)
    ahead = names.making()
    next(ahead)
    for _ in names.making():  # who types does not wait for the slices
        pass
    for _ in ahead:
        pass
    assert told(names) == told(made(KEYS))
    assert len([*names.starting("note 4999")]) == 1
