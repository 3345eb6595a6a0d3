"""A tag, and the tags nested in it, in every note of the vault."""

from __future__ import annotations

from collections.abc import Iterator

from notes_lsp.features.edits import Changes, part_range
from notes_lsp.features.place import Place
from notes_lsp.features.refusal import Refusal
from notes_lsp.features.rename.subject import Subject, one_line
from notes_lsp.syntax import Tag, parse
from notes_lsp.text import Buffer, Span, Wording
from notes_lsp.vault import NameRecord, Snapshot


def find(snapshot: Snapshot, place: Place) -> Subject | None:
    """The tag at the cursor, up to the part of it that the cursor is on.

    On `a` of `#a/b` it is `a`, and `b` goes with it; on `b` it is `a/b`.
    """
    tags = (*place.note.front_tags, *place.note.facts_at(place.offset).tags)
    tag = next((tag for tag in tags if tag.span.touches(place.offset)), None)
    if tag is None:
        return None
    start = tag.span.end - len(tag.name.encode())
    end = tag.name.encode().find(b"/", max(place.offset - start, 0))
    name = tag.name if end < 0 else tag.name.encode()[:end].decode()
    depth = name.count("/") + 1

    def renamed(new: str, changes: Changes) -> Iterator[None]:
        checked = _checked(new, tag)
        for key, found in snapshot.graph.tagged(name):
            yield
            old = "/".join(found.name.split("/")[:depth])
            mark = _mark(found)
            changes.replace(key, part_range(found.spot, mark, old, changes.encoding), checked)

    return Subject(place.range(Span(start, start + len(name.encode()))), name, renamed)


def _mark(found: NameRecord) -> str:
    """What stands before the name: `#`, in the front matter nothing."""
    return "#" if found.spot.end32 - found.spot.start32 > len(found.name) else ""


def _checked(name: str, tag: Tag) -> str:
    new = one_line(name).removeprefix("#")
    read = parse(Buffer.of(f"#{new}")).facts.tags
    if not read or read[0].name != new or not all(new.split("/")):
        raise Refusal(
            Wording(
                f"“{new}” cannot be a tag: letters, digits, `-`, `_` and `/` can, not digits "
                "alone.",
                f"“{new}”不能用作标签：只能用文字、数字、`-`、`_` 和 `/`，且不能全是数字。",
            )
        )
    return new
