"""The table of requests: one row per method of the protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from pkgutil import resolve_name
from typing import Any

from lsprotocol import types

from notes_lsp.features import options


class Lane(Enum):
    """How a request is served."""

    TYPING = "typing"
    """At once, in the order of the messages: it must be a matter of milliseconds."""
    DRAWN = "drawn"
    """As `TYPING`; but a generator, which may ask for a formula to be drawn meanwhile."""
    IDLE = "idle"
    """A generator that is driven in slices and gives way to whatever else comes."""


@dataclass(frozen=True)
class Feature:
    """One row: a method, the pure function that answers it, and what is told of it."""

    method: str
    name: str
    """Where its function is, as `module:function`."""
    options: Any = None
    lane: Lane = Lane.TYPING

    @cached_property
    def answer(self) -> Callable[..., Any]:
        """The function of (snapshot, params, client); imported when first asked for."""
        answer: Callable[..., Any] = resolve_name(f"notes_lsp.features.{self.name}")
        return answer


FILES = types.FileOperationRegistrationOptions(
    [types.FileOperationFilter(types.FileOperationPattern("**/*"), scheme="file")]
)
"""Notes, folders and pictures alike: links lead to all of them."""

TABLE: tuple[Feature, ...] = (
    Feature(types.TEXT_DOCUMENT_HOVER, "hover:hover", lane=Lane.DRAWN),
    Feature(
        types.TEXT_DOCUMENT_COMPLETION,
        "completion:completion",
        types.CompletionOptions(
            trigger_characters=options.TRIGGER_CHARACTERS, resolve_provider=True
        ),
    ),
    Feature(types.COMPLETION_ITEM_RESOLVE, "completion:resolve_completion", lane=Lane.DRAWN),
    Feature(types.TEXT_DOCUMENT_DEFINITION, "definition:definition"),
    Feature(types.TEXT_DOCUMENT_DECLARATION, "definition:declaration"),
    Feature(types.TEXT_DOCUMENT_REFERENCES, "references:references", lane=Lane.IDLE),
    Feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, "document_highlight:document_highlight"),
    Feature(
        types.TEXT_DOCUMENT_DOCUMENT_LINK,
        "document_link:document_link",
        types.DocumentLinkOptions(resolve_provider=True),
        Lane.IDLE,
    ),
    Feature(types.DOCUMENT_LINK_RESOLVE, "document_link:resolve_document_link"),
    Feature(types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY, "call_hierarchy:prepare_call_hierarchy"),
    Feature(types.CALL_HIERARCHY_INCOMING_CALLS, "call_hierarchy:incoming_calls"),
    Feature(types.CALL_HIERARCHY_OUTGOING_CALLS, "call_hierarchy:outgoing_calls"),
    Feature(types.TEXT_DOCUMENT_INLAY_HINT, "inlay_hint:inlay_hint"),
    Feature(
        types.TEXT_DOCUMENT_CODE_LENS, "code_lens:code_lens", types.CodeLensOptions(), Lane.IDLE
    ),
    Feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        "code_action:code_action",
        types.CodeActionOptions(code_action_kinds=options.CODE_ACTION_KINDS, resolve_provider=True),
        Lane.IDLE,
    ),
    Feature(types.CODE_ACTION_RESOLVE, "code_action:resolve_code_action"),
    Feature(types.TEXT_DOCUMENT_FORMATTING, "formatting:formatting", lane=Lane.IDLE),
    Feature(types.TEXT_DOCUMENT_RANGE_FORMATTING, "formatting:range_formatting", lane=Lane.IDLE),
    Feature(
        types.TEXT_DOCUMENT_ON_TYPE_FORMATTING, "formatting:on_type_formatting", options.ON_TYPE
    ),
    Feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, "document_symbol:document_symbol", lane=Lane.IDLE),
    Feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, "semantic_tokens:semantic_tokens_range"),
    Feature(types.TEXT_DOCUMENT_LINKED_EDITING_RANGE, "linked_editing:linked_editing_range"),
    Feature(types.TEXT_DOCUMENT_FOLDING_RANGE, "folding_range:folding_range", lane=Lane.IDLE),
    Feature(types.TEXT_DOCUMENT_SELECTION_RANGE, "selection_range:selection_range"),
    Feature(types.TEXT_DOCUMENT_PREPARE_RENAME, "rename:prepare_rename"),
    Feature(types.TEXT_DOCUMENT_RENAME, "rename:rename", lane=Lane.IDLE),
    Feature(types.WORKSPACE_WILL_RENAME_FILES, "file_rename:will_rename_files", FILES, Lane.IDLE),
    Feature(
        types.WORKSPACE_SYMBOL,
        "workspace_symbol:workspace_symbol",
        types.WorkspaceSymbolOptions(resolve_provider=True),
        Lane.IDLE,
    ),
    Feature(types.WORKSPACE_SYMBOL_RESOLVE, "workspace_symbol:resolve_workspace_symbol"),
    Feature(
        types.WORKSPACE_DIAGNOSTIC, "workspace_diagnostic:workspace_diagnostic", lane=Lane.IDLE
    ),
)

ALL_TOKENS = Feature(
    types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, "semantic_tokens:semantic_tokens", lane=Lane.IDLE
)
"""No row of the table: what was sent last is remembered, see `token_memory.py`."""


def imported() -> Iterator[bool]:
    """Import, while nobody waits, what will be asked for; gives true after each feature."""
    for feature in (*TABLE, ALL_TOKENS):
        _ = feature.answer
        yield True
