"""What a link leads to, shown before it is followed: a note, a section, a block, a footnote."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.language import language_of
from notes_lsp.features.place import Place
from notes_lsp.features.preview_excerpt import excerpt
from notes_lsp.features.preview_links import absolute
from notes_lsp.features.preview_picture import picture
from notes_lsp.features.under_cursor.link import LinkHere, Part
from notes_lsp.features.under_cursor.mentions import mentions
from notes_lsp.features.under_cursor.naming import inside_vault, title_of
from notes_lsp.features.under_cursor.referent import of_target
from notes_lsp.syntax import Link, LinkKind
from notes_lsp.syntax.definitions import normalised
from notes_lsp.text import Buffer, Span
from notes_lsp.vault import Reason, Snapshot, Target
from notes_lsp.vault.files import read_note
from notes_lsp.vault.pictures import is_picture

_MOST_COUNTED = 100
_special = re.compile(r"([\\`*_\[\]<>#|~])")


class Preview(NamedTuple):
    """Markdown for a hover, and the words that it explains."""

    text: str
    span: Span


class _Asked(NamedTuple):
    """A link at a cursor, and for whom it is shown."""

    snapshot: Snapshot
    place: Place
    here: LinkHere
    client: ClientProfile
    language: str

    def name(self, key: str) -> str:
        return inside_vault(self.snapshot, key)

    def says(self, chinese: str, english: str) -> str:
        return chinese if self.language == "zh" else english


def preview(
    snapshot: Snapshot, place: Place, here: LinkHere, client: ClientProfile
) -> Preview | None:
    """What the link at the cursor leads to; None for a broken link, of which a diagnostic tells."""
    asked = _Asked(snapshot, place, here, client, language_of(snapshot, place.key, place.note))
    found = snapshot.graph.resolve_link(place.key, here.link)
    if found.broken:
        return None
    text = _address(asked) if found.reason is Reason.EXTERNAL else _told(asked, found.targets)
    return Preview(text, here.span) if text else None


def _told(asked: _Asked, targets: tuple[Target, ...]) -> str:
    if not targets:
        return ""
    target = targets[0]
    if is_picture(target.key):
        return picture(asked.snapshot, asked.place.key, target.key, asked.client)
    record = asked.snapshot.records.get(target.key)
    if record is None:
        return f"`{asked.name(target.key)}`"
    buffer = _text_of(asked.snapshot, target.key)
    body = excerpt(buffer, record, target) if buffer else ""
    body = absolute(asked.snapshot, target.key, body, images=asked.client.images)
    parts = [_title(asked, target), body, _count(asked, target)]
    if len(targets) > 1:
        names = ", ".join(f"`{asked.name(each.key)}`" for each in targets[1:4])
        parts.append(asked.says(f"也可能指 {names}", f"May also mean {names}"))
    return "\n\n".join(filter(None, parts))


def _title(asked: _Asked, target: Target) -> str:
    """A heading or note by its name, with where it stands; a footnote has none."""
    if _is_footnote(asked):
        return ""
    heading = target.heading
    line = f":{heading.spot.line + 1}" if heading else ""
    name = heading.text if heading else title_of(asked.snapshot, target.key)
    return f"**{_special.sub(_escaped, name)}** · `{asked.name(target.key)}{line}`"


def _escaped(found: re.Match[str]) -> str:
    return "\\" + found[1]


def _count(asked: _Asked, target: Target) -> str:
    """How often the vault links to the target."""
    if _is_footnote(asked):
        return ""
    found = mentions(asked.snapshot, of_target(target, asked.here.span))
    count = sum(not each.declares for each in islice(found, _MOST_COUNTED + 1))
    shown = f"{_MOST_COUNTED}+" if count > _MOST_COUNTED else str(count)
    plural = "" if count == 1 else "s"
    return asked.says(f"{shown} 处链接", f"{shown} link{plural} here") if count else ""


def _is_footnote(asked: _Asked) -> bool:
    link = asked.here.link
    return isinstance(link, Link) and link.kind is LinkKind.FOOTNOTE


def _text_of(snapshot: Snapshot, key: str) -> Buffer | None:
    """A note's text, without reading it as Markdown: that takes long for a large one."""
    held = snapshot.open_notes.get(key)
    if held is not None:
        return held.note.buffer
    try:
        return read_note(key)
    except OSError:
        return None


def _address(asked: _Asked) -> str:
    """The address behind a label; one that is written at the cursor needs no telling."""
    record = asked.snapshot.records.get(asked.place.key)
    link = asked.here.link
    if asked.here.part is not Part.LABEL or not isinstance(link, Link) or record is None:
        return ""
    name = normalised(link.path)
    for each in record.definitions:
        if each.name == name:
            return f"<{each.path}{'#' + each.fragment if each.fragment_spot else ''}>"
    return ""
