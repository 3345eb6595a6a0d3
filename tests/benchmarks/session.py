"""One server on one vault: started, asked until it knows every link, and then measured."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.benchmarks import answers, probes
from tests.benchmarks.connection import Connection
from tests.benchmarks.figures import COLD, WARM, Results, Samples
from tests.benchmarks.open_note import OpenNote
from tests.benchmarks.processes import resident_megabytes

PATIENCE = 180.0
"""Seconds within which a vault must be known."""
STUCK = 15.0
"""Seconds after which references that do not change any more count as all that will come."""
SETTLING = 1.0
"""Seconds in which a server may tidy up behind the loading of a vault."""
INTERVAL = 0.02
"""Seconds between keystrokes: faster than anyone types."""


@dataclass(frozen=True, slots=True)
class Server:
    """How to start a server, and what it can be asked."""

    name: str
    command: list[str]
    wiki: bool
    """Whether it knows wiki links."""
    options: Any = None
    settings: Any = None


@dataclass(frozen=True, slots=True)
class Amount:
    """How often things are done."""

    rounds: int = 3
    words: int = 4
    """Times that a word is typed, for each figure."""
    repeats: int = 20
    big: bool = True
    """Whether the 1 MB note is typed into as well."""


@dataclass
class Session:
    """A running server, with the hub and the note that is typed into open."""

    server: Server
    connection: Connection
    vault: Path
    amount: Amount
    results: Results = field(default_factory=lambda: defaultdict(Samples))

    def begin(self, start: str) -> None:
        """The handshake, then references of the hub's heading until none is missing."""
        connection = self.connection
        connection.initialize(self.server.options)
        if start == COLD:
            self.results["cold.reply"].add(connection.since_start)
        self.hub = OpenNote(connection, self.vault / probes.HUB)
        self.note = OpenNote(connection, self.vault / probes.TYPED)
        if not connection.offers("referencesProvider", "textDocument/references"):
            self.results[start].missing = "no references"
            connection.rest(5)
        else:
            self._wait(start)
        settled = connection.since_start
        while connection.since_start < settled + SETTLING * 1000:
            self._point(start)
            if connection.working and connection.since_start < PATIENCE * 1000:
                settled = connection.since_start
        if start == COLD and self.server.wiki:
            self.results["cold.all"].add(settled)
        memory = resident_megabytes(connection.process.pid)
        if memory is not None and start == WARM:
            self.results["memory"].add(memory)

    def _wait(self, start: str) -> None:
        connection = self.connection
        known, since = (0, 0), connection.since_start
        while not self.knows_all(found := self.ask_references(PATIENCE)):
            if (now := answers.spokes(found)) != known:
                known, since = now, connection.since_start
            if connection.since_start > since + STUCK * 1000:
                self.results[start].missing = "incomplete"
                return
            self._point(start)
        self.results[start].add(connection.since_start)

    def _point(self, start: str) -> None:
        """Hover, as a reader does while the vault is being read."""
        self.connection.rest(0.01)
        if self.server.wiki:
            hover = self.connection.ask("textDocument/hover", self.at_link())
            if start == COLD:
                self.results["cold.busy"].add(hover.milliseconds)

    def ask_references(self, patience: float = 60) -> Any:
        """References of the hub's much-linked heading."""
        params = {
            **self.hub.inside(probes.HEADING_LINE, probes.HEADING),
            "context": {"includeDeclaration": True},
        }
        return self.connection.ask("textDocument/references", params, patience).result

    def knows_all(self, references: Any) -> bool:
        """Whether each link that this server can know is among them."""
        wiki, inline = answers.spokes(references)
        return inline == probes.SPOKES and (wiki == probes.SPOKES or not self.server.wiki)

    def at_link(self) -> dict[str, Any]:
        """A place in a link to the hub that this server can know."""
        if self.server.wiki:
            return self.note.inside(probes.WIKI_LINE, "quay")
        return self.note.inside(probes.MD_LINE, "quay-lights.md#" + probes.SLUG, 20)

    def repeat(
        self, key: str, method: str, params: dict[str, Any], right: Callable[[Any], bool]
    ) -> None:
        """Ask the same again and again, once for nothing."""
        self.connection.ask(method, params)
        for _ in range(self.amount.repeats):
            answer = self.connection.ask(method, params)
            self.results[key].add(
                answer.milliseconds, answer.error is None and right(answer.result)
            )
