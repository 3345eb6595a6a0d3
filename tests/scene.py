"""Notes with a cursor in them: the language of the feature tests.

A scene is one text. `-- name` lines start a file; `▮` is the cursor, `«…»` a selection. Both are
one cell wide and mean nothing in Markdown, LaTeX or a shell. The note with the cursor (else the
first) is open in the editor, all others are on disk.
"""

from __future__ import annotations

import textwrap
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

from lsprotocol import converters, types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.diagnostics import finished
from notes_lsp.features.place import to_range
from notes_lsp.text import Buffer, Encoding, Language, Span
from notes_lsp.vault import Snapshot, Vault, to_key, to_uri

CURSOR, OPEN, CLOSE = "▮", "«", "»"

FULL_CLIENT = ClientProfile(
    snippets=True,
    markdown_hover=True,
    markdown_documentation=True,
    resolves_documentation=True,
    label_details=True,
    deprecated_tag=True,
    definition_links=True,
    symbol_tree=True,
    action_literals=True,
    preferred_actions=True,
    document_changes=True,
    resource_operations=frozenset({"create", "rename", "delete"}),
    diagnostic_codes=True,
    diagnostic_tags=True,
    related_information=True,
)
"""A client that can do everything but draw images."""

PLAIN_CLIENT = ClientProfile()
"""A client that declares nothing at all."""

_CONVERTER = converters.get_converter()


class Scene:
    """A vault on disk, one note of it open, a cursor in it; made by the fixture `scene`."""

    def __init__(self, folder: Path, rules: frozenset[str]) -> None:
        self.folder = folder
        self.vault = Vault(lambda: rules)
        self.client = FULL_CLIENT
        self.buffers: dict[str, Buffer] = {}
        self.current = ""
        self.selection = Span(0, 0)
        self.language: Language | None = None

    def __call__(
        self, text: str, *, client: ClientProfile | None = None, settings: Any = None
    ) -> Scene:
        """Set the scene: write the files, load the vault, open the note with the cursor."""
        if client is not None:
            self.client = client
        files = _split(textwrap.dedent(text).strip("\n") + "\n")
        for name, content in files.items():
            clean = content.replace(CURSOR, "").replace(OPEN, "").replace(CLOSE, "")
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(clean.encode())
            self.buffers[name] = Buffer.of(clean)
            if not self.current or any(mark in content for mark in (CURSOR, OPEN)):
                self.current = name
                self.selection = _selection(content)
        spoken = {"language": self.language} if self.language else {}
        self.vault.configure([str(self.folder)], [("test", {**spoken, **(settings or {})})])
        for _ in self.vault.load():
            pass
        self.vault.open(self.uri, self.buffers[self.current].text(Span(0, 2**40)), 1)
        return self

    def speaking(self, language: Language) -> Scene:
        """The scene to set, for a user who set a language of answers; by default notes tell."""
        self.language = language
        return self

    def using(self, encoding: Encoding) -> Scene:
        """The same scene for a client that counts columns in `encoding`."""
        self.client = replace(self.client, encoding=encoding)
        return self

    @property
    def key(self) -> str:
        return str(self.folder / self.current)

    @property
    def uri(self) -> str:
        return to_uri(self.key)

    @property
    def buffer(self) -> Buffer:
        return self.buffers[self.current]

    @property
    def snapshot(self) -> Snapshot:
        return self.vault.snapshot()

    @property
    def document(self) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri)

    @property
    def position(self) -> types.Position:
        """The cursor, in the client's encoding."""
        return self.range.end

    @property
    def range(self) -> types.Range:
        """The selection, empty at the cursor, in the client's encoding."""
        return to_range(self.buffer, self.selection, self.client.encoding)

    def ask(self, feature: Any, params: Any) -> Any:
        """A feature's answer, after it has gone over the wire and back as the protocol's types."""
        answer = feature(self.snapshot, params, self.client)
        return validated(finished(answer) if isinstance(answer, Generator) else answer)

    def type(self, text: str) -> Scene:
        """Type `text` at the cursor, as an editor would tell it."""
        from notes_lsp.vault import Edit

        at = (self.position.line, self.position.character)
        self.vault.change(self.uri, [Edit(text, at, at)], 2, self.client.encoding)
        added = len(text.encode())
        self.buffers[self.current] = self.buffer.edited(
            Span(self.selection.end, self.selection.end), text.encode()
        )
        self.selection = Span(self.selection.end + added, self.selection.end + added)
        return self

    def draw(self, range_: types.Range, uri: str | None = None) -> str:
        """The lines of a range with the range marked `«…»`; those of another note with its name."""
        key = to_key(uri) if uri else self.key
        name = Path(key).relative_to(self.folder).as_posix()
        buffer = self.buffers[name]
        encoding = self.client.encoding
        start = buffer.offset(range_.start.line, range_.start.character, encoding)
        end = buffer.offset(range_.end.line, range_.end.character, encoding)
        first, last = buffer.line_around(start), buffer.line_around(end)
        shown = (
            buffer.text(Span(first.start, start))
            + OPEN
            + buffer.text(Span(start, end))
            + CLOSE
            + buffer.text(Span(end, last.end))
        )
        return shown if key == self.key else f"{name}:{range_.start.line + 1}: {shown}"

    def applied(self, edits: list[types.TextEdit]) -> str:
        """The open note after the edits."""
        return applied(self.buffer, edits, self.client.encoding)


def applied(buffer: Buffer, edits: list[types.TextEdit], encoding: Encoding) -> str:
    """A text after edits that count in the text before them, as LSP has it."""
    spans = [
        (
            buffer.offset(edit.range.start.line, edit.range.start.character, encoding),
            buffer.offset(edit.range.end.line, edit.range.end.character, encoding),
            edit.new_text,
        )
        for edit in edits
    ]
    data = buffer.data
    for start, end, new in sorted(spans, key=lambda item: item[:2], reverse=True):
        data = data[:start] + new.encode() + data[end:]
    return data.decode()


def validated(answer: Any) -> Any:
    """`answer` after a round trip through JSON: fails where it is not of the protocol's types."""
    if isinstance(answer, list):
        return [validated(item) for item in answer]
    if answer is None or isinstance(answer, str | int | bool | dict):
        return answer
    plain = _CONVERTER.unstructure(answer)
    back = _CONVERTER.structure(plain, type(answer))
    assert back == answer
    return back


def _split(text: str) -> dict[str, str]:
    files: dict[str, str] = {}
    name = "笔记.md"
    for line in text.splitlines(keepends=True):
        if line.startswith("-- "):
            name = line[3:].strip()
            files[name] = ""
        else:
            files[name] = files.get(name, "") + line
    return files


def _selection(content: str) -> Span:
    if OPEN in content:
        before, _, rest = content.partition(OPEN)
        inside = rest.partition(CLOSE)[0]
        start = len(before.encode())
        return Span(start, start + len(inside.encode()))
    at = len(content.partition(CURSOR)[0].encode()) if CURSOR in content else 0
    return Span(at, at)
