"""Figures of a running server, as an editor feels them."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.e2e.wire import Wire


@dataclass
class Figure:
    """Samples of one thing, in milliseconds, beside its limit."""

    name: str
    limit: float | None = None
    samples: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.samples)

    @property
    def p99(self) -> float:
        ordered = sorted(self.samples)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]

    @property
    def row(self) -> str:
        limit = f"{self.limit:9.1f}" if self.limit is not None else "         "
        mark = "" if self.limit is None else "  ok" if self.p99 <= self.limit else "  OVER"
        return f"{self.name:<46}{self.median:9.2f}{self.p99:9.2f}{limit}{mark}"


HEADER = f"{'':<46}{'median':>9}{'p99':>9}{'limit':>9}   (milliseconds)"


def timed(figure: Figure, call: Callable[[], Any]) -> Any:
    """Run `call` and add how long it took."""
    began = time.perf_counter()
    result = call()
    figure.samples.append((time.perf_counter() - began) * 1000)
    return result


class Note:
    """An open note that is typed into."""

    def __init__(self, wire: Wire, uri: str, text: str) -> None:
        self.wire, self.uri = wire, uri
        self.lines = text.split("\n")
        self.version = 1
        wire.open(uri, text)

    def insert(self, line: int, character: int, text: str) -> None:
        """One keystroke."""
        self.version += 1
        at = {"line": line, "character": character}
        self.wire.notify(
            "textDocument/didChange",
            {
                "textDocument": {"uri": self.uri, "version": self.version},
                "contentChanges": [{"range": {"start": at, "end": at}, "text": text}],
            },
        )
        row = self.lines[line]
        self.lines[line] = row[:character] + text + row[character:]

    def at(self, line: int, character: int) -> dict[str, Any]:
        return {
            "textDocument": {"uri": self.uri},
            "position": {"line": line, "character": character},
        }


def keystrokes(note: Note, method: str, typed: str, figure: Figure, count: int) -> None:
    """Type `typed` letter by letter at many places, asking `method` after each letter."""
    rng = random.Random(1)
    places = [number for number, line in enumerate(note.lines) if line.isascii() and len(line) < 80]
    for _ in range(count):
        line = rng.choice(places)
        column = len(note.lines[line])
        for letter in typed:

            def press(line: int = line, column: int = column, letter: str = letter) -> Any:
                note.insert(line, column, letter)
                return note.wire.request(method, note.at(line, column + 1))

            timed(figure, press)
            column += 1


def resident_megabytes(wire: Wire) -> float:
    """Resident memory of the server and its children, from /proc; 0 where there is none."""
    return sum(_resident(pid) for pid in _family(wire.process.pid)) / 1e6


def _family(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [one for child in task.read_text().split() for one in _family(int(child))]
    return found


def _resident(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * 4096
