"""An item's documentation: the card of its entry, or the first lines of its note."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.completion.preview import preview
from notes_lsp.features.language import language_of
from notes_lsp.features.markup import markup, readable
from notes_lsp.features.pictures import example_of
from notes_lsp.knowledge import Meaning
from notes_lsp.knowledge.card import card
from notes_lsp.knowledge.commands import commands, meant_options
from notes_lsp.vault import Snapshot

_AT_ONCE = 30
"""So many items get their documentation at once where the client cannot ask for it later."""


def documented(
    snapshot: Snapshot, item: types.CompletionItem, client: ClientProfile
) -> types.CompletionItem:
    """The item with its card; as it came when there is nothing to say of it."""
    data = item.data
    if not isinstance(data, dict) or not all(isinstance(each, str) for each in data.values()):
        return item
    key = data.get("note", "")
    if target := data.get("target"):
        line = data.get("line", "")
        text = preview(snapshot, target, int(line) if line.isdigit() else None)
        if text:
            item.documentation = markup(text, client.markdown_documentation)
        return item
    meanings = _meanings(snapshot, data, key)
    if meanings:
        note = snapshot.note(key)
        language = language_of(snapshot, key, note) if note else "en"
        text = readable(card(meanings, language))
        item.documentation = markup(text, client.markdown_documentation)
    return item


def example(snapshot: Snapshot, item: types.CompletionItem) -> tuple[str, str] | None:
    """LaTeX that shows what a completed command or environment does, and the note that it is
    completed in; None for all else."""
    data = item.data
    if not isinstance(data, dict) or not (data.get("symbol") or data.get("environment")):
        return None
    key = data.get("note", "")
    source = example_of(_meanings(snapshot, data, key))
    return (source, key) if source else None


def document_first(
    snapshot: Snapshot, items: Iterable[types.CompletionItem], client: ClientProfile
) -> None:
    """Documents the first items in place, for a client that will not ask.

    Previews of notes are left out: each costs reading one, and a menu must not wait for thirty.
    """
    for item, _ in zip(items, range(_AT_ONCE), strict=False):
        if not (isinstance(item.data, dict) and "target" in item.data):
            documented(snapshot, item, client)


def _meanings(snapshot: Snapshot, data: dict[str, Any], key: str) -> tuple[Meaning, ...]:
    lexicon = snapshot.typing_lexicon
    if name := data.get("symbol"):
        return tuple(Meaning(definition) for definition in lexicon.symbol(name, key))
    if name := data.get("environment"):
        return tuple(Meaning(definition) for definition in lexicon.environment(name, key))
    if path := data.get("command"):
        found = commands(lexicon, path.split(), key)
        option = data.get("option")
        if not option:
            return tuple(found)
        return tuple(each for meaning in found for each in meant_options(meaning, option))
    if name := data.get("term"):
        return tuple(lexicon.named(name, key))
    return ()
