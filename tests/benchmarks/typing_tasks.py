"""Figures of typing: a letter, and what the editor asks for right behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.benchmarks import answers, probes
from tests.benchmarks.connection import Silent
from tests.benchmarks.open_note import OpenNote
from tests.benchmarks.processes import busy_milliseconds
from tests.benchmarks.session import INTERVAL, Session

_QUIET = 0.4
"""Seconds after which everything that a keystroke sets going has ended."""

_SETTLING = 50
"""So many times it is looked whether the server has come to rest."""


def typing(session: Session, note: OpenNote, group: str) -> None:
    """Every figure of typing in a note; `group` names the figures."""
    line = note.lines.index("## Where one types") + 2
    if session.server.wiki:
        complete(session, note, line, f"{group}.wiki", ("[[", "quay-lights", "]]"))
        complete(session, note, line, f"{group}.latex", ("a $", "\\frac", ""))
        lenses(session, note, line, f"{group}.lens")
    complete(session, note, line, f"{group}.md", ("[x](", "quay-lights", ")"))
    hover(session, note, line, f"{group}.hover")
    diagnostics(session, note, f"{group}.diagnostics")


def complete(
    session: Session, note: OpenNote, line: int, key: str, typed: tuple[str, str, str]
) -> None:
    """Type a word between what stands before and what an editor closes by itself."""
    before, word, behind = typed
    right = answers.offers_hub if "quay" in word else answers.has_items
    for _ in range(session.amount.words):
        note.connection.send(note.edit(line, 0, len(note.lines[line]), before + behind))
        for number, letter in enumerate(word):
            note.connection.rest(INTERVAL)
            at = len(before) + number
            change = note.edit(line, at, at, letter)
            params = {**note.at(line, at + 1), "context": {"triggerKind": 1}}
            answer = note.connection.ask("textDocument/completion", params, after=change)
            session.results[key].add(answer.milliseconds, number < 2 or right(answer.result))
    note.clear(line)


def hover(session: Session, note: OpenNote, line: int, key: str) -> None:
    """Type, and point at a link."""
    row = next(number for number, text in enumerate(note.lines) if "spoke-md-" in text)
    params = note.inside(row, "spoke-md-", 4)
    _letters(
        session,
        note,
        line,
        key,
        ("textDocument/hover", params, lambda found: "Spoke" in str(found)),
    )


def lenses(session: Session, note: OpenNote, line: int, key: str) -> None:
    """Type, and let the editor ask for what stands above the headings."""
    params = {"textDocument": {"uri": note.uri}}
    _letters(session, note, line, key, ("textDocument/codeLens", params, bool))


def _letters(
    session: Session,
    note: OpenNote,
    line: int,
    key: str,
    asked: tuple[str, Any, Callable[[Any], bool]],
) -> None:
    method, params, right = asked
    for number in range(session.amount.words * 5):
        note.connection.rest(INTERVAL)
        change = note.edit(line, number, number, "lorem "[number % 6])
        answer = note.connection.ask(method, params, after=change)
        session.results[key].add(answer.milliseconds, right(answer.result))
    note.clear(line)


def diagnostics(session: Session, note: OpenNote, key: str) -> None:
    """Break the target of a link by a letter, then mend it; each time until it shows."""
    row = next(number for number, text in enumerate(note.lines) if "(spoke-md-" in text)
    for _ in range(session.amount.repeats // 2):
        for is_broken in (True, False):
            note.connection.rest(INTERVAL)
            at = note.lines[row].rindex(".md)")
            change = note.edit(row, at, at, "q") if is_broken else note.edit(row, at - 1, at, "")
            took, right = _until_shown(session, note, row, is_broken, change)
            session.results[key].add(took, right)


def _until_shown(
    session: Session, note: OpenNote, row: int, is_broken: bool, change: bytes
) -> tuple[float, bool]:
    connection = session.connection
    columns = range(note.lines[row].index("[spoke]("), note.lines[row].index(".md)"))
    if connection.offers("diagnosticProvider", "textDocument/diagnostic"):
        params = {"textDocument": {"uri": note.uri}}
        answer = connection.ask("textDocument/diagnostic", params, after=change)
        items = (answer.result or {}).get("items", [])
        return answer.milliseconds, answers.flags(items, row, columns) == is_broken

    def shows(published: Any) -> bool:
        found = published["uri"] == note.uri and answers.flags(
            published["diagnostics"], row, columns
        )
        return published["uri"] == note.uri and found == is_broken

    began = connection.send(change)
    try:
        return connection.diagnostics_after(began, shows, 5), True
    except Silent:
        return 5000.0, False


def _wait_for_quiet(session: Session) -> None:
    """Until the server has ended what it makes ahead of questions, which no key asked for."""
    pid, before = session.connection.process.pid, -1.0
    for _ in range(_SETTLING):
        session.connection.rest(_QUIET)
        now = busy_milliseconds(pid)
        if now is None or now - before < 20:
            return
        before = now


def work(session: Session) -> None:
    """Processor time of the whole server from one keystroke until it is quiet again."""
    note, pid = session.note, session.connection.process.pid
    _wait_for_quiet(session)
    for number in range(session.amount.repeats // 2):
        before = busy_milliseconds(pid)
        note.connection.send(note.edit(probes.TYPE_LINE, number, number, "x"))
        note.connection.rest(_QUIET)
        after = busy_milliseconds(pid)
        if before is not None and after is not None:
            session.results["key.work"].add(after - before)
    note.clear(probes.TYPE_LINE)
