"""A heading, and every link to it; also from the fragment of a link."""

from __future__ import annotations

import re

from notes_lsp.features.edits import Changes
from notes_lsp.features.place import Place, spot_range, to_range
from notes_lsp.features.refusal import Refusal
from notes_lsp.features.rename.escaping import decoded, fragment_like
from notes_lsp.features.rename.front_matter import yaml_fragment
from notes_lsp.features.rename.spots import kind_of
from notes_lsp.features.rename.subject import Subject, in_fragment, link_at, on_label, one_line
from notes_lsp.features.under_cursor.mentions import missing_slug
from notes_lsp.syntax import Heading, LinkKind, Note, reparse
from notes_lsp.text import Wording
from notes_lsp.vault import HeadingRecord, Reason, Snapshot
from notes_lsp.vault.slugs import Slugs, slugs

_id = re.compile(r"\s*\{#([^\s{}]+)[^{}]*\}\Z")
_closing = re.compile(r"(?:(?<=\s)|\A)#+\Z")


def find(snapshot: Snapshot, place: Place) -> Subject | None:
    """The heading on whose lines the cursor is."""
    headings = place.note.facts_at(place.offset).headings
    heading = next((each for each in headings if each.span.touches(place.offset)), None)
    if heading is None:
        return None
    found = heading

    def renamed(name: str, changes: Changes) -> tuple[()]:
        _rename(place.key, place.note, found, name, changes)
        return ()

    return Subject(place.range(found.content), _text(place.note, found), renamed)


def find_link(snapshot: Snapshot, place: Place) -> Subject | None:
    """The heading that a link's fragment names, or should name."""
    link = link_at(place)
    if link is None or link.fragment is None or not in_fragment(link, place.offset):
        return None
    if on_label(link, place.offset):
        return None
    found = snapshot.graph.resolve_link(place.key, link)
    target = found.target
    written = place.note.buffer.text(link.fragment)
    if target is None or target.block is not None or target.line is not None:
        return None
    if target.heading is None and found.reason in {Reason.FOUND, Reason.FILE}:
        return None  # the start of a note, one that is not read, `#page=2` of another file
    if target.heading is None:
        return _missing(snapshot, place, target.key, written)
    note = snapshot.note(target.key)
    if note is None:
        return None
    key, heading = target.key, _heading(note, snapshot, target.key, target.heading)

    def renamed(name: str, changes: Changes) -> tuple[()]:
        _rename(key, note, heading, name, changes)
        return ()

    return Subject(place.range(link.fragment), _text(note, heading), renamed)


def _text(note: Note, heading: Heading) -> str:
    """What a heading is called, on one line: a setext heading may have several."""
    first, *more = note.buffer.text(heading.content).splitlines() or [""]
    return " ".join([first, *(line.lstrip(" \t>").rstrip() for line in more)])


def _heading(note: Note, snapshot: Snapshot, key: str, wanted: HeadingRecord) -> Heading:
    return note.facts.headings[snapshot.records[key].headings.index(wanted)]


def _rename(key: str, note: Note, heading: Heading, name: str, changes: Changes) -> None:
    text = _checked(name, heading)
    at = heading.content
    gap = b" " if at.start and note.buffer.data[at.start - 1 : at.start] == b"#" else b""
    written = gap + text.encode("utf-8", "replace")
    new = reparse(note, note.buffer.edited(at, written), at, len(written))
    number = note.facts.headings.index(heading)
    if not _is_heading(new, number, text, heading, len(note.facts.headings)):
        shown = name.strip()
        raise Refusal(
            Wording(f"“{shown}” would be no heading any more.", f"改成“{shown}”就不再是标题了。")
        )
    changes.replace(key, to_range(note.buffer, at, changes.encoding), written.decode())


def _checked(name: str, heading: Heading) -> str:
    text = one_line(name)
    if heading.id and (given := _id.search(text)):
        if given[1] != heading.id:
            raise Refusal(
                Wording(
                    "This heading has an id. To rename that, put the cursor on it.",
                    "这个标题有自己的 id。要重命名 id，请把光标放在 id 上。",
                )
            )
        text = one_line(text[: given.start()])
    if not heading.setext and (closing := _closing.search(text)):
        # CommonMark 4.2: `#`s at the end of the line close the heading, and are not its text.
        text = text[: closing.start()] + "\\" + closing[0]
    return text


def _is_heading(new: Note, number: int, text: str, old: Heading, count: int) -> bool:
    headings = new.facts.headings
    if len(headings) != count:
        return False
    found = headings[number]
    written = new.buffer.text(found.span)
    same = (found.level, found.setext) == (old.level, old.setext)
    return bool(found.text) and same and text in written


def _missing(snapshot: Snapshot, place: Place, key: str, written: str) -> Subject | None:
    """A heading that is not there: the links that agree on it are renamed all the same."""
    link = link_at(place)
    if link is None or link.fragment is None or not written or written.startswith("^"):
        return None
    wanted, slug = decoded(written), missing_slug(written)

    def renamed(name: str, changes: Changes) -> tuple[()]:
        forms = _forms(one_line(name), nested="#" in wanted)
        if not forms.obsidian:
            raise Refusal(Wording(f"No link can lead to “{name}”.", f"没有链接能指向“{name}”。"))
        for incoming in snapshot.graph.links_to(key):
            found, target = incoming.link, incoming.target
            if target.heading or target.block or target.line is not None:
                continue
            if found.fragment_spot is None or missing_slug(found.fragment) != slug:
                continue
            kind = kind_of(found)
            style = snapshot.settings(incoming.key).links.slug
            new = forms.obsidian if kind is LinkKind.WIKI else str(getattr(forms, style))
            new = new or forms.obsidian
            new = fragment_like(found.fragment, new, kind, found.angle)
            new = yaml_fragment(snapshot, incoming.key, found, new)
            changes.replace(incoming.key, spot_range(found.fragment_spot, changes.encoding), new)
        return ()

    return Subject(place.range(link.fragment), wanted, renamed)


def _forms(name: str, *, nested: bool) -> Slugs:
    """The fragments of a heading that is not there, or of a path of headings."""
    parts = [next(slugs([part])) for part in (name.split("#") if nested else [name])]
    return Slugs(*("#".join(forms) for forms in zip(*parts, strict=True)))
