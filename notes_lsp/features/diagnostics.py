"""Problems as the protocol's diagnostics: severity by setting, code with its page."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TypeVar

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.language import language_beside_notes, language_of
from notes_lsp.features.place import to_range
from notes_lsp.features.rules import RULES, Checked, Silence, Tag, all_problems, level_of
from notes_lsp.syntax.problem import Problem
from notes_lsp.text import Buffer, Language, said
from notes_lsp.vault import Level, Snapshot, to_uri

SOURCE = "notes-lsp"
MOST_SHOWN = 1000
"""Diagnostics of one note that are sent at once; more come as those are mended."""

_Result = TypeVar("_Result")

_SEVERITY = {
    Level.ERROR: types.DiagnosticSeverity.Error,
    Level.WARNING: types.DiagnosticSeverity.Warning,
    Level.INFORMATION: types.DiagnosticSeverity.Information,
    Level.HINT: types.DiagnosticSeverity.Hint,
}
_TAGS = {
    Tag.UNNECESSARY: (types.DiagnosticTag.Unnecessary,),
    Tag.DEPRECATED: (types.DiagnosticTag.Deprecated,),
}


def problems(snapshot: Snapshot, key: str, typing: bool = False) -> list[Problem]:
    """What is wrong in the note `key`, in the order of the text.

    With `typing`, what ends where the last edit ended is left in peace: it is not finished yet.
    """
    return finished(finding(snapshot, key, typing))


def finding(
    snapshot: Snapshot, key: str, typing: bool = False
) -> Generator[None, None, list[Problem]]:
    """`problems` in slices: stops where other work may be done."""
    note = snapshot.note(key)
    settings = snapshot.settings(key)
    if note is None or not settings.diagnostics.enabled:
        return []
    checked = Checked(snapshot, key, note, settings)
    silence = Silence(checked)
    held = snapshot.open_notes.get(key)
    edited = held.edited if typing and held else None
    found = []
    for problem in all_problems(checked):
        if problem is None:
            yield
        elif not silence.covers(problem) and (edited is None or not _being_typed(problem, edited)):
            found.append(problem)
    return sorted(found, key=lambda problem: problem.span)


def finished(work: Generator[None, None, _Result]) -> _Result:
    """What comes of work in slices, done at once."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: _Result = end.value
            return result


def _being_typed(problem: Problem, edited: int) -> bool:
    return problem.unfinished.touches(edited) if problem.unfinished else problem.span.end == edited


def check_note(
    snapshot: Snapshot, key: str, client: ClientProfile, *, typing: bool = False
) -> list[types.Diagnostic]:
    """The diagnostics of a note, the first thousand of them: no one reads on."""
    return finished(checking_note(snapshot, key, client, typing=typing))


def checking_note(
    snapshot: Snapshot, key: str, client: ClientProfile, *, typing: bool = False
) -> Generator[None, None, list[types.Diagnostic]]:
    """`check_note` in slices: stops where other work may be done."""
    note = snapshot.note(key)
    if note is None:
        return []
    found = (yield from finding(snapshot, key, typing))[:MOST_SHOWN]
    language = language_of(snapshot, key, note) if found else "en"
    made: list[types.Diagnostic] = []
    for problem in found:
        yield
        made += to_diagnostics((problem,), note.buffer, snapshot, key, client, language)
    return made


def check_file(snapshot: Snapshot, path: str, client: ClientProfile) -> list[types.Diagnostic]:
    """The diagnostics of a settings file or a pack."""
    found = snapshot.faults.get(path, ())
    try:
        buffer = Buffer.of(Path(path).read_bytes()) if found else Buffer.of("")
    except OSError:
        buffer = Buffer.of("")
    language = language_beside_notes(snapshot, client)
    return to_diagnostics(found, buffer, snapshot, path, client, language)


def to_diagnostics(
    found: Iterable[Problem],
    buffer: Buffer,
    snapshot: Snapshot,
    key: str,
    client: ClientProfile,
    language: Language,
) -> list[types.Diagnostic]:
    """Problems of the file `key` as diagnostics in a language, those switched off left out."""
    settings = snapshot.settings(key)
    base = settings.diagnostics.documentation
    made = []
    for problem in found:
        rule = RULES[problem.code]
        level = level_of(rule, settings)
        if level is Level.OFF:
            continue
        page = rule_page(problem.code, base) if client.diagnostic_codes else ""
        made.append(
            types.Diagnostic(
                range=to_range(buffer, problem.span, client.encoding),
                message=said(problem.message, language),
                severity=_SEVERITY[level],
                code=problem.code,
                code_description=types.CodeDescription(page) if page else None,
                source=SOURCE,
                tags=_TAGS[rule.tag] if rule.tag and client.diagnostic_tags else None,
                related_information=_related(problem, buffer, snapshot, key, client, language),
            )
        )
    return made


def _related(
    problem: Problem,
    buffer: Buffer,
    snapshot: Snapshot,
    key: str,
    client: ClientProfile,
    language: Language,
) -> tuple[types.DiagnosticRelatedInformation, ...] | None:
    shown: list[types.DiagnosticRelatedInformation] = []
    for each in problem.related if client.related_information else ():
        other = snapshot.buffer(each.key) if each.key and each.span.end else buffer
        if other is not None:  # a note that is gone meanwhile
            place = to_range(other, each.span, client.encoding)
            location = types.Location(snapshot.uri(each.key or key), place)
            message = said(each.message, language)
            shown.append(types.DiagnosticRelatedInformation(location, message))
    return tuple(shown) or None


@cache
def rule_page(code: str, base: str) -> str:
    """The address of a rule's page: below `base`, else the page that ships with notes-lsp."""
    if base:
        return f"{base.rstrip('/')}/{code}.md"
    bundled = resources.files("notes_lsp").joinpath("_bundled", "rules", f"{code}.md")
    checkout = Path(__file__).parents[2] / "docs" / "rules" / f"{code}.md"
    for place in (Path(str(bundled)), checkout):
        if place.is_file():
            return to_uri(str(place))
    return ""


def report(
    items: list[types.Diagnostic], previous: str | None
) -> types.RelatedFullDocumentDiagnosticReport | types.RelatedUnchangedDocumentDiagnosticReport:
    """The answer to a pull: in full, or "as before" when it is what `previous` named."""
    result = fingerprint(items)
    if result == previous:
        return types.RelatedUnchangedDocumentDiagnosticReport(result_id=result)
    return types.RelatedFullDocumentDiagnosticReport(items=items, result_id=result)


def fingerprint(items: list[types.Diagnostic]) -> str:
    """A short text that is the same for the same diagnostics, as a result id."""
    told = [
        (str(each.range), each.code, each.severity, each.message, str(each.related_information))
        for each in items
    ]
    return hashlib.sha1(repr(told).encode(errors="replace"), usedforsecurity=False).hexdigest()
