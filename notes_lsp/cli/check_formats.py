"""Findings for programs: JSON, SARIF 2.1.0, and GitHub's workflow commands."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

from notes_lsp import __version__
from notes_lsp.cli.check_finding import Finding, Region, Repair, Report
from notes_lsp.features.rules import RULES, Rule
from notes_lsp.vault import Level, to_uri

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

_ROOT = "SRCROOT"
_SARIF_LEVELS = {
    Level.ERROR: "error",
    Level.WARNING: "warning",
    Level.INFORMATION: "note",
    Level.HINT: "note",
    Level.OFF: "none",
}
_GITHUB_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning"}


def write_json(report: Report) -> None:
    """One object: every finding, and how much was looked at."""
    _write_tree(
        {
            "problems": [_plain(finding) for finding in report.findings],
            "summary": {
                "notes": report.notes,
                "packs": report.packs,
                "problems": len(report.findings),
                "errors": report.count(Level.ERROR),
                "warnings": report.count(Level.WARNING),
            },
        }
    )


def _plain(finding: Finding) -> dict[str, Any]:
    repair = finding.repair
    return {
        "path": finding.shown_path,
        **_corners(finding.region),
        "level": finding.level.value,
        "code": finding.code,
        "message": finding.message,
        "fix": {
            "title": repair.title,
            "edits": [{**_corners(region), "newText": new} for region, new in repair.edits],
        }
        if repair
        else None,
    }


def _corners(region: Region) -> dict[str, int]:
    return {
        "line": region.line,
        "column": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }


def write_github(report: Report) -> None:
    """Workflow commands, which GitHub shows as annotations beside the lines."""
    for finding in report.findings:
        region = finding.region
        values = {
            "file": finding.shown_path,
            "line": str(region.line),
            "endLine": str(region.end_line),
            "title": f"notes-lsp ({finding.code})",
        }
        if region.line == region.end_line:  # GitHub drops columns of longer stretches
            values["col"], values["endColumn"] = str(region.column), str(region.end_column)
        told = ",".join(f"{key}={_property(value)}" for key, value in values.items())
        command = _GITHUB_COMMANDS.get(finding.level, "notice")
        sys.stdout.write(f"::{command} {told}::{_data(finding.message)}\n")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def write_sarif(report: Report) -> None:
    """A SARIF log of one run, with the rules that it found broken."""
    codes = sorted({finding.code for finding in report.findings})
    numbers = {code: number for number, code in enumerate(codes)}
    driver = {
        "name": "notes-lsp",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_sarif_rule(code, RULES.get(code)) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"uri": to_uri(str(Path.cwd())).rstrip("/") + "/"}},
        "results": [_sarif_result(finding, numbers[finding.code]) for finding in report.findings],
    }
    _write_tree({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _sarif_rule(code: str, rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"id": code, "shortDescription": {"text": code}}
    text = rule.documentation.strip()
    return {
        "id": code,
        "shortDescription": {"text": text.splitlines()[0] if text else code},
        "help": {"text": text or code, "markdown": text or code},
        "defaultConfiguration": {"level": _SARIF_LEVELS[rule.level]},
    }


def _sarif_result(finding: Finding, rule_index: int) -> dict[str, Any]:
    place = _artifact(finding.path)
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": _SARIF_LEVELS[finding.level],
        "message": {"text": finding.message},
        "locations": [
            {"physicalLocation": {"artifactLocation": place, "region": _region(finding.region)}}
        ],
    }
    if finding.repair:
        result["fixes"] = [_sarif_fix(finding.repair, place)]
    return result


def _sarif_fix(repair: Repair, place: dict[str, Any]) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(region), "insertedContent": {"text": new}}
        for region, new in repair.edits
    ]
    changes = [{"artifactLocation": place, "replacements": replacements}]
    return {"description": {"text": repair.title}, "artifactChanges": changes}


def _artifact(path: Path) -> dict[str, Any]:
    here = Path.cwd()
    if not path.is_relative_to(here):
        return {"uri": to_uri(str(path))}
    inside = path.relative_to(here).as_posix()
    return {"uri": quote(inside, errors="surrogateescape"), "uriBaseId": _ROOT}


def _region(region: Region) -> dict[str, int]:
    names = ("startLine", "startColumn", "endLine", "endColumn")
    corners = (region.line, region.column, region.end_line, region.end_column)
    return dict(zip(names, corners, strict=True))


def _write_tree(tree: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(tree, ensure_ascii=False, indent=2) + "\n")
