"""What a rename is about, and what stands at the cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from lsprotocol import types

from notes_lsp.features.edits import Changes
from notes_lsp.features.place import Place
from notes_lsp.features.refusal import Refusal
from notes_lsp.syntax import Definition, Link
from notes_lsp.text import Span, Wording
from notes_lsp.vault import front_links


class Subject(NamedTuple):
    """A thing that can be renamed."""

    range: types.Range
    """The words at the cursor that stand for it."""
    placeholder: str
    """What it is called now."""
    renamed: Callable[[str, Changes], Iterable[None]]
    """Puts all edits for a new name into the changes; gives way while it works."""


def link_at(place: Place) -> Link | Definition | None:
    """The link whose destination or label the cursor touches, or the definition."""
    offset = place.offset
    facts = place.note.facts_at(offset)
    front = place.note.front_matter
    if front is not None and offset < front.span.end:
        links: tuple[Link | Definition, ...] = front_links(place.note)
    else:
        links = (*facts.links, *facts.definitions)
    touched = [link for link in links if _touches(link, offset)]
    return min(touched, key=lambda link: link.span.end - link.span.start, default=None)


def in_fragment(link: Link | Definition, offset: int) -> bool:
    """Whether the cursor is on what stands behind `#`, or on the `#` of a link that has no path."""
    if link.fragment is None:
        return False
    bare = link.target.start == link.target.end
    return link.fragment.touches(offset) or (bare and link.target.touches(offset))


def on_label(link: Link | Definition, offset: int) -> bool:
    """Whether the cursor is on the label of a definition."""
    return isinstance(link, Definition) and link.label.touches(offset)


def one_line(name: str) -> str:
    """A new name without white space around; refused when nothing or a line break is left."""
    name = name.strip()
    if not name:
        raise Refusal(Wording("A name cannot be empty.", "名称不能为空。"))
    if "\n" in name or "\r" in name:
        raise Refusal(Wording("A name cannot hold a line break.", "名称里不能有换行。"))
    return name


def _touches(link: Link | Definition, offset: int) -> bool:
    end = link.fragment.end if link.fragment else link.target.end
    return Span(link.target.start, end).touches(offset) or on_label(link, offset)
