"""Links of every kind, definitions, footnotes, tags."""

from __future__ import annotations

import pytest

from tests.syntax.drawing import drawn, read, told


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('[甲](b.md#c "t")', "inline | b.md | c | 甲 | t"),
        ("[a](<b c.md>)", "inline | b c.md | - | a | -"),
        ("[a]( b(c).md 't' )", "inline | b(c).md | - | a | t"),
        ("[a]()", "inline |  | - | a | -"),
        ("[a](#c)", "inline |  | c | a | -"),
        ("[a `](` b](c)", "inline | c | - | a `](` b | -"),
        ("[a](b\n'c d')", "inline | b | - | a | c d"),
        ("![a](b.png)", "inline | b.png | - | a | -"),
        ("<https://a.b/c#d>", "autolink | https://a.b/c | d | https://a.b/c#d | -"),
        ("[[n]]", "wiki | n | - | - | -"),
        ("![[n.png|200]]", "wiki | n.png | - | 200 | -"),
        ("[[n#h|别名]]", "wiki | n | h | 别名 | -"),
        ("[[#^id]]", "wiki |  | ^id | - | -"),
        ("[[n\\|t]]", "wiki | n | - | t | -"),
        ('<img src="a.png">', "html | a.png | - | - | -"),
        ("https://a.b/c_d#e", "url | https://a.b/c_d | e | - | -"),
        ("[a][b c]", "full | b c | - | a | -"),
        ("[a][]", "collapsed | a | - | a | -"),
        ("[^甲]", "footnote | 甲 | - | - | -"),
    ],
)
def test_a_link_taken_apart(written: str, expected: str) -> None:
    text = f"😀 {written} 。\n"
    assert told(text, "links", "kind", "path", "fragment", "text", "title") == [expected]
    assert drawn(text, "links") == f"😀 «{written}» 。\n"
    link = read(text).facts.links[0]
    assert read(text).buffer.text(link.target) == link.path


def test_of_wiki_links_in_each_other_the_inner_one_counts() -> None:
    assert drawn("a [[没有 [[b]] c]] ![[d|[[e]]", "links") == ("a [[没有 «[[b]]» c]] ![[d|«[[e]]»")


def test_a_link_in_a_link_and_images() -> None:
    text = "[![a](b.png)](c.md) ![[d]]"
    assert told(text, "links", "path", "image") == [
        "c.md | False",
        "b.png | True",
        "d | True",
    ]


def test_references_are_defined_anywhere_in_the_note() -> None:
    text = "[a][甲 x] [b][] [c] [d] [e][f] ![g][] [^1] [^2]\n\n"
    text += "[甲\n  X]: u\n[B]: v#w 't'\n[c]: <y z>\n\n[^1]: n\n"
    assert told(text, "links", "kind", "path", "defined") == [
        "full | 甲 x | True",
        "collapsed | b | True",
        "shortcut | c | True",
        "full | f | False",
        "collapsed | g | False",
        "footnote | 1 | True",
        "footnote | 2 | False",
    ]
    assert told(text, "definitions", "name", "path", "fragment", "title") == [
        "甲 x | u | - | -",
        "b | v | w | t",
        "c | y z | - | -",
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[y]\\[y] x", "«[y]»\\[y] x"),
        ("![Y]\\[y] x", "«![Y]»\\[y] x"),
        ("[a]\\[y] x", "[a]\\[y] x"),
        ("[a]\\[z] x", "[a]\\[z] x"),
        ("[a][y]\\[y] x", "«[a][y]»\\[y] x"),
    ],
)
def test_an_escaped_bracket_starts_no_label(line: str, expected: str) -> None:
    assert drawn(f"{line}\n\n[y]: u\n", "links") == f"{expected}\n\n[y]: u\n"


def test_every_definition_counts_also_the_second_of_a_label_and_one_in_a_list() -> None:
    text = "[a]: b\n[A]: c\n\n- [d]: e\n\nno [f]: g\n[h]: i\n\n`[j]: k`\n\n```\n[l]: m\n```\n"
    assert drawn(text, "definitions") == (
        "«[a]: b»\n«[A]: c»\n\n- «[d]: e»\n\nno [f]: g\n[h]: i\n\n`[j]: k`\n\n```\n[l]: m\n```\n"
    )


def test_a_definition_over_two_lines() -> None:
    assert drawn("> [a]:\n> b\n> 'c\n> d'\n> e\n", "definitions", "title") == (
        "> [a]:\n> b\n> '«c\n> d»'\n> e\n"
    )


def test_footnotes() -> None:
    text = "x[^注]\n\n[^注]: 一\n\n    二\n\ny\n"
    assert drawn(text, "footnotes") == "x[^注]\n\n«[^注]: 一\n\n    二»\n\ny\n"
    assert drawn(text, "footnotes", "label") == "x[^注]\n\n[^«注»]: 一\n\n    二\n\ny\n"


def test_bare_urls_end_where_the_sentence_goes_on() -> None:
    text = "见 https://a.b/质数。（http://c.d/e(f)）, ftp://g.h; xhttps://no.url/ |https://i.j|"
    assert drawn(text, "links") == (
        "见 «https://a.b/质数»。（«http://c.d/e(f)»）, «ftp://g.h»; xhttps://no.url/ |«https://i.j»|"
    )


def test_tags() -> None:
    text = "#甲/乙 a #b-c, (#d) （#戊）#2024 #3d a#no ##no \\#no 字#no *#e*\n"
    assert drawn(text, "tags") == (
        "«#甲/乙» a «#b-c», («#d») （«#戊»）#2024 «#3d» a#no ##no \\#no 字#no *«#e»*\n"
    )
    assert told(text, "tags", "name")[0] == "甲/乙"


def test_no_tags_in_links_code_math_headings_or_urls() -> None:
    text = (
        "# h {#id}\n\n[#a](b#c '#d') [[#d]] `#e` $x #f$ https://a.b/#g <i id='#h'>\n\n[j]: k '#l'\n"
    )
    assert read(text).facts.tags == ()


HIDDEN = "[a](b) [[c]] #d https://e.f [g][h] [^i]"


@pytest.mark.parametrize(
    "text",
    [
        f"`{HIDDEN}`",
        f"``\n{HIDDEN}\n``",
        f"$x {HIDDEN} y$",
        f"$$\n{HIDDEN}\n$$",
        f"$$\nx\n\n{HIDDEN.replace('$', '')}\n$$",
        f"> - $$\n>   - {HIDDEN}\n>   $$",
        f"```\n{HIDDEN}\n```",
        f"- ~~~\n  {HIDDEN}\n  ~~~",
        f"    {HIDDEN}",
        f"<!-- {HIDDEN} -->",
        f"<!--\n\n{HIDDEN}\n\n-->",
        f"a <!-- {HIDDEN} --> b",
        f"---\nx: {HIDDEN}\n---\n",
    ],
)
def test_nothing_is_found_in_code_math_comments_and_front_matter(text: str) -> None:
    for written in (text, text.replace("\n", "\r\n"), text.replace("\n", "\r")):
        facts = read(written).facts
        assert facts.links == ()
        assert facts.tags == ()
        assert facts.lists == () or written.startswith((">", "- ~~~"))


def test_no_math_in_code() -> None:
    assert read("`$a$` \n\n```\n$$\nb\n$$\n```\n\n    $$\n    c\n    $$\n").facts.math == ()
