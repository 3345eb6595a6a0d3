"""What a client is told of the features at `initialize`; importing this imports none of them."""

from __future__ import annotations

from typing import Final

from lsprotocol import types

TRIGGER_CHARACTERS: Final = ["\\", "{", "-", "=", "[", "(", "#", "/", "^", "!", ":"]
"""What opens a menu of completions by itself."""

QUICK_FIX: Final = "quickfix"
EXTRACT_SECTION: Final = "refactor.extract.section"
EXTRACT_NOTE: Final = "refactor.extract.note"
EXTRACT_DEFINITION: Final = "refactor.extract.linkDefinition"
INLINE_NOTE: Final = "refactor.inline.note"
INLINE_DEFINITION: Final = "refactor.inline.linkDefinition"
REWRITE_TASK: Final = "refactor.rewrite.task"
REWRITE_TABLE: Final = "refactor.rewrite.table"
REWRITE_NUMBERS: Final = "refactor.rewrite.numbers"
REWRITE_LINK: Final = "refactor.rewrite.link"
REWRITE_ALIAS: Final = "refactor.rewrite.alias"
REWRITE_TOC: Final = "refactor.rewrite.toc"
SOURCE_TOC: Final = "source.toc"
SOURCE_DEFINITIONS: Final = "source.organizeLinkDefinitions"
SOURCE_CLEAN_DEFINITIONS: Final = "source.organizeLinkDefinitions.clean"
SOURCE_FIX_ALL: Final = "source.fixAll.notes-lsp"

CODE_ACTION_KINDS: Final = (
    QUICK_FIX,
    "refactor.extract",
    "refactor.inline",
    "refactor.rewrite",
    SOURCE_TOC,
    SOURCE_DEFINITIONS,
    SOURCE_FIX_ALL,
)
"""The kinds of all actions that there are; a key may be bound to the finer ones."""

ON_TYPE: Final = types.DocumentOnTypeFormattingOptions("|", ("\n",))
"""A bar may finish a table's row, a line break finishes a row or goes on with an item."""

TOKEN_TYPES: Final = ("class", "function", "macro", "variable", "decorator", "property")
"""Standard names, for which every theme has a colour."""
TOKEN_MODIFIERS: Final = ("definition", "unresolved")
"""`unresolved` is ours: a link that leads nowhere. A theme that does not know it ignores it."""
LEGEND: Final = types.SemanticTokensLegend(TOKEN_TYPES, TOKEN_MODIFIERS)
"""The names of what tokens are, in the order of their numbers."""

SHOW_READING_TIME: Final = "notes-lsp.showReadingTime"
SHOW_TASKS: Final = "notes-lsp.showTasks"
SHOW_REFERENCES: Final = "notes-lsp.showReferences"
APPLY_ACTION: Final = "notes-lsp.applyAction"
COMMAND_NAMES: Final = (SHOW_READING_TIME, SHOW_TASKS, SHOW_REFERENCES, APPLY_ACTION)
"""What `workspace/executeCommand` may be asked for."""
