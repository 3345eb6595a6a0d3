r"""`\begin{` brings its `\end`."""

from __future__ import annotations

import pytest

from tests.features.completion import menu, taken
from tests.scene import PLAIN_CLIENT, Scene


def test_begin_brings_its_end_on_lines_of_their_own(scene: Scene) -> None:
    scene("""
        😀 矩阵：

        $$
        A = \\begin{ma▮
    """)
    assert menu(scene)[0] == "matrix"
    assert taken(scene).endswith("A = \\begin{matrix\\}\n\t$0\n\\\\end{matrix\\}\n")


def test_the_brace_that_the_editor_closed_closes_the_end(scene: Scene) -> None:
    """Neovim expands a snippet at the cursor and keeps what stands behind it."""
    scene("""
        $$
        \\begin{pm▮}
        $$
    """)
    assert menu(scene)[0] == "pmatrix"
    assert taken(scene) == "$$\n\\begin{pmatrix\\}\n\t$0\n\\\\end{pmatrix}\n$$\n"


def test_within_a_line_the_end_stays_on_it(scene: Scene) -> None:
    assert taken(scene("行 $\\begin{cas▮$")) == "行 $\\begin{cases\\} $0 \\\\end{cases\\}$\n"


def test_an_unclosed_formula_within_a_line(scene: Scene) -> None:
    assert taken(scene("行 $\\begin{cas▮")) == "行 $\\begin{cases\\} $0 \\\\end{cases\\}\n"


def test_in_a_quote_the_end_stays_on_the_line(scene: Scene) -> None:
    """A new line would need a `>`, which no editor writes."""
    scene("""
        > $$
        > \\begin{cas▮
        > $$
    """)
    assert taken(scene) == "> $$\n> \\begin{cases\\} $0 \\\\end{cases\\}\n> $$\n"


def test_an_end_that_is_there_is_not_doubled(scene: Scene) -> None:
    scene("""
        $$
        \\begin{pma▮
        a & b
        \\end{pmatrix}
        $$
    """)
    assert taken(scene).startswith("$$\n\\begin{pmatrix}\na & b\n")


def test_the_end_of_another_environment_is_no_mate(scene: Scene) -> None:
    scene("""
        $$
        \\begin{aligned}
        \\begin{pma▮
        \\end{aligned}
        $$
    """)
    assert "\\\\end{pmatrix\\}" in taken(scene)


def test_end_offers_the_innermost_open_environment_first(scene: Scene) -> None:
    scene("""
        $$
        \\begin{aligned}
        \\begin{cases}
        a
        \\end{▮
    """)
    assert menu(scene)[0] == "cases"
    assert taken(scene).endswith("\\end{cases}\n")


@pytest.mark.parametrize("typed", ["\\en", "\\end"])
def test_the_end_of_the_open_environment_comes_whole(scene: Scene, typed: str) -> None:
    scene(f"😀\n\n$$\n\\begin{{cases}}\n  甲\n{typed}▮")
    assert menu(scene)[0] == "\\end{cases}"
    assert taken(scene).endswith("  甲\n\\end{cases}\n")
    assert menu(scene("行 $a \\end▮$"))[0] == "\\end"


def test_end_does_not_double_a_brace(scene: Scene) -> None:
    assert taken(scene("行 $\\begin{cases} a \\end{▮}$")).endswith("\\end{cases}$\n")


def test_arguments_of_an_environment_are_tab_stops(scene: Scene) -> None:
    assert taken(scene("$\\begin{arr▮")).startswith("$\\begin{array\\}{${1:columns}} $0 ")


def test_a_renamed_environment_gets_the_name_alone(scene: Scene) -> None:
    assert taken(scene("$\\begin{pm▮atrix} a \\end{pmatrix}$")).startswith("$\\begin{pmatrix} a")


def test_a_client_without_snippets_gets_the_end_too(scene: Scene) -> None:
    scene("列\n\n$$\n  \\begin{cas▮", client=PLAIN_CLIENT)
    assert taken(scene) == "列\n\n$$\n  \\begin{cases}\n  \n  \\end{cases}\n"


def test_a_whole_environment_comes_from_a_word_behind_a_backslash(scene: Scene) -> None:
    labels = menu(scene("中文 $\\juzhen▮"))
    assert labels[:2] == ["\\begin{matrix}", "\\begin{pmatrix}"]
    assert taken(scene) == "中文 $\\begin{matrix\\} $0 \\\\end{matrix\\}\n"


def test_begin_itself_offers_whole_environments(scene: Scene) -> None:
    assert menu(scene("中文 $\\beg▮"))[0] == "\\begin{aligned}"
