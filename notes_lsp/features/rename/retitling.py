"""Links to headings, when headings of a note come to be called otherwise."""

from __future__ import annotations

from lsprotocol import types

from notes_lsp.features.edits import Changes
from notes_lsp.features.place import spot_range, to_span
from notes_lsp.features.refusal import Refusal
from notes_lsp.features.rename.fragment import Titles, rewritten
from notes_lsp.features.rename.front_matter import yaml_fragment
from notes_lsp.features.rename.spots import leads_there
from notes_lsp.features.under_cursor.naming import inside_vault
from notes_lsp.syntax import Note, parse
from notes_lsp.text import Buffer, Wording
from notes_lsp.vault import Incoming, Snapshot
from notes_lsp.vault.recording import record_of

_ROUNDS = 4
"""A heading may hold a link to a heading that holds a link …"""


def retitle(snapshot: Snapshot, changes: Changes, *, refusing: bool = True) -> None:
    """Rewrite each link to a heading whose fragment the changes so far alter.

    A heading is renamed also by the new name of a tag, a term or a note that stands in it, and
    another one with its slug gets or loses a number by that. Refused where no fragment would do,
    and where a new name takes the fragment of a link to something else; without `refusing` such a
    link is left as it is, as files move whether we like it or not.
    """
    known: dict[str, int] = {}
    for _ in range(_ROUNDS):
        touched = [key for key in changes.keys if _in_names(snapshot, key, changes)]
        fresh = [key for key in touched if known.get(key) != len(changes.of(key))]
        for key in fresh:
            known[key] = len(changes.of(key))
            note = snapshot.note(key)
            if note is None:
                continue
            try:
                _follow(snapshot, key, _edited(note, changes, key), changes)
            except Refusal:
                if refusing:
                    raise
        if not fresh:
            return


def _in_names(snapshot: Snapshot, key: str, changes: Changes) -> bool:
    """Whether a heading or an id is touched, so that a fragment may come to name another thing."""
    record = snapshot.records.get(key)
    if record is None:
        return False
    lines = {heading.spot.line for heading in record.headings}
    ids = (*record.block_ids, *record.html_ids)
    places = {(each.spot.line, *each.spot.columns(changes.encoding)) for each in ids}
    for edit in changes.of(key):
        at = edit.range.start
        if not lines.isdisjoint(_lines(edit.range)):
            return True
        if any(at.line == line and first <= at.character <= last for line, first, last in places):
            return True
    return False


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
    if not renamed and before.ids == after.ids:
        return
    written, astray = _Written(changes), None
    for incoming in list(snapshot.graph.links_to(key)):
        if incoming.link.fragment_spot is not None:
            fragment = written.fragment(incoming)
            kept = _keep(snapshot, incoming, fragment, before, after, renamed, changes)
            astray = astray or kept
    if astray:
        raise astray


def _keep(
    snapshot: Snapshot,
    incoming: Incoming,
    fragment: str,
    before: Titles,
    after: Titles,
    renamed: set[int],
    changes: Changes,
) -> Refusal | None:
    """Let a link that has this `fragment` by now lead where it leads, by another if need be; what
    to say where none would do."""
    link, heading = incoming.link, incoming.target.heading
    number = before.number(heading) if heading else None
    stays = before.means_as(after, link.fragment, fragment)
    path = set() if number is None else {number}
    if number is not None and "#" in link.fragment:
        path.update(before.above(number))
    if (stays and not path & renamed) or not leads_there(snapshot, incoming):
        return None
    new = None
    if number is not None and fragment == link.fragment:
        slug = snapshot.settings(incoming.key).links.slug
        new = rewritten(link, number, before, after, slug)
    if new is not None and link.fragment_spot is not None:
        new = yaml_fragment(snapshot, incoming.key, link, new)
        changes.replace(incoming.key, spot_range(link.fragment_spot, changes.encoding), new)
    elif not stays:
        return _astray(snapshot, incoming, fragment)
    return None


def _astray(snapshot: Snapshot, incoming: Incoming, fragment: str) -> Refusal:
    where = f"{inside_vault(snapshot, incoming.key)}:{incoming.link.spot.line + 1}"
    return Refusal(
        Wording(
            f"With this name the link “#{fragment}” in {where} would no longer lead where it does.",
            f"改成这个名称后，{where} 里的链接“#{fragment}”就不再指向原来的地方了。",
        )
    )


class _Written:
    """The fragments of links after the changes so far."""

    def __init__(self, changes: Changes) -> None:
        """Looks at the changes of each note once."""
        self._changes = changes
        self._edits: dict[str, dict[tuple[int, int], str]] = {}

    def fragment(self, incoming: Incoming) -> str:
        """What stands behind the `#` of a link."""
        key, link = incoming.key, incoming.link
        edits = self._edits.get(key)
        if edits is None:
            made = self._changes.of(key)
            starts = [(each.range.start.line, each.range.start.character) for each in made]
            texts = [each.new_text for each in made]
            edits = self._edits[key] = dict(zip(starts, texts, strict=True))
        if not edits or link.fragment_spot is None:
            return link.fragment
        start = link.fragment_spot.columns(self._changes.encoding)[0]
        return edits.get((link.fragment_spot.line, start), link.fragment)
