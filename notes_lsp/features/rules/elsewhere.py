r"""Names that some LaTeX package or MathJax defines: no slips, only unknown to KaTeX.

Beyond those that `notes_lsp.math` knows with their arguments; facts from the packages' manuals.
"""

from __future__ import annotations

from dataclasses import replace

from notes_lsp.syntax.problem import Fix, Problem
from notes_lsp.text import Wording, writing

_OPERATORS = frozenset(
    """
    rank tr Tr trace sgn sign diag erf Res lcm span cov Cov Var corr softmax sigmoid relu ReLU
    argsort supp conv card ord Hom End Aut Gal Spec vol dist prox proj adj coker im rot
    """.split()  # noqa: SIM905  # 40 quoted names read worse
)
_COMMANDS = frozenset(
    r"""
    Rule Space bbox oldstyle scr lefteqn underoverset skew Tiny leqalignno eqalignno strut
    DeclarePairedDelimiter displaylimits parbox mit mathbfit symbf symup symbb mathup toggle
    mathtip texttip definecolor pagecolor eval acomm pb vu vdot cross laplacian hypsin
    principalvalue PV qq qcomma qif derivative fdv var fderivative dyad ip mqty pmqty bmqty vmqty
    smqty imat xmat zmat pmat dmat admat adjustlimits splitdfrac mathmbox ndownarrow nuparrow
    celsius textmu ohm Q C E bbR bigO break linebreak atopwithdelims overwithdelims
    abovewithdelims csname endcsname ifx else fi the string number romannumeral symbol mathchar
    openup crcr noalign omit hidewidth halign
    """.split()  # noqa: SIM905  # 100 quoted names read worse
)
_ENVIRONMENTS = frozenset(
    """
    eqnarray multline flalign subequations displaymath math numcases dcases cases crampedsubarray
    tabular tabularx psmallmatrix bsmallmatrix vsmallmatrix multlined lgathered rgathered prooftree
    tikzpicture tikzcd algorithm algorithmic theorem lemma proof itemize enumerate document figure
    table center spreadlines empheq xalignat minipage
    """.split()  # noqa: SIM905  # 40 quoted names read worse
)


def as_elsewhere(problem: Problem, written: str) -> Problem:
    r"""The problem, told as "not in KaTeX" when what is written there is a name of elsewhere."""
    if problem.code == "math.unknown-environment" and written.rstrip("*") in _ENVIRONMENTS:
        message = Wording(
            f"KaTeX does not know the environment `{written}`; LaTeX or MathJax may.",
            f"KaTeX 没有 `{written}` 环境；LaTeX 或 MathJax 可能有。",
        )
        return _told(problem, message, None)
    name = written.removeprefix("\\")
    if problem.code != "math.unknown-command" or name not in _OPERATORS | _COMMANDS:
        return problem
    message = Wording(
        f"KaTeX does not know `{written}`; LaTeX or MathJax may, with a package. "
        "If your site defines it, list it under the setting `math.macros`.",
        f"KaTeX 没有 `{written}`；LaTeX 或 MathJax 加载宏包后可能有。"
        "如果你的站点定义了它，请列入设置 `math.macros`。",
    )
    fix = None
    if name in _OPERATORS:
        use = rf"\operatorname{{{name}}}"
        fix = Fix(writing(use), ((problem.span, use),))
    return _told(problem, message, fix)


def _told(problem: Problem, message: Wording, fix: Fix | None) -> Problem:
    return replace(problem, code="math.not-in-katex", message=message, fix=fix, others=())
