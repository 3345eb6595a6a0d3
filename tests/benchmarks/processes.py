"""What a process and its children cost: memory and processor time, from /proc."""

from __future__ import annotations

from pathlib import Path

_PAGE = 4096


def resident_megabytes(pid: int) -> float | None:
    """Resident memory of a process and its children, in MB; None where there is no /proc."""
    if not Path("/proc/self/statm").exists():
        return None
    return sum(_resident(one) for one in family(pid)) / 1e6


def busy_milliseconds(pid: int) -> float | None:
    """Processor time of a process and its living children so far; None where it is not told."""
    if not Path("/proc/self/schedstat").exists():
        return None
    return sum(_busy(one) for one in family(pid)) / 1e6


def family(pid: int) -> list[int]:
    """A process, its children, theirs, and so on."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text("ascii").split()
        except OSError:
            continue
        found += [one for child in children for one in family(int(child))]
    return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * _PAGE
    except OSError:
        return 0


def _busy(pid: int) -> int:
    total = 0
    for task in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        try:
            total += int(task.read_text("ascii").split()[0])
        except OSError:
            continue
    return total
