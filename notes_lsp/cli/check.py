"""`notes-lsp check`: the diagnostics of notes, packs and settings, told on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from notes_lsp.cli import check_formats, check_text
from notes_lsp.cli.check_finding import Finding, Report
from notes_lsp.cli.check_targets import Asked, Targets, packs_below
from notes_lsp.cli.progress import Bar
from notes_lsp.cli.terminal import complain
from notes_lsp.cli.vaults import open_vault, read_all, settings_of
from notes_lsp.features.diagnostics import problems
from notes_lsp.knowledge import Origin, read_pack
from notes_lsp.syntax.problem import Problem
from notes_lsp.text import Buffer
from notes_lsp.vault import Level, Settings, Vault, to_uri
from notes_lsp.vault.files import read_note


class Format(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


def check(paths: list[str], written: Format, level: Level, quiet: bool) -> int:
    """Check what the paths name and write what was found; gives the exit status."""
    targets = Targets.of(paths)
    for refused in targets.refused:
        complain(refused)
    if targets.refused:
        return 2
    report = look(targets)
    errors = report.count(Level.ERROR)
    write(report.at_least(level), written, quiet)
    return 1 if errors else 0


def look(targets: Targets) -> Report:
    """Everything that is wrong in the targets, in the order of the files."""
    report = Report()
    with Bar() as bar:
        for root, asked in targets.vaults.items():
            _Look(root, asked, report, bar).run()
    return report


def write(report: Report, written: Format, quiet: bool) -> None:
    """Write the report to standard output."""
    if written is Format.TEXT:
        check_text.write(report, quiet)
    elif written is Format.JSON:
        check_formats.write_json(report)
    elif written is Format.SARIF:
        check_formats.write_sarif(report)
    else:
        check_formats.write_github(report)


class _Look:
    """One vault under check."""

    def __init__(self, root: Path, asked: Asked, report: Report, bar: Bar) -> None:
        self._vault: Vault = open_vault(root)
        self._settings: Settings = settings_of(self._vault)
        self._asked = asked
        self._report = report
        self._bar = bar
        self._done: set[Path] = set()

    def run(self) -> None:
        if self._asked.folders or self._asked.notes:
            read_all(self._vault, self._bar)
            self._check_notes(list(self._keys()))
        for pack in self._packs():
            self._check_pack(pack)
        self._check_faults()

    def _keys(self) -> Iterator[str]:
        """The notes to check; one that the vault leaves out is checked when it is named itself."""
        records = self._vault.records
        named = {str(path): path for path in self._asked.notes}
        for key, path in named.items():
            if key not in records:
                self._vault.open(to_uri(key), _text(path), None)
        inside = {key for key in records if self._asked.covers(key)}
        yield from sorted(inside | set(named))

    def _check_notes(self, keys: list[str]) -> None:
        snapshot = self._vault.snapshot()
        for number, key in enumerate(keys, start=1):
            self._bar.report("checking", number, len(keys))
            note = snapshot.note(key)
            if note is not None:
                self._report.notes += 1
                self._add(Path(key), problems(snapshot, key), note.buffer)

    def _packs(self) -> Iterator[Path]:
        yield from self._asked.packs
        for folder in self._asked.folders:
            yield from packs_below(folder, self._settings)

    def _check_pack(self, path: Path) -> None:
        if path in self._done:
            return
        try:
            data = path.read_bytes()
        except OSError as error:
            complain(f"{path}: cannot be read: {error.strerror}.")
            return
        self._report.packs += 1
        self._add(path, read_pack(data, str(path), Origin.PACKS)[1], Buffer.of(data))

    def _check_faults(self) -> None:
        """The settings file, and the packs that it names wherever they lie."""
        snapshot = self._vault.snapshot()
        if self._asked.folders:
            _ = snapshot.lexicon  # reads the packs
        for name, found in snapshot.faults.items():
            path = Path(name)
            if path in self._done or not (self._asked.folders or path in self._asked.settings):
                continue
            self._report.settings_files += path.suffix == ".toml"
            data = path.read_bytes() if path.is_file() else b""
            self._add(path, found, Buffer.of(data))

    def _add(self, path: Path, found: Iterable[Problem], buffer: Buffer) -> None:
        self._done.add(path)
        findings = [Finding.of(path, problem, buffer, self._settings) for problem in found]
        self._report.findings += [each for each in findings if each.level is not Level.OFF]


def _text(path: Path) -> str:
    return read_note(str(path)).data.decode("utf-8", "replace")
