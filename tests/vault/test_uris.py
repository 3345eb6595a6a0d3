"""URIs of clients on Linux, macOS and Windows, and the keys of their files in the vault."""

from __future__ import annotations

import pytest

from notes_lsp.syntax import LinkKind
from notes_lsp.vault import to_key, to_uri
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
        ("file://server/share/a.md", "//server/share/a.md"),
        ("file://wsl%24/Ubuntu/a.md", "//wsl$/Ubuntu/a.md"),
        ("untitled:Untitled-1", "untitled:Untitled-1"),
    ],
)
def test_every_way_to_write_a_uri_gives_one_key(uri: str, key: str) -> None:
    assert to_key(uri) == key
    assert to_key(to_uri(key)) == key


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
