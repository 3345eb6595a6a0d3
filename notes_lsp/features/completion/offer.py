"""What a source of completions gives: offers, before a client's ways are taken into account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.place import Place
from notes_lsp.syntax.context import Typing
from notes_lsp.syntax.context_around import Around
from notes_lsp.text import Span
from notes_lsp.vault import Settings, Snapshot

T_co = TypeVar("T_co", bound=Typing, covariant=True)


@dataclass(frozen=True, slots=True)
class Asking(Generic[T_co]):
    """Who asks, where, and in the middle of what."""

    snapshot: Snapshot
    place: Place
    typing: T_co
    client: ClientProfile
    settings: Settings
    language: str
    """`zh` or `en`, for meanings."""

    def text(self, start: int, end: int | None = None) -> str:
        """The note's text from `start` to `end`, the cursor when that is not given."""
        return self.place.note.buffer.text(Span(start, self.place.offset if end is None else end))

    @property
    def in_row(self) -> bool:
        """Whether the cursor is in a table, where a lone `|` would end the cell."""
        note, offset = self.place.note, self.place.offset
        line = note.buffer.line_around(offset)
        row = note.buffer.data[line.start : offset].lstrip(b" \t>")[:1] == b"|"
        return row or Around(note, offset).in_table()

    @property
    def behind(self) -> bytes:
        """The bytes behind the cursor, a few kilobytes of them."""
        offset = self.place.offset
        return self.place.note.buffer.data[offset : offset + 4096]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One thing that may come at the cursor."""

    label: str
    text: str
    """What takes the place of what was typed."""
    snippet: str = ""
    """The same with tab stops, in the protocol's snippet syntax; empty when there are none."""
    key: str = ""
    """What was typed is the start of this (folded); empty when it is the start of `text`."""
    kind: types.CompletionItemKind = types.CompletionItemKind.Text
    sign: str = ""
    """Shown right behind the label: the character a command prints, the argument of an option."""
    meaning: str = ""
    origin: str = ""
    """Where the entry comes from, when that is worth its place."""
    deprecated: bool = False
    mended: tuple[Span, str] | None = None
    """What stands before already, and how it is written in this name: `flash ` and `Flash `."""
    data: Mapping[str, str] | None = None
    """By which `resolve` finds the entry again."""


@dataclass(frozen=True, slots=True)
class Offers:
    """What a source offers, the best first, all for the same typed text."""

    span: Span
    """What was typed of each, and is replaced; ends at the cursor or behind it."""
    offers: list[Offer]
