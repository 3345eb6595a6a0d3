r"""Did you mean: the known names nearest to a misspelt one, and commands glued to letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from notes_lsp.math.signature import ENVIRONMENTS, SIGNATURES

if TYPE_CHECKING:
    from collections.abc import Iterable

_COMMANDS: Final = tuple(name for name in SIGNATURES if name[0] == "\\" and name[1:].isalpha())
_USUAL: Final = frozenset(
    r"""
    \frac \sqrt \sum \int \prod \lim \alpha \beta \gamma \delta \epsilon \varepsilon \theta
    \lambda \mu \pi \sigma \phi \varphi \omega \infty \partial \nabla \cdot \times \leq \geq
    \neq \approx \equiv \in \subset \subseteq \cup \cap \to \rightarrow \Rightarrow \left
    \right \begin \end \text \mathbb \mathbf \mathrm \mathcal \overline \hat \bar \vec \cdots
    \ldots \dots \quad \forall \exists \binom \stackrel \underbrace \overbrace
    """.split()  # noqa: SIM905  # a list of 60 quoted names reads worse
)
_MOST: Final = 5


def nearest_commands(name: str, extra: Iterable[str] = ()) -> tuple[str, ...]:
    r"""The commands at most two slips away from `name` (a swap of neighbours is one slip)."""
    return _nearest(name, [*_COMMANDS, *extra])


def nearest_environments(name: str) -> tuple[str, ...]:
    """The environments at most two slips away from `name`."""
    return _nearest(name, list(ENVIRONMENTS))


def glued(name: str) -> tuple[str, str] | None:
    r"""`\alphax` as `(r"\alpha", "x")`: a symbol of at least three letters, then at most two."""
    for cut in range(len(name) - 1, max(3, len(name) - 3), -1):
        signature = SIGNATURES.get(name[:cut])
        doubled = name[cut - 1] == name[cut]
        if signature is not None and not signature.arguments and signature.math and not doubled:
            return name[:cut], name[cut:]
    return None


def _nearest(name: str, choices: list[str]) -> tuple[str, ...]:
    from rapidfuzz import process  # heavy, and only needed for a fault
    from rapidfuzz.distance import OSA

    slips = 2 if len(name) > _MOST else 1
    found = process.extract(name, choices, scorer=OSA.distance, score_cutoff=slips, limit=None)
    ranked = sorted(
        (distance, choice not in _USUAL, abs(len(choice) - len(name)), index)
        for choice, distance, index in found
    )
    return tuple(choices[index] for *_, index in ranked[:_MOST])
