"""What a code action may do: mend one fault, all of a kind, or silence a rule at a place."""

from notes_lsp.features.actions.asked import Asked
from notes_lsp.features.actions.mend import fix_all, quick_fixes
from notes_lsp.features.actions.silencing import silencing

__all__ = ["Asked", "fix_all", "quick_fixes", "silencing"]
