"""A vault that changes step by step: what it tells must be what a fresh start would tell."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from notes_lsp.text import Encoding
from notes_lsp.vault import Edit, Vault
from notes_lsp.vault.uris import to_uri

NAMES = ("甲.md", "b.md", "子/README.md", "子/甲.md", "c d.md")

Step = tuple[str, str, str]
"""What is done, to which note, with which text."""


def notes(texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    """What stands in a folder at first."""
    return st.dictionaries(st.sampled_from(NAMES), texts)


def steps(texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[Step]]:
    """What a person does then."""
    doings = st.sampled_from(["write", "remove", "open", "type", "close"])
    return st.lists(st.tuples(doings, st.sampled_from(NAMES), texts), max_size=8)


def loaded(folder: Path) -> Vault:
    """The vault of a folder after a fresh start."""
    vault = Vault()
    vault.configure([str(folder)], [])
    for _ in vault.load():
        pass
    return vault


def tells_the_same(
    folder: Path, first: dict[str, str], then: Iterable[Step], told: Callable[[Vault], Any]
) -> None:
    """Whatever is done, `told` is that of a fresh start on what stands there in the end."""
    shutil.rmtree(folder)
    folder.mkdir()
    for name, text in first.items():
        write(folder / name, text)
    vault = loaded(folder)
    told(vault)
    open_: dict[str, str] = {}
    for do, name, text in then:
        step(vault, folder / name, do, text, open_)
        told(vault)
    for path, text in open_.items():
        write(Path(path), text)
    assert told(vault) == told(loaded(folder))


def step(vault: Vault, path: Path, do: str, text: str, open_: dict[str, str]) -> None:
    """One thing that a person does; `open_` are the texts of the notes that an editor holds."""
    uri, key = to_uri(str(path)), str(path)
    if do == "open":
        open_[key] = text
        vault.open(uri, text, 1)
    elif do == "type" and key in open_:
        open_[key] = text + open_[key]
        vault.change(uri, [Edit(text, (0, 0), (0, 0))], 2, Encoding.UTF16)
    elif do in {"write", "close"}:
        write(path, open_.pop(key, text))
        vault.close(uri)
        vault.file_changed(key)
    elif do == "remove" and key not in open_:
        path.unlink(missing_ok=True)
        vault.file_changed(key)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
