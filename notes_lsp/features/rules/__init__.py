"""Every rule that a diagnostic can name, with its documentation.

A rule's docstring is its page (`docs/rules/`), its link in the editor and two of its tests.
"""

from notes_lsp.features.rules.registry import RULES, Checked, Rule, rule

__all__ = ["RULES", "Checked", "Rule", "rule"]
