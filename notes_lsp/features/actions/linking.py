"""A selection made a link: to the note that is called so, to a term's place, to a new note."""

from __future__ import annotations

import os
from collections.abc import Iterator

from notes_lsp.features.actions.asked import Asked
from notes_lsp.features.actions.new_link import in_cell, link_to
from notes_lsp.features.actions.offer import Offer
from notes_lsp.features.edits import Changes
from notes_lsp.features.options import EXTRACT_NOTE, REWRITE_LINK
from notes_lsp.features.sections import section_around
from notes_lsp.syntax.context import Where, place_at
from notes_lsp.text import Wording
from notes_lsp.vault.slugs import Slugs

_LONGEST = 100
"""Bytes of a selection that may be a name."""
_MOST = 5
_TAKEN = frozenset('\\/:*?"<>|#^[]\n\r\t`$')


def linking(asked: Asked) -> Iterator[Offer]:
    """What the selected words may lead to."""
    text = asked.selected
    if not _is_name(asked, text):
        return
    notes = [key for key in asked.snapshot.graph.notes_named(text) if key != asked.key]
    for key in notes[:_MOST]:
        yield _link(asked, key, None)
    terms = dict.fromkeys(_terms(asked, text))
    for key, slugs in [each for each in terms if each[0] not in notes][:_MOST]:
        yield _link(asked, key, slugs)
    if not notes and asked.may("create"):
        yield from _new_note(asked, text)


def file_name(text: str) -> str:
    """A text as the name of a file, without ending; empty when nothing is left."""
    name = "".join(" " if each in _TAKEN or ord(each) < 32 else each for each in text)
    return " ".join(name.split())[:80].strip(" .")


def _is_name(asked: Asked, text: str) -> bool:
    span = asked.span
    if not text.strip() or text != text.strip() or "\n" in text or "\r" in text:
        return False
    if span.end - span.start > _LONGEST or any(each in text for each in "[]|`"):
        return False
    places = [place_at(asked.note, at) for at in (span.start, span.end - 1)]
    return all(place.where is Where.PROSE and not _in_link(place.link, asked) for place in places)


def _in_link(link: object, asked: Asked) -> bool:
    return any(each.span.overlaps(asked.span) for each in asked.facts.links) if link else False


def _terms(asked: Asked, text: str) -> Iterator[tuple[str, Slugs | None]]:
    """The other notes that explain a term, with the heading above it."""
    for meaning in asked.snapshot.lexicon.named(text, asked.key):
        key = meaning.definition.source.path
        note = asked.snapshot.note(key) if key in asked.snapshot.records else None
        if note is None or key == asked.key:
            continue
        section = section_around(note, meaning.definition.source.span.start)
        headings = note.facts.headings if section else ()
        found = [n for n, each in enumerate(headings) if section and each == section.heading]
        slugs = asked.snapshot.graph.slugs(key)
        yield key, slugs[found[0]] if found and found[0] < len(slugs) else None


def _link(asked: Asked, key: str, slugs: Slugs | None) -> Offer:
    name = _shown(asked, key) + (f"#{slugs.obsidian}" if slugs else "")

    def make() -> Changes:
        return asked.changes([(asked.span, _written(asked, key, slugs))])

    return Offer(Wording(f"Link to `{name}`", f"链接到 `{name}`"), REWRITE_LINK, make)


def _new_note(asked: Asked, text: str) -> Iterator[Offer]:
    name = file_name(text)
    folder = os.path.dirname(asked.key)  # noqa: PTH120  # a key
    ending = asked.snapshot.settings(asked.key).vault.extensions[0]
    key = f"{folder}{os.sep}{name}.{ending}"
    if not name or not asked.is_inside(key) or asked.snapshot.graph.occupant(key):
        return

    def make() -> Changes:
        changes = asked.changes([(asked.span, _written(asked, key))])
        changes.create(key, f"# {text}{asked.ending}")
        return changes

    title = Wording(f"Create the note `{name}` and link to it", f"新建笔记 `{name}` 并链接到它")
    yield Offer(title, EXTRACT_NOTE, make)


def _written(asked: Asked, key: str, slugs: Slugs | None = None) -> str:
    return in_cell(asked.note, asked.span.start, link_to(asked, key, asked.selected, slugs))


def _shown(asked: Asked, key: str) -> str:
    """A note's path from its workspace folder on."""
    root = max(filter(key.startswith, asked.snapshot.roots), key=len, default="")
    return key[len(root) :].strip(os.sep).replace(os.sep, "/")
