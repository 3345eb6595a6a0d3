r"""What KaTeX refuses in a formula, one rule per code of `notes_lsp.math`."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import cleandoc

from notes_lsp.features.rules.latex_tables import misspelt_commands
from notes_lsp.features.rules.passage import Passage
from notes_lsp.features.rules.registry import RULES, Rule, Tag, passage_rule
from notes_lsp.syntax.problem import Problem
from notes_lsp.vault import Level


def _formula_rule(code: str, level: Level, page: str, tag: Tag | None = None) -> None:
    """Declare the rule of those formula problems that have this code."""
    RULES[code] = Rule(code, level, cleandoc(page), check_passage=_formula_faults, tag=tag)


def _formula_faults(passage: Passage) -> Iterator[Problem]:
    """What is wrong in formulas, of all rules but one."""
    return (each for each in passage.formula_problems if each.code != _UNKNOWN)


_UNKNOWN = "math.unknown-command"


@passage_rule(_UNKNOWN, level=Level.WARNING)
def unknown_command(passage: Passage) -> Iterator[Problem]:
    r"""A LaTeX command that no one defines, often a slip of the finger.

    Known are KaTeX's commands, those that a formula of the note defines with `\newcommand`, `\def`
    and their kin, those of your packs, and those that the setting `math.macros` lists. In a table
    that explains LaTeX, commands written as plain text are looked at as well.

    Bad:  $\stacrel{a}{b}$
    Bad:  $a \voer b$
    Bad:  | 名称 | 解释 | 示例 |⏎| - | - | - |⏎| 上位符号 | 符号:\stacrel{上} | $\stackrel{a}{b}$ |
    Good: $\stackrel{a}{b}$
    Good: $\newcommand{\stacrel}[2]{x} \stacrel{a}{b}$
    """
    yield from (each for each in passage.formula_problems if each.code == _UNKNOWN)
    yield from misspelt_commands(passage)


_formula_rule(
    "math.not-in-katex",
    Level.INFORMATION,
    r"""A command that LaTeX or MathJax knows and KaTeX does not.

    Sites that draw formulas with KaTeX show the command in red. Where your site defines it, list
    it under `math.macros`; where your site uses MathJax, switch this rule off.

    Bad:  $V_{\mbox{初始}}$
    Good: $V_{\text{初始}}$
    """,
)
_formula_rule(
    "math.unknown-environment",
    Level.WARNING,
    r"""A `\begin` of an environment that KaTeX does not have.

    Bad:  $\begin{matirx} a & b \end{matirx}$
    Good: $\begin{matrix} a & b \end{matrix}$
    """,
)
_formula_rule(
    "math.unbalanced-brace",
    Level.ERROR,
    r"""A brace, bracket or dollar in a formula has no mate.

    The whole formula is shown as red source text.

    Bad:  $\frac{a}{b + c$
    Bad:  $a^{2}}$
    Good: $\frac{a}{b} + c$
    """,
)
_formula_rule(
    "math.left-without-right",
    Level.ERROR,
    r"""A `\left` that no `\right` closes in the same group, cell or environment.

    A side that shall stay empty is written `\right.` with a dot.

    Bad:  $\left( a + b$
    Good: $\left( a + b \right)$
    Good: $\left. a \right|_0$
    """,
)
_formula_rule(
    "math.right-without-left",
    Level.ERROR,
    r"""A `\right` or `\middle` that no `\left` opens in the same group, cell or environment.

    Bad:  $( a + b \right)$
    Good: $\left( a + b \right)$
    """,
)
_formula_rule(
    "math.mismatched-environment",
    Level.ERROR,
    r"""A `\begin` and an `\end` that do not belong together, or one of them alone.

    Bad:  $\begin{matrix} a & b \end{pmatrix}$
    Bad:  $\begin{cases} a \\ b$
    Good: $\begin{pmatrix} a & b \end{pmatrix}$
    """,
)
_formula_rule(
    "math.missing-argument",
    Level.ERROR,
    r"""A command, `^` or `_` stands without something that it needs.

    Bad:  $\frac{a}$
    Bad:  $x^$
    Good: $\frac{a}{b}$
    """,
)
_formula_rule(
    "math.needs-braces",
    Level.WARNING,
    r"""A command that must stand in braces as a superscript, a subscript or an argument.

    Bad:  $x^\sum$
    Good: $x^{\sum}$
    """,
)
_formula_rule(
    "math.bad-delimiter",
    Level.WARNING,
    r"""Something behind `\left`, `\right` or `\big` that cannot be stretched.

    A brace that is to be seen is written with its backslash.

    Bad:  $\left x \right)$
    Bad:  $\left{ x \right\}$
    Good: $\left\{ x \right\}$
    """,
)
_formula_rule(
    "math.bad-argument",
    Level.WARNING,
    r"""A length, colour, number or list of columns that cannot be read.

    Bad:  $\color{#12} x$
    Good: $\color{red} x$
    """,
)
_formula_rule(
    "math.double-superscript",
    Level.ERROR,
    r"""Two superscripts on one base.

    Bad:  $x^a^b$
    Good: $x^{a^b}$
    """,
)
_formula_rule(
    "math.double-subscript",
    Level.ERROR,
    r"""Two subscripts on one base.

    Bad:  $x_a_b$
    Good: $x_{a_b}$
    """,
)
_formula_rule(
    "math.misplaced-limits",
    Level.WARNING,
    r"""A `\limits` or `\nolimits` that does not follow an operator.

    Bad:  $x\limits_a$
    Good: $\sum\limits_a$
    """,
)
_formula_rule(
    "math.misplaced-align",
    Level.ERROR,
    r"""An `&` outside an environment with columns, or one more than it has.

    Bad:  $a &= b$
    Good: $\begin{aligned} a &= b \end{aligned}$
    """,
)
_formula_rule(
    "math.misplaced-row",
    Level.WARNING,
    r"""A `\hline` that does not begin a row, or a `\cr` outside an environment with rows.

    Bad:  $\begin{matrix} a \hline b \end{matrix}$
    Good: $\begin{matrix} a \\ \hline b \end{matrix}$
    """,
)
_formula_rule(
    "math.wrong-mode",
    Level.WARNING,
    r"""A command that cannot stand here: math in text, text in math, or display-only inline.

    Bad:  $\text{角 \alpha}$
    Bad:  $\tag{11}$
    Good: $\text{角 $\alpha$}$
    """,
)
_formula_rule(
    "math.infix-twice",
    Level.WARNING,
    r"""Two of `\over`, `\choose`, `\atop` ... in one group: which one is the outer?

    Bad:  $a \over b \over c$
    Good: ${a \over b} \over c$
    """,
)
_formula_rule(
    "math.stray-character",
    Level.WARNING,
    r"""A character that means nothing where it stands in a formula.

    Bad:  $a # b$
    Good: $a \# b$
    """,
)
_formula_rule(
    "math.bad-definition",
    Level.WARNING,
    r"""A `\newcommand` or `\def` that cannot be read, or that takes a name in use.

    Bad:  $\newcommand{\alpha}{a}$
    Good: $\renewcommand{\alpha}{a}$
    """,
)
_formula_rule(
    "math.endless-macro",
    Level.ERROR,
    r"""Commands of a formula that expand into each other without end.

    Bad:  $\def\x{\x}\x$
    Good: $\def\x{y}\x$
    """,
)
_formula_rule(
    "math.plain-tex",
    Level.HINT,
    r"""An old plain TeX form, valid, for which LaTeX has a clearer one.

    Bad:  ${x+y} \over {y+z}$
    Bad:  ${n \choose k}$
    Good: $\frac{x+y}{y+z}$
    Good: $\binom{n}{k}$
    """,
    Tag.DEPRECATED,
)
