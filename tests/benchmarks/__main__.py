"""`make bench`: the figures of the real server, each beside its limit and beside a peer's."""

from __future__ import annotations

import argparse
import os
import tempfile
from contextlib import nullcontext
from pathlib import Path

from tests.benchmarks import peer
from tests.benchmarks.rounds import run
from tests.benchmarks.session import Amount
from tests.benchmarks.table import rows
from tests.benchmarks.vault_maker import make_vault
from tests.benchmarks.yardstick import processes


def main() -> None:
    """Make a vault, measure, print."""
    asked = _arguments()
    notes = asked.notes or (1_000 if asked.quick else 10_000)
    amount = Amount(rounds=1, words=1, repeats=6) if asked.quick else Amount(rounds=asked.rounds)
    installed = "left out on request" if asked.no_peer else peer.install(asked.peer)
    made = nullcontext(str(asked.vault)) if asked.vault else tempfile.TemporaryDirectory()
    with made as name:
        vault = Path(name).resolve()
        size = make_vault(vault, notes) / 1e6
        print(
            f"{notes} notes and the probes, {size:.1f} MB; {processes()} of {os.cpu_count()} cores"
        )
        if isinstance(installed, str):
            print(f"{peer.PACKAGE} is left out: {installed}")
        found = installed if isinstance(installed, peer.Installed) else None
        ours, theirs = run(vault, amount, found)
    print("\n".join(rows(notes, ours, theirs)), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--notes", type=int, help="notes in the vault (10000)")
    parser.add_argument("--vault", type=Path, help="make the vault here, and keep it")
    parser.add_argument("--peer", type=Path, help="the peer is, or will be, installed here")
    parser.add_argument("--no-peer", action="store_true", help="measure notes-lsp alone")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each server (3)")
    parser.add_argument("--quick", action="store_true", help="1000 notes, one turn, few samples")
    return parser.parse_args()


if __name__ == "__main__":
    main()
