"""What a person sees of completion: the menu in each editor, the note after an item is taken."""

from __future__ import annotations

from lsprotocol import types

from notes_lsp.features.completion import completion, resolve_completion
from tests.features.completion.editors import EDITORS
from tests.scene import Scene


def items(scene: Scene) -> list[types.CompletionItem]:
    """What the server sends; nothing for no answer."""
    params = types.CompletionParams(scene.document, scene.position)
    answer = scene.ask(completion, params)
    return list(answer.items) if answer else []


def menu(scene: Scene) -> list[str]:
    """The labels that are left in VS Code, Neovim and eglot alike, in the order shown."""
    sent = items(scene)
    buffer = scene.buffer
    at = scene.selection.end
    line = buffer.line_around(at)
    before, encoding = buffer.data[line.start : at].decode(), scene.client.encoding
    shown = {name: editor(before, sent, encoding) for name, editor in EDITORS.items()}
    labels = [item.label for item in sent]
    for name, left in shown.items():
        assert left == labels, f"{name} shows {left[:5]} of {labels[:5]}"
    return labels


def item(scene: Scene, label: str) -> types.CompletionItem:
    """The item with that label."""
    return next(each for each in items(scene) if each.label == label)


def taken(scene: Scene, label: str | None = None) -> str:
    """The note after an item (the first one) is taken, tab stops as they stand in the snippet."""
    found = items(scene)[0] if label is None else item(scene, label)
    assert isinstance(found.text_edit, types.TextEdit)
    return scene.applied([found.text_edit, *(found.additional_text_edits or ())])


def row(scene: Scene, label: str) -> str:
    """An item's line in the menu: label, what stands right behind it, what stands at the edge."""
    found = item(scene, label)
    details = found.label_details or types.CompletionItemLabelDetails()
    return " | ".join((found.label, (details.detail or "").strip(), details.description or ""))


def documentation(scene: Scene, label: str) -> str:
    """What is told beside the menu when the item is chosen."""
    found = scene.ask(resolve_completion, item(scene, label)).documentation
    assert isinstance(found, types.MarkupContent)
    return found.value
