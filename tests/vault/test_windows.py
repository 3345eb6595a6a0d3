"""Links as Windows has them: drives, shares and backslashes, looked up as that machine would."""

from __future__ import annotations

import ntpath
from types import SimpleNamespace

import pytest

from notes_lsp.syntax import LinkKind
from notes_lsp.vault import index, locating, uris
from notes_lsp.vault.locating import From, Located, Locator
from notes_lsp.vault.postings import Postings
from notes_lsp.vault.written import readings

NOTES = {
    "C:\\v\\b.md",
    "C:\\v\\sub\\a.md",
    "C:\\v\\guide\\README.md",
    "C:\\v\\Café.md",
    "\\\\srv\\share\\n.md",
}
PICTURE = "C:\\v\\img\\Pic.png"


@pytest.fixture
def locator(monkeypatch: pytest.MonkeyPatch) -> Locator:
    """The notes of a vault `C:\\v`, and one of a share."""
    for room in (index, locating, uris):
        monkeypatch.setattr(room, "os", SimpleNamespace(path=ntpath, sep="\\"))
    readings.cache_clear()
    found = index.NoteIndex((".md",))
    found.announce(NOTES)
    files = Postings()
    files.add("pic.png", PICTURE)
    there = {each.lower() for each in (*NOTES, PICTURE)}
    return Locator(found, NOTES, files, lambda path: path.lower() in there)


def look(locator: Locator, kind: LinkKind, path: str) -> Located:
    start, tries = From("C:\\v\\sub", "C:\\v"), readings(kind, path)
    readings.cache_clear()
    if kind is LinkKind.WIKI:
        return locator.wiki(start, tries)
    return locator.relative(start, tries, short=False)


@pytest.mark.parametrize("kind", [LinkKind.INLINE, LinkKind.WIKI])
@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("../b.md", "C:\\v\\b.md"),
        ("..\\b.md", "C:\\v\\b.md"),
        ("../B.MD", "C:\\v\\b.md"),
        ("/b", "C:\\v\\b.md"),
        ("c:\\v\\b.md", "C:\\v\\b.md"),
        ("C:/v/b.md", "C:\\v\\b.md"),
        ("file:///c%3A/v/b.md", "C:\\v\\b.md"),
        ("file:///C:/V/B.md", "C:\\v\\b.md"),
        ("file://srv/share/n.md", "\\\\srv\\share\\n.md"),
        ("/guide/", "C:\\v\\guide\\README.md"),
        ("../guide/index.html", "C:\\v\\guide\\README.md"),
        ("../cafe\u0301.md", "C:\\v\\Café.md"),
    ],
)
def test_a_path_leads_to_its_note(locator: Locator, kind: LinkKind, path: str, key: str) -> None:
    assert look(locator, kind, path).notes == (key,)


@pytest.mark.parametrize("path", ["sub\\a", "SUB/A", "a"])
def test_a_wiki_link_may_have_backslashes(locator: Locator, path: str) -> None:
    assert look(locator, LinkKind.WIKI, path).notes == ("C:\\v\\sub\\a.md",)


def test_a_picture_is_found_in_any_case(locator: Locator) -> None:
    assert look(locator, LinkKind.INLINE, "../img/pic.png").file.lower() == PICTURE.lower()
    assert look(locator, LinkKind.WIKI, "img\\pic.png").file == PICTURE


@pytest.mark.parametrize(("path", "missing"), [("../no", "C:\\v\\no.md"), ("D:/x.md", "D:\\x.md")])
def test_where_a_missing_note_would_be(locator: Locator, path: str, missing: str) -> None:
    assert look(locator, LinkKind.INLINE, path).missing == missing
