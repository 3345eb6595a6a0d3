"""Processes that read notes, so that a cold start uses all cores and the server still answers.

Own processes over pipes, not `multiprocessing`: its children import the program that was started,
and would inherit the stdin on which the editor speaks.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue

import msgspec

from notes_lsp.vault.packing import Job
from notes_lsp.vault.shelf import Shelf, unpack_shelf
from notes_lsp.vault.worker import read_message, write_message

_log = logging.getLogger(__name__)
_MOST = 4
_NICER = 5
"""Steps of niceness (POSIX): a key that is typed while notes are read waits for no time slice."""
_PROGRAM = """
import os, sys, types
sys.path[:] = sys.argv[2:]
# The doors of these rooms bring in all that a server needs: 0.1 s that a reader can do without.
for room in ("knowledge", "vault"):
    name = "notes_lsp." + room
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__path__ = [os.path.join(sys.argv[1], room)]
from notes_lsp.vault.worker import main
main()
"""


class Workers:
    """Some reading processes; a job that kills one is tried again note by note."""

    def __init__(self, count: int | None = None) -> None:
        """Starts as many processes as there are cores, four at most."""
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._done: SimpleQueue[tuple[Job, bytes | None]] = SimpleQueue()
        self._pending = 0
        self._closed = False
        count = count or min(_cores(), _MOST)
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(count)]
        for thread in self._threads:
            thread.start()

    def submit(self, job: Job) -> None:
        """Have the notes of a job read."""
        self._pending += 1
        self._jobs.put(job)

    def results(self, wait: float) -> Iterator[tuple[Shelf, bytes] | None]:
        """The shelves as they come, packed too; None whenever `wait` seconds brought nothing."""
        while self._pending:
            try:
                job, packed = self._done.get(timeout=wait) if wait else self._done.get_nowait()
            except Empty:
                yield None
                continue
            self._pending -= 1
            if packed is not None:
                yield unpack_shelf(packed), packed
            elif len(job.keys) > 1:
                half = len(job.keys) // 2
                for keys in (job.keys[:half], job.keys[half:]):
                    self.submit(msgspec.structs.replace(job, keys=keys))
            else:
                _log.error("Reading %s ended the process that read it; left out.", job.keys[0])

    def close(self) -> None:
        """End the processes."""
        self._closed = True
        for _ in self._threads:
            self._jobs.put(None)

    def _serve(self) -> None:
        """One thread for each process: hands it jobs, takes its answers."""
        process: subprocess.Popen[bytes] | None = None
        encode = msgspec.msgpack.Encoder().encode
        while (job := self._jobs.get()) is not None and not self._closed:
            answer = None
            try:
                if process is None:
                    process = start_python(_PROGRAM, str(Path(__file__).parent.parent), behind=True)
                assert process.stdin is not None and process.stdout is not None  # noqa: PT018  # both are pipes
                write_message(process.stdin, encode(job))
                answer = read_message(process.stdout)
            except OSError as error:
                _log.warning("A reading process failed: %s", error)
            if answer is None and process is not None:
                process.kill()
                process.wait()
                process = None
            self._done.put((job, answer))
        if process is not None:
            process.communicate()  # closes its stdin, which ends it


def start_python(program: str, *arguments: str, behind: bool = False) -> subprocess.Popen[bytes]:
    """A process of this very Python that runs `program` of ours, with `sys.path` behind its
    arguments; one speaks to it through stdin and stdout. `behind`: whoever else wants a core has
    it first."""
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    if behind:
        flags |= getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
    process = subprocess.Popen(  # noqa: S603  # see above
        [sys.executable, "-c", program, *arguments, *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        creationflags=flags,
    )
    if behind and hasattr(os, "setpriority"):
        with suppress(OSError):
            own = os.getpriority(os.PRIO_PROCESS, 0)
            os.setpriority(os.PRIO_PROCESS, process.pid, min(own + _NICER, 19))
    return process


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1
