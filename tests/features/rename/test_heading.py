"""Renaming a heading renames every link to it, each in its own style."""

from __future__ import annotations

import os

import pytest

from notes_lsp.features.refusal import Refusal
from notes_lsp.text import Encoding
from notes_lsp.vault import packing
from tests.features.rename.applying import edit_of, prepared, renamed, texts
from tests.scene import PLAIN_CLIENT, Scene


@pytest.mark.parametrize(
    ("line", "drawn"),
    [
        ("▮# abc", "# «abc»"),
        ("### a▮bc ###", "### «abc» ###"),
        ("# 😀 标▮题 `x`", "# «😀 标题 `x`»"),
        ("# abc {#▮id}", "# abc {#«id»}"),
        ("> ## in a qu▮ote", "> ## «in a quote»"),
    ],
)
def test_the_text_of_a_heading_is_renamed_from_anywhere_on_its_line(
    scene: Scene, line: str, drawn: str
) -> None:
    assert prepared(scene(line)) == drawn


def test_a_setext_heading_is_renamed_from_its_underline(scene: Scene) -> None:
    scene("😀 Title\n===▮==\n\n[x](#-title)\n")
    assert renamed(scene, "New") == "-- 笔记.md\nNew\n=====\n\n[x](#new)\n"


def test_a_setext_heading_of_several_lines_is_renamed_as_one(scene: Scene) -> None:
    scene("> One▮\n> <b>two</b>\n> ===\n\n[x](#one-two)\n")
    assert prepared(scene) == "> «One\n> <b>two</b>»  (One <b>two</b>)"
    assert renamed(scene, "New") == "-- 笔记.md\n> New\n> ===\n\n[x](#new)\n"


def test_links_in_this_and_other_notes_follow(scene: Scene) -> None:
    scene("""
        -- doc.md
        ### A▮ b C
        [text](#a-b-c)
        <a href="#a-b-c">text</a>

        [ref]: #a-b-c
        -- other.md
        [not this](#a-b-c)
        [text](./doc.md#a-b-c) [[doc#A b C]] ![[doc#a b c|shown]]
        [text](./doc#a-b-c)
    """)
    assert (
        renamed(scene, "New Header")
        == """\
-- doc.md
### New Header
[text](#new-header)
<a href="#new-header">text</a>

[ref]: #new-header
-- other.md
[not this](#a-b-c)
[text](./doc.md#new-header) [[doc#New Header]] ![[doc#New Header|shown]]
[text](./doc#new-header)
"""
    )


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("[x](doc.md#a-▮b-c)", "[x](doc.md#«a-b-c»)  (a B c)"),
        ("[x](doc#a-b-c▮)", "[x](doc#«a-b-c»)  (a B c)"),
        ("😀[[doc#a▮ B c|表]]", "😀[[doc#«a B c»|表]]"),
        ("[r]: doc.md#▮a-b-c", "[r]: doc.md#«a-b-c»  (a B c)"),
        ('<a href="doc.md#a-b▮-c">', '<a href="doc.md#«a-b-c»">  (a B c)'),
    ],
)
def test_a_heading_is_renamed_from_a_link_to_it(scene: Scene, written: str, drawn: str) -> None:
    scene(f"-- a.md\n{written}\n-- doc.md\n### a B c ###\n[self](#a-b-c)\n")
    assert prepared(scene) == drawn
    assert "-- doc.md\n### New ###\n[self](#new)\n" in renamed(scene, "New")


def test_the_text_of_a_link_is_no_heading(scene: Scene) -> None:
    scene("# Header\n[te▮xt](#header)\n")
    assert prepared(scene) is None
    with pytest.raises(Refusal):
        edit_of(scene, "New")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[x](n.md#旧-名)", "[x](n.md#新-的-100)"),
        ("[x](n.md#%E6%97%A7-%E5%90%8D)", "[x](n.md#%E6%96%B0-%E7%9A%84-100)"),
        ("[x](n.md#旧%20名)", "[x](n.md#新%20的%20100)"),
        ("[x](<n.md#旧 名>)", "[x](<n.md#新 的 100>)"),
        ("[[n#旧 名]]", "[[n#新 的 100]]"),
        ("[[n#旧-名]]", "[[n#新-的-100]]"),
        ("![[n#旧 名|字]]", "![[n#新 的 100|字]]"),
        ("| [[n#旧 名\\|字]] |\n| --- |", "| [[n#新 的 100\\|字]] |\n| --- |"),
        ("[x](n.md?raw=1#旧-名)", "[x](n.md?raw=1#新-的-100)"),
    ],
)
def test_each_link_keeps_its_style_and_encoding(scene: Scene, old: str, new: str) -> None:
    scene(f"-- n.md\n# 旧▮ 名\n-- a.md\n😀 {old}\n")
    assert renamed(scene, "新 的 100%") == f"-- a.md\n😀 {new}\n-- n.md\n# 新 的 100%\n"


def test_the_slug_of_vuepress_stays_one_of_vuepress(scene: Scene) -> None:
    scene("-- n.md\n# 1. A▮, B\n[v](#_1-a-b) [g](#1-a-b)\n")
    assert renamed(scene, "2. C, D") == "-- n.md\n# 2. C, D\n[v](#_2-c-d) [g](#2-c-d)\n"


def test_the_setting_decides_where_a_fragment_fits_two_slugs(scene: Scene) -> None:
    scene("# Intro▮\n[x](#intro)\n", settings={"links": {"slug": "vuepress"}})
    assert renamed(scene, "1. Start") == "-- 笔记.md\n# 1. Start\n[x](#_1-start)\n"


def test_a_name_that_another_heading_has_gets_the_next_slug(scene: Scene) -> None:
    """vscode-markdown-languageservice, "Rename should add unique id …"."""
    scene("""
        # header a
        # header▮ b
        # header a
        [h1](#header-a)
        [h1](#header-b)
        [h1](#header-a-1)
    """)
    assert (
        renamed(scene, "header a")
        == """\
-- 笔记.md
# header a
# header a
# header a
[h1](#header-a)
[h1](#header-a-1)
[h1](#header-a-2)
"""
    )


def test_renaming_one_of_two_equal_headings_moves_the_slug_of_the_other(scene: Scene) -> None:
    scene("""
        -- n.md
        # hea▮der
        # header
        [h1](#header)
        [h1](#header-1)
        -- other.md
        [h1](n.md#header-1) [[n#header]]
    """)
    assert (
        renamed(scene, "New Header")
        == """\
-- n.md
# New Header
# header
[h1](#new-header)
[h1](#header)
-- other.md
[h1](n.md#header) [[n#New Header]]
"""
    )


def test_a_path_of_headings_keeps_its_other_parts(scene: Scene) -> None:
    scene("""
        -- n.md
        # Chap▮ter
        ## Usage
        # Other
        ## Usage
        -- a.md
        [[n#Chapter#Usage]] [[n#Other#Usage]] [[n#chapter]]
    """)
    assert renamed(scene, "Part") == (
        "-- a.md\n[[n#Part#Usage]] [[n#Other#Usage]] [[n#part]]\n"
        "-- n.md\n# Part\n## Usage\n# Other\n## Usage\n"
    )


def test_a_wiki_link_to_a_text_that_stands_twice_names_the_chapter_too(scene: Scene) -> None:
    scene("""
        -- n.md
        # One
        ## Usage
        # Two
        ## Exa▮mples
        -- a.md
        [[n#Examples]]
    """)
    assert "[[n#Two#Usage]]" in renamed(scene, "Usage")


def test_an_explicit_id_keeps_its_links(scene: Scene) -> None:
    scene("# Ti▮tle {#intro}\n[x](#intro) [y](#title)\n")
    assert renamed(scene, "New") == "-- 笔记.md\n# New {#intro}\n[x](#intro) [y](#new)\n"


def test_an_explicit_id_is_not_renamed_by_the_way(scene: Scene) -> None:
    scene("# 😀 旧▮ {#own}\n\n[a](#own)\n")
    assert renamed(scene, "新 {#own}") == "-- 笔记.md\n# 新 {#own}\n\n[a](#own)\n"
    with pytest.raises(Refusal, match="has an id"):
        edit_of(scene, "新 {#other}")


def test_front_matter_line_ends_and_all_else_stay(scene: Scene) -> None:
    scene("-- n.md\n---\r\ntitle:  T\r\n---\r\n# O▮ld  \r\n\r\n*  x [y](#old)\r\n")
    assert renamed(scene, "新") == (
        "-- n.md\n---\r\ntitle:  T\r\n---\r\n# 新  \r\n\r\n*  x [y](#新)\r\n"
    )


@pytest.mark.parametrize("encoding", list(Encoding))
def test_columns_are_those_of_the_client(scene: Scene, encoding: Encoding) -> None:
    scene("-- n.md\n# 😀 O▮ld\n😀😀 [x](#-old)\n-- m.md\n😀汉 [[n#😀 Old]] 后\n").using(encoding)
    assert renamed(scene, "N") == "-- m.md\n😀汉 [[n#N]] 后\n-- n.md\n# N\n😀😀 [x](#n)\n"


@pytest.mark.parametrize(
    ("note", "name"),
    [("# T▮", ""), ("# T▮", "  "), ("# T▮", "a\nb"), ("T▮\n==", "- a"), ("T▮\n==", "# a")],
)
def test_what_would_be_no_heading_is_refused(scene: Scene, note: str, name: str) -> None:
    with pytest.raises(Refusal):
        edit_of(scene(note), name)


def test_hashes_at_the_end_of_a_name_are_kept(scene: Scene) -> None:
    assert renamed(scene("# T▮ ##\n[x](#t)"), "C #") == "-- 笔记.md\n# C \\# ##\n[x](#c-)\n"


def test_a_link_to_a_heading_that_is_not_there_is_renamed_with_its_like(scene: Scene) -> None:
    scene("""
        [ref text][ref]
        [direct](/file#header) [[file#header]]

        [ref]: /file#hea▮der
    """)
    assert prepared(scene) == "[ref]: /file#«header»"
    assert renamed(scene, "New Header") == (
        "-- 笔记.md\n[ref text][ref]\n"
        "[direct](/file#new-header) [[file#New Header]]\n\n[ref]: /file#new-header\n"
    )


@pytest.mark.parametrize("link", ["[[b#h▮]]", "[x](b.md#h▮)"])
def test_a_heading_in_a_note_that_may_not_be_read_stays(
    scene: Scene, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = packing.quick_read

    def refused(path: str) -> tuple[bytes, os.stat_result]:
        if path.endswith("b.md"):
            raise PermissionError(path)
        return read(path)

    monkeypatch.setattr(packing, "quick_read", refused)
    scene(f"-- a.md\n{link}\n-- b.md\n# h\n")
    assert prepared(scene) is None


def test_an_open_note_is_edited_at_its_version_and_a_plain_client_gets_plain_changes(
    scene: Scene,
) -> None:
    scene("-- n.md\n# T▮\n-- m.md\n[[n#T]]\n")
    edit = edit_of(scene, "U")
    assert edit.document_changes is not None
    versions = [change.text_document.version for change in edit.document_changes]  # type: ignore[union-attr]  # no files
    assert versions == [1, None]
    scene.client = PLAIN_CLIENT
    plain = edit_of(scene, "U")
    assert plain.document_changes is None
    assert texts(plain) == texts(edit)


@pytest.mark.parametrize(
    "link", ["[[out/b#h▮]]", "[x](out/b.md#h▮)", "[x](p.pdf#page=▮2)", "[x](no.pdf#page=▮2)"]
)
def test_what_a_fragment_means_in_a_file_that_is_not_read_stays(scene: Scene, link: str) -> None:
    scene(f"-- .gitignore\nout/\n-- a.md\n{link}\n-- out/b.md\n# h\n-- p.pdf\n")
    assert prepared(scene) is None
