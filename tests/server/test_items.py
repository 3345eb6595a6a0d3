"""Completion items are written by hand exactly as the general converter writes them."""

from __future__ import annotations

from lsprotocol import converters, types

from notes_lsp.server.items import hasten_items

HERE = types.Range(types.Position(1, 2), types.Position(3, 4))
ITEMS = [
    types.CompletionItem("bare"),
    types.CompletionItem(
        "full",
        label_details=types.CompletionItemLabelDetails(" ∫", "积分"),
        kind=types.CompletionItemKind.Function,
        tags=[types.CompletionItemTag.Deprecated],
        detail="细节",
        documentation=types.MarkupContent(types.MarkupKind.Markdown, "**卡**"),
        preselect=True,
        sort_text="00001",
        filter_text="\\int",
        insert_text="int",
        insert_text_format=types.InsertTextFormat.Snippet,
        insert_text_mode=types.InsertTextMode.AsIs,
        text_edit=types.TextEdit(HERE, "\\int"),
        additional_text_edits=[types.TextEdit(HERE, "")],
        commit_characters=["{"],
        command=types.Command("t", "c", arguments=[1]),
        data={"symbol": "\\int"},
    ),
    types.CompletionItem("text", documentation="plain", label_details=None),
    types.CompletionItem("two", text_edit=types.InsertReplaceEdit("n", HERE, HERE)),
]


def test_an_item_is_written_as_the_general_converter_writes_it() -> None:
    general, hastened = converters.get_converter(), converters.get_converter()
    hasten_items(hastened)
    answer = types.CompletionList(True, ITEMS)
    assert hastened.unstructure(answer) == general.unstructure(answer)
    assert [hastened.unstructure(item) for item in ITEMS] == general.unstructure(ITEMS)
