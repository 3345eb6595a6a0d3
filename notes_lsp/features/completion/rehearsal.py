"""What the first completion would have to make first: made when nobody waits."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from notes_lsp.features.completion.note_names import latest_names
from notes_lsp.vault import Snapshot


def naming(snapshot: Snapshot) -> Iterator[None]:
    """Make the index of note names, a millisecond or two at a time."""
    return latest_names(snapshot).making()


def rehearsed() -> types.CompletionList:
    """A list to send through the server's converters, which are compiled at their first use."""
    nowhere = types.Range(types.Position(0, 0), types.Position(0, 0))
    item = types.CompletionItem(
        "",
        label_details=types.CompletionItemLabelDetails(""),
        kind=types.CompletionItemKind.Text,
        tags=[types.CompletionItemTag.Deprecated],
        documentation=types.MarkupContent(types.MarkupKind.Markdown, ""),
        insert_text_format=types.InsertTextFormat.Snippet,
        text_edit=types.TextEdit(nowhere, ""),
        additional_text_edits=[types.TextEdit(nowhere, "")],
        command=types.Command("", ""),
    )
    return types.CompletionList(True, [item])
