"""Which files are notes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from notes_lsp.vault import Vault
from notes_lsp.vault.settings import VaultSettings
from notes_lsp.vault.walk import walk
from tests.vault.conftest import MakeVault


def notes(vault: Vault, folder: Path) -> list[str]:
    return sorted(Path(key).relative_to(folder).as_posix() for key in vault.snapshot().records)


def test_hidden_folders_and_dependencies_are_left_out(make_vault: MakeVault, folder: Path) -> None:
    vault = make_vault("""
        -- 笔记.md
        x
        -- a.markdown
        x
        -- A.MD
        x
        -- .obsidian/x.md
        x
        -- .hidden.md
        x
        -- node_modules/x/readme.md
        x
        -- text.txt
        x
    """)
    assert notes(vault, folder) == ["A.MD", "a.markdown", "笔记.md"]


@pytest.mark.parametrize(
    ("rules", "inner", "expected"),
    [
        ("draft*", "", ["a.md", "sub/b.md"]),
        ("draft/", "", ["a.md", "draft.md", "sub/b.md", "sub/draft-2.md"]),
        ("*.md\n!a.md", "", ["a.md"]),
        ("!a.md\n*.md", "", []),
        ("*.md", "!b.md", ["sub/b.md"]),
        ("/sub/b.md", "", ["a.md", "draft.md", "draft/c.md", "sub/draft-2.md"]),
        ("sub/", "!b.md", ["a.md", "draft.md", "draft/c.md"]),  # git looks into no ignored folder
        ("draft*\n!\nx\\\n[z-a].md\n", "!", ["a.md", "sub/b.md"]),  # what is no pattern is none
        ("\ufeffdraft*\n", "", ["a.md", "sub/b.md"]),
        ("**/c.md\n# sub\n", "", ["a.md", "draft.md", "sub/b.md", "sub/draft-2.md"]),
    ],
)
def test_gitignore_as_git_reads_it(
    make_vault: MakeVault, folder: Path, rules: str, inner: str, expected: list[str]
) -> None:
    (folder / ".gitignore").write_text(rules)
    (folder / "sub").mkdir()
    (folder / "sub/.gitignore").write_text(inner)
    text = "\n".join(f"-- {name}\nx" for name in _TREE)
    vault = make_vault(text)
    assert notes(vault, folder) == expected
    for name in _TREE:  # a file event asks in another way
        vault.file_changed(str(folder / name))
    assert notes(vault, folder) == expected


_TREE = ("a.md", "draft.md", "draft/c.md", "sub/b.md", "sub/draft-2.md")


def test_what_the_setting_leaves_out_no_gitignore_brings_back(
    make_vault: MakeVault, folder: Path
) -> None:
    (folder / ".gitignore").write_text("!draft/\n!*.md")
    text = "\n".join(f"-- {name}\nx" for name in _TREE)
    vault = make_vault(text, {"vault": {"exclude": ["draft/", "/a.md"]}})
    assert notes(vault, folder) == ["draft.md", "sub/b.md", "sub/draft-2.md"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_loop_of_links_ends_and_none_leads_out(make_vault: MakeVault, folder: Path) -> None:
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("x")
    (folder / "a").mkdir()
    (folder / "a/loop").symlink_to(folder)
    (folder / "out").symlink_to(outside)
    (folder / "out.md").symlink_to(outside / "secret.md")
    (folder / "gone.md").symlink_to(outside / "nothing.md")
    assert notes(make_vault("-- a/x.md\nx"), folder) == ["a/x.md"]


def test_a_folder_that_a_link_shows_once_more_counts_at_its_own_place(
    make_vault: MakeVault, folder: Path
) -> None:
    """A link whose name came first had taken the notes: those at their own place were unknown."""
    for real in ("d", ".hidden"):
        (folder / real).mkdir()
    (folder / "a").symlink_to(folder / "d")
    (folder / "z").symlink_to(folder / "d")
    (folder / "shown").symlink_to(folder / ".hidden")
    vault = make_vault("-- d/x.md\nx\n-- .hidden/y.md\ny")
    assert notes(vault, folder) == ["d/x.md", "shown/y.md"]
    for name in ("a", "z", "z/x.md", "shown/y.md"):
        vault.file_changed(str(folder / name))
    assert notes(vault, folder) == ["d/x.md", "shown/y.md"]


def test_too_many_notes_are_told_once_and_the_first_ones_kept(
    make_vault: MakeVault, folder: Path
) -> None:
    text = "\n".join(f"-- n{number}.md\nx" for number in range(9))
    vault = make_vault(text, {"vault": {"maxNotes": 5}})
    assert len(notes(vault, folder)) == 5
    (warning,) = vault.warnings
    assert "more than 5 notes" in warning
    assert "vault.exclude" in warning


def test_as_many_notes_as_are_allowed_are_not_too_many(make_vault: MakeVault) -> None:
    text = "\n".join(f"-- d{number}/n.md\nx" for number in range(5))
    vault = make_vault(text, {"vault": {"maxNotes": 5}})
    assert vault.complete
    assert not vault.warnings


def test_a_home_directory_is_not_walked_to_its_end(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("notes_lsp.vault.loading._MOST_FOLDERS", 5)
    text = "\n".join(f"-- d{number}/e/x.md\nx" for number in range(9))
    vault = make_vault(text)
    (warning,) = vault.warnings
    assert "more than 5 folders" in warning
    assert not vault.complete
    assert 0 < len(vault.snapshot().records) < 9


def test_of_a_large_note_headings_and_links_are_known(make_vault: MakeVault, folder: Path) -> None:
    text = (
        "-- big.md\n# 大\n[[x]] #tag\n| 概念 | 内容 |\n|-|-|\n| 独有之词 | 意思 |\n" + "x\n" * 600
    )
    settings: Any = {"vault": {"maxNoteBytes": 1024}}
    snapshot = make_vault(text, settings).snapshot()
    record = snapshot.records[str(folder / "big.md")]
    assert [heading.text for heading in record.headings] == ["大"]
    assert [link.path for link in record.links] == ["x"]
    assert (record.tags, list(snapshot.lexicon.named("独有之词"))) == ((), [])
    assert snapshot.is_large(str(folder / "big.md"))


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX only")
def test_a_name_that_is_no_utf_8_is_left_out_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "好.md").write_text("# 好\n", "utf-8")
    with open(os.fsencode(tmp_path) + b"/b\xe4d.md", "wb") as file:  # noqa: PTH123  # bytes
        file.write(b"# bad\n")
    assert [entry.name for entry in walk(str(tmp_path), VaultSettings())] == ["好.md"]
