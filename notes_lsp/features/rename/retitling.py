"""Links to headings, when headings of a note come to be called otherwise."""

from __future__ import annotations

from notes_lsp.features.edits import Changes
from notes_lsp.features.place import spot_range
from notes_lsp.features.refusal import Refusal
from notes_lsp.features.rename.fragment import Titles, rewritten
from notes_lsp.syntax import Note, parse
from notes_lsp.text import Buffer, Span
from notes_lsp.vault import Snapshot
from notes_lsp.vault.recording import record_of


def edited(note: Note, edits: dict[Span, bytes]) -> Note:
    """The note after edits that do not overlap."""
    data = note.buffer.data
    for span in sorted(edits, reverse=True):
        data = data[: span.start] + edits[span] + data[span.end :]
    return parse(Buffer.of(data), note.options)


def follow(snapshot: Snapshot, key: str, new: Note, changes: Changes) -> None:
    """Rewrite each link to a heading of the note `key` that `new`, its text to be, renames.

    Also a link to a heading that keeps its text, but whose slug another heading takes or leaves.
    """
    before, after = Titles(snapshot.records[key]), Titles(record_of(new))
    if len(before.headings) != len(after.headings):
        raise Refusal("With this name the note would have other headings than it has now.")
    pairs = zip(before.headings, after.headings, strict=True)
    renamed = {number for number, (old, new) in enumerate(pairs) if old.text != new.text}
    for incoming in snapshot.graph.links_to(key):
        link, heading = incoming.link, incoming.target.heading
        number = before.number(heading) if heading else None
        if number is None or link.fragment_spot is None:
            continue
        path = {number, *before.above(number)} if "#" in link.fragment else {number}
        if not path & renamed and after.named(link.fragment) == number:
            continue
        slug = snapshot.settings(incoming.key).links.slug
        if fragment := rewritten(link, number, before, after, slug):
            changes.replace(
                incoming.key, spot_range(link.fragment_spot, changes.encoding), fragment
            )
