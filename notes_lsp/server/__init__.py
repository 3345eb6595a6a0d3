"""server: the wire. Messages in order, capabilities, scheduling, cancellation, progress.

The only room that knows `pygls`. Never decides what an answer says. Start reading at `table.py`.
"""

from notes_lsp.server.serve import serve_stdio, serve_tcp

__all__ = ["serve_stdio", "serve_tcp"]
