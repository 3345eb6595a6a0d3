"""URIs of clients on Linux, macOS and Windows, and the keys of their files in the vault."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from notes_lsp.syntax import LinkKind
from notes_lsp.vault import Vault, to_key, to_uri, uris
from tests.vault.conftest import MakeVault


@pytest.mark.parametrize(
    ("uri", "key"),
    [
        ("file:///a/%E7%AC%94.md", "/a/笔.md"),
        ("FILE:///a.md", "/a.md"),
        ("file://localhost/a.md", "/a.md"),
        ("file:///a%23b.md", "/a#b.md"),
        ("file:///a#b.md", "/a#b.md"),
        ("file:///a?b.md", "/a?b.md"),
        ("file:///a?b#c.md", "/a?b#c.md"),
        ("file:///c%3A/Users/a.md", "C:/Users/a.md"),
        ("file:///C%3a/Users/a.md", "C:/Users/a.md"),
        ("file:///c:/Users/a.md", "C:/Users/a.md"),
        ("file:///C:/Users/a.md", "C:/Users/a.md"),
        ("file:///c%3A/Users/", "C:/Users"),
        ("file:///c%3A/Users/b/../a.md", "C:/Users/a.md"),
        ("file:///c%3A", "C:/"),
        ("file://server/share/a.md", "//server/share/a.md"),
        ("file://server/share/b/../a.md", "//server/share/a.md"),
        ("file://wsl%24/Ubuntu/a.md", "//wsl$/Ubuntu/a.md"),
        ("untitled:Untitled-1", "untitled:Untitled-1"),
    ],
)
def test_every_way_to_write_a_uri_gives_one_key(uri: str, key: str) -> None:
    assert to_key(uri) == key
    assert to_key(to_uri(key)) == key


def test_on_a_mac_a_name_in_either_unicode_form_is_one_note(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """macOS lists a file in the form in which it was made, VS Code asks for it composed."""
    monkeypatch.setattr(uris, "_ONE_FORM", True)
    listed, asked = folder / "cafe\u0301.md", folder / "café.md"
    listed.write_text("# Old")
    asked.hardlink_to(listed)  # as that file system finds it
    vault = Vault()
    vault.configure([str(folder)], [])
    for _ in vault.load():
        pass
    assert list(vault.snapshot().records) == [str(asked)]
    asked.write_text("# New")
    for _ in vault.files_changed([str(listed), str(folder)]):
        pass
    assert [record.title for record in vault.snapshot().records.values()] == ["New"]
    vault.open(f"file://{quote(str(listed))}", "# Open", 1)
    assert [record.title for record in vault.snapshot().records.values()] == ["Open"]


@pytest.mark.parametrize(
    "uri", ["file://[oops/b.md", "file://℀/x.md", "file:", "file://", "file:a"]
)
def test_what_is_no_uri_does_no_harm(uri: str) -> None:
    assert isinstance(to_uri(to_key(uri)), str)


def test_a_note_with_a_link_that_is_no_uri_is_read(make_vault: MakeVault) -> None:
    text = "-- a.md\n[x](file://[oops/b%20c.md) [y](file://℀/b%20c) [[b]] <a href='file://['>z</a>"
    vault = make_vault(f"{text}\n-- b.md\n")
    key = next(key for key in vault.snapshot().records if key.endswith("a.md"))
    graph = vault.snapshot().graph
    assert [found.broken for _, found in graph.links_from(key)] == [True, True, False, True]
    assert graph.resolve(key, LinkKind.WIKI, "file:///nowhere/b").broken
