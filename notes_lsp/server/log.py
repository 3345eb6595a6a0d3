"""The log as an editor shows it: `window/logMessage`, at the level that is set."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from notes_lsp.server.notes_server import NotesServer

_TYPES = (
    (logging.ERROR, types.MessageType.Error),
    (logging.WARNING, types.MessageType.Warning),
    (logging.INFO, types.MessageType.Info),
    (logging.NOTSET, types.MessageType.Debug),
)


class EditorLog(logging.Handler):
    """Sends what is logged to the editor, once it may be sent to."""

    def __init__(self, server: NotesServer) -> None:
        """A handler that is silent until `server` has answered `initialize`."""
        super().__init__()
        self._server = server
        self._sending = False
        self.setFormatter(logging.Formatter("%(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Send one record; what goes wrong meanwhile is not logged again."""
        if self._sending or not self._server.begun:
            return
        kind = next(kind for level, kind in _TYPES if record.levelno >= level)
        self._sending = True
        try:
            self._server.window_log_message(types.LogMessageParams(kind, self.format(record)))
        finally:
            self._sending = False
