"""Every rule that a diagnostic can name, with its documentation.

A rule's docstring is its page (`docs/rules/`), its link in the editor and two of its tests.
"""

from notes_lsp.features.rules import files as files
from notes_lsp.features.rules import math, math_lost, prose, table
from notes_lsp.features.rules.checking import all_problems, level_of
from notes_lsp.features.rules.registry import (
    RULES,
    Checked,
    Rule,
    file_rule,
    passage_rule,
    rule,
)
from notes_lsp.features.rules.silence import Silence

__all__ = [
    "RULES",
    "Checked",
    "Rule",
    "Silence",
    "all_problems",
    "file_rule",
    "level_of",
    "math",
    "math_lost",
    "passage_rule",
    "prose",
    "rule",
    "table",
]
