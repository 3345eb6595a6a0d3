"""Answers are written fast exactly as the general converter and `json` write them."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import converters, types

from notes_lsp.server.items import hasten_items
from notes_lsp.server.sending import encoded

GENERAL = converters.get_converter()
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


_POSITION = st.builds(types.Position, st.integers(0, 2**31 - 1), st.integers(0, 2**31 - 1))
_RANGE = st.builds(types.Range, _POSITION, _POSITION)
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
_JSON = st.recursive(st.none() | st.booleans() | st.integers(-9, 9) | _TEXT, st.lists, max_leaves=5)


def _maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


_SYMBOL = st.builds(
    types.DocumentSymbol,
    _TEXT, st.sampled_from(types.SymbolKind), _RANGE, _RANGE, _maybe(_TEXT),
    _maybe(st.just([types.SymbolTag.Deprecated])),
)  # fmt: skip
_ANSWERS = (
    st.builds(
        types.DocumentLinkResponse,
        st.integers(0, 9) | _TEXT,
        _maybe(
            st.lists(
                st.builds(types.DocumentLink, _RANGE, _maybe(_TEXT), _maybe(_TEXT), _maybe(_JSON))
            )
        ),
    )
    | st.builds(
        types.FoldingRangeResponse,
        st.just(1),
        st.lists(
            st.builds(
                types.FoldingRange,
                st.integers(0, 9),
                st.integers(0, 9),
                kind=_maybe(st.sampled_from(types.FoldingRangeKind)),
            )
        ),
    )
    | st.builds(types.DocumentSymbolResponse, st.just(1), st.lists(_SYMBOL))
    | st.builds(
        types.ReferencesResponse, st.just(1), st.lists(st.builds(types.Location, _TEXT, _RANGE))
    )
    | st.builds(
        types.HoverResponse, st.just(1), _maybe(st.builds(types.Hover, _TEXT, _maybe(_RANGE)))
    )
    | st.builds(
        types.SemanticTokensResponse,
        st.just(1),
        st.builds(
            types.SemanticTokens, st.lists(st.integers(0, 2**31 - 1)).map(tuple), _maybe(_TEXT)
        ),
    )
)


@settings(max_examples=300, deadline=None)
@given(_ANSWERS)
def test_what_is_sent_says_what_the_general_converter_says(answer: Any) -> None:
    hastened = converters.get_converter()
    hasten_items(hastened)
    body = encoded(hastened, answer)
    assert body is not None
    assert json.loads(body) == json.loads(json.dumps(GENERAL.unstructure(answer)))


def test_half_a_character_is_left_to_json() -> None:
    """A client may send one, and an answer that shows it must not be lost."""
    assert (
        encoded(converters.get_converter(), types.HoverResponse(1, types.Hover("\ud83d"))) is None
    )
