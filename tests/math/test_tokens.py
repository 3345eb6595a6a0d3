"""Tokens, the tables, and the line of Unicode."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_lsp.math import SIGNATURES, UNICODE, to_unicode, tokens


@given(st.text())
def test_the_tokens_joined_give_the_formula_back(source: str) -> None:
    found = tokens(source)
    assert "".join(token.text for token in found) == source
    edges = [token.span for token in found]
    assert all(before[1] == after[0] for before, after in pairwise(edges))


def test_tokens_know_their_kind() -> None:
    kinds = [(t.text, t.kind) for t in tokens("α^{2} \\frac  % 注\n\\verb|a b|\\ &#'$[")]
    assert kinds == [
        ("α", "text"),
        ("^", "superscript"),
        ("{", "open"),
        ("2", "text"),
        ("}", "close"),
        (" ", "space"),
        (r"\frac", "command"),
        ("  ", "space"),
        ("% 注\n", "comment"),
        ("\\verb|a b|", "verbatim"),
        ("\\ ", "command"),
        ("&", "align"),
        ("#", "parameter"),
        ("'", "prime"),
        ("$", "dollar"),
        ("[", "bracket"),
    ]


def test_a_percent_sign_in_an_address_is_no_comment() -> None:
    kinds = {t.text: t.kind for t in tokens(r"\href{a%b}{c} % d")}
    assert kinds["%"] == "text"
    assert kinds["% d"] == "comment"


@pytest.mark.parametrize(
    ("name", "kinds", "required"),
    [
        (r"\frac", ["math", "math"], 2),
        (r"\sqrt", ["math", "math"], 1),
        (r"\rule", ["size", "size", "size"], 2),
        (r"\textcolor", ["color", "math"], 2),
        (r"\href", ["url", "math"], 2),
        (r"\left", ["delimiter"], 1),
        ("array", ["raw"], 1),
        (r"\alpha", [], 0),
    ],
)
def test_signatures_say_what_a_command_takes(name: str, kinds: list[str], required: int) -> None:
    signature = SIGNATURES[name]
    assert [argument.kind for argument in signature.arguments] == kinds
    assert signature.required == required


def test_the_tables_hold_the_symbols() -> None:
    assert UNICODE[r"\alpha"] == "α"
    assert UNICODE[r"\subsetneq"] == "⊊"
    assert SIGNATURES[r"\leq"].kind == "rel"
    assert SIGNATURES[r"\over"].infix
    assert SIGNATURES[r"\tag"].display_only


@pytest.mark.parametrize(
    ("formula", "line"),
    [
        (r"\frac{a}{b}", "a/b"),
        (r"\frac{a+b}{c+d}", "(a + b)/(c + d)"),
        (r"x^2 + y_{i+1}^n", "x² + yᵢ₊₁ⁿ"),
        (r"\sum_{i=1}^{n} i^2", "∑ᵢ₌₁ⁿ i²"),
        (r"\sqrt{x} + \sqrt[3]{x+1}", "√x + ∛(x + 1)"),
        (r"\mathbb{R}^n \subseteq \mathcal{H}", "ℝⁿ ⊆ ℋ"),
        (r"\vec{a} \cdot \hat{b}", "a⃗⋅b̂"),
        (r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}", "[a b; c d]"),
        (r"\begin{cases} 1 & x > 0 \\ 0 & \text{否则} \end{cases}", "{1 x > 0; 0 否则"),
        (r"\sin x + \log_2 n", "sin x + log₂ n"),
        (r"a \over b+c", "a/(b + c)"),
        (r"\left( \frac12 \right]", "(1/2]"),
        (r"a \equiv b \pmod{n}", "a ≡ b (mod n)"),
        (r"{}^{16}_{8}\mathrm{O}^{2+}", "¹⁶₈O²⁺"),
        (r"e^{-x^2}", "e^(−x²)"),
        (r"\not\in", "∉"),
        (r"\unheard{x^2}", r"\unheard{x²}"),
    ],
)
def test_a_formula_reads_as_one_line(formula: str, line: str) -> None:
    assert to_unicode(formula) == line


@given(st.text(alphabet=st.sampled_from("\\{}[]^_&$%frac sqtbegind{}ab中😀\n")))
def test_any_text_has_a_line(source: str) -> None:
    assert "\n" not in to_unicode(source)
