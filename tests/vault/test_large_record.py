"""A large note that is open: other notes know its headings and links, as if it were on disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from notes_lsp.syntax import large
from notes_lsp.text import Encoding
from notes_lsp.vault import Edit, Vault, large_record, to_uri
from tests.vault.conftest import write

SETTINGS: Any = {"vault": {"maxNoteBytes": 1024}, "knowledge": {"bundled": False}}
LINE = "- 一 [甲](b.md#B) [[c]] [x][r] [^1] [[#尾]]\n"
TEXT = "---\nup: '[[c]]'\n---\n# 头\n\n" + LINE * 60 + "\n[r]: d.md\n[^1]: note\n\n## 尾\n"


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "PAGE", 300)
    monkeypatch.setattr(large_record, "AT_ONCE", 4)


def loaded(folder: Path) -> Vault:
    vault = Vault()
    vault.configure([str(folder)], [("test", SETTINGS)])
    for _ in vault.load():
        pass
    return vault


@pytest.fixture
def vault(folder: Path) -> Vault:
    write(folder, "-- b.md\n# B\n\n[[big#尾]]\n-- c.md\n# C\n-- d.md\n# D\n")
    (folder / "big.md").write_text(TEXT)
    return loaded(folder)


def told(vault: Vault, folder: Path) -> Any:
    """All that anybody can ask about the links of the large note."""
    record, graph = vault.records[str(folder / "big.md")], vault.graph
    return (
        (record.title, record.headings, record.links, record.definitions, record.footnotes),
        {
            name: sorted(map(repr, graph.links_to(str(folder / name))))
            for name in ("b.md", "c.md", "d.md", "big.md")
        },
    )


def read_on(vault: Vault) -> None:
    for _ in vault.read_open():
        pass


def test_it_tells_what_it_tells_on_disk(vault: Vault, folder: Path) -> None:
    on_disk = told(vault, folder)
    vault.open(to_uri(str(folder / "big.md")), TEXT, 1)
    before = vault.unread
    read_on(vault)
    assert (before, vault.unread) == (True, False)
    assert told(vault, folder) == on_disk


def test_who_asks_for_links_waits_until_all_are_read(vault: Vault, folder: Path) -> None:
    vault.open(to_uri(str(folder / "big.md")), TEXT, 1)
    for _ in vault.ready_for(str(folder / "b.md")):
        pass
    assert len(list(vault.graph.links_to(str(folder / "b.md")))) == 60


@pytest.mark.parametrize("edited_while_read", [False, True])
def test_after_edits_it_tells_what_it_would_tell_on_disk(
    vault: Vault, folder: Path, *, edited_while_read: bool
) -> None:
    uri = to_uri(str(folder / "big.md"))
    vault.open(uri, TEXT, 1)
    reading = vault.read_open()
    next(reading)
    if not edited_while_read:
        read_on(vault)
    edits = [
        Edit("\n", (30, 0), (30, 0)),
        Edit("[[c]] und [[neu]]\n", (12, 0), (12, 0)),
        Edit("", (20, 0), (24, 0)),
        Edit("```\n", (40, 0), (40, 0)),
        Edit("", (40, 0), (41, 0)),
    ]
    for number, edit in enumerate(edits):
        vault.change(uri, [edit], number + 2, Encoding.UTF16)
        _ = vault.records
        next(reading, None)
    read_on(vault)
    held = vault.open_note(uri)
    assert held is not None
    assert held.note.is_large
    (folder / "big.md").write_bytes(held.note.buffer.data)
    assert told(vault, folder) == told(loaded(folder), folder)


def test_a_setting_that_allows_more_reads_the_open_note_in_full(vault: Vault, folder: Path) -> None:
    uri = to_uri(str(folder / "big.md"))
    vault.open(uri, TEXT, 1)
    vault.configure([str(folder)], [("test", {})])
    held = vault.open_note(uri)
    assert held is not None
    assert not held.note.is_large
    assert len(vault.records[str(folder / "big.md")].links) == 60 * 5 + 1
