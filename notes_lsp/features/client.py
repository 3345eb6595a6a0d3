"""What a client can show, decided once from its `initialize` request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lsprotocol import types

from notes_lsp.text import Encoding

_ENCODINGS = frozenset(encoding.value for encoding in Encoding)
_DRAWS_IMAGES = ("visual studio code", "vscodium", "code - oss", "code-server", "cursor", "kate")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientProfile:
    """What this client can show; features ask this, never the client's name."""

    encoding: Encoding = Encoding.UTF16
    """The unit in which it counts columns."""
    snippets: bool = False
    """Expands `${1:…}`; Emacs prints it as it stands when it does not declare support."""
    images: bool = False
    """Draws `data:` images in hovers. No capability tells; seen in VS Code 1.139 and Kate."""
    markdown_hover: bool = False
    """Renders Markdown in hovers; else plain text is sent."""
    markdown_documentation: bool = False
    """Renders Markdown beside completion items."""
    resolves_documentation: bool = False
    """Asks for an item's documentation later (`completionItem/resolve`)."""
    label_details: bool = False
    """Shows `labelDetails` beside a completion label."""
    deprecated_tag: bool = False
    """Strikes deprecated completion items through."""
    item_defaults: bool = False
    """Takes `itemDefaults.editRange`."""
    definition_links: bool = False
    """Takes `LocationLink`, which tells which words are the link."""
    symbol_tree: bool = False
    """Takes nested document symbols."""
    symbol_resolve: bool = False
    """Asks for a workspace symbol's range later."""
    fold_limit: int | None = None
    """How many folds it wants at most."""
    action_literals: bool = False
    """Takes code actions, not only commands."""
    preferred_actions: bool = False
    """Knows a preferred quick fix."""
    resolves_edits: bool = False
    """Asks for a code action's edit later (`codeAction/resolve`)."""
    applies_edits: bool = False
    """Makes edits that the server asks for (`workspace/applyEdit`)."""
    document_changes: bool = False
    """Takes versioned `documentChanges`."""
    resource_operations: frozenset[str] = frozenset()
    """Among `create`, `rename`, `delete`."""
    pull_diagnostics: bool = False
    """Asks for diagnostics itself."""
    diagnostic_codes: bool = False
    """Links a diagnostic's code to its page (`codeDescription`)."""
    diagnostic_tags: bool = False
    """Greys out what is unnecessary."""
    related_information: bool = False
    """Shows places related to a diagnostic."""
    refreshes_diagnostics: bool = False
    """Asks again after `workspace/diagnostic/refresh`."""
    refreshes_lenses: bool = False
    """Asks again after `workspace/codeLens/refresh`."""
    refreshes_hints: bool = False
    """Asks again after `workspace/inlayHint/refresh`."""
    refreshes_tokens: bool = False
    """Asks again after `workspace/semanticTokens/refresh`."""
    configuration: bool = False
    """Answers `workspace/configuration`."""
    registers_configuration: bool = False
    """Takes a dynamic registration of `didChangeConfiguration`."""
    registers_watchers: bool = False
    """Takes a dynamic registration of `didChangeWatchedFiles`."""
    progress: bool = False
    """Shows work-done progress that the server starts."""
    locale: str = ""
    """In which its own menus are read, as `zh-cn`; empty when it does not say."""

    @classmethod
    def of(cls, params: types.InitializeParams) -> ClientProfile:
        """The profile of the client that sent `params`."""
        has = _Capabilities(params.capabilities)
        name = (params.client_info.name if params.client_info else "").lower()
        markdown = types.MarkupKind.Markdown
        item = "text_document.completion.completion_item."
        resolvable = has.get(item + "resolve_support.properties") or ()
        return cls(
            encoding=_encoding(has.get("general.position_encodings")),
            snippets=has.flag(item + "snippet_support"),
            images=name.startswith(_DRAWS_IMAGES),
            markdown_hover=markdown in (has.get("text_document.hover.content_format") or ()),
            markdown_documentation=markdown in (has.get(item + "documentation_format") or ()),
            resolves_documentation="documentation" in resolvable,
            label_details=has.flag(item + "label_details_support"),
            deprecated_tag=has.get(item + "tag_support") is not None,
            item_defaults="editRange"
            in (has.get("text_document.completion.completion_list.item_defaults") or ()),
            definition_links=has.flag("text_document.definition.link_support"),
            symbol_tree=has.flag(
                "text_document.document_symbol.hierarchical_document_symbol_support"
            ),
            symbol_resolve="location.range"
            in (has.get("workspace.symbol.resolve_support.properties") or ()),
            fold_limit=has.get("text_document.folding_range.range_limit"),
            action_literals=has.get("text_document.code_action.code_action_literal_support")
            is not None,
            preferred_actions=has.flag("text_document.code_action.is_preferred_support"),
            resolves_edits="edit"
            in (has.get("text_document.code_action.resolve_support.properties") or ())
            and has.flag("text_document.code_action.data_support"),
            applies_edits=has.flag("workspace.apply_edit"),
            document_changes=has.flag("workspace.workspace_edit.document_changes"),
            resource_operations=frozenset(
                str(getattr(operation, "value", operation))
                for operation in has.get("workspace.workspace_edit.resource_operations") or ()
            ),
            pull_diagnostics=has.get("text_document.diagnostic") is not None,
            diagnostic_codes=has.flag("text_document.publish_diagnostics.code_description_support")
            or has.flag("text_document.diagnostic.code_description_support"),
            diagnostic_tags=has.get("text_document.publish_diagnostics.tag_support") is not None,
            related_information=has.flag("text_document.publish_diagnostics.related_information"),
            refreshes_diagnostics=has.flag("workspace.diagnostics.refresh_support"),
            refreshes_lenses=has.flag("workspace.code_lens.refresh_support"),
            refreshes_hints=has.flag("workspace.inlay_hint.refresh_support"),
            refreshes_tokens=has.flag("workspace.semantic_tokens.refresh_support"),
            configuration=has.flag("workspace.configuration"),
            registers_configuration=has.flag(
                "workspace.did_change_configuration.dynamic_registration"
            ),
            registers_watchers=has.flag("workspace.did_change_watched_files.dynamic_registration"),
            progress=has.flag("window.work_done_progress"),
            locale=params.locale or "",
        )


class _Capabilities:
    """Dotted look-ups in the tree of capabilities, each step of which may be missing."""

    def __init__(self, capabilities: types.ClientCapabilities) -> None:
        self._root = capabilities

    def get(self, path: str) -> Any:
        found: Any = self._root
        for name in path.split("."):
            found = getattr(found, name, None)
            if found is None:
                return None
        return found

    def flag(self, path: str) -> bool:
        return bool(self.get(path))


def _encoding(offered: Any) -> Encoding:
    """The client's first choice among those we speak; utf-16 when it says nothing (LSP 3.17)."""
    for choice in offered or ():
        value = str(getattr(choice, "value", choice))
        if value in _ENCODINGS:
            return Encoding(value)
    return Encoding.UTF16
