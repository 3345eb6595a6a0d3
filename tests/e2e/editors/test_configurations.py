"""The configurations that no editor here can run: at least they are well formed and agree."""

from __future__ import annotations

import importlib.util
import json
import re
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from notes_lsp import __version__
from tests.e2e.editors.conftest import EDITORS


def _contributes() -> ModuleType:
    path = EDITORS / "vscode" / "contributes.py"
    spec = importlib.util.spec_from_file_location("contributes", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_settings_in_vs_code_are_those_of_the_server() -> None:
    contributes = _contributes()
    package = contributes.PACKAGE.read_text("utf-8")
    assert contributes.render(package) == package, "run `python editors/vscode/contributes.py`"


def test_every_setting_in_vs_code_has_a_type_a_default_and_a_description() -> None:
    settings = dict(_contributes().server_settings())
    assert "notes-lsp.lens.wordsPerMinute" in settings
    for key, schema in settings.items():
        assert {"type", "default", "markdownDescription"} <= schema.keys(), key
        assert "$ref" not in json.dumps(schema), key


def test_vs_code_commands_are_not_those_that_the_server_registers() -> None:
    """vscode-languageclient registers the server's own; a second one of the name is an error."""
    from notes_lsp.features.commands import COMMANDS

    manifest = json.loads((EDITORS / "vscode" / "package.json").read_text("utf-8"))
    ours = {command["command"] for command in manifest["contributes"]["commands"]}
    assert not ours & COMMANDS.keys()


def test_helix_starts_the_server_for_markdown() -> None:
    tree = tomllib.loads((EDITORS / "helix" / "languages.toml").read_text("utf-8"))
    [language] = tree["language"]
    assert language["name"] == "markdown"
    [name] = language["language-servers"]
    assert tree["language-server"][name]["command"] == "notes-lsp"


def test_kate_starts_the_server_for_markdown() -> None:
    tree = json.loads((EDITORS / "kate" / "settings.json").read_text("utf-8"))
    entry = tree["servers"]["markdown"]
    assert entry["command"] == ["notes-lsp"]
    assert re.match(entry["highlightingModeRegex"], "Markdown")


def test_sublime_text_starts_the_server_for_markdown() -> None:
    client = _relaxed_json(EDITORS / "sublime-text" / "LSP.sublime-settings")["clients"][
        "notes-lsp"
    ]
    assert client["command"] == ["notes-lsp"]
    assert client["selector"] == "text.html.markdown"


@pytest.mark.parametrize("manifest", ["extension.toml", "Cargo.toml"])
def test_the_zed_extension_has_the_version_of_the_server(manifest: str) -> None:
    tree = tomllib.loads((EDITORS / "zed" / manifest).read_text("utf-8"))
    assert tree.get("package", tree)["version"] == __version__


def _relaxed_json(path: Path) -> Any:
    """JSON with comments and trailing commas, as Sublime Text reads it."""
    text = re.sub(r"^\s*//.*$", "", path.read_text("utf-8"), flags=re.MULTILINE)
    return json.loads(re.sub(r",(\s*[}\]])", r"\1", text))
