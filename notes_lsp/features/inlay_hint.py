"""Inlay hints: the title behind a link that does not show it, and how often a heading is linked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import unquote

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.lens_references import links_into, title_heading
from notes_lsp.syntax import LinkKind, Note
from notes_lsp.text import Encoding
from notes_lsp.vault import LinkRecord, NoteRecord, Snapshot, Spot, to_key
from notes_lsp.vault.written import fold_name

_LONGEST = 40
"""Characters of a title: a hint must not push its line out of sight."""


def inlay_hint(
    snapshot: Snapshot, params: types.InlayHintParams, client: ClientProfile
) -> list[types.InlayHint]:
    """The hints for the lines asked for, as the settings want them; none unless they do."""
    key = to_key(params.text_document.uri)
    wanted = snapshot.settings(key).inlay
    record, note = snapshot.records.get(key), snapshot.note(key)
    if record is None or note is None:
        return []
    found: list[types.InlayHint] = []
    if wanted.titles:
        found += _titles(snapshot, key, note, params.range, client.encoding)
    if wanted.backlinks:
        found += _backlinks(snapshot, key, record, params.range, client.encoding)
    return found


def _titles(
    snapshot: Snapshot, key: str, note: Note, asked: types.Range, encoding: Encoding
) -> Iterator[types.InlayHint]:
    for link in snapshot.records[key].links:
        if not asked.start.line <= link.spot.line <= asked.end.line or link.image or not link.path:
            continue
        shown = _shown(note, link)
        if shown is None:
            continue
        target = snapshot.graph.resolve_link(key, link).target
        record = snapshot.records.get(target.key) if target else None
        title = (target.heading.text if target and target.heading else "") or (
            record.title if record else ""
        )
        if title and fold_name(title) not in fold_name(unquote(shown)):
            yield _hint(link.spot, title, encoding)


def _shown(note: Note, link: LinkRecord) -> str | None:
    """What an opaque link shows of its target; None for one that has words of its own."""
    written = link.path + ("#" + link.fragment if link.fragment_spot else "")
    last = link.fragment_spot or link.target
    if link.kind is LinkKind.WIKI:
        return written if link.spot.end32 - last.end32 == len("]]") else None
    if link.kind is not LinkKind.INLINE or link.target.line != link.spot.line:
        return None
    line = note.buffer.line_span(link.spot.line).start
    behind = link.target.start8 - len("](") - link.angle
    text = note.buffer.data[line + link.spot.start8 + 1 : line + behind].decode("utf-8", "replace")
    plain = unquote(link.path)
    same = {"", plain, os.path.basename(plain), os.path.splitext(os.path.basename(plain))[0]}  # noqa: PTH119, PTH122  # a link's path
    return text if text.strip() in same else None


def _backlinks(
    snapshot: Snapshot, key: str, record: NoteRecord, asked: types.Range, encoding: Encoding
) -> Iterator[types.InlayHint]:
    links = links_into(snapshot, key)
    title = title_heading(record.headings)
    for heading in record.headings:
        line = heading.spot.line
        found = links.note if heading == title else links.headings.get(line, [])
        if found and asked.start.line <= line <= asked.end.line:
            yield _hint(heading.spot, f"← {len(found)}", encoding)


def _hint(spot: Spot, label: str, encoding: Encoding) -> types.InlayHint:
    cut = label if len(label) <= _LONGEST else label[: _LONGEST - 1] + "…"
    place = types.Position(spot.line, spot.columns(encoding)[1])
    return types.InlayHint(place, cut, padding_left=True)
