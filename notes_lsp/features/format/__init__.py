"""How a note is laid out: white space that changes nothing of what is said."""

from notes_lsp.features.format.layout import laid_out
from notes_lsp.features.format.table import aligned

__all__ = ["aligned", "laid_out"]
