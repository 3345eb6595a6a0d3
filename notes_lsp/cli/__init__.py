"""cli: the command line: serve, check, explain, config, index.

Never holds logic that an editor would want too. Start reading at `app.py`.
"""

from __future__ import annotations


def main() -> None:
    """The console script; serving imports nothing that only the other commands need."""
    import logging
    import os
    import sys

    if not sys.argv[1:]:
        from notes_lsp.server import serve_stdio

        logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
        logging.getLogger("pygls").setLevel(logging.CRITICAL)  # what it logs, we log ourselves
        code = serve_stdio()
        logging.shutdown()
        os._exit(code)


__all__ = ["main"]
