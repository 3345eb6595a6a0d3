"""What the vault remembers of a note that is not open: enough to answer without its text."""

from __future__ import annotations

from msgspec import Struct

from notes_lsp.syntax.facts import LinkKind
from notes_lsp.text import Buffer, Encoding, Span
from notes_lsp.text.position import bytes_to_column


class Spot(Struct, frozen=True, array_like=True, gc=False):
    """A span on one line, as every position encoding counts it; needs no text to be answered."""

    line: int
    start8: int
    end8: int
    start16: int
    end16: int
    start32: int
    end32: int

    @classmethod
    def of(cls, buffer: Buffer, span: Span) -> Spot:
        """The spot of `span`, cut at the end of its first line."""
        line = buffer.line_of(span.start)
        begin = buffer.line_starts[line]
        end = min(span.end, max(buffer.line_span(line).end, span.start))
        before, through = buffer.data[begin : span.start], buffer.data[begin:end]
        if through.isascii():
            start, stop = len(before), len(through)
            return cls(line, start, stop, start, stop, start, stop)
        columns = [
            bytes_to_column(text, encoding)
            for encoding in (Encoding.UTF8, Encoding.UTF16, Encoding.UTF32)
            for text in (before, through)
        ]
        return cls(line, *columns)

    def columns(self, encoding: Encoding) -> tuple[int, int]:
        """The start and end column in `encoding`."""
        if encoding is Encoding.UTF8:
            return self.start8, self.end8
        if encoding is Encoding.UTF16:
            return self.start16, self.end16
        return self.start32, self.end32


class HeadingRecord(Struct, frozen=True, array_like=True, gc=False):
    """A heading of a note."""

    level: int
    text: str
    id: str
    spot: Spot


class LinkRecord(Struct, frozen=True, array_like=True, gc=False):
    """A link of a note; `fragment` is as written, without `#`."""

    kind: LinkKind
    path: str
    fragment: str
    image: bool
    spot: Spot
    target: Spot
    """What is written before `#`, or the label."""
    fragment_spot: Spot | None = None
    angle: bool = False
    """The destination is written in `<…>`."""


class DefinitionRecord(Struct, frozen=True, array_like=True, gc=False):
    """A link reference definition `[label]: path#fragment`."""

    name: str
    """The label as it is compared."""
    path: str
    fragment: str
    spot: Spot
    label: Spot
    target: Spot
    fragment_spot: Spot | None = None
    angle: bool = False


class NameRecord(Struct, frozen=True, array_like=True, gc=False):
    """A tag, block id, HTML id or footnote by its name."""

    name: str
    spot: Spot
    target: Spot | None = None
    """Of a block id the block that it names, its first line; of a footnote the whole."""


class NoteRecord(Struct, frozen=True, array_like=True, gc=False):
    """The facts of one note that other notes may ask for."""

    title: str
    """The front matter's title, else the first heading, else empty."""
    aliases: tuple[str, ...]
    headings: tuple[HeadingRecord, ...]
    links: tuple[LinkRecord, ...]
    tags: tuple[NameRecord, ...]
    block_ids: tuple[NameRecord, ...]
    html_ids: tuple[NameRecord, ...]
    tasks_done: int
    tasks: int
    definitions: tuple[DefinitionRecord, ...] = ()
    footnotes: tuple[NameRecord, ...] = ()
    """Those defined here."""
    named: tuple[str, ...] = ()
    """What a link may call the note beside its path: the front matter's title and aliases."""
    fields: tuple[str, ...] = ()
    """See `front_values`."""


class HeadingHead(Struct, frozen=True, array_like=True, gc=False):
    """The start of a packed `HeadingRecord`."""

    level: int
    text: str


class NoteHead(Struct, frozen=True, array_like=True, gc=False):
    """The start of a packed `NoteRecord`: what the note and its headings are called."""

    title: str
    aliases: tuple[str, ...]
    headings: tuple[HeadingHead, ...]


AnyLink = LinkRecord | DefinitionRecord
"""What leads to another place: a definition does so for all references to it."""
