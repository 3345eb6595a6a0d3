"""What the measuring client says it can do: what VS Code says, as far as the figures need it."""

from __future__ import annotations

from typing import Any

_DYNAMIC = {"dynamicRegistration": True}
_MARKUP = ["markdown", "plaintext"]

CAPABILITIES: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-16"]},
    "window": {"workDoneProgress": True},
    "workspace": {
        "configuration": True,
        "workspaceFolders": True,
        "didChangeConfiguration": _DYNAMIC,
        "didChangeWatchedFiles": _DYNAMIC,
        "symbol": _DYNAMIC,
        "diagnostics": {"refreshSupport": True},
        "workspaceEdit": {
            "documentChanges": True,
            "resourceOperations": ["create", "rename", "delete"],
        },
    },
    "textDocument": {
        "synchronization": {**_DYNAMIC, "didSave": True},
        "completion": {
            **_DYNAMIC,
            "contextSupport": True,
            "completionItem": {"snippetSupport": True, "documentationFormat": _MARKUP},
        },
        "hover": {**_DYNAMIC, "contentFormat": _MARKUP},
        "definition": {**_DYNAMIC, "linkSupport": True},
        "references": _DYNAMIC,
        "codeLens": _DYNAMIC,
        "documentSymbol": {**_DYNAMIC, "hierarchicalDocumentSymbolSupport": True},
        "rename": {**_DYNAMIC, "prepareSupport": True},
        "publishDiagnostics": {"versionSupport": True, "relatedInformation": True},
        "diagnostic": {**_DYNAMIC, "relatedDocumentSupport": True},
    },
}
