"""What reading the vault costs when pyromark reads it and nobody looks at what it finds."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

_PROGRAM = """
import sys
import pyromark
from pyromark import Options
kinds = Options.ENABLE_TABLES | Options.ENABLE_FOOTNOTES | Options.ENABLE_TASKLISTS
kinds |= Options.ENABLE_MATH | Options.ENABLE_WIKILINKS
for path in sys.stdin.buffer.read().decode().splitlines():
    with open(path, encoding="utf-8") as file:
        list(pyromark.events_with_range(file.read(), options=kinds))
"""


def processes() -> int:
    """How many read at once: as many as there are cores, four at most, as the server does."""
    return min(4, os.cpu_count() or 1)


def read_alone(vault: Path) -> float:
    """Milliseconds from the start of the reading processes to the end of the last."""
    paths = [str(path) for path in vault.rglob("*.md")]
    count = processes()
    began = time.perf_counter()
    readers = [
        subprocess.Popen([sys.executable, "-c", _PROGRAM], stdin=subprocess.PIPE)
        for _ in range(count)
    ]
    for number, reader in enumerate(readers):
        assert reader.stdin
        reader.stdin.write("\n".join(paths[number::count]).encode())
        reader.stdin.close()
    for reader in readers:
        if reader.wait():
            raise RuntimeError("pyromark could not read the vault")
    return (time.perf_counter() - began) * 1000
