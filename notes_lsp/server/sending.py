"""Messages on their way out: encoded ten times as fast as by pygls.

`json` took 5 ms for the 3,000 links of a note, and 15 ms for as many definitions, while a keystroke
may cost 16.
"""

from __future__ import annotations

from typing import Any

import msgspec
from cattrs import Converter
from pygls.protocol import LanguageServerProtocol


class SendingProtocol(LanguageServerProtocol):
    """pygls' protocol with an encoder of our own; the JSON says the same."""

    def _send_data(self, data: Any) -> None:
        body = encoded(self._converter, data) if data and self.writer else None
        if body is None or self.writer is None:
            super()._send_data(data)
            return
        header = f"Content-Length: {len(body)}\r\n\r\n" if self._include_headers else ""
        self.writer.write(header.encode() + body)


def encoded(converter: Converter, message: Any) -> bytes | None:
    """A message as JSON in UTF-8; None for one that only Python's `json` can write, such as one
    with half a character in it."""
    try:
        return msgspec.json.encode(converter.unstructure(message))
    except (TypeError, ValueError, OverflowError):  # UnicodeEncodeError is a ValueError
        return None
