"""What the paths of `notes-lsp check` mean: notes, packs and settings, each with its vault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from notes_lsp.cli.vaults import vault_of_folder, vault_of_note
from notes_lsp.vault import Settings
from notes_lsp.vault.settings_file import SETTINGS_FILE
from notes_lsp.vault.walk import walk

_PACK_ENDINGS = ("yaml", "yml")
_SETTINGS_NAMES = frozenset({SETTINGS_FILE, "pyproject.toml"})
_PACK = re.compile(rb"^pack[ \t]*:", re.MULTILINE)
_ENTRIES = re.compile(rb"^entries[ \t]*:", re.MULTILINE)
_KIND = re.compile(rb"^[ \t]*- kind[ \t]*:", re.MULTILINE)


@dataclass(slots=True)
class Asked:
    """What is to be checked of one vault."""

    folders: list[Path] = field(default_factory=list)
    notes: list[Path] = field(default_factory=list)
    packs: list[Path] = field(default_factory=list)
    settings: list[Path] = field(default_factory=list)

    def covers(self, path: str) -> bool:
        """Whether one of the folders holds the file."""
        return any(Path(path).is_relative_to(folder) for folder in self.folders)


@dataclass(slots=True)
class Targets:
    """All that is to be checked, by the vault's root; and the paths that cannot be."""

    vaults: dict[Path, Asked] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    """In words, one for each path."""

    @classmethod
    def of(cls, paths: list[str]) -> Targets:
        """The targets that a user's paths name."""
        targets = cls()
        for path in sorted(paths, key=_widest_first):
            targets._add(path)
        return targets

    def _add(self, given: str) -> None:
        try:
            path = Path(given).resolve()
            if path.is_dir():
                self._add_folder(path)
            elif path.is_file():
                path.open("rb").close()
                self._add_file(path, given)
            else:
                self.refused.append(f"{given}: there is no such file or folder.")
        except (OSError, ValueError, RuntimeError) as error:
            reason = getattr(error, "strerror", None) or "this is no path"
            self.refused.append(f"{given}: cannot be read: {reason}.")

    def _add_folder(self, path: Path) -> None:
        next(path.iterdir(), None)  # fails where the folder may not be read
        if not any(asked.covers(str(path)) for asked in self.vaults.values()):
            self._of(vault_of_folder(path)).folders.append(path)

    def _add_file(self, path: Path, given: str) -> None:
        ending = path.suffix.lower().lstrip(".")
        if path.name in _SETTINGS_NAMES:
            self._of(path.parent).settings.append(path)
        elif ending in _PACK_ENDINGS:
            self._of(self._vault_of(path)).packs.append(path)
        else:
            root = self._vault_of(path)
            if ending not in Settings().vault.extensions and not _is_note(path, root):
                what = "neither a note (.md), a pack (.yaml) nor a settings file"
                self.refused.append(f"{given}: this is {what}.")
                return
            self._of(root).notes.append(path)

    def _vault_of(self, path: Path) -> Path:
        """The vault of a folder that is checked anyway, else the file's own."""
        around = (root for root, asked in self.vaults.items() if asked.covers(str(path)))
        return next(around, vault_of_note(path))

    def _of(self, root: Path) -> Asked:
        return self.vaults.setdefault(root, Asked())


def packs_below(folder: Path, settings: Settings) -> Iterator[Path]:
    """The YAML files in a folder that are packs by their looks; a vault may hold other YAML."""
    wanted = msgspec.structs.replace(settings.vault, extensions=_PACK_ENDINGS)
    for entry in walk(str(folder), wanted):
        path = Path(entry.path)
        try:
            data = path.read_bytes()
        except OSError:
            continue
        if _PACK.search(data) or (_ENTRIES.search(data) and _KIND.search(data)):
            yield path


def _widest_first(given: str) -> tuple[bool, int]:
    try:
        path = Path(given).resolve()
        return not path.is_dir(), len(path.parts)
    except (OSError, ValueError, RuntimeError):
        return True, 0


def _is_note(path: Path, root: Path) -> bool:
    from notes_lsp.cli.vaults import open_vault, settings_of

    endings = settings_of(open_vault(root)).vault.extensions
    return path.suffix.lower().lstrip(".") in {ending.lower().lstrip(".") for ending in endings}
