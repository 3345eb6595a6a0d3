"""Renaming tags, reference labels, footnotes, block ids and HTML ids."""

from __future__ import annotations

import pytest

from notes_lsp.features.refusal import Refusal
from tests.features.rename.applying import edit_of, prepared, renamed
from tests.scene import Scene

# --- tags ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("😀 #读▮书", "😀 #«读书»"),
        ("😀 ▮#读书/论文", "😀 #«读书»/论文"),
        ("#读书/论▮文", "#«读书/论文»"),
        ("#读书/论文/旧▮ x", "#«读书/论文/旧» x"),
        ("---\ntags: [a, b▮/c]\n---\n", "tags: [a, «b»/c]"),
    ],
)
def test_a_tag_is_renamed_up_to_the_part_at_the_cursor(
    scene: Scene, written: str, drawn: str
) -> None:
    assert prepared(scene(written)) == drawn


def test_a_tag_takes_the_tags_nested_in_it_along(scene: Scene) -> None:
    scene("""
        -- a.md
        😀 #项目▮ #项目/甲 #项目组 `#项目` #项目/甲/乙
        -- b.md
        ---
        tags:
          - 项目/乙
          - "项目"
        ---
        x #项目
    """)
    assert renamed(scene, "工作/现在") == (
        "-- a.md\n😀 #工作/现在 #工作/现在/甲 #项目组 `#项目` #工作/现在/甲/乙\n"
        '-- b.md\n---\ntags:\n  - 工作/现在/乙\n  - "工作/现在"\n---\nx #工作/现在\n'
    )


def test_a_tag_is_renamed_in_every_case_it_is_written_in(scene: Scene) -> None:
    scene("#To▮do #todo #TODO/now")
    assert renamed(scene, "#task") == "-- 笔记.md\n#task #task #task/now\n"


def test_links_to_a_heading_that_holds_the_tag_follow(scene: Scene) -> None:
    scene("# Plan #ol▮d\n[x](#plan-old)\n")
    assert renamed(scene, "new") == "-- 笔记.md\n# Plan #new\n[x](#plan-new)\n"


@pytest.mark.parametrize("name", ["", "two words", "2024", "a,b", "a#b"])
def test_what_is_no_tag_is_refused(scene: Scene, name: str) -> None:
    with pytest.raises(Refusal):
        edit_of(scene("#ta▮g"), name)


# --- labels -------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["[text][r▮ef]", "[r▮ef]: https", "[R▮ef][]", "![b][▮ref]"])
def test_a_label_is_renamed_from_any_of_its_places(scene: Scene, place: str) -> None:
    note = "😀 [text][ref] [ref] [Ref][] ![b][ref] [not](ref) [no][ref2]\n\n[ref]: https://e.com\n"
    scene(note.replace(place.replace("▮", ""), place, 1))
    assert renamed(scene, "new ref") == (
        "-- 笔记.md\n😀 [text][new ref] [new ref] [new ref][] ![b][new ref] [not](ref) [no][ref2]"
        "\n\n[new ref]: https://e.com\n"
    )


def test_the_label_of_one_note_is_its_own(scene: Scene) -> None:
    scene("-- a.md\n[x][r▮]\n\n[r]: b.md\n-- b.md\n[x][r]\n\n[r]: a.md\n")
    assert renamed(scene, "s") == "-- a.md\n[x][s]\n\n[s]: b.md\n"


@pytest.mark.parametrize("name", ["other", "OTHER", "a]b", "^a", " "])
def test_a_label_that_collides_or_cannot_be_one_is_refused(scene: Scene, name: str) -> None:
    with pytest.raises(Refusal):
        edit_of(scene("[x][r▮]\n\n[r]: a\n[other]: b\n"), name)


@pytest.mark.parametrize("place", ["[^1▮]:", "x[^▮1]"])
def test_a_footnote_is_renamed_with_its_references(scene: Scene, place: str) -> None:
    scene("😀 x[^1] y[^1] z[^2]\n\n[^1]: One\n[^2]: Two\n".replace(place.replace("▮", ""), place))
    assert renamed(scene, "甲") == "-- 笔记.md\n😀 x[^甲] y[^甲] z[^2]\n\n[^甲]: One\n[^2]: Two\n"
    with pytest.raises(Refusal, match="2"):
        edit_of(scene, "2")
    with pytest.raises(Refusal):
        edit_of(scene, "a b")


# --- block ids ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "drawn"),
    [("😀 text ▮^abc", "😀 text ^«abc»"), ("😀 [[n#^a▮bc|x]]", "😀 [[n#^«abc»|x]]")],
)
def test_a_block_id_is_renamed_without_its_mark(scene: Scene, written: str, drawn: str) -> None:
    scene(f"-- m.md\n{written}\n-- n.md\n# T\n\nsome text ^abc\n")
    assert prepared(scene) == drawn


def test_links_to_a_block_follow(scene: Scene) -> None:
    scene("""
        -- n.md
        some text ^a▮bc

        [here](#^abc) [[#^ABC]]
        -- m.md
        😀 [[n#^abc]] ![[n#^abc|x]] [y](n.md#^abc) [z](n.md#%5Eabc) [[o#^abc]]
        -- o.md
        other ^abc
    """)
    assert renamed(scene, "^new-1") == (
        "-- m.md\n😀 [[n#^new-1]] ![[n#^new-1|x]] [y](n.md#^new-1) [z](n.md#%5Enew-1) [[o#^abc]]\n"
        "-- n.md\nsome text ^new-1\n\n[here](#^new-1) [[#^new-1]]\n"
    )


@pytest.mark.parametrize("name", ["def", "a b", "标", ""])
def test_a_block_id_that_is_taken_or_none_is_refused(scene: Scene, name: str) -> None:
    with pytest.raises(Refusal):
        edit_of(scene("text ^a▮bc\n\nother ^def\n"), name)


# --- ids ----------------------------------------------------------------------------------------


def test_an_html_id_is_renamed_with_all_links_to_it(scene: Scene) -> None:
    scene("""
        -- doc.md
        <div id="my-▮id"></div>

        [link](#my-id)
        -- other.md
        [text](#my-id)
        [text](./doc.md#my-id) [[doc#my-id]] [text](./doc#my-id)
    """)
    assert prepared(scene) == '<div id="«my-id»"></div>'
    assert renamed(scene, "new-id") == (
        '-- doc.md\n<div id="new-id"></div>\n\n[link](#new-id)\n'
        "-- other.md\n[text](#my-id)\n"
        "[text](./doc.md#new-id) [[doc#new-id]] [text](./doc#new-id)\n"
    )


def test_an_id_is_renamed_from_a_link_to_it(scene: Scene) -> None:
    scene("-- a.md\n😀 [text](./doc.md#tar▮get)\n-- doc.md\n<span id='target'></span>\n")
    assert prepared(scene) == "😀 [text](./doc.md#«target»)"
    assert renamed(scene, "neu") == (
        "-- a.md\n😀 [text](./doc.md#neu)\n-- doc.md\n<span id='neu'></span>\n"
    )


def test_the_id_of_a_heading_is_renamed_and_its_text_stays(scene: Scene) -> None:
    scene("# Title {#in▮tro}\n[x](#intro) [y](#title)\n")
    assert renamed(scene, "start") == "-- 笔记.md\n# Title {#start}\n[x](#start) [y](#title)\n"


def test_a_name_that_is_no_id_becomes_one(scene: Scene) -> None:
    scene('-- 笔.md\n<a id="旧▮"></a>\n\n[x](#旧)\n-- b.md\n[y](笔.md#旧)\n')
    assert renamed(scene, "新 的 Abschnitt!") == (
        '-- b.md\n[y](笔.md#新-的-abschnitt)\n-- 笔.md\n<a id="新-的-abschnitt"></a>\n\n'
        "[x](#新-的-abschnitt)\n"
    )
    assert "id='neuWort'" in renamed(scene("<a id='旧▮'></a>\n"), "neuWort")


@pytest.mark.parametrize("name", ["b", '"b"', '" "', ""])
def test_an_id_that_is_taken_or_none_is_refused(scene: Scene, name: str) -> None:
    with pytest.raises(Refusal):
        edit_of(scene('<a id="a▮"></a>\n\n# T {#b}\n'), name)


# --- nothing ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "note",
    ["so▮me words", "`[x](a▮.md)`", "$[[n▮]]$", "```\n# a▮\n```", "---\ntitle: ▮x\n---\n", "▮"],
)
def test_nothing_else_is_renamed(scene: Scene, note: str) -> None:
    assert prepared(scene(note)) is None
