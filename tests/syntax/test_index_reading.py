"""What is read for the index is what is read of an open note."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.syntax import SyntaxOptions, parse
from notes_lsp.syntax.index_reading import link_row, read_for_index
from notes_lsp.text import Buffer

PIECES = st.sampled_from(
    [
        *(
            "x",
            " ",
            "\n",
            "\n\n",
            "    ",
            "\t",
            "😀",
            "汉字 ",
            "# ",
            "## H {#id}\n",
            "> ",
            "- ",
            "1. ",
        ),
        *(
            "```\n",
            "~~~\n",
            "`",
            "$",
            "$$\n",
            "\n$$\n",
            "---\n",
            "===\n",
            "::: tip\n",
            ":::\n",
            "|",
        ),
        *(
            "[[a]]",
            "[[b#c|d]]",
            "![[e]]",
            "[[a\\|b]]",
            "[l](x.md)",
            "[l](<x y.md#f> 't')",
            "[l](a(b)c)",
        ),
        *(
            "![p](p%20q.png)",
            "[r]: z.md#f\n",
            "[r]",
            "[s][r]",
            "[r][]",
            "[u][v]",
            "[^1]",
            "[^1]: f\n",
        ),
        *(
            "<https://a.b>",
            "https://c.d/e#f ",
            "#tag/b ",
            " ^id\n",
            "^id\n",
            "<a id='q' href='r.md'>",
        ),
        *("<div id=z>\n", "</div>\n", "<!-- [[c]] -->", "\\", "[", "]", "(", ")", "*", "- [x] t\n"),
        *("[[a]](b)", "]](c)", "- [x]: c\n", "a | b\n--|--\n", "[l](m)|n\n-|:-\n"),
        *("| a | b |\n|-|-|\n", "| 1 | 2 |\n", "\r\n", "\r", "&amp;", "+++\n"),
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@settings(max_examples=600, deadline=None)
@given(TEXTS, st.booleans())
def test_the_index_reads_what_an_open_note_is(text: str, latex: bool) -> None:
    buffer, options = Buffer.of(text), SyntaxOptions(latex_delimiters=latex)
    note = parse(buffer, options)
    found = read_for_index(buffer, options, lambda _: True)
    expected, facts = note.facts, found.facts
    assert found.front_matter == note.front_matter
    assert found.links == [link_row(link) for link in expected.links]
    assert [(x.span, x.level, x.text, x.id) for x in facts.headings] == [
        (x.span, x.level, x.text, x.id) for x in expected.headings
    ]
    assert facts.definitions == expected.definitions
    assert facts.footnotes == expected.footnotes
    assert facts.tags == expected.tags
    assert facts.block_ids == expected.block_ids
    assert [x.id for x in facts.html if x.id] == [x.id for x in expected.html if x.id]
    assert [x.done for x in facts.tasks] == [x.done for x in expected.tasks]
    assert [x.rows for x in facts.tables] == [x.rows for x in expected.tables]
