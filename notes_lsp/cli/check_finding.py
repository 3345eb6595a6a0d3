"""A problem as the command line tells it, and all of them together."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from notes_lsp.features.rules import RULES
from notes_lsp.syntax.problem import Problem
from notes_lsp.text import Buffer, Encoding, Language, Span, said
from notes_lsp.vault import Level, Settings

LOUDNESS = (Level.HINT, Level.INFORMATION, Level.WARNING, Level.ERROR)
"""The levels that are told, the quietest first."""


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a file as people count: lines and characters from 1, the end not included."""

    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def of(cls, buffer: Buffer, span: Span) -> Region:
        """The region of a span."""
        line, column = buffer.position(span.start, Encoding.UTF32)
        end_line, end_column = buffer.position(span.end, Encoding.UTF32)
        return cls(line + 1, column + 1, end_line + 1, end_column + 1)


@dataclass(frozen=True, slots=True)
class Repair:
    """A quick fix."""

    title: str
    edits: tuple[tuple[Region, str], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem at its place."""

    path: Path
    region: Region
    level: Level
    code: str
    message: str
    text: str
    """The line on which it starts."""
    repair: Repair | None = None

    @classmethod
    def of(cls, path: Path, problem: Problem, buffer: Buffer, settings: Settings) -> Finding:
        """What is told of a problem of the file at `path`, in English unless set otherwise."""
        fix = problem.fix
        language: Language = "zh" if settings.language == "zh" else "en"
        return cls(
            path,
            Region.of(buffer, problem.span),
            level_of(problem.code, settings),
            problem.code,
            said(problem.message, language),
            buffer.text(buffer.line_around(problem.span.start)),
            Repair(
                said(fix.title, language),
                tuple((Region.of(buffer, span), new) for span, new in fix.edits),
            )
            if fix
            else None,
        )

    @property
    def shown_path(self) -> str:
        """The path from the current folder on, where the file lies below it; with `/`."""
        return shown_path(self.path)


@dataclass(slots=True)
class Report:
    """All that `notes-lsp check` found, and where it looked."""

    findings: list[Finding] = field(default_factory=list)
    notes: int = 0
    packs: int = 0
    settings_files: int = 0

    def count(self, level: Level) -> int:
        """How many findings are of a level."""
        return sum(finding.level is level for finding in self.findings)

    def at_least(self, level: Level) -> Report:
        """The report without what is quieter than `level`."""
        wanted = LOUDNESS[LOUDNESS.index(level) :]
        kept = [finding for finding in self.findings if finding.level in wanted]
        return Report(kept, self.notes, self.packs, self.settings_files)


def level_of(code: str, settings: Settings) -> Level:
    """How loud a rule is under these settings."""
    rule = RULES.get(code)
    return settings.diagnostics.rules.get(code, rule.level if rule else Level.WARNING)


def shown_path(path: Path) -> str:
    """A path from the current folder on, where it lies below that; with `/`.

    As UTF-8 whatever the locale is; bytes that are none are written as escapes.
    """
    here = Path.cwd()
    shown = path.relative_to(here) if path.is_relative_to(here) else path
    return os.fsencode(shown).decode("utf-8", "backslashreplace").replace(os.sep, "/")
