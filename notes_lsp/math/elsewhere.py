r"""Commands that LaTeX, MathJax or a package knows and KaTeX does not, with what to write."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Elsewhere(NamedTuple):
    """A command of another house."""

    arguments: int
    use: str
    """What to write in KaTeX, empty when there is nothing."""


_ROWS: Final = r"""
\mbox 1 \text|\textsc 1 \text|\textsl 1 \textit|\ensuremath 1 |\textsuperscript 1 ^{\text{}}
\textsubscript 1 _{\text{}}|\mathds 1 \mathbb|\mathbbm 1 \mathbb|\mathbbmss 1 \mathbb
\DeclareMathOperator 2 \operatorname|\DeclareMathOperator* 2 \operatorname*
\label 1 \tag|\ref 1 |\eqref 1 |\cite 1 |\intertext 1 \text|\shortintertext 1 \text
\ce 1 |\pu 1 |\SI 2 |\si 1 |\num 1 |\unit 1 |\qty 2 |\ang 1
\sideset 2 {}_a^b|\prescript 3 {}^{a}_{b}|\overunderset 3 \overset|\cancelto 2 \cancel
\abs 1 \lvert|\norm 1 \lVert|\dv 2 \frac|\pdv 2 \frac|\dd 1 \mathrm{d}|\vb 1 \mathbf|\va 1 \vec
\ev 1 \langle|\mel 3 \langle|\order 1 \mathcal{O}|\comm 2 [a, b]|\grad 0 \nabla|\curl 0 \nabla
\hdots 0 \ldots|\iddots 0 |\adots 0 |\hfill 0 \quad|\hfil 0 \quad|\vspace 1 |\vskip 0 |\par 0
\noindent 0 |\centering 0 |\newpage 0 |\displaylines 1 |\eqalign 1 |\matrix 1 |\pmatrix 1
\cases 1 |\bordermatrix 1 |\buildrel 0 \overset|\root 0 \sqrt|\of 0 |\raise 0 \raisebox
\lower 0 \raisebox|\moveleft 0 |\moveright 0 |\vbox 1 |\vtop 1 |\mathpalette 2 |\ooalign 1
\unicode 1 \char|\require 1 |\class 2 \htmlClass|\cssId 2 \htmlId|\style 2 \htmlStyle
\enclose 2 \cancel|\uproot 1 |\leftroot 1 |\multicolumn 3 |\multirow 3 |\cline 1 \hline
\toprule 0 \hline|\midrule 0 \hline|\bottomrule 0 \hline|\setlength 2 |\newenvironment 3
\newtheorem 2 |\usepackage 1 |\item 0 |\caption 1 |\includesvg 1 |\mathsl 1 \mathit
\bbm 1 \mathbb|\upmu 0 \mu|\uppi 0 \pi|\upalpha 0 \alpha|\upbeta 0 \beta|\ointop 0 \oint
\overparen 1 \overgroup|\underparen 1 \undergroup|\wideparen 1 \overgroup|\widebar 1 \overline
\splitfrac 2 \frac|\shoveleft 1 |\shoveright 1 |\nicefrac 2 \frac|\sfrac 2 \frac|\bigtimes 0 \times
\lightning 0 |\textnumero 0 |\euro 0 |\texteuro 0 |\permil 0
\textperthousand 0|\ding 1 |\circled 1 \textcircled|\uline 1 \underline
\textipa 1 |\mathnormalbold 1 \boldsymbol
"""


def _rows() -> dict[str, Elsewhere]:
    found: dict[str, Elsewhere] = {}
    for row in _ROWS.strip().replace("\n", "|").split("|"):
        name, count, *use = row.split()
        found[name] = Elsewhere(int(count), " ".join(use))
    return found


ELSEWHERE: Final[Mapping[str, Elsewhere]] = MappingProxyType(_rows())
"""By name, with the backslash."""
