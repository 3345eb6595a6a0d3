"""Rename: what is under the cursor, where it is made and wherever it is meant.

One module per kind of thing. Each finds its `Subject` at a cursor, and the subject knows all that
must change. Nothing is told before everything is known, so an edit is never half.
"""

from __future__ import annotations

from collections.abc import Generator

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.edits import Changes
from notes_lsp.features.language import language_beside_notes, language_of
from notes_lsp.features.place import Place, place_of
from notes_lsp.features.refusal import Refusal, refusing_in
from notes_lsp.features.rename import address, anchor, block, heading, label, path, tag, term
from notes_lsp.features.rename.retitling import retitle
from notes_lsp.features.rename.subject import Subject
from notes_lsp.text import Wording
from notes_lsp.vault import Snapshot, Wait

_KINDS = (
    label.find,
    address.find,
    block.find,
    anchor.find,
    heading.find_link,
    path.find,
    tag.find,
    heading.find,
    term.find,
)
"""Asked in this order: a link in a heading is renamed before the heading."""


def prepare_rename(
    snapshot: Snapshot, params: types.PrepareRenameParams, client: ClientProfile
) -> types.PrepareRenamePlaceholder | None:
    """The words at the cursor that a rename would replace, and what the new name starts from."""
    place = place_of(snapshot, params, client.encoding)
    subject = _subject(snapshot, place) if place else None
    if subject is None:
        return None
    return types.PrepareRenamePlaceholder(subject.range, subject.placeholder)


def rename(
    snapshot: Snapshot, params: types.RenameParams, client: ClientProfile
) -> Generator[Wait | None, None, types.WorkspaceEdit | None]:
    """All edits that rename the thing at the cursor; refused, with the reason, where it collides.

    A generator that gives way while it works.
    """
    place = place_of(snapshot, params, client.encoding)
    language = language_beside_notes(snapshot, client)
    if place is not None:
        language = language_of(snapshot, place.key, place.note)
    with refusing_in(language):
        subject = _subject(snapshot, place) if place else None
        if subject is None:
            raise Refusal(
                Wording("There is nothing here that can be renamed.", "这里没有可以重命名的内容。")
            )
        if params.new_name == subject.placeholder:
            return None  # the box was accepted as it came
        yield from snapshot.ready_for(None)  # a link in a note not read yet must not be missed
        changes = Changes(snapshot, client)
        yield from subject.renamed(params.new_name, changes)
        retitle(snapshot, changes)
        return changes.made()


def _subject(snapshot: Snapshot, place: Place) -> Subject | None:
    return next(filter(None, (find(snapshot, place) for find in _KINDS)), None)
