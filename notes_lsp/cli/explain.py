"""`notes-lsp explain`: the card of a few words, told on the command line."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Literal

from notes_lsp.cli.card_view import drawn, written
from notes_lsp.cli.terminal import WIDTH, complain, console
from notes_lsp.cli.vaults import (
    is_marked,
    is_too_wide,
    open_vault,
    read_some,
    settings_of,
    vault_of_folder,
)
from notes_lsp.knowledge import card, similar
from notes_lsp.knowledge import explain as meanings_of
from notes_lsp.text.words import is_unspaced
from notes_lsp.vault import Vault

Language = Literal["zh", "en"]


def explain(words: str, folder: str | None, language: Language | None, full: bool) -> int:
    """Write the card of `words`; gives the exit status, 1 when nothing is known of them."""
    words = _readable(words)
    if not words.strip():
        complain("explain what? Try `notes-lsp explain perplexity`.")
        return 2
    vault = _vault(folder)
    if vault is None:
        complain(f"{folder}: there is no such folder.")
        return 2
    lexicon = vault.snapshot().lexicon
    found = meanings_of(lexicon, words)
    if not found:
        close = ", ".join(similar(lexicon, words))
        hint = f" Did you mean: {close}?" if close else ""
        complain(f'nothing is known of "{words}".{hint}')
        return 1
    _write(card(found, language or _language(vault, words), full=full))
    return 0


def _readable(words: str) -> str:
    """What was typed, read as UTF-8 whatever the locale is."""
    try:
        return words.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:  # half a character, from a program that is no shell
        return words.encode("utf-8", "replace").decode()


def _vault(folder: str | None) -> Vault | None:
    """The vault whose notes count: the named one, else the current folder's if it is one."""
    if folder is not None and not Path(folder).is_dir():
        return None
    here = Path(folder or ".").resolve()
    root = vault_of_folder(here)
    is_one = root != here or is_marked(here) or _has_notes(here)
    if folder is None and (is_too_wide(root) or not is_one):
        return Vault()
    vault = open_vault(root)
    if not read_some(vault):
        complain(f"{root} is large: only a part of its notes was read.")
    return vault


def _has_notes(folder: Path) -> bool:
    return any(path.suffix.lower() in {".md", ".markdown"} for path in folder.iterdir())


def _language(vault: Vault, words: str) -> Language:
    """The vault's setting, else that of the words' script, else that of the system."""
    wanted = settings_of(vault).language if vault.roots else "auto"
    if wanted != "auto":
        return wanted
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    system = next(filter(None, names), "")
    return "zh" if any(map(is_unspaced, words)) or system.startswith("zh") else "en"


def _write(text: str) -> None:
    screen = console()
    if screen.is_terminal:
        screen.print(drawn(text), width=min(screen.width, WIDTH))
    else:
        sys.stdout.write(written(text) + "\n")
