"""`notes-lsp` without a command: the server an editor starts. Imports nothing heavy."""

from __future__ import annotations

import gc
import logging
import os
import re
import sys

LOOPBACK = "127.0.0.1"

GREETING = """\
notes-lsp is a language server: an editor starts it and speaks to it over stdin and stdout.
Let yours run `notes-lsp` for Markdown files: the folder `editors/` has the lines for each.
From here: `notes-lsp demo` shows it at work, `notes-lsp --help` lists the commands.
"""

_ADDRESS = re.compile(r"(?:(?P<host>\[[^\[\]]+\]|[^:\[\]]*):)?(?P<port>[0-9]{1,5})")


def serve_editor() -> None:
    """Serve over stdio, or say what this is when a person started it; ends the process."""
    if sys.stdin is not None and sys.stdin.isatty():
        sys.stdout.write(GREETING)
        sys.exit(0)
    # Importing makes tens of thousands of things that stay: looking for garbage among them takes
    # 60 ms. A full collection in a long note would delay a keystroke.
    gc.set_threshold(50_000, 50, 100)
    _import_asyncio()
    from notes_lsp.server import serve_stdio

    _log_to_stderr()
    code = serve_stdio()
    logging.shutdown()
    os._exit(code)  # a thread that waits for input would keep a plain exit waiting


def _import_asyncio() -> None:
    """Without TLS, which it can do without and nobody asks for: 20 ms and 1.5 MB of a start."""
    sys.modules["ssl"] = None  # type: ignore[assignment]  # "not to be found" (importlib)
    import asyncio  # noqa: F401  # it is the first import of it that counts

    del sys.modules["ssl"]


def serve_at(address: str) -> int:
    """Serve over TCP at `HOST:PORT`, `:PORT` or `PORT`; gives the exit code."""
    place = parse_address(address)
    if place is None:
        sys.stderr.write(f'notes-lsp: "{address}" is no address; write PORT or HOST:PORT.\n')
        return 2
    from notes_lsp.server import serve_tcp

    _log_to_stderr()
    try:
        return serve_tcp(*place)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else error
        sys.stderr.write(f"notes-lsp: cannot listen on {address}: {reason}.\n")
        return 1


def parse_address(address: str) -> tuple[str, int] | None:
    """Host and port of an address, loopback where no host is named; None when it is none."""
    found = _ADDRESS.fullmatch(address.strip())
    if found is None or int(found["port"]) > 65_535:
        return None
    return (found["host"] or "").strip("[]") or LOOPBACK, int(found["port"])


def _log_to_stderr() -> None:
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # what it logs, we log ourselves
