"""The links of a note as they are written, one form for all kinds, with the spans to mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from notes_lsp.syntax import Definition, Link, LinkKind, Note
from notes_lsp.text import Span
from notes_lsp.vault import front_links
from notes_lsp.vault.written import is_template

_NO_PATH = frozenset({LinkKind.URL, LinkKind.AUTOLINK, LinkKind.FOOTNOTE, LinkKind.SHORTCUT})
_BY_LABEL = frozenset({LinkKind.FULL, LinkKind.COLLAPSED})


@dataclass(frozen=True, slots=True)
class WrittenLink:
    """A link, or a link reference definition, in offsets of the note unless told otherwise."""

    kind: LinkKind
    """`INLINE` for a definition too."""
    span: Span
    path: str
    fragment: str
    """Without `#`."""
    path_span: Span
    fragment_span: Span | None
    """Without `#`; None where no `#` is written."""
    image: bool
    angle: bool

    @property
    def destination(self) -> Span:
        """The path with its fragment."""
        end = self.fragment_span.end if self.fragment_span else self.path_span.end
        return Span(self.path_span.start, end)

    @property
    def from_hash(self) -> Span:
        """The fragment with its `#`."""
        assert self.fragment_span is not None
        return Span(self.fragment_span.start - 1, self.fragment_span.end)

    def moved(self, by: int) -> WrittenLink:
        """The same link so many bytes further on."""
        fragment = self.fragment_span
        return replace(
            self,
            span=self.span.moved(by),
            path_span=self.path_span.moved(by),
            fragment_span=fragment.moved(by) if fragment else None,
        )


def written_in_front(note: Note) -> Iterator[WrittenLink]:
    """The links of the front matter that name a place by a path or a fragment."""
    for link in front_links(note):
        written = _written(note, link, 0)
        if _is_meant(note, link) and not _is_made_up(written):
            yield written


def written_in_block(note: Note, number: int) -> Iterator[WrittenLink]:
    """Those of a block, given by its number; no references to labels."""
    facts, start, data = note.blocks[number].facts, note.starts[number], note.buffer.data
    for link in facts.links:
        if link.kind in _NO_PATH or link.kind in _BY_LABEL:
            continue
        written = _written(note, link, start)
        if not _is_made_up(written) and not _is_text_of_link(note, written):
            yield written
    for definition in facts.definitions:
        if definition.path or (definition.fragment and definition.fragment.moved(start).cut(data)):
            written = _defined(note, definition, start)
            if not _is_made_up(written):
                yield written


def _written(note: Note, link: Link, start: int) -> WrittenLink:
    fragment = link.fragment.moved(start) if link.fragment else None
    return WrittenLink(
        link.kind,
        link.span.moved(start),
        link.path,
        note.buffer.text(fragment) if fragment else "",
        link.target.moved(start),
        fragment,
        link.image,
        link.angle,
    )


def _defined(note: Note, definition: Definition, start: int) -> WrittenLink:
    fragment = definition.fragment.moved(start) if definition.fragment else None
    target = definition.target.moved(start)
    return WrittenLink(
        LinkKind.INLINE,
        definition.span.moved(start),
        definition.path,
        note.buffer.text(fragment) if fragment else "",
        target,
        fragment,
        image=False,
        angle=note.buffer.data[target.start - 1 : target.start] == b"<",
    )


def _is_made_up(link: WrittenLink) -> bool:
    """Whether a template fills in a part of the destination."""
    return is_template(link.path) or is_template(link.fragment)


def _is_text_of_link(note: Note, link: WrittenLink) -> bool:
    """Whether `[[…]]` is the text of an inline link: `[[Bug 1]](https://…)`."""
    after = note.buffer.data[link.span.end : link.span.end + 1]
    return link.kind is LinkKind.WIKI and after == b"("


def _is_meant(note: Note, link: Link) -> bool:
    """Whether a value of the front matter is a link beyond doubt: `"[[note]]"`, `./note.md`.

    Without quotes `[[a, b]]` is a list of a list.
    """
    if link.kind is LinkKind.WIKI:
        return note.buffer.data[link.span.start - 1 : link.span.start] in {b'"', b"'"}
    return re.match(r"\.\.?/", link.path) is not None
