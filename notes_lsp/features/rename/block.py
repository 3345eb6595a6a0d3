"""A block id, `^name`, and every link to the block."""

from __future__ import annotations

import re

from lsprotocol import types

from notes_lsp.features.edits import Changes, part_range
from notes_lsp.features.place import Place, spot_range
from notes_lsp.features.refusal import Refusal
from notes_lsp.features.rename.spots import leads_there
from notes_lsp.features.rename.subject import Subject, in_fragment, link_at, one_line
from notes_lsp.text import Span, Wording
from notes_lsp.vault import NameRecord, Snapshot
from notes_lsp.vault.written import fold_name

_name = re.compile(r"[A-Za-z0-9-]+")
_mark = re.compile(r"\^|%5[Ee]")


def find(snapshot: Snapshot, place: Place) -> Subject | None:
    """The block id at the cursor, at the end of its block or in a link's fragment."""
    for mark in place.note.facts_at(place.offset).block_ids:
        if mark.span.touches(place.offset):
            own = _record(snapshot, place.key, mark.name)
            span = Span(mark.span.start + 1, mark.span.end)
            return _subject(snapshot, place.key, own, place.range(span)) if own else None
    link = link_at(place)
    if link is None or link.fragment is None or not in_fragment(link, place.offset):
        return None
    written = place.note.buffer.text(link.fragment)
    target = snapshot.graph.resolve_link(place.key, link).target
    opening = _mark.match(written)
    if opening is None or target is None or target.block is None:
        return None
    span = Span(link.fragment.start + opening.end(), link.fragment.end)
    return _subject(snapshot, target.key, target.block, place.range(span))


def _record(snapshot: Snapshot, key: str, name: str) -> NameRecord | None:
    ids = snapshot.records[key].block_ids if key in snapshot.records else ()
    return next((each for each in ids if fold_name(each.name) == fold_name(name)), None)


def _subject(snapshot: Snapshot, key: str, block: NameRecord, range_: types.Range) -> Subject:
    def renamed(name: str, changes: Changes) -> tuple[()]:
        new = one_line(name).removeprefix("^")
        if not _name.fullmatch(new):
            raise Refusal(
                Wording(
                    f"“{new}” cannot be a block id: letters of ASCII, digits and `-` can.",
                    f"“{new}”不能用作块 id：只能用英文字母、数字和 `-`。",
                )
            )
        other = _record(snapshot, key, new)
        if other is not None and other != block:
            raise Refusal(
                Wording(
                    f"There is a block “^{new}” in this note already.", f"本笔记里已有块“^{new}”。"
                )
            )
        changes.replace(key, part_range(block.spot, "^", block.name, changes.encoding), new)
        for incoming in snapshot.graph.links_to(key):
            link = incoming.link
            if incoming.target.block != block or not leads_there(snapshot, incoming):
                continue
            if link.fragment_spot is not None:
                place = spot_range(link.fragment_spot, changes.encoding)
                changes.replace(incoming.key, place, _mark_of(link.fragment) + new)
        return ()

    return Subject(range_, block.name, renamed)


def _mark_of(fragment: str) -> str:
    opening = _mark.match(fragment)
    return opening[0] if opening else ""
