"""`notes-lsp config`: the settings in force and where each comes from."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from rich import box
from rich.table import Table
from rich.text import Text

from notes_lsp.cli.check_finding import shown_path
from notes_lsp.cli.terminal import complain, console, visible
from notes_lsp.cli.vaults import vault_of_folder, vault_of_note
from notes_lsp.features.rules import RULES
from notes_lsp.vault import Settings, read_settings
from notes_lsp.vault.settings_file import find_settings

DEFAULT = "default"


class Setting(NamedTuple):
    """One setting in force."""

    key: str
    """With its section: `lens.wordsPerMinute`."""
    value: Any
    origin: str
    """The file that sets it, or `default`."""


def config(path: str, *, as_json: bool) -> int:
    """Write the settings of the vault at `path`; gives the exit status, 1 when some are wrong."""
    place = Path(path).resolve()
    if not place.exists():
        complain(f"{path}: there is no such file or folder.")
        return 2
    root = vault_of_folder(place) if place.is_dir() else vault_of_note(place)
    settings, complaints = in_force(root)
    for complaint in complaints:
        complain(complaint)
    if as_json:
        _write_json(settings)
    else:
        _write_table(root, settings)
    return 1 if complaints else 0


def in_force(root: Path) -> tuple[list[Setting], list[str]]:
    """Every setting of the vault at `root`, in the order of the documentation; and the faults."""
    found = find_settings(root)
    layers = [(shown_path(found.path), found.raw)] if found else []
    settings, problems, origin = read_settings(layers, lambda: RULES)
    complaints = [f"{source}: {problem.message}" for source, problem in problems]
    if found and found.error:
        complaints.insert(0, f"{shown_path(found.path)}: {found.error}")
    tree = msgspec.to_builtins(settings)
    return [Setting(key, value, _origin(key, origin)) for key, value in _leaves(tree)], complaints


def write_schema() -> int:
    """Write the JSON schema of all settings."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "notes-lsp",
        **msgspec.json.schema(Settings),
    }
    sys.stdout.write(json.dumps(schema, ensure_ascii=False, indent=2) + "\n")
    return 0


def _leaves(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in tree.items():
        if isinstance(value, dict) and value:
            yield from _leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _origin(key: str, origin: Mapping[str, str]) -> str:
    return origin.get(key, DEFAULT)


def _write_json(settings: list[Setting]) -> None:
    tree = {each.key: {"value": each.value, "origin": each.origin} for each in settings}
    sys.stdout.write(json.dumps(tree, ensure_ascii=False, indent=2) + "\n")


def _write_table(root: Path, settings: list[Setting]) -> None:
    screen = console()
    if not screen.is_terminal:
        for each in settings:
            line = f"{each.key} = {_shown(each.value)}"
            sys.stdout.write(visible(f"{line}  # {each.origin}") + "\n")
        return
    table = Table(
        box=box.SIMPLE_HEAD, title=f"Settings of {visible(str(root))}", title_justify="left"
    )
    for name in ("setting", "value", "comes from"):
        table.add_column(name, overflow="fold")
    for each in settings:
        style = "faint" if each.origin == DEFAULT else "bold"
        cells = (each.key, _shown(each.value), each.origin)
        table.add_row(*(Text(visible(cell), style) for cell in cells))
    screen.print(table)


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
