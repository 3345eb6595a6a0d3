"""A note that may not be read is there all the same: links to it are right."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from notes_lsp.syntax import LinkKind
from notes_lsp.vault import Reason, Vault
from tests.vault.conftest import write

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no modes here")
NOBODY = 65534
NOTES = """
-- a.md
[[b]] [[b#h]] [x](b.md#^id)
-- b.md
# h
"""


@contextmanager
def unprivileged() -> Iterator[None]:
    """Root may read everything: be somebody else."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that everybody may look into."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        yield Path(made)


@pytest.fixture
def vault(folder: Path) -> Vault:
    """A vault whose note `b.md` may not be read."""
    write(folder, NOTES)
    (folder / "b.md").chmod(0)
    made = Vault()
    made.configure([str(folder)], [])
    return made


def load(vault: Vault) -> None:
    for _ in vault.load():
        pass


def change(vault: Vault, key: str) -> None:
    for _ in vault.files_changed([key]):
        pass


def reasons(vault: Vault, folder: Path) -> list[Reason]:
    graph, key = vault.snapshot().graph, str(folder / "a.md")
    written = [("b", ""), ("b", "h"), ("b", "^id")]
    return [graph.resolve(key, LinkKind.WIKI, *each).reason for each in written]


def test_links_to_a_note_that_may_not_be_read_are_right(vault: Vault, folder: Path) -> None:
    with unprivileged():
        load(vault)
        assert reasons(vault, folder) == [Reason.FOUND] * 3
        found = [each.key for each in vault.snapshot().graph.links_to(str(folder / "b.md"))]
    assert found == [str(folder / "a.md")] * 3


def test_a_note_that_may_be_read_later_is_read_then(vault: Vault, folder: Path) -> None:
    key = str(folder / "b.md")
    with unprivileged():
        load(vault)
        assert key not in list(vault.snapshot().records)
    (folder / "b.md").chmod(0o644)
    with unprivileged():
        change(vault, key)
        assert reasons(vault, folder) == [Reason.FOUND, Reason.FOUND, Reason.MISSING_BLOCK]
    assert key in list(vault.snapshot().records)


def test_a_note_that_may_be_read_no_more_stays(folder: Path) -> None:
    write(folder, NOTES)
    vault = Vault()
    vault.configure([str(folder)], [])
    load(vault)
    (folder / "b.md").chmod(0)
    with unprivileged():
        change(vault, str(folder / "b.md"))
        assert reasons(vault, folder) == [Reason.FOUND] * 3
        load(vault)
        assert reasons(vault, folder) == [Reason.FOUND] * 3
    (folder / "b.md").unlink()
    with unprivileged():
        change(vault, str(folder / "b.md"))
        assert reasons(vault, folder) == [Reason.MISSING_NOTE] * 3


def test_a_note_that_went_while_the_vault_was_read_is_none(vault: Vault, folder: Path) -> None:
    loading = vault.load()
    next(loading)
    (folder / "b.md").unlink()
    for _ in loading:
        pass
    assert reasons(vault, folder) == [Reason.MISSING_NOTE] * 3


def test_what_lies_in_a_folder_that_may_not_be_entered_is_not_missing(folder: Path) -> None:
    write(folder, NOTES + "-- secret/c.md\n# c\n-- secret/d.png\n")
    (folder / "secret").chmod(0)
    vault = Vault()
    vault.configure([str(folder)], [])
    with unprivileged():
        load(vault)
        graph, key = vault.snapshot().graph, str(folder / "a.md")
        found = [graph.resolve(key, LinkKind.INLINE, f"secret/{each}") for each in ("c.md", "d")]
        assert not any(each.broken for each in found)
    (folder / "secret").chmod(0o755)
