"""Every rule that a diagnostic can name, with its documentation.

A rule's docstring is its page (`docs/rules/`), its link in the editor and two of its tests.
"""

from notes_lsp.features.rules import (
    commands,
    entries,
    labels,
    large,
    links,
    math,
    math_lost,
    names,
    prose,
    table,
)
from notes_lsp.features.rules import files as files
from notes_lsp.features.rules.checking import all_problems, level_of
from notes_lsp.features.rules.registry import (
    RULES,
    Checked,
    Rule,
    Tag,
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
    "Tag",
    "all_problems",
    "commands",
    "entries",
    "file_rule",
    "labels",
    "large",
    "level_of",
    "links",
    "math",
    "math_lost",
    "names",
    "passage_rule",
    "prose",
    "rule",
    "table",
]
