"""Workspace folders and the settings in force in each."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from notes_lsp.syntax import SyntaxOptions
from notes_lsp.syntax.options import LARGEST_READ
from notes_lsp.syntax.problem import Problem
from notes_lsp.vault.packing import Job
from notes_lsp.vault.settings import Settings
from notes_lsp.vault.settings_file import SETTINGS_FILE, find_settings, key_span
from notes_lsp.vault.settings_reader import RuleCodes, SettingProblem, read_settings

_SETTING_FILES = frozenset({SETTINGS_FILE, "pyproject.toml", ".gitignore"})


class Configured:
    """The settings of a vault, folder by folder."""

    def __init__(self, rules: RuleCodes) -> None:
        """No folder, and the defaults; `rules` gives the codes that settings may name."""
        self.roots: tuple[str, ...] = ()
        self.faults: dict[str, tuple[Problem, ...]] = {}
        """What is wrong in settings files, by path."""
        self._inside: list[tuple[str, str]] = []
        """How the path of what lies in a root starts, and the root; the innermost first."""
        self._rules = rules
        self._client_layers: list[tuple[str, Any]] = []
        self._settings: dict[str, Settings] = {"": Settings()}

    def configure(
        self, roots: Iterable[str], client_layers: list[tuple[str, Any]]
    ) -> list[tuple[str, SettingProblem]]:
        """Take folders and the client's layers; gives the problems of the layers."""
        self.roots = tuple(dict.fromkeys(root.rstrip(os.sep) or os.sep for root in roots))
        inside = [(root.rstrip(os.sep) + os.sep, root) for root in self.roots]
        self._inside = sorted(inside, key=lambda each: -len(each[0]))
        self._client_layers = client_layers
        self.faults = {}
        settings, problems, _ = read_settings(client_layers, self._rules)
        self._settings = {"": settings}
        for root in self.roots:
            self._settings[root] = self._root_settings(root)
        return problems

    def _root_settings(self, root: str) -> Settings:
        found = find_settings(Path(root))
        if found is None:
            return self._settings[""]
        if found.error:
            problem = Problem("settings.syntax", found.error_span, found.error)
            self.faults[str(found.path)] = (problem,)
            return self._settings[""]
        layers = [*self._client_layers, (str(found.path), found.raw)]
        settings, problems, _ = read_settings(layers, self._rules)
        data = found.path.read_bytes()
        self.faults[str(found.path)] = tuple(
            Problem("settings.key", key_span(data, problem.path), problem.message)
            for source, problem in problems
            if source == str(found.path)
        )
        return settings

    def settings(self, key: str) -> Settings:
        """The settings in force for the note `key`."""
        root = self.root_of(key)
        return self._settings.get(root or "", self._settings[""])

    def of_root(self, root: str) -> Settings:
        """The settings of one of the `roots`; with `""` those outside of all."""
        return self._settings[root]

    def root_of(self, key: str) -> str | None:
        """The innermost workspace folder that holds `key`."""
        return next((root for start, root in self._inside if key.startswith(start)), None)

    def outermost(self) -> list[str]:
        """The folders to walk: those that lie in no other."""
        return [root for root in self.roots if self.root_of(root) is None]

    def syntax(self, key: str) -> SyntaxOptions:
        """How the note `key` is read."""
        return SyntaxOptions(latex_delimiters=self.settings(key).math.latex_delimiters)

    def typed(self, key: str) -> SyntaxOptions:
        """How the note `key` is read while it is open: one over the limit page by page."""
        largest = min(self.settings(key).vault.max_note_bytes, LARGEST_READ)
        return replace(self.syntax(key), largest=largest)

    def job(self, root: str) -> Job:
        """How the notes of a folder are read for the index; which, the caller adds."""
        settings = self._settings[root]
        return Job(
            [],
            self.endings,
            settings.math.latex_delimiters,
            settings.knowledge.tables,
            settings.vault.max_note_bytes,
        )

    def reading(self, root: str) -> str:
        """What changes whenever a setting changes what is read out of the folder's notes."""
        return repr(self.job(root))

    def readings(self) -> list[str]:
        """The same of all folders, and of what lies outside of them."""
        return [self.reading(root) for root in ("", *self.roots)]

    def walking(self) -> list[object]:
        """What changes whenever a setting changes which files are notes, or how they are read."""
        every = [self._settings[root].vault for root in self.roots]
        kinds = [(each.extensions, each.exclude, each.max_notes) for each in every]
        return [self.roots, kinds, self.readings()]

    def endings_in(self, root: str) -> tuple[str, ...]:
        """The endings of notes in one of the folders, each with its dot."""
        kinds = self._settings[root].vault.extensions
        return tuple("." + name.lower().lstrip(".") for name in kinds)

    @property
    def endings(self) -> tuple[str, ...]:
        """The endings of notes in any of the folders, each with its dot."""
        every = (self._settings[root].vault.extensions for root in (*self.roots, ""))
        return tuple(
            dict.fromkeys("." + name.lower().lstrip(".") for each in every for name in each)
        )

    def packs(self) -> dict[Path, None]:
        """The files and folders that the settings name as packs."""
        return {
            Path(root or os.curdir, name).resolve(): None
            for root, settings in self._settings.items()
            for name in settings.knowledge.packs
        }

    def is_setting(self, path: str) -> bool:
        """Whether a change of the file `path` changes settings, packs or which files are notes."""
        if os.path.basename(path) in _SETTING_FILES or path in self.faults:  # noqa: PTH119  # a key
            return True
        packs = [str(pack) for pack in self.packs()]
        if not packs or "\0" in path or path.lower().endswith(self.endings):
            return False
        places = {path, os.path.realpath(path)}  # packs are known by the latter
        return any(_concerns(place, pack) for place in places for pack in packs)


def _concerns(path: str, pack: str) -> bool:
    """Whether a file or folder is, or is in, or holds the pack at `pack`."""
    one, other = path.rstrip(os.sep) + os.sep, pack.rstrip(os.sep) + os.sep
    return one.startswith(other) or other.startswith(one)
