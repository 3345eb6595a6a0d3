"""The table of requests: one row per method of the protocol."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from lsprotocol import types

from notes_lsp import features


class Lane(Enum):
    """How a request is served."""

    TYPING = "typing"
    """At once, in the order of the messages: it must be a matter of milliseconds."""
    IDLE = "idle"
    """A generator that is driven in slices and gives way to whatever else comes."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One row: a method, the pure function that answers it, and what is told of it."""

    method: str
    answer: Callable[..., Any]
    """A function of (snapshot, params, client)."""
    options: Any = None
    lane: Lane = Lane.TYPING


FILES = types.FileOperationRegistrationOptions(
    [types.FileOperationFilter(types.FileOperationPattern("**/*"), scheme="file")]
)
"""Notes, folders and pictures alike: links lead to all of them."""

TABLE: tuple[Feature, ...] = (
    Feature(types.TEXT_DOCUMENT_HOVER, features.hover),
    Feature(
        types.TEXT_DOCUMENT_COMPLETION,
        features.completion,
        types.CompletionOptions(
            trigger_characters=features.TRIGGER_CHARACTERS, resolve_provider=True
        ),
    ),
    Feature(types.COMPLETION_ITEM_RESOLVE, features.resolve_completion),
    Feature(types.TEXT_DOCUMENT_DEFINITION, features.definition),
    Feature(types.TEXT_DOCUMENT_DECLARATION, features.declaration),
    Feature(types.TEXT_DOCUMENT_REFERENCES, features.references, lane=Lane.IDLE),
    Feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, features.document_highlight),
    Feature(
        types.TEXT_DOCUMENT_DOCUMENT_LINK,
        features.document_link,
        types.DocumentLinkOptions(resolve_provider=True),
    ),
    Feature(types.DOCUMENT_LINK_RESOLVE, features.resolve_document_link),
    Feature(types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY, features.prepare_call_hierarchy),
    Feature(types.CALL_HIERARCHY_INCOMING_CALLS, features.incoming_calls),
    Feature(types.CALL_HIERARCHY_OUTGOING_CALLS, features.outgoing_calls),
    Feature(types.TEXT_DOCUMENT_INLAY_HINT, features.inlay_hint),
    Feature(types.TEXT_DOCUMENT_CODE_LENS, features.code_lens, types.CodeLensOptions()),
    Feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        features.code_action,
        types.CodeActionOptions(
            code_action_kinds=features.CODE_ACTION_KINDS, resolve_provider=True
        ),
    ),
    Feature(types.CODE_ACTION_RESOLVE, features.resolve_code_action),
    Feature(types.TEXT_DOCUMENT_FORMATTING, features.formatting, lane=Lane.IDLE),
    Feature(types.TEXT_DOCUMENT_RANGE_FORMATTING, features.range_formatting, lane=Lane.IDLE),
    Feature(types.TEXT_DOCUMENT_ON_TYPE_FORMATTING, features.on_type_formatting, features.ON_TYPE),
    Feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, features.document_symbol),
    Feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, features.semantic_tokens_range),
    Feature(types.TEXT_DOCUMENT_LINKED_EDITING_RANGE, features.linked_editing_range),
    Feature(types.TEXT_DOCUMENT_FOLDING_RANGE, features.folding_range),
    Feature(types.TEXT_DOCUMENT_SELECTION_RANGE, features.selection_range),
    Feature(types.TEXT_DOCUMENT_PREPARE_RENAME, features.prepare_rename),
    Feature(types.TEXT_DOCUMENT_RENAME, features.rename, lane=Lane.IDLE),
    Feature(types.WORKSPACE_WILL_RENAME_FILES, features.will_rename_files, FILES, Lane.IDLE),
    Feature(types.WORKSPACE_SYMBOL, features.workspace_symbol),
    Feature(types.WORKSPACE_DIAGNOSTIC, features.workspace_diagnostic, lane=Lane.IDLE),
)

ALL_TOKENS = Feature(
    types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, features.semantic_tokens, lane=Lane.IDLE
)
"""No row of the table: what was sent last is remembered, see `token_memory.py`."""
