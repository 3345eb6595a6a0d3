"""An open note that is typed into."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from notes_lsp.vault import to_key, to_uri
from tests.benchmarks.connection import Connection


class OpenNote:
    """A note of the vault, opened; its lines are kept as the server should see them."""

    def __init__(self, connection: Connection, path: Path) -> None:
        """Tell the server that the note is open."""
        self.uri = to_uri(str(path))
        self.connection = connection
        text = path.read_text("utf-8")
        self.lines = text.split("\n")
        self._version = 1
        connection.texts[to_key(self.uri)] = lambda: "\n".join(self.lines)
        document = {"uri": self.uri, "languageId": "markdown", "version": 1, "text": text}
        connection.tell("textDocument/didOpen", {"textDocument": document})

    def edit(self, line: int, start: int, end: int, text: str) -> bytes:
        """Replace characters of a line; gives the change, encoded and not yet sent."""
        row = self.lines[line]
        self._version += 1
        self.lines[line] = row[:start] + text + row[end:]
        span = {
            "start": {"line": line, "character": _units(row[:start])},
            "end": {"line": line, "character": _units(row[:end])},
        }
        return msgspec.json.encode(
            {
                "jsonrpc": "2.0",
                "method": "textDocument/didChange",
                "params": {
                    "textDocument": {"uri": self.uri, "version": self._version},
                    "contentChanges": [{"range": span, "text": text}],
                },
            }
        )

    def clear(self, line: int) -> None:
        """Empty a line, at the server too."""
        self.connection.send(self.edit(line, 0, len(self.lines[line]), ""))

    def at(self, line: int, character: int) -> dict[str, Any]:
        """The parameters of a request about a place, given in characters of the line."""
        column = _units(self.lines[line][:character])
        return {
            "textDocument": {"uri": self.uri},
            "position": {"line": line, "character": column},
        }

    def inside(self, line: int, word: str, plus: int = 2) -> dict[str, Any]:
        """The parameters of a request about a place inside the first such word of a line."""
        return self.at(line, self.lines[line].index(word) + plus)


def _units(text: str) -> int:
    """UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2
