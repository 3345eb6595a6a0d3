"""What the server tells of its features at `initialize` is what they are."""

from __future__ import annotations

import subprocess
import sys
from inspect import isgeneratorfunction

import pytest

from notes_lsp.features.commands import COMMANDS
from notes_lsp.features.options import COMMAND_NAMES
from notes_lsp.server.runner import make_server
from notes_lsp.server.table import ALL_TOKENS, TABLE, Feature


@pytest.mark.parametrize("feature", [*TABLE, ALL_TOKENS], ids=lambda feature: feature.method)
def test_each_row_names_a_function(feature: Feature) -> None:
    assert callable(feature.answer)


def test_no_feature_is_a_generator_to_pygls() -> None:
    """It never forgets what a generator waited for: 10 KB for each formula that was drawn."""
    features = make_server().protocol.fm.features
    kept = [row.method for row in TABLE if isgeneratorfunction(features[row.method])]
    assert kept == []


def test_the_commands_told_are_those_there_are() -> None:
    assert set(COMMAND_NAMES) == set(COMMANDS)


def test_a_start_imports_no_feature_and_no_rule() -> None:
    program = (
        "import sys, notes_lsp.server.serve, notes_lsp.features.options as told\n"
        "print([name for name in sys.modules if '.features.' in name and '.rules' in name])\n"
        "print('notes_lsp.features.hover' in sys.modules)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert shown.stdout.split() == ["[]", "False"]
