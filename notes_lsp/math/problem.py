r"""What is wrong in a formula, said in one plain sentence, with the edit that mends it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from notes_lsp.text import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping


class Fix(NamedTuple):
    """One edit of the formula."""

    span: tuple[int, int]
    """What is replaced, in bytes."""
    replacement: str
    title: Wording
    """What the edit does, for a menu."""


@dataclass(frozen=True, slots=True)
class MathProblem:
    """One thing KaTeX refuses, or (`plain-tex`) that has a better form."""

    code: str
    """A key of `PROBLEM_CODES`."""
    span: tuple[int, int]
    """The place at fault, in bytes of the formula."""
    message: Wording
    """A sentence that names the place and says what to do."""
    fix: Fix | None = None
    """The edit that is most likely meant, where there is a safe one."""
    suggestions: tuple[str, ...] = ()
    """Names that may have been meant, the likeliest first."""


PROBLEM_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "unknown-command": "a command no one defines",
        "not-in-katex": "a command of LaTeX that KaTeX does not have",
        "unknown-environment": "an environment no one defines",
        "unbalanced-brace": "a brace, bracket or dollar without its mate",
        "left-without-right": r"a \left that no \right closes",
        "right-without-left": r"a \right or \middle that no \left opens",
        "mismatched-environment": r"a \begin and an \end that do not belong together",
        "missing-argument": "a command without something it needs",
        "needs-braces": "a command that must be braced as a script or argument",
        "bad-delimiter": "something that cannot be stretched as a delimiter",
        "bad-argument": "a size, colour, column or number that cannot be read",
        "double-superscript": "two superscripts on one base",
        "double-subscript": "two subscripts on one base",
        "misplaced-limits": r"\limits behind something that is no operator",
        "misplaced-align": "an & outside an environment with columns, or one too many",
        "misplaced-row": r"\hline or \cr outside an environment with rows",
        "wrong-mode": "a command that cannot stand in text, in a formula, or inline",
        "infix-twice": r"two of \over, \choose, \atop ... in one group",
        "stray-character": "a character that means nothing where it stands",
        "bad-definition": "a definition that cannot be read or overwrites a command",
        "endless-macro": "commands that expand into each other without end",
        "plain-tex": "an old plain TeX form; LaTeX has a clearer one",
    }
)
"""Every code a problem can have, and what it is about. `plain-tex` alone is no fault."""
