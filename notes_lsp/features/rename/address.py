"""An address outside of the vault: `https://…`, wherever it is written so."""

from __future__ import annotations

from notes_lsp.features.edits import Changes
from notes_lsp.features.place import Place
from notes_lsp.features.refusal import Refusal
from notes_lsp.features.rename.escaping import address_safe
from notes_lsp.features.rename.spots import destination_range
from notes_lsp.features.rename.subject import Subject, link_at, on_label, one_line
from notes_lsp.syntax import LinkKind
from notes_lsp.text import Span, Wording
from notes_lsp.vault import Reason, Snapshot
from notes_lsp.vault.written import is_external


def find(snapshot: Snapshot, place: Place) -> Subject | None:
    """The address at the cursor."""
    link = link_at(place)
    if link is None or on_label(link, place.offset):
        return None
    if snapshot.graph.resolve_link(place.key, link).reason is not Reason.EXTERNAL:
        return None
    whole = Span(link.target.start, link.fragment.end if link.fragment else link.target.end)
    written = place.note.buffer.text(whole)

    def renamed(name: str, changes: Changes) -> tuple[()]:
        new = _checked(name, written)
        for key, found in snapshot.graph.links_out(written):
            changes.replace(key, destination_range(found, changes.encoding), new)
        return ()

    return Subject(place.range(whole), written, renamed)


def _checked(name: str, old: str) -> str:
    """A new address as it may stand in a text, in a table and in HTML."""
    new = one_line(name)
    if any(character.isspace() for character in new):
        raise Refusal(
            Wording("An address cannot hold a space; write %20.", "网址里不能有空格；请写成 %20。")
        )
    kind = LinkKind.INLINE
    if is_external(kind, old) and (not is_external(kind, new) or ("://" in old) > ("://" in new)):
        raise Refusal(
            Wording(
                f"“{new}” is no address: these start with `https://` or the like.",
                f"“{new}”不是网址：网址以 `https://` 之类开头。",
            )
        )
    return address_safe(new)
