"""The index of names tells which heading of which note was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

import pytest

from notes_lsp.vault.known_names import KnownNames
from notes_lsp.vault.names import NameHit, NameIndex

if TYPE_CHECKING:
    from notes_lsp.vault.records import Records


class _Heading(NamedTuple):
    text: str


class _Note(NamedTuple):
    title: str
    aliases: tuple[str, ...]
    headings: tuple[_Heading, ...]


def _note(title: str, *headings: str, aliases: tuple[str, ...] = ()) -> _Note:
    return _Note(title, aliases, tuple(map(_Heading, headings)))


def _found(index: NameIndex, query: str) -> tuple[int | None, str]:
    hit: NameHit = index.search(query, 10)[0]
    return hit.heading, hit.form


@pytest.mark.parametrize(
    ("headings", "query", "number"),
    [
        (("Pumps", "Valves", "Seals"), "seals", 2),
        (("Pumps", "", "Seals"), "seals", 2),
        (("Other", "", "Seals", "熵 and order"), "熵", 3),
        (("Other", "", "Seals", "困惑度"), "kunhuo", 3),
        (("Pumps", "", "Seals"), "slaes", None),
    ],
)
def test_a_heading_keeps_its_number(
    headings: tuple[str, ...], query: str, number: int | None
) -> None:
    """Headings without a text, and the one that the note itself answers to, count as well."""
    index = NameIndex.of({"/v/pumps.md": _note("Pumps", *headings, aliases=("Machines",))})
    if number is None:
        assert not [hit for hit in index.search(query, 10) if hit.form != "Seals"]
    else:
        assert _found(index, query) == (number, headings[number])


def test_the_note_itself_is_no_heading() -> None:
    """Title, file name and alias are names of the note, a line break in them a space."""
    note = _note("The\npumps", "The pumps", "More", aliases=("Machines",))
    index = NameIndex.of({"/v/p-01.md": note})
    assert _found(index, "machines") == (None, "Machines")
    assert _found(index, "p-01") == (None, "p-01")
    assert _found(index, "more") == (1, "More")
    assert (None, "The pumps") in [(hit.heading, hit.form) for hit in index.search("the p", 10)]


def test_nothing_asked_for_gives_notes_before_headings() -> None:
    """The first notes by path, then their headings."""
    index = NameIndex.of({"/v/b.md": _note("B", "B", "Low"), "/v/a.md": _note("A", "A", "High")})
    assert [(hit.key, hit.heading) for hit in index.search("", 10)] == [
        ("/v/a.md", None),
        ("/v/b.md", None),
        ("/v/a.md", 1),
        ("/v/b.md", 1),
    ]


class _Records:
    """Records, as far as names ask them."""

    def __init__(self, count: int) -> None:
        self.notes = {f"/v/{number}.md": _note(f"Note {number}") for number in range(count)}

    def head(self, key: str) -> _Note | None:
        return self.notes.get(key)


def _known(count: int) -> tuple[KnownNames, _Records]:
    records = _Records(count)
    names = KnownNames(cast("Records", records))
    for key in records.notes:
        names.mark(key)
    return names, records


def _count(names: KnownNames) -> int:
    return len(names.index.search("note", 10_000))


def test_who_enters_goes_on_where_another_stopped() -> None:
    """A question that is cancelled on its way leaves nothing out."""
    names, _ = _known(2_000)
    first, second = names.enter(), names.enter()
    for _ in range(3):
        next(first)
        next(second)
    first.close()  # type: ignore[attr-defined]  # a generator
    for _ in second:
        pass
    assert _count(names) == 2_000


def test_what_is_edited_while_names_are_entered_is_found_at_once() -> None:
    """Of a few that are left, and those that were on their way are not lost."""
    names, records = _known(90)
    entering = names.enter()
    next(entering)
    records.notes["/v/7.md"] = _note("Renamed")
    names.mark("/v/7.md")
    assert [hit.key for hit in names.index.search("renamed", 10)] == ["/v/7.md"]
    for _ in entering:
        pass
    assert _count(names) == 89
    assert [hit.key for hit in names.index.search("renamed", 10)] == ["/v/7.md"]


def test_while_names_are_missing_nothing_is_guessed() -> None:
    """What a slip may mean can be to come."""
    names, _ = _known(2_000)
    assert names.index.search("ntoe 7", 10) == []
    for _ in names.enter():
        pass
    assert names.index.search("ntoe 7", 10)
