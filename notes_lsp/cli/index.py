"""`notes-lsp index`: what is in a vault, counted."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich import box
from rich.table import Table

from notes_lsp.cli.check_finding import shown_path
from notes_lsp.cli.progress import Bar
from notes_lsp.cli.terminal import complain, console, visible
from notes_lsp.cli.vaults import open_vault, read_all
from notes_lsp.knowledge import Origin
from notes_lsp.vault import Snapshot

_TOP_TAGS = 10


def index(path: str, *, as_json: bool, profile: bool = False) -> int:
    """Write what is in the vault at `path`, with `profile` where the time went; gives the exit
    status."""
    root = Path(path).resolve()
    if not root.is_dir():
        complain(f"{path}: there is no such folder.")
        return 2
    vault = open_vault(root)
    times: dict[str, float] = {}
    with Bar() as bar, _timed(times, "reading"):
        read_all(vault, bar)
    counts = figures(vault.snapshot(), times)
    if profile:
        counts["seconds"] = {**times, "total": round(sum(times.values()), 4)}
    if as_json:
        sys.stdout.write(json.dumps(counts, ensure_ascii=False, indent=2) + "\n")
    else:
        _write(root, counts)
    return 0


def figures(snapshot: Snapshot, times: dict[str, float]) -> dict[str, Any]:
    """The counts of a vault: of its notes' parts, and of its own entries by kind.

    The seconds that each kind of work takes are put into `times`.
    """
    with _timed(times, "counting"):
        records = list(snapshot.records.values())
        tags = Counter(tag.name for record in records for tag in record.tags)
    with _timed(times, "links"):
        broken = sum(_broken(snapshot, key) for key in snapshot.records)
    with _timed(times, "entries"):
        entries = Counter(
            type(definition.entry).__name__.lower()
            for definition in snapshot.lexicon.definitions
            if definition.source.origin is not Origin.BUNDLED
        )
    return {
        "notes": len(records),
        "headings": sum(len(record.headings) for record in records),
        "links": sum(len(record.links) for record in records),
        "brokenLinks": broken,
        "tags": sum(tags.values()),
        "tasks": sum(record.tasks for record in records),
        "tasksDone": sum(record.tasks_done for record in records),
        "entries": dict(sorted(entries.items())),
        "mostUsedTags": dict(tags.most_common(_TOP_TAGS)),
    }


def _broken(snapshot: Snapshot, key: str) -> int:
    """How many links and definitions of a note lead nowhere."""
    return sum(found.broken for _, found in snapshot.graph.links_from(key))


@contextmanager
def _timed(times: dict[str, float], name: str) -> Iterator[None]:
    begin = time.perf_counter()
    yield
    times[name] = round(time.perf_counter() - begin, 4)


def _write(root: Path, counts: dict[str, Any]) -> None:
    entries, tags = counts["entries"], counts["mostUsedTags"]
    broken = counts["brokenLinks"]
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in entries.items())
    rows = [
        ("notes", f"{counts['notes']:,}"),
        ("headings", f"{counts['headings']:,}"),
        ("links", f"{counts['links']:,}" + (f"  ({broken:,} lead nowhere)" if broken else "")),
        ("tags", f"{counts['tags']:,}" + (f"  ({', '.join(tags)})" if tags else "")),
        ("tasks", f"{counts['tasks']:,}  ({counts['tasksDone']:,} done)"),
        ("entries", f"{sum(entries.values()):,}" + (f"  ({kinds})" if kinds else "")),
    ]
    if "seconds" in counts:
        spent = ", ".join(f"{name} {each:.2f} s" for name, each in counts["seconds"].items())
        rows.append(("time", spent))
    screen = console()
    screen.print(visible(shown_path(root)), style="place", soft_wrap=True)
    table = Table(box=box.SIMPLE, show_header=False)
    table.add_column(justify="left", style="faint")
    table.add_column(overflow="fold")
    for name, told in rows:
        table.add_row(name, visible(told))
    screen.print(table)
