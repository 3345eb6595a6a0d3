"""Formulas with one slip, and formulas a checker could wrongly complain about."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.math import (
    ENVIRONMENTS,
    PROBLEM_CODES,
    SIGNATURES,
    Definition,
    MathProblem,
    check,
    definitions,
)

SLIPS = [
    ("unknown-command", r"«\stacrel»{!}{=}"),
    ("unknown-command", r"中文 a «\voer» b"),
    ("unknown-command", r"\text{中 «\abcdefg»}"),
    ("unknown-command", r"1 & 2 «\3» & 4"),
    ("not-in-katex", r"\int f «\mbox»{ 当 x_0 }"),
    ("not-in-katex", r"«\ce»{2H2 + O2 -> 2H2O}"),
    ("unknown-environment", r"\begin{«cassse»} a \\ b \end{cassse}"),
    ("unbalanced-brace", r"\sqrt«{»a + b"),
    ("unbalanced-brace", r"a + b«}» + c"),
    ("unbalanced-brace", r"\text{若 «$»x}"),
    ("unbalanced-brace", r"\begin{matrix} a «}» & b \end{matrix}"),
    ("left-without-right", r"«\left»( a + b )"),
    ("left-without-right", r"\begin{aligned} «\left»( a & b \right) \end{aligned}"),
    ("right-without-left", r"( a «\right»)"),
    ("right-without-left", r"a «\middle»| b"),
    ("mismatched-environment", r"\begin{matrix} a \end{«pmatrix»}"),
    ("mismatched-environment", r"«\begin{matrix}» a & b"),
    ("mismatched-environment", r"a «\end»{matrix}"),
    ("mismatched-environment", r"\begin{aligned} «\begin{cases}» a \\ b \end{aligned}"),
    ("missing-argument", r"«\frac»{a}"),
    ("missing-argument", r"{ x + «\sqrt» }"),
    ("missing-argument", r"\begin{matrix} «\frac»{a} & b \end{matrix}"),
    ("missing-argument", r"x«^»"),
    ("needs-braces", r"x^«\sum»"),
    ("needs-braces", r"x_«\hat» a"),
    ("bad-delimiter", r"\left «x» \right)"),
    ("bad-delimiter", r"\left«{» a \right\}"),
    ("bad-argument", r"a \\«[»b]"),
    ("bad-argument", r"\color«{»#12} x"),
    ("bad-argument", r"\begin{array}«{»p{2cm}} a \end{array}"),
    ("double-superscript", r"x^a«^»b"),
    ("double-superscript", "x^2«'»"),
    ("double-subscript", r"x_a«_»b"),
    ("misplaced-limits", r"x«\limits»_a"),
    ("misplaced-align", r"a «&»= b"),
    ("misplaced-align", r"\begin{split} a & b «&» c \end{split}"),
    ("misplaced-row", r"\begin{matrix} a «\hline» b \end{matrix}"),
    ("misplaced-row", r"a «\cr» b"),
    ("wrong-mode", r"\text{价格«_»总}"),
    ("wrong-mode", r"\text{角 «\alpha»}"),
    ("wrong-mode", r"\text{«\frac»12}"),
    ("infix-twice", r"a \over b «\over» c"),
    ("stray-character", r"a «#» b"),
    ("stray-character", "a «\ue000» b"),
    ("bad-definition", r"\newcommand{«\alpha»}{a}"),
    ("endless-macro", r"«\def\x{\x}\x»"),
    ("plain-tex", r"a «\over» b"),
    ("plain-tex", r"{n «\choose» k}"),
]

FINE = [
    r"\frac12 + \frac{a}b + \sqrt3 + \sqrt[3]{x} + \sqrt\frac12",
    r"x^\frac12 + x^\mathrm{T} + x_\text{最大} + {}^{16}_{8}\mathrm{O}^{2+}",
    r"f'' + f'^2 + x²_1 + ^2 + x^{a^b}",
    r"\left. \frac{a}{b} \middle| c \right|_0^1 + \bigl( a \bigr) + \big{(}",
    r"\begin{array}{c|cc} \hline a & b & c \\[2pt] \hline d \end{array}",
    r"\begin{matrix} a & b \\ c & d \\ \end{matrix} \begin{pmatrix*}[r] 1 \end{pmatrix*}",
    r"\begin{cases} 1 & \text{若 $x_1 > 0$} \\ 0 & \text{否则} \end{cases}",
    r"\begin{aligned} a &= b \\ &= \left( c + {d \over e} \right) \end{aligned}",
    r"\sum\limits_{i=1}^n \int\nolimits \operatorname*{arg\,max}\limits_x \lim_{n \to \infty}",
    r"\sum_{\substack{i < n \\ j < m}} a_{ij} \pmod{p} \bmod q",
    r"概率 = 0.5，其中 é ≥ 0 % 注释 } ",
    r"\href{https://a.b/c%20d#e}{x} + \url{a_b%c} + \verb|{%| + \text{50\%}",
    r"\newcommand{\Rn}[1]{\mathbb{R}^{#1}} \Rn{n}",
    r"\let\oldvec\vec \renewcommand{\vec}[1]{\oldvec{#1}} \vec a + \def\pair#1#2{(#1,#2)} \pair ab",
    r"\color{red} x + \textcolor{#0af}{y} + \kern 1em + \hspace*{2pt} + \rule{1em}{1pt}",
    r"\displaystyle a \, b \; c \! d \quad e ~ f \\ \tiny g",
    r"\mathbin{+} \mathop{A}\limits^b \overset{!}{=} \underbrace{a}_{b} \xrightarrow[a]{b}",
    r"\begingroup a \endgroup \bgroup b \egroup \char`a \char65 \not\in",
    r"\Set{ x | x > 0 } \bra{a} \ket{b} \braket{a|b}",
]

DISPLAY_ONLY = [r"\begin{align} a &= b \tag{1} \\ c &= d \tag{2} \end{align}", r"a \tag{$*$}"]


def marked(formula: str) -> tuple[str, tuple[int, int]]:
    """The formula without its marks, and the bytes they stood around."""
    before, rest = formula.split("«")
    place, after = rest.split("»")
    start = len(before.encode())
    return before + place + after, (start, start + len(place.encode()))


@pytest.mark.parametrize(("code", "formula"), SLIPS)
def test_a_slip_is_found_where_it_is(code: str, formula: str) -> None:
    source, span = marked(formula)
    assert (code, span) in [(p.code, p.span) for p in check(source, display=True)]


def test_every_code_is_tried_here() -> None:
    assert {code for code, _ in SLIPS} == set(PROBLEM_CODES)


@pytest.mark.parametrize("display", [True, False])
@pytest.mark.parametrize("formula", FINE)
def test_what_katex_renders_is_never_called_wrong(formula: str, display: bool) -> None:
    found = [p for p in check(formula, display=display) if p.code != "plain-tex"]
    assert not found


@pytest.mark.parametrize("formula", DISPLAY_ONLY)
def test_display_forms_are_wrong_only_in_a_line_of_text(formula: str) -> None:
    assert not check(formula, display=True)
    assert {p.code for p in check(formula, display=False)} == {"wrong-mode"}


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        (r"\stacrel{a}{b}", r"\stackrel{a}{b}"),
        (r"a\voer b", r"a\over b"),
        (r"\aplha", r"\alpha"),
        (r"\fracc{a}{b}", r"\frac{a}{b}"),
        (r"\alphax", r"\alpha x"),
        (r"\begin{matrix}8\\\vdots\13\end{matrix}", r"\begin{matrix}8\\\vdots\\13\end{matrix}"),
        (r"\mbox{a}", r"\text{a}"),
        (r"中 + \left{a\right\}", r"中 + \left\{a\right\}"),
        (r"\begin{cases}a\end{case}", r"\begin{cases}a\end{cases}"),
        (r"{n \choose k}", r"{\binom{n}{k}}"),
        (r"a & b", r"\begin{aligned}a & b\end{aligned}"),
    ],
)
def test_the_fix_writes_what_was_meant(slip: str, meant: str) -> None:
    fix = check(slip, display=True)[0].fix
    assert fix is not None
    text = slip.encode()
    start, end = fix.span
    assert (text[:start] + fix.replacement.encode() + text[end:]).decode() == meant


def test_commands_of_your_own_are_known() -> None:
    assert check(r"\abs{x} + \pair{a}{b} + \R", display=False)
    known: dict[str, int | Definition] = {r"\abs": 1, r"\pair": 2, r"\R": 0}
    assert not check(r"\abs{x} + \pair{a}{b} + \R", display=False, known=known)
    assert not check(r"\myop", display=False, known=frozenset({r"\myop"}))


def test_a_definition_from_elsewhere_is_read_with_its_body() -> None:
    (definition,) = definitions(r"\gdef\sq#1{#1^2}")
    assert (definition.name, definition.arguments, definition.body) == (r"\sq", 1, "#1^2")
    assert definition.everywhere
    codes = [p.code for p in check(r"\sq{a}^3", display=False, known={r"\sq": definition})]
    assert codes == ["double-superscript"]


def test_definitions_of_every_kind_are_collected() -> None:
    source = r"\newcommand{\a}[2]{#1#2} \def\b{x} \let\c=\d \DeclareMathOperator{\rank}{rank}"
    found = [(d.name, d.arguments, d.body) for d in definitions(source)]
    assert found == [
        (r"\a", 2, "#1#2"),
        (r"\b", 0, "x"),
        (r"\c", 0, r"\d"),
        (r"\rank", 0, r"\operatorname{rank}"),
    ]


@pytest.mark.parametrize(
    "typed", [r"\frac{a", r"\fra", r"\left( a", r"\begin{cases} a &", r"x^", r"\sqrt"]
)
def test_the_end_of_a_formula_being_typed_is_left_alone(typed: str) -> None:
    assert check(typed, display=True)
    assert not check(typed, display=True, complete=False)


def test_a_definition_inside_a_body_is_not_one_yet() -> None:
    names = [d.name for d in definitions(r"\def\a{\def\b{x}} \newcommand\c{y} \def\d")]
    assert names == [r"\a", r"\c"]


@pytest.mark.parametrize("brace", ["{", "}", r"\left(", r"\begin{matrix}", "x^{"])
def test_a_formula_nested_beyond_reason_is_survived(brace: str) -> None:
    assert len(check(brace * 10_000, display=True)) < 10_001


PIECES = st.sampled_from(
    [*(n if n[0] == "\\" else rf"\begin{{{n}}}" for n in SIGNATURES)]
    + [rf"\end{{{name}}}" for name in ENVIRONMENTS]
    + ["{", "}", "[", "]", "&", "^", "_", "#", "$", "%", "'", "~", " ", "\n", "a", "中", "😀", "\\"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join), st.booleans())
def test_any_text_is_survived_and_every_span_lies_within(source: str, display: bool) -> None:
    size = len(source.encode("utf-8", "surrogatepass"))
    for problem in check(source, display=display):
        assert isinstance(problem, MathProblem)
        assert problem.code in PROBLEM_CODES
        assert 0 <= problem.span[0] <= problem.span[1] <= size
        assert problem.message


def test_a_display_environment_is_marked_up_to_its_brace() -> None:
    source = r"\begin{align} a \end{align}"
    (problem,) = check(source, display=False)
    assert source[slice(*problem.span)] == r"\begin{align}"
    assert r"`\begin{align}`" in problem.message


def test_a_second_subscript_is_told_with_subscripts() -> None:
    (problem,) = check("x_a_b", display=False)
    assert "`{x_a}_b`" in problem.message
