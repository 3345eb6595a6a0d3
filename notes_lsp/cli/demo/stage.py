"""The notes of a demo: opened in the server, searched for places worth showing, never written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types

from notes_lsp.cli.demo.client import Client
from notes_lsp.cli.vaults import open_vault, settings_of
from notes_lsp.vault import to_uri
from notes_lsp.vault.files import read_note
from notes_lsp.vault.walk import walk

MOST_NOTES = 200
"""So many notes of a vault are opened."""
MOST_BYTES = 500_000


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in an open note; line and character from 0."""

    uri: str
    line: int
    character: int

    @property
    def document(self) -> types.TextDocumentIdentifier:
        """The note as requests name it."""
        return types.TextDocumentIdentifier(self.uri)

    @property
    def position(self) -> types.Position:
        """The place as requests name it."""
        return types.Position(self.line, self.character)


class Stage:
    """A vault's notes as texts that the server has open."""

    def __init__(self, root: Path, client: Client) -> None:
        """Opens the notes of the vault at `root`."""
        self.root = root
        self.client = client
        self.texts: dict[str, str] = {}
        for entry in walk(str(root), settings_of(open_vault(root)).vault):
            if len(self.texts) >= MOST_NOTES:
                break
            if entry.stat().st_size <= MOST_BYTES:
                text = read_note(entry.path).data.decode("utf-8", "replace")
                self.put(to_uri(entry.path), text)

    def put(self, uri: str, text: str) -> None:
        """Open a note, or change what the editor holds of it."""
        self.texts[uri] = text
        self.client.show(uri, text)

    def name(self, uri: str) -> str:
        """A note's path inside the vault."""
        from notes_lsp.vault import to_key

        path = Path(to_key(uri))
        return (
            path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.name
        )

    def line(self, uri: str, number: int) -> str:
        """A line of an open note, from 0; empty past its end."""
        lines = self.texts[uri].split("\n")
        return lines[number].rstrip("\r") if number < len(lines) else ""

    def find(self, words: str) -> Spot | None:
        """Where the words stand, in running text rather than in a table."""
        table: Spot | None = None
        for uri, text in self.texts.items():
            for number, line in enumerate(text.split("\n")):
                at = line.find(words)
                if at < 0 or line.startswith("#"):
                    continue
                if not line.startswith("|"):
                    return Spot(uri, number, at)
                table = table or Spot(uri, number, at)
        return table

    def headings(self) -> list[str]:
        """The starts of some headings of the notes, one from each."""
        found = (re.search(r"^## (.{2,12})", text, re.MULTILINE) for text in self.texts.values())
        return [match[1].strip() for match in found if match]

    def place(self, shown: str, otherwise: str) -> Spot:
        """A place like `用困惑度▮来比`: where the words stand in the vault, the cursor in the
        character before `▮`; where they do not, the line `otherwise` in an unsaved note."""
        spot = self.find(shown.replace("▮", ""))
        if spot is not None:
            return Spot(spot.uri, spot.line, spot.character + shown.index("▮") - 1)
        self.put(self.unsaved, otherwise.replace("▮", "") + "\n")
        return Spot(self.unsaved, 0, otherwise.index("▮") - 1)

    def typed(self, beside: str, words: str) -> Spot:
        """The cursor behind words typed at the end of the note in which `beside` stands."""
        found = self.find(beside)
        uri = found.uri if found else next(iter(self.texts), self.unsaved)
        text = self.texts.get(uri, "").rstrip("\n")
        self.put(uri, f"{text}\n\n{words}" if text else words)
        lines = self.texts[uri].split("\n")
        return Spot(uri, len(lines) - 1, len(lines[-1]))

    @property
    def unsaved(self) -> str:
        """The name of a note that only the editor has."""
        return to_uri(str(self.root / "unsaved.md"))
