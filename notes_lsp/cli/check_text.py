"""Findings for a terminal: the place, the fault, its line and a caret under it."""

from __future__ import annotations

from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from notes_lsp.cli.check_finding import Finding, Report
from notes_lsp.cli.excerpt import excerpt
from notes_lsp.cli.terminal import WIDTH, console, counted, visible
from notes_lsp.features.diagnostics import rule_page
from notes_lsp.vault import Level


def write(report: Report, quiet: bool) -> None:
    """Write the findings, file by file; `quiet` leaves out source lines and the summary."""
    screen = console()
    width = screen.width if screen.is_terminal else WIDTH
    for _, group in groupby(report.findings, key=lambda finding: finding.path):
        for finding in group:
            _print(screen, _headline(finding))
            if not quiet:
                for line in _picture(finding, width):
                    _print(screen, line)
        if not quiet:
            _print(screen, Text())
    if not quiet:
        _print(screen, summary(report))


def summary(report: Report) -> Text:
    """`3 problems (1 error) in 2 of 7 notes`."""
    kinds = [
        counted(number, thing)
        for number, thing in (
            (report.notes, "note"),
            (report.packs, "pack"),
            (report.settings_files, "settings file"),
        )
        if number
    ]
    total = report.notes + report.packs + report.settings_files
    mixed = len(kinds) > 1
    places = f"{counted(total, 'file')} ({', '.join(kinds)})" if mixed else "".join(kinds)
    if not report.findings:
        return Text(f"No problems in {places or '0 notes'}", "green")
    errors = report.count(Level.ERROR)
    faulty = len({finding.path for finding in report.findings})
    of = f"{faulty} of {places}" if total > 1 else places
    told = f"{counted(len(report.findings), 'problem')} ({counted(errors, 'error')}) in {of}"
    return Text(told, "error" if errors else "warning")


def _headline(finding: Finding) -> Text:
    region, level = finding.region, finding.level
    page = rule_page(finding.code, "")
    return Text.assemble(
        (visible(f"{finding.shown_path}:{region.line}:{region.column}"), "place"),
        ": ",
        (level.value, level.value),
        " ",
        (finding.code, f"code link {page}" if page else "code"),
        " ",
        visible(finding.message.replace("\n", " ")),
    )


def _picture(finding: Finding, width: int) -> list[Text]:
    """The line at fault, a caret row under it, and what would mend it."""
    region = finding.region
    number = str(region.line)
    margin = " " * len(number)
    end = region.end_column - 1 if region.end_line == region.line else len(finding.text)
    room = width - len(number) - 4
    head, body, tail = excerpt(finding.text, region.column - 1, end, room)
    caret = "^" * max(cell_len(body), 1)
    rows = [
        Text.assemble((f" {number} │ ", "faint"), (head + body + tail).rstrip()),
        Text.assemble(
            (f" {margin} │ ", "faint"), " " * cell_len(head), (caret, finding.level.value)
        ),
    ]
    if finding.repair:
        title = visible(finding.repair.title)
        rows.append(Text.assemble((f" {margin} = ", "faint"), ("fix: ", "green"), title))
    return rows


def _print(screen: Console, text: Text) -> None:
    screen.print(text, soft_wrap=True)
