"""Writes what `package.json` takes from the server: its settings and its version.

Run `python editors/vscode/contributes.py` after a change in `notes_lsp/vault/settings.py` or of
the version; a test compares, so that what VS Code offers is always what the server reads.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from notes_lsp import __version__
from notes_lsp.vault.settings import Settings

PACKAGE = Path(__file__).with_name("package.json")
_SECTION = "notes-lsp"

_CLIENT: dict[str, dict[str, Any]] = {
    f"{_SECTION}.server.command": {
        "type": "array",
        "items": {"type": "string"},
        "minItems": 1,
        "default": ["notes-lsp"],
        "scope": "machine-overridable",
        "markdownDescription": "The command that starts the server, and its arguments.",
    },
    f"{_SECTION}.trace.server": {
        "type": "string",
        "enum": ["off", "messages", "verbose"],
        "default": "off",
        "scope": "window",
        "markdownDescription": "Write the messages between VS Code and the server to the output.",
    },
}


def render(package: str) -> str:
    """`package`, the text of `package.json`, with the settings and version of this checkout."""
    manifest = json.loads(package)
    manifest["version"] = __version__
    manifest["contributes"]["configuration"] = {
        "title": "Notes",
        "properties": _CLIENT | dict(server_settings()),
    }
    return json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"


def server_settings() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each setting of the server: its key in VS Code, and its schema as VS Code wants it."""
    schema = msgspec.json.schema(Settings)
    yield from _flat(schema, schema["$defs"], _SECTION)


def _flat(
    schema: dict[str, Any], names: dict[str, Any], key: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    resolved = _resolve(schema, names)
    if "properties" in resolved:
        for name, inner in resolved["properties"].items():
            yield from _flat(inner, names, f"{key}.{name}")
    else:
        yield key, _setting(resolved, names)


def _resolve(schema: dict[str, Any], names: dict[str, Any]) -> dict[str, Any]:
    """`schema` with its reference put in place, for VS Code follows none; its own words win."""
    reference = schema.get("$ref")
    if reference is None:
        return schema
    own = {name: value for name, value in schema.items() if name != "$ref"}
    return {**names[reference.removeprefix("#/$defs/")], **own}


def _setting(schema: dict[str, Any], names: dict[str, Any]) -> dict[str, Any]:
    setting = _value(schema, names) | {"scope": "resource"}
    setting["markdownDescription"] = setting.pop("description")
    return setting


def _value(schema: dict[str, Any], names: dict[str, Any]) -> dict[str, Any]:
    value = {name: part for name, part in schema.items() if name != "title"}
    if "enum" in value:
        value["type"] = "string"  # of a choice of words, msgspec gives the words alone
    for inside in ("items", "additionalProperties"):
        if inside in value:
            value[inside] = _value(_resolve(value[inside], names), names)
            value[inside].pop("description", None)
    return value


if __name__ == "__main__":
    PACKAGE.write_text(render(PACKAGE.read_text(encoding="utf-8")), encoding="utf-8")
