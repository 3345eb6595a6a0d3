"""features: one module per LSP feature, each a pure function of (snapshot, params, client).

Never does I/O of its own, never keeps state, never sees pygls. Start reading at `hover.py`.
"""

from notes_lsp.features.actions import KINDS as CODE_ACTION_KINDS
from notes_lsp.features.call_hierarchy import (
    incoming_calls,
    outgoing_calls,
    prepare_call_hierarchy,
)
from notes_lsp.features.client import ClientProfile
from notes_lsp.features.code_action import code_action, resolve_code_action
from notes_lsp.features.code_lens import code_lens
from notes_lsp.features.commands import COMMANDS
from notes_lsp.features.completion import TRIGGER_CHARACTERS, completion, resolve_completion
from notes_lsp.features.definition import declaration, definition
from notes_lsp.features.document_highlight import document_highlight
from notes_lsp.features.document_link import document_link, resolve_document_link
from notes_lsp.features.document_symbol import document_symbol
from notes_lsp.features.file_rename import will_rename_files
from notes_lsp.features.folding_range import folding_range
from notes_lsp.features.formatting import (
    ON_TYPE,
    formatting,
    on_type_formatting,
    range_formatting,
)
from notes_lsp.features.hover import hover
from notes_lsp.features.inlay_hint import inlay_hint
from notes_lsp.features.linked_editing import linked_editing_range
from notes_lsp.features.references import references
from notes_lsp.features.refusal import Refusal
from notes_lsp.features.rename import prepare_rename, rename
from notes_lsp.features.rules import RULES
from notes_lsp.features.selection_range import selection_range
from notes_lsp.features.semantic_tokens import LEGEND as SEMANTIC_TOKENS_LEGEND
from notes_lsp.features.semantic_tokens import semantic_tokens, semantic_tokens_range
from notes_lsp.features.workspace_diagnostic import workspace_diagnostic
from notes_lsp.features.workspace_symbol import workspace_symbol

__all__ = [
    "CODE_ACTION_KINDS",
    "COMMANDS",
    "ON_TYPE",
    "RULES",
    "SEMANTIC_TOKENS_LEGEND",
    "TRIGGER_CHARACTERS",
    "ClientProfile",
    "Refusal",
    "code_action",
    "code_lens",
    "completion",
    "declaration",
    "definition",
    "document_highlight",
    "document_link",
    "document_symbol",
    "folding_range",
    "formatting",
    "hover",
    "incoming_calls",
    "inlay_hint",
    "linked_editing_range",
    "on_type_formatting",
    "outgoing_calls",
    "prepare_call_hierarchy",
    "prepare_rename",
    "range_formatting",
    "references",
    "rename",
    "resolve_code_action",
    "resolve_completion",
    "resolve_document_link",
    "selection_range",
    "semantic_tokens",
    "semantic_tokens_range",
    "will_rename_files",
    "workspace_diagnostic",
    "workspace_symbol",
]
