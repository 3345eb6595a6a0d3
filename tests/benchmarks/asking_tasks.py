"""Figures of asking: a question about a vault that lies still."""

from __future__ import annotations

import sys

from tests.benchmarks import answers, probes
from tests.benchmarks.connection import Silent
from tests.benchmarks.open_note import OpenNote
from tests.benchmarks.processes import resident_megabytes
from tests.benchmarks.session import Session
from tests.benchmarks.typing_tasks import typing, work


def measure(session: Session) -> None:
    """Every figure of a server that knows its vault."""
    for task in (_typing, work, asking, *((open_big,) if session.amount.big else ())):
        try:
            task(session)
        except Silent as reason:
            print(f"{session.server.name}: {reason}", file=sys.stderr, flush=True)
    memory = resident_megabytes(session.connection.process.pid)
    if memory is not None:
        session.results["memory.end"].add(memory)


def _typing(session: Session) -> None:
    typing(session, session.note, "key")


def asking(session: Session) -> None:
    """Definition, references, symbols, rename."""
    note, hub = session.note, session.hub
    definition = "textDocument/definition"
    if session.server.wiki:
        place = note.inside(probes.WIKI_LINE, "quay")
        session.repeat("definition.wiki", definition, place, lambda found: _leads(found, None))
    place = note.inside(probes.MD_LINE, probes.SLUG)
    line = probes.HEADING_LINE
    session.repeat("definition.md", definition, place, lambda found: _leads(found, line))
    at_heading = hub.inside(line, probes.HEADING)
    asked = {**at_heading, "context": {"includeDeclaration": True}}
    session.repeat("references", "textDocument/references", asked, session.knows_all)
    query = {"query": probes.RARE}
    session.repeat("symbol", "workspace/symbol", query, answers.has_rare_heading)
    new = {**at_heading, "newName": answers.NEW_HEADING}
    wanted = (probes.SPOKES if session.server.wiki else 0, probes.SPOKES)
    session.repeat(
        "rename",
        "textDocument/rename",
        new,
        lambda found: answers.renamed(found, session.vault) == wanted,
    )


def open_big(session: Session) -> None:
    """Open the note of 1 MB and type into it."""
    connection = session.connection
    before = connection.since_start
    note = OpenNote(connection, session.vault / probes.BIG)
    connection.ask("textDocument/hover", note.at(0, 3), 60)
    session.results["big.open"].add(connection.since_start - before)
    typing(session, note, "big")


def _leads(found: object, line: int | None) -> bool:
    """Whether the definition is the hub, at this line or at any."""
    return any(name == probes.HUB and line in {None, row} for name, row in answers.targets(found))
