"""Formulas as pictures: drawn rightly or not at all."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree as ET

import msgspec
import pytest

from notes_lsp.math.drawing import Drawing
from notes_lsp.math.picture import draw, serve
from notes_lsp.math.presentation import presentation


@pytest.mark.parametrize(
    "source",
    [
        r"\frac{a}{b}",
        r"\begin{aligned} f(x) &= x^2 \\ &= \int_0^\infty e^{-x}\,dx \end{aligned}",
        r"\operatorname{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V",
        r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}^{-1}",
        r"\mathop{\arg\min}_\theta \mathrm{KL}(p \| q)",
        r"\binom{n}{k} \equiv \sqrt[3]{2} \pmod{p}",
        r"\left\{ x \mid x > 0 \right\} \subseteq \mathbb{R} % 注释",
    ],
)
def test_what_notes_hold_is_drawn(source: str) -> None:
    picture = draw(Drawing(source, display=True))
    assert picture is not None
    assert len(picture) < 60_000, "VS Code cuts a hover at 100,000 characters"
    root = ET.fromstring(picture)
    assert float(root.attrib["width"]) > 5
    assert float(root.attrib["height"]) > 5


@pytest.mark.parametrize(
    "source",
    [
        *(r"\foo{x}", r"\ce{H2O}", r"\frac{a}", r"\begin{aligned} x", "", r"{a \choose b}"),
        *("\0x", r"\text{a $x$ b}", r"\text{\{a\}}", "x" * 4000),
        *(r"\rlap{x} y", r"\sum\nolimits_{i} x", r"\begin{rcases} a \\ b \end{rcases}"),
        *(r"\rule[1em]{2em}{3em}", r"\operatorname*{ess\,sup}_x"),
        r"\begin{array}{c|c} a & b \end{array}",
        r"\begin{array}{c} a \\ \hline b \end{array}",
    ],
)
def test_what_cannot_be_drawn_rightly_is_not_drawn(source: str) -> None:
    """A picture that lacks a piece would be worse than none."""
    assert draw(Drawing(source)) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"\mathbb Z", "ℤ"),
        (r"\R^n", "ℝn"),
        (r"\mathbb{RQ}", "ℝℚ"),
        (r"\mathbf{ab}", "𝐚𝐛"),
        (r"\Big\{ x \Big\}", "{x}"),
        (r"\bigl\lfloor x \bigr\rfloor", "⌊x⌋"),
        (r"\big\| x \big|", "‖x|"),
        (r"\big\backslash x \big\rVert", "\\x‖"),
        (r"a \not= b", "a≠b"),
        (r"\mathrel{R} \mathbin{+} x", "R+x"),
        (r"\begin{array}{c} a \\[2ex] b \end{array}", "ab"),
        (r"\begin{align} a &= b \tag{3} \end{align}", "a=b"),
        (r"\text{50\% a\_b}", "50%\N{NO-BREAK SPACE}a_b"),
        (r"a \\% bc", "a"),
        (r"\lang x \rang", "⟨x⟩"),
        (r"x \hspace*{2em} y", "xy"),
    ],
)
def test_the_letters_of_a_formula_are_those_that_are_meant(written: str, meant: str) -> None:
    """ziamath drew a stroke for the brace of `\\Big\\{`, and a plain Z for `\\mathbb Z`."""
    math = presentation(written, display=True)
    assert math is not None
    assert "".join(math.itertext()) == meant
    assert draw(Drawing(written)) is not None


@pytest.mark.parametrize(
    ("formula", "lowest", "highest"),
    [
        (r"\left(\sum_{d \mid n} \mu(d)\right)", 40, 80),
        (r"(\pm 1)^{\lfloor{n}/{p}\rfloor}", 15, 40),
    ],
)
def test_brackets_are_as_high_as_what_they_hold(
    formula: str, lowest: float, highest: float
) -> None:
    """One was 2,000 pixels high, around a sum with a letter below."""
    root = ET.fromstring(draw(Drawing(formula, display=True)) or "")
    assert lowest < float(root.attrib["height"]) < highest


@pytest.mark.parametrize("name", ["pmatrix", "bmatrix", "vmatrix", "Bmatrix", "cases"])
def test_the_brackets_of_a_matrix_grow_with_it(name: str) -> None:
    sources = [rf"\begin{{{name}}} {rows} \end{{{name}}}" for rows in ("a", r"a \\ b \\ c")]
    shapes = [set(re.findall(r'id="(\w+)"', draw(Drawing(each)) or "")) for each in sources]
    assert len(shapes[0] & shapes[1]) == 1, "only the letter a is the same in both"


def test_chinese_is_left_to_the_viewer_at_its_own_width() -> None:
    """No mathematical font has these letters; an empty box would stand for each."""
    picture = draw(Drawing(r"\frac{正确}{x} \text{否则 else}"))
    assert picture is not None
    letters = list(ET.fromstring(picture).iter("text")) or list(
        ET.fromstring(picture).iter("{http://www.w3.org/2000/svg}text")
    )
    assert [each.text for each in letters] == ["正", "确", "否", "则"]
    first, second = (float(each.attrib["x"]) for each in letters[2:])
    assert second - first == pytest.approx(float(letters[2].attrib["font-size"]), abs=0.1)


def test_a_box_of_text_may_be_an_index() -> None:
    assert draw(Drawing(r"V_{\mbox{初}}")) == draw(Drawing(r"V_{\text{初}}"))


def test_the_number_of_a_formula_is_no_part_of_it() -> None:
    assert draw(Drawing(r"x^2 \tag{1} \label{eq:1}")) == draw(Drawing("x^2"))


def test_ink_is_for_the_paper() -> None:
    dark, light, own = (draw(Drawing("x", ink=ink)) or "" for ink in ("dark", "light", "auto"))
    assert dark
    assert "#fff" not in dark
    assert "#e8e8e8" in light
    assert 'fill="#fff"' in own


def test_a_display_formula_is_drawn_larger() -> None:
    heights = [
        float(ET.fromstring(draw(Drawing(r"\sum_{i}^{n}", display)) or "").attrib["height"])
        for display in (False, True)
    ]
    assert heights[0] < heights[1]


def test_pictures_are_drawn_for_another_process_line_by_line() -> None:
    asked = [Drawing("x"), Drawing(r"\foo"), Drawing(r"\alpha", True)]
    sink = io.BytesIO()
    serve(io.BytesIO(b"".join(msgspec.json.encode(each) + b"\n" for each in asked)), sink)
    told = [msgspec.json.decode(line) for line in sink.getvalue().splitlines()]
    assert [picture is not None for picture in told] == [True, False, True]
