"""A large note is read page by page: its headings are those of a whole reading."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from notes_lsp.syntax import Heading, LinkKind, Note, SyntaxOptions, parse, reparse
from notes_lsp.syntax import large as large_room
from notes_lsp.text import Buffer, Span
from tests.syntax.test_reparse import OWN, REAL, an_edit

LARGE = SyntaxOptions(largest=0)


@pytest.fixture
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_room, "PAGE", 200)
    monkeypatch.setattr(large_room, "_LONGEST_TITLE", 100)


def large(text: str | bytes) -> Note:
    return parse(Buffer.of(text), LARGE)


def headings(note: Note) -> list[Heading]:
    return [each for each in note.each("headings") if isinstance(each, Heading)]


@pytest.mark.parametrize("path", [*OWN, *REAL[::9]], ids=lambda path: path.name)
def test_the_headings_are_those_of_a_whole_reading(path: Path) -> None:
    buffer = Buffer.of(path.read_bytes() or b"\n")
    assert headings(parse(buffer, LARGE)) == headings(parse(buffer))


@pytest.mark.usefixtures("_small_pages")
@pytest.mark.parametrize("path", [*OWN, *REAL[::40]], ids=lambda path: path.name)
def test_after_any_edits_the_headings_are_those_of_a_fresh_reading(path: Path) -> None:
    choice = random.Random(path.name)
    buffer = Buffer.of(path.read_bytes()[:6000] or b"\n")
    note = parse(buffer, LARGE)
    for _ in range(60):
        span, new = an_edit(choice, buffer.data)
        buffer = buffer.edited(span, new)
        if not len(buffer):
            break
        note = reparse(note, buffer, span, len(new))
        assert note.starts[-1] == len(buffer)
        assert headings(note) == headings(parse(buffer, LARGE)), (span, new)


@pytest.mark.usefixtures("_small_pages")
def test_an_edit_leaves_the_other_pages_as_they_are() -> None:
    note = large("一行字 [[b]]\n" * 200)
    buffer = note.buffer.edited(Span(1000, 1000), b"x")
    shared = {id(page) for page in reparse(note, buffer, Span(1000, 1000), 1).blocks}
    assert len(shared & {id(page) for page in note.blocks}) >= len(note.blocks) - 2


@pytest.mark.usefixtures("_small_pages")
def test_what_stands_around_the_cursor_is_known_in_full() -> None:
    text = "# A\n\n" + "- 一 [a](b.md) [[c]] `code`\n" * 60
    note = large(text)
    at = text.encode().find(b"[[c]]", 900)
    facts = note.facts_at(at)
    assert {link.kind for link in facts.links} == {LinkKind.INLINE, LinkKind.WIKI}
    assert any(link.span.start == at for link in facts.links)
    assert facts.code_spans
    assert not any(block.facts.links for block in note.blocks)


@pytest.mark.usefixtures("_small_pages")
def test_a_page_within_code_is_code() -> None:
    text = "```\n" + "[[no]] # no\n" * 100 + "```\n\n# Yes [[b]]\n"
    note = large(text)
    assert [each.text for each in headings(note)] == ["Yes b"]
    middle = note.facts_at(len(text) // 2)
    assert middle.links == ()
    assert middle.fences[0].content.start <= len(text) // 2 < middle.fences[0].content.end
    assert len(note.facts_at(len(text) - 5).links) == 1


def test_all_facts_are_there_for_who_takes_the_time() -> None:
    text = "# A\n\n[[b]] #tag\n\n| a |\n| - |\n| b |\n"
    assert large(text).facts == parse(Buffer.of(text)).facts


def test_a_note_that_grows_over_the_limit_and_shrinks_again_is_read_as_it_then_is() -> None:
    options = SyntaxOptions(largest=20)
    small = parse(Buffer.of("# A\n\n[[b]]\n"), options)
    grown = small.buffer.edited(Span(4, 4), b"\ntext that is long\n")
    note = reparse(small, grown, Span(4, 4), 19)
    assert note.is_large
    back = reparse(note, small.buffer, Span(4, 23), 0)
    assert (back.is_large, back.blocks) == (False, small.blocks)
