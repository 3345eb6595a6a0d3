"""A new name that would take another link's place, or that no link can write, is refused."""

from __future__ import annotations

import pytest
from lsprotocol import types

from notes_lsp.features.refusal import Refusal
from notes_lsp.features.rename import prepare_rename, rename
from tests.features.rename.applying import drive, edit_of, prepared, renamed
from tests.scene import Scene


@pytest.mark.parametrize(
    ("note", "name"),
    [
        ('# T▮\n<a id="intro"></a>\n\n[x](#intro)\n', "Intro"),
        ("# T▮\n[x](#L3)\n", "L3"),
        ("# T▮\n[x](#top)\n", "Top"),
        ("# T▮ ^own\ntext ^abc\n\n[[#^abc]]\n", "U ^abc"),
        ('# Intro\n<a id="o▮wn"></a>\n\n[x](#own)\n', "intro"),
        ('some ^abc\n\n<a id="o▮wn"></a>\n\n[x](#own)\n', "^abc"),
    ],
)
def test_a_link_to_something_else_is_never_taken_over(scene: Scene, note: str, name: str) -> None:
    scene(note)
    with pytest.raises(Refusal, match=r"the link “#.*” in 笔记\.md:\d would no longer lead"):
        edit_of(scene, name)


def test_what_no_link_leads_to_may_share_its_name(scene: Scene) -> None:
    scene('# T▮\n<a id="intro"></a>\n\n[x](#t)\n')
    assert renamed(scene, "Intro") == '-- 笔记.md\n# Intro\n<a id="intro"></a>\n\n[x](#intro)\n'


@pytest.mark.parametrize("name", ["\\", "[]"])
def test_a_heading_that_no_link_could_name_is_refused_when_one_does(
    scene: Scene, name: str
) -> None:
    with pytest.raises(Refusal, match=r"a\.md:1"):
        edit_of(scene("-- a.md\n[x](b.md#t)\n-- b.md\n# T▮\n"), name)


def test_a_bracket_in_an_id_is_encoded_in_links_that_encode(scene: Scene) -> None:
    scene('<a id="旧▮"></a>\n\n[x](#%E6%97%A7) [y](#旧) [z](<#旧>)\n')
    assert renamed(scene, "x)y") == (
        '-- 笔记.md\n<a id="x)y"></a>\n\n[x](#x%29y) [y](#x%29y) [z](<#x)y>)\n'
    )


def test_a_backslash_makes_no_id(scene: Scene) -> None:
    assert renamed(scene("# T {#o▮wn}\n"), "a\\b") == "-- 笔记.md\n# T {#ab}\n"


def test_a_missing_heading_is_renamed_in_every_way_it_is_written(scene: Scene) -> None:
    scene("-- a.md\n[x](b.md#use-▮x) [y](<b.md#Use X>) [[b#Use X]] [z](b.md#use)\n-- b.md\n")
    assert renamed(scene, "New one") == (
        "-- a.md\n[x](b.md#new-one) [y](<b.md#new-one>) [[b#New one]] [z](b.md#use)\n"
    )


def test_a_label_that_words_in_brackets_have_already_is_refused(scene: Scene) -> None:
    with pytest.raises(Refusal, match="other words"):
        edit_of(scene("see [r▮] and [note]\n\n[r]: a.md\n"), "note")


@pytest.mark.parametrize("name", ["`x`", "https://e.com", "<b>", "$x$"])
def test_a_footnote_without_text_that_would_be_code_or_an_address_is_refused(
    scene: Scene, name: str
) -> None:
    with pytest.raises(Refusal):
        edit_of(scene("x[^1▮]\n"), name)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("https://e.com/a|b", "https://e.com/a%7Cb"),
        ("https://e.com/a)", "https://e.com/a%29"),
        ("https://e.com/(a)", "https://e.com/(a)"),
        ('https://e.com/<"a">', "https://e.com/%3C%22a%22%3E"),
    ],
)
def test_an_address_is_written_so_that_it_is_read_everywhere(
    scene: Scene, name: str, written: str
) -> None:
    note = '| http://o▮.org | [x](http://o.org) |\n| - | - |\n\n<a href="http://o.org"> <http://o.org>\n'
    scene(note)
    after = note.replace("▮", "").replace("http://o.org", written)
    assert renamed(scene, name) == "-- 笔记.md\n" + after


@pytest.mark.parametrize("name", ["b.md", "e.com/a", "https://e.com/a b", ""])
def test_what_is_no_address_is_refused(scene: Scene, name: str) -> None:
    with pytest.raises(Refusal):
        edit_of(scene("http://o▮.org [x](http://o.org)\n"), name)
    with pytest.raises(Refusal):
        edit_of(scene("[x](mailto:a▮@b.c)\n"), name)


@pytest.mark.parametrize("name", ["/a", "a/", "a//b"])
def test_a_tag_without_a_name_between_its_slashes_is_refused(scene: Scene, name: str) -> None:
    with pytest.raises(Refusal):
        edit_of(scene("#ta▮g"), name)


@pytest.mark.parametrize(
    "name", ["*重*", "# x y", "- 项", "[[n]]", "$xy$", "#标签", "<b>粗", "`码`", "词\\"]
)
def test_a_term_that_would_be_read_as_markup_is_refused(scene: Scene, name: str) -> None:
    scene("| 概念 | 内容 |\n| - | - |\n| 困惑度▮ | 低 |\n\n困惑度\n")
    with pytest.raises(Refusal, match="markup"):
        edit_of(scene, name)


@pytest.mark.parametrize("name", ["C++", "a_b", "困惑度 (PPL)", "A & B", "Ａ：Ｂ", "x-y"])
def test_a_term_may_have_signs(scene: Scene, name: str) -> None:
    scene("| 概念 | 内容 |\n| - | - |\n| 困惑度▮ | 低 |\n\n困惑度\n")
    assert renamed(scene, name).endswith(f"| {name} | 低 |\n\n{name}\n")


@pytest.mark.parametrize("name", [".b", "./.b.md", ".hidden/b"])
def test_a_note_does_not_become_a_hidden_file(scene: Scene, name: str) -> None:
    with pytest.raises(Refusal, match="hidden"):
        edit_of(scene("-- a.md\n[x](b▮.md)\n-- b.md\n"), name)


def test_a_bar_in_a_path_does_not_cut_the_row_of_a_table(scene: Scene) -> None:
    scene('-- a.md\n| <a href="b.md">x</a> | y |\n| - | - |\n\n[z](b▮.md)\n-- b.md\n')
    assert renamed(scene, "c|d") == (
        '-- a.md\n| <a href="c%7Cd.md">x</a> | y |\n| - | - |\n\n[z](c%7Cd.md)\nb.md -> c|d.md\n'
    )


@pytest.mark.parametrize(
    ("link", "new"),
    [("[x](C%23▮%20a.md)", "[x](C%23%20b.md)"), ("[[C%23 ▮a]]", "[[C%23 b]]")],
)
def test_a_name_may_keep_the_sign_that_it_has(scene: Scene, link: str, new: str) -> None:
    """The box starts with `C# a`."""
    scene(f"-- n.md\n{link}\n-- C# a.md\n")
    name = "C# b.md" if ".md" in link else "C# b"
    assert renamed(scene, name) == f"-- n.md\n{new}\nC# a.md -> C# b.md\n"


def test_an_encoded_path_of_headings_keeps_its_marks(scene: Scene) -> None:
    scene("-- n.md\n# A b\n## C▮ d\n-- a.md\n[x](n.md#A%20b#C%20d) [[n#A%20b#C%20d]]\n")
    assert "[x](n.md#A%20b#E%20f) [[n#A%20b#E%20f]]" in renamed(scene, "E f")


def test_a_missing_heading_never_gets_an_empty_fragment(scene: Scene) -> None:
    scene("-- a.md\n[x](b.md#o▮ld)\n-- b.md\n")
    assert renamed(scene, "!!!") == "-- a.md\n[x](b.md#!!!)\n"
    with pytest.raises(Refusal, match="No link"):
        edit_of(scene, "[]")


def test_missing_headings_of_signs_alone_are_told_apart(scene: Scene) -> None:
    scene("-- a.md\n[x](b.md#!▮!) [y](b.md#??) [z](b.md#)\n-- b.md\n")
    assert renamed(scene, "new") == "-- a.md\n[x](b.md#new) [y](b.md#??) [z](b.md#)\n"


def test_a_fragment_with_a_tag_in_it_keeps_its_link_out_of_angles(scene: Scene) -> None:
    scene("-- a.md\n[x](b▮.md#<b>T</b>)\n-- b.md\n# <b>T</b>\n")
    assert renamed(scene, "c d)") == "-- a.md\n[x](c%20d%29.md#<b>T</b>)\nb.md -> c d).md\n"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ('a"b', ('"[[a%22b|x]]"', "'[[a\"b]]'", "prev: a%22b.md")),
        ("it's", ('"[[it\'s|x]]"', "'[[it%27s]]'", "prev: it%27s.md")),
        ("@b", ('"[[@b|x]]"', "'[[@b]]'", "prev: ./@b.md")),
        ("{b}", ('"[[{b}|x]]"', "'[[{b}]]'", "prev: ./%7Bb%7D.md")),
        ("- b", ('"[[- b|x]]"', "'[[- b]]'", "prev: ./- b.md")),
    ],
)
def test_the_front_matter_stays_yaml(
    scene: Scene, name: str, written: tuple[str, str, str]
) -> None:
    scene("-- a.md\n---\nup: \"[[n|x]]\"\nl: ['[[n]]']\nprev: n.md\n---\n[[n▮]]\n-- n.md\n")
    first, second, third = written
    assert renamed(scene, name) == (
        f"-- a.md\n---\nup: {first}\nl: [{second}]\n{third}\n---\n[[{name}]]\nn.md -> {name}.md\n"
    )


def test_a_quote_in_a_heading_ends_no_value_of_the_front_matter(scene: Scene) -> None:
    scene('-- a.md\n---\nup: "[[n#T]]"\nx: "[[n#no]]"\n---\n[[n#no▮]]\n-- n.md\n# T\n')
    assert 'x: "[[n#%22q%22]]"\n---\n[[n#"q"]]\n' in renamed(scene, '"q"')
    scene('-- a.md\n---\nup: "[[n#T]]"\n---\n-- n.md\n# T▮\n')
    assert 'up: "[[n#%22q%22]]"\n' in renamed(scene, '"q"')


@pytest.mark.parametrize(
    "note", ["# 😀 T▮ ^b", "#Ta▮g #tag", "[x][L▮]\n\n[l]: b", "[[B▮]]", "[x](#no t▮)", "[[#a#n▮]]"]
)
def test_a_name_accepted_as_it_came_changes_nothing(scene: Scene, note: str) -> None:
    scene(f"-- a.md\n{note}\n-- b.md\n")
    params = types.PrepareRenameParams(scene.document, scene.position)
    ready = prepare_rename(scene.snapshot, params, scene.client)
    assert (
        ready is None
        or drive(
            rename(
                scene.snapshot,
                types.RenameParams(scene.document, scene.position, ready.placeholder),
                scene.client,
            )
        )
        is None
    )


def test_a_note_stays_in_its_folder_when_a_link_writes_that_in_other_case(scene: Scene) -> None:
    scene("-- a.md\n[[SUB/N▮]] [x](Sub/n.md)\n-- sub/n.md\n")
    assert renamed(scene, "SUB/m") == "-- a.md\n[[sub/m]] [x](sub/m.md)\nsub/n.md -> sub/m.md\n"


def test_the_box_starts_with_the_codes_that_a_name_really_has(scene: Scene) -> None:
    assert prepared(scene("-- a.md\n[[a%20b▮]]\n-- a%20b.md\n")) == "[[«a%20b»]]"
    assert prepared(scene("-- c.md\n[x](a%2520b▮.md)\n")) == "[x](«a%2520b.md»)  (a%20b.md)"


def test_a_missing_path_of_headings_is_renamed_as_one(scene: Scene) -> None:
    scene("-- a.md\n[[b#A#no▮]] [x](<b.md#A#no>)\n-- b.md\n# A\n")
    assert renamed(scene, "A#New one") == "-- a.md\n[[b#A#New one]] [x](<b.md#a#new-one>)\n"


def test_a_heading_of_signs_is_not_what_an_empty_fragment_means(scene: Scene) -> None:
    scene("# T\n## !!!▮\n\n[[笔记#]] [x](#-)\n")
    assert renamed(scene, "New") == "-- 笔记.md\n# T\n## New\n\n[[笔记#]] [x](#-)\n"


def test_a_label_over_two_lines_is_renamed_from_one(scene: Scene) -> None:
    scene("[x][my▮\nlabel]\n\n[my label]: a.md\n")
    assert prepared(scene) == "[x][«my\nlabel»]  (my label)"
    assert renamed(scene, "my labels") == "-- 笔记.md\n[x][my labels]\n\n[my labels]: a.md\n"


def test_an_attribute_without_quotes_stays_whole(scene: Scene) -> None:
    scene("# T▮\n\n<a href=#T>x</a>\n", settings={"links": {"slug": "obsidian"}})
    assert renamed(scene, "A b") == "-- 笔记.md\n# A b\n\n<a href=#A%20b>x</a>\n"
