"""What the server tells of its features at `initialize` is what they are."""

from __future__ import annotations

import subprocess
import sys

import pytest

from notes_lsp.features.commands import COMMANDS
from notes_lsp.features.options import COMMAND_NAMES
from notes_lsp.server.table import ALL_TOKENS, TABLE, Feature


@pytest.mark.parametrize("feature", [*TABLE, ALL_TOKENS], ids=lambda feature: feature.method)
def test_each_row_names_a_function(feature: Feature) -> None:
    assert callable(feature.answer)


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
