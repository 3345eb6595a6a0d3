"""Which vault a path belongs to, and reading it."""

from __future__ import annotations

import time
from pathlib import Path

from notes_lsp.cli.progress import Bar
from notes_lsp.cli.terminal import complain
from notes_lsp.features.rules import RULES
from notes_lsp.vault import Settings, Vault
from notes_lsp.vault.settings_file import find_settings
from notes_lsp.vault.walk import walk

MOST_NOTES = 5000
"""So many notes are read for a look-up that nobody should have to wait for."""
MOST_SECONDS = 1.5


def vault_of_note(note: Path) -> Path:
    """The nearest folder above a note that is a vault by its looks, else the note's own folder."""
    marked = (folder for folder in note.parents if is_marked(folder) or (folder / ".git").exists())
    return next((folder for folder in marked if not is_too_wide(folder)), note.parent)


def vault_of_folder(folder: Path) -> Path:
    """The vault that a folder is or lies in; a repository around it does not make it one."""
    around = (each for each in (folder, *folder.parents) if is_marked(each))
    return next((each for each in around if each == folder or not is_too_wide(each)), folder)


def is_too_wide(folder: Path) -> bool:
    """Whether the folder is a home directory or holds them: nobody means all of that."""
    try:
        home = Path.home().resolve()
    except RuntimeError:  # no home is known
        return folder == Path(folder.anchor)
    return folder == home or folder in home.parents


def is_marked(folder: Path) -> bool:
    """Whether the folder says that it is a vault: by a settings file or an `.obsidian`."""
    return (folder / ".obsidian").is_dir() or find_settings(folder) is not None


def open_vault(root: Path) -> Vault:
    """The vault at `root` with its settings, its notes not read yet."""
    vault = Vault(lambda: RULES)
    vault.configure([str(root)], [])
    return vault


def settings_of(vault: Vault) -> Settings:
    """The settings in force at the vault's root."""
    root = Path(vault.roots[0])
    return vault.settings(str(root / "x"))


def read_all(vault: Vault, bar: Bar) -> None:
    """Read the notes of the vault, as many as its settings allow."""
    for done, total in vault.load():
        bar.report("reading", done, total)
    for warning in vault.warnings:
        complain(warning.removeprefix("notes-lsp: "))


def read_some(vault: Vault) -> bool:
    """Read the notes of the vault, but not more than a person would wait for; whether all are."""
    end = time.monotonic() + MOST_SECONDS
    for number, entry in enumerate(walk(vault.roots[0], settings_of(vault).vault)):
        if number >= MOST_NOTES or time.monotonic() > end:
            return False
        vault.file_changed(entry.path)
    return True
