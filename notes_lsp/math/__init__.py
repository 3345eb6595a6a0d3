r"""math: one formula's LaTeX in; tokens, signatures, problems and a readable line out.

A formula is what stands between the dollars, as `str`; every span is a pair of byte offsets into
its UTF-8. The measure is KaTeX in its forgiving mode: what it renders is never called wrong.
Never knows Markdown, notes or an editor, and never reads a file. Start reading at `lexer.py`.
"""

from __future__ import annotations

from notes_lsp.math.check import check
from notes_lsp.math.cursor import NamedSpan, Unfinished, command_at, unfinished
from notes_lsp.math.definitions import Definition, definitions
from notes_lsp.math.lexer import Token, tokens
from notes_lsp.math.problem import PROBLEM_CODES, Fix, MathProblem
from notes_lsp.math.rendering import to_unicode
from notes_lsp.math.signature import (
    DELIMITERS,
    ENVIRONMENTS,
    SIGNATURES,
    UNICODE,
    Argument,
    Signature,
)

__all__ = [
    "DELIMITERS",
    "ENVIRONMENTS",
    "PROBLEM_CODES",
    "SIGNATURES",
    "UNICODE",
    "Argument",
    "Definition",
    "Fix",
    "MathProblem",
    "NamedSpan",
    "Signature",
    "Token",
    "Unfinished",
    "check",
    "command_at",
    "definitions",
    "to_unicode",
    "tokens",
    "unfinished",
]
