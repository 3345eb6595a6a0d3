"""Formulas and `:::` containers, which pyromark reads with our help."""

from __future__ import annotations

import pytest

from tests.syntax.drawing import drawn, marked, read, told


@pytest.mark.parametrize("text", ["$5 and $6", "$ a $", "$a", r"\$a\$", "a$\n\n$b", "`$a$`"])
def test_money_and_the_like_is_no_math(text: str) -> None:
    assert read(text).facts.math == ()


def test_formulas_in_the_line() -> None:
    assert drawn("设 $x$ 与$y$，$$z$$ `$n$`\n", "math", "content") == (
        "设 $«x»$ 与$«y»$，$$«z»$$ `$n$`\n"
    )
    assert told("$x$ $$y$$", "math", "content", "display") == ["x | False", "y | True"]


@pytest.mark.parametrize(
    "text",
    [
        "$$\n«a\n= b»\n$$\n",
        "$$\n«a\n=\nb»\n$$\n",  # a setext heading, were it not for the formula
        "$$\n«a\n+ b\n- c»\n$$\n",
        "$$\n«a\n\nb»\n$$\n",
        "$$«a\n|b|»$$\n",
        "text\n$$\n«a»\n$$\ntext\n",
        "- x\n\n  $$\n  «a\n\n  - b»\n  $$\n",
        "1. $$\n   «a»\n   $$\n",
        "> $$\n> «a\n> + b»\n> $$\n",
    ],
)
def test_a_formula_over_several_lines(text: str) -> None:
    """Real notes start lines of formulas with `+`, `-` and `=`."""
    note = read(text.replace("«", "").replace("»", ""))
    (math,) = note.facts.math
    assert math.display
    inner = note.buffer.text(math.content).strip("> \n")
    assert inner == text[text.index("«") + 1 : text.index("»")]
    assert note.facts.headings == ()


def test_a_forgotten_mark_does_not_turn_later_formulas_inside_out() -> None:
    text = "$$\na\n\n## 标题\n\n$$\nb\n$$\n\n文字 $c$\n\n$$\nd\n$$\n"
    assert told(text, "math", "content") == ["\nb\n", "c", "\nd\n"]
    assert told(text, "headings", "text") == ["标题"]


def test_prose_between_two_formulas_is_no_formula() -> None:
    text = "a $$\n\n设 $x$ 为\n\n$$ b\n"
    assert told(text, "math", "content") == ["x"]


def test_latex_delimiters_on_request() -> None:
    text = "a \\(x\\) `\\(n\\)` \\\\(no\\\\)\n\n\\[\ny\n+ z\n\\]\n\n\\[w\\]\n"
    assert read(text).facts.math == ()
    assert told(text, "math", "content", "display", latex=True) == [
        "x | False",
        "\ny\n+ z\n | True",
        "w | True",
    ]
    assert drawn("a \\(x\\) b", "math", latex=True) == "a «\\(x\\)» b"


def containers(text: str) -> list[str]:
    note = read(text)
    return [
        f"{item.name} {item.depth} {'closed' if item.closed else 'open'}"
        f" <{note.buffer.text(item.title)}> {note.buffer.line_of(item.span.start)}"
        f"-{note.buffer.line_of(item.span.end)}"
        for item in note.containers
    ]


def test_a_container_and_its_title() -> None:
    text = "::: tip 标题 *x*\ntext\n:::\n"
    assert containers(text) == ["tip 0 closed <标题 *x*> 0-2"]
    assert marked(read(text), [read(text).containers[0].span]) == "«::: tip 标题 *x*\ntext\n:::»\n"


def test_containers_nest_by_the_number_of_colons() -> None:
    text = ":::: a\n::: b\nx\n:::\n::: c\n:::\n::::\n::: d\n"
    assert containers(text) == [
        "a 0 closed <> 0-6",
        "b 1 closed <> 1-3",
        "c 1 closed <> 4-5",
        "d 0 open <> 7-8",
    ]


def test_a_list_does_not_swallow_the_end_of_its_container() -> None:
    text = "::: tip\n- a\n- b\n:::\nc #d\n"
    assert containers(text) == ["tip 0 closed <> 0-3"]
    assert drawn(text, "lists") == "::: tip\n«- a\n- b»\n:::\nc #d\n"


def test_containers_in_lists_and_quotes_but_not_in_code() -> None:
    text = "- a\n\n    ::: tip\n    b\n    :::\n\n> ::: info\n> c\n> :::\n\n"
    text += "```\n::: no\n```\n\n    ::: no\n"
    assert [line.split()[0] for line in containers(text)] == ["tip", "info"]
    assert told(text, "fences", "content")[0] == "::: no\n"


def test_containers_in_a_comment_are_none() -> None:
    assert containers("<!--\n::: tip\n:::\n-->\n") == []
