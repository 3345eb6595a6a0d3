"""What of a note is coloured by what it means: one block at a time."""

from notes_lsp.features.tokens.block import all_tokens, block_tokens, front_tokens, token_world
from notes_lsp.features.tokens.token import Token

__all__ = ["Token", "all_tokens", "block_tokens", "front_tokens", "token_world"]
