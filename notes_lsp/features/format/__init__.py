"""How a note is laid out: white space that changes nothing of what is said."""

from notes_lsp.features.format.layout import harmless, laid_out
from notes_lsp.features.format.table import aligned

__all__ = ["aligned", "harmless", "laid_out"]
