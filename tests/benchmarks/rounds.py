"""The rounds: the servers take turns, so that what the machine does beside it befalls them all."""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from contextlib import closing, nullcontext
from pathlib import Path

from tests.benchmarks import peer
from tests.benchmarks.asking_tasks import measure
from tests.benchmarks.connection import Connection, Silent
from tests.benchmarks.figures import ALONE, COLD, WARM, Results, Samples
from tests.benchmarks.session import Amount, Server, Session
from tests.benchmarks.yardstick import read_alone

OURS = Server("notes-lsp", [sys.executable, "-m", "notes_lsp"], wiki=True)


def run(vault: Path, amount: Amount, installed: peer.Installed | None) -> tuple[Results, Results]:
    """Measure both servers; gives our samples and the peer's."""
    ours: Results = defaultdict(Samples)
    theirs: Results = defaultdict(Samples)
    for number in range(amount.rounds):
        _say(f"round {number + 1} of {amount.rounds}")
        ours[ALONE].add(read_alone(vault))
        with tempfile.TemporaryDirectory() as home:
            _one(OURS, vault, Path(home), amount, ours, COLD)
            _one(OURS, vault, Path(home), amount, ours, WARM)
        if installed:
            with tempfile.TemporaryDirectory() as home:
                _one(_peer(installed), vault, Path(home), amount, theirs, COLD, installed)
    return ours, theirs


def _peer(installed: peer.Installed) -> Server:
    options = {"markdownFileExtensions": ["md"]}
    return Server("VS Code's", installed.command, False, options, peer.SETTINGS)


def _one(
    server: Server,
    vault: Path,
    home: Path,
    amount: Amount,
    results: Results,
    start: str,
    installed: peer.Installed | None = None,
) -> None:
    """One session; the peer keeps nothing between sessions, so that its first serves for all."""
    host = peer.Host(installed.folder, vault) if installed else None
    with host or nullcontext():
        connection = Connection(server.command, vault, _environment(home), host, server.settings)
        with closing(connection):
            session = Session(server, connection, vault, amount, results)
            try:
                session.begin(start)
                if start == WARM or installed:
                    measure(session)
            except Silent as reason:
                _say(f"{server.name}: {reason}")


def _environment(home: Path) -> dict[str, str]:
    """A home of its own on every system, so that no cache of an earlier run helps."""
    names = ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
    return {name: str(home) for name in names}


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
