"""A vault on disk, as a text with `-- name` lines."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from notes_lsp.vault import Vault

MakeVault = Callable[..., Vault]


def write(folder: Path, text: str) -> None:
    """Write the files of a text in which `-- name` lines start a file."""
    name = ""
    lines: list[str] = []
    for line in [*textwrap.dedent(text).strip("\n").split("\n"), "-- "]:
        if line.startswith("-- "):
            if name:
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes("\n".join([*lines, ""]).encode())
            name, lines = line[3:].strip(), []
        else:
            lines.append(line)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the vault: its name has a space and Chinese in it."""
    made = tmp_path / "笔记 vault"
    made.mkdir()
    return made


@pytest.fixture
def make_vault(folder: Path) -> MakeVault:
    """`make_vault(text, settings)`: write the files, load the vault."""

    def make(text: str, settings: Any = None) -> Vault:
        write(folder, text)
        vault = Vault()
        vault.configure([str(folder)], [("test", settings or {})])
        for _ in vault.load():
            pass
        return vault

    return make
