"""Edits of several notes and moves of files, as one `WorkspaceEdit` for this client."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.refusal import Refusal
from notes_lsp.text import Encoding, Wording
from notes_lsp.text.position import bytes_to_column
from notes_lsp.vault import Snapshot, Spot, to_uri


class Changes:
    """What is to be changed, gathered before any of it is told: an edit is whole or is none.

    A change that lies inside another one is dropped with what the other one replaces.
    """

    def __init__(self, snapshot: Snapshot, client: ClientProfile) -> None:
        """Nothing to change yet."""
        self._snapshot = snapshot
        self._client = client
        self._edits: dict[str, dict[tuple[int, int, int, int], str]] = {}
        self._moves: dict[str, str] = {}
        self._creates: dict[str, str] = {}
        self._deletes: list[str] = []

    @property
    def encoding(self) -> Encoding:
        """The unit of the columns of all ranges."""
        return self._client.encoding

    def replace(self, key: str, range_: types.Range, text: str) -> None:
        """Put `text` in place of a range of the note `key`."""
        start, end = range_.start, range_.end
        place = (start.line, start.character, end.line, end.character)
        self._edits.setdefault(key, {})[place] = text

    def move(self, old: str, new: str) -> None:
        """Move the file `old` to `new`, after all edits."""
        if not (self._client.document_changes and "rename" in self._client.resource_operations):
            raise Refusal(
                Wording(
                    "This editor does not let a language server move files. "
                    "Rename the file in its file explorer; the links follow where it tells of "
                    "that.",
                    "这个编辑器不允许语言服务器移动文件。请在它的文件列表里重命名；"
                    "编辑器若会告知，链接就会跟着改。",
                )
            )
        self._moves[old] = new

    def create(self, key: str, text: str) -> None:
        """Make the file `key`, which is not there, with this text, before all edits."""
        self._creates[key] = text

    def delete(self, key: str) -> None:
        """Delete the file `key`, after all edits."""
        self._deletes.append(key)

    @property
    def keys(self) -> tuple[str, ...]:
        """The notes whose text changes."""
        return tuple(self._edits)

    def of(self, key: str) -> tuple[types.TextEdit, ...]:
        """The edits of a note, in the order of the text; none overlaps another."""
        return tuple(_outermost(self._edits.get(key, {})))

    def made(self) -> types.WorkspaceEdit | None:
        """All of it, in the form that the client takes; None when there is nothing to change."""
        if not (self._edits or self._moves or self._creates or self._deletes):
            return None
        edits = {key: self.of(key) for key in self._edits}
        if not self._client.document_changes:
            by_uri = {self._snapshot.uri(key): each for key, each in edits.items()}
            return types.WorkspaceEdit(by_uri)
        documents = [
            types.TextDocumentEdit(self._document(key), each) for key, each in edits.items()
        ]
        moves = [
            types.RenameFile(self._snapshot.uri(old), to_uri(new))
            for old, new in self._moves.items()
        ]
        deletes = [types.DeleteFile(self._snapshot.uri(key)) for key in self._deletes]
        return types.WorkspaceEdit(
            document_changes=(*self._created(), *documents, *moves, *deletes)
        )

    def _created(self) -> Iterable[types.CreateFile | types.TextDocumentEdit]:
        for key, text in self._creates.items():
            yield types.CreateFile(to_uri(key))
            start = types.Range(types.Position(0, 0), types.Position(0, 0))
            document = types.OptionalVersionedTextDocumentIdentifier(to_uri(key), None)
            yield types.TextDocumentEdit(document, (types.TextEdit(start, text),))

    def _document(self, key: str) -> types.OptionalVersionedTextDocumentIdentifier:
        held = self._snapshot.open_notes.get(key)
        return types.OptionalVersionedTextDocumentIdentifier(
            self._snapshot.uri(key), held.version if held else None
        )


def part_range(spot: Spot, before: str, text: str, encoding: Encoding) -> types.Range:
    """The range of `text`, which stands in `spot` behind the text `before`."""
    start = spot.columns(encoding)[0] + width(before, encoding)
    end = start + width(text, encoding)
    return types.Range(types.Position(spot.line, start), types.Position(spot.line, end))


def width(text: str, encoding: Encoding) -> int:
    """How many columns `text` takes."""
    return bytes_to_column(text.encode("utf-8", "replace"), encoding)


def _outermost(edits: dict[tuple[int, int, int, int], str]) -> Iterable[types.TextEdit]:
    reached = (-1, -1)
    for place in sorted(edits, key=lambda place: (place[:2], (-place[2], -place[3]))):
        first, start, last, end = place
        if (last, end) <= reached and (first, start) < reached:
            continue
        reached = (last, end)
        range_ = types.Range(types.Position(first, start), types.Position(last, end))
        yield types.TextEdit(range_, edits[place])
