"""Links to headings, when headings of a note come to be called otherwise."""

from __future__ import annotations

from lsprotocol import types

from notes_lsp.features.edits import Changes
from notes_lsp.features.place import spot_range, to_span
from notes_lsp.features.refusal import Refusal
from notes_lsp.features.rename.fragment import Titles, rewritten
from notes_lsp.features.rename.spots import leads_there
from notes_lsp.syntax import Note, parse
from notes_lsp.text import Buffer, Wording
from notes_lsp.vault import Snapshot
from notes_lsp.vault.recording import record_of

_ROUNDS = 4
"""A heading may hold a link to a heading that holds a link …"""


def retitle(snapshot: Snapshot, changes: Changes) -> None:
    """Rewrite each link to a heading whose fragment the changes so far alter.

    A heading is renamed also by the new name of a tag, a term or a note that stands in it, and
    another one with its slug gets or loses a number by that.
    """
    known: dict[str, int] = {}
    for _ in range(_ROUNDS):
        touched = [key for key in changes.keys if _in_headings(snapshot, key, changes)]
        fresh = [key for key in touched if known.get(key) != len(changes.of(key))]
        for key in fresh:
            known[key] = len(changes.of(key))
            note = snapshot.note(key)
            if note is not None:
                _follow(snapshot, key, _edited(note, changes, key), changes)
        if not fresh:
            return


def _in_headings(snapshot: Snapshot, key: str, changes: Changes) -> bool:
    record = snapshot.records.get(key)
    lines = {heading.spot.line for heading in record.headings} if record else set()
    return any(not lines.isdisjoint(_lines(edit.range)) for edit in changes.of(key))


def _lines(range_: types.Range) -> range:
    return range(range_.start.line, range_.end.line + 1)


def _edited(note: Note, changes: Changes, key: str) -> Note:
    data = note.buffer.data
    for edit in reversed(changes.of(key)):
        span = to_span(note.buffer, edit.range, changes.encoding)
        data = data[: span.start] + edit.new_text.encode("utf-8", "replace") + data[span.end :]
    return parse(Buffer.of(data), note.options)


def _follow(snapshot: Snapshot, key: str, new: Note, changes: Changes) -> None:
    before, after = Titles(snapshot.records[key]), Titles(record_of(new))
    if len(before.headings) != len(after.headings):
        raise Refusal(
            Wording(
                "With this name the note would have other headings than it has now.",
                "改成这个名称会使笔记的标题增多或减少。",
            )
        )
    pairs = zip(before.headings, after.headings, strict=True)
    renamed = {number for number, (old, new) in enumerate(pairs) if old.text != new.text}
    for incoming in snapshot.graph.links_to(key) if renamed else ():
        link, heading = incoming.link, incoming.target.heading
        number = before.number(heading) if heading else None
        if number is None or link.fragment_spot is None:
            continue
        path = {number, *before.above(number)} if "#" in link.fragment else {number}
        if not path & renamed and after.named(link.fragment) == number:
            continue
        if not leads_there(snapshot, incoming):
            continue
        slug = snapshot.settings(incoming.key).links.slug
        fragment = rewritten(link, number, before, after, slug)
        if fragment is not None:
            range_ = spot_range(link.fragment_spot, changes.encoding)
            changes.replace(incoming.key, range_, fragment)
