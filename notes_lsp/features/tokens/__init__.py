"""What of a note is coloured by what it means: one block at a time."""

from notes_lsp.features.tokens.block import block_tokens, front_tokens, note_tokens
from notes_lsp.features.tokens.token import Token

__all__ = ["Token", "block_tokens", "front_tokens", "note_tokens"]
