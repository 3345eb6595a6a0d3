"""Destinations: `[x](…)`, `![x](…)`, `[x]: …`, HTML attributes."""

from __future__ import annotations

import pytest

from tests.features.completion import documentation, items, menu, taken
from tests.scene import Scene

FOLDER = """
-- a.md
# About a
-- b.md
-- sub/foo.md
# Foo bar
-- sub/file with space.md
-- 图.png
-- .hidden.md
-- node_modules/x.md
-- new.md
"""


@pytest.mark.parametrize("close", ["", ")", ") 和别的"])
def test_files_and_folders_beside_the_note(scene: Scene, close: str) -> None:
    scene(FOLDER + f"😀 [x](▮{close}")
    assert menu(scene) == ["a.md", "b.md", "sub/", "图.png", "new.md"]
    assert taken(scene, "sub/") == f"😀 [x](sub/{close}\n"


def test_headings_of_this_note_come_first(scene: Scene) -> None:
    scene(FOLDER + '😀 [x](▮)\n\n# A b C\n\n<div id="t"></div>\n')
    assert menu(scene)[:3] == ["#a-b-c", "#t", "a.md"]
    assert taken(scene).startswith("😀 [x](#a-b-c)\n")


@pytest.mark.parametrize("before", ["./", "../笔记 vault/", "/"])
def test_a_path_goes_part_by_part(scene: Scene, before: str) -> None:
    before = before.replace(" ", "%20")
    scene(FOLDER + f"😀 [x]({before}▮)\n\n# A b C\n")
    assert menu(scene) == ["a.md", "b.md", "sub/", "图.png", "new.md"]


def test_what_a_site_serves_at_its_root_is_offered_there(scene: Scene) -> None:
    """`.vuepress/public/logo.png` is `/logo.png` on the site, and the link leads there."""
    scene("-- a/b.md\n![x](/▮)\n-- .vuepress/public/logo.png\n-- a/.vuepress/public/深/1.png\n")
    assert menu(scene) == ["a/", "logo.png", "深/"]
    assert taken(scene, "深/") == "![x](/深/)\n"


def test_the_vault_ends_at_its_root(scene: Scene) -> None:
    assert menu(scene(FOLDER + "😀 [x](../▮)")) == []


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("😀 [x](./sub/f▮)", "😀 [x](./sub/file%20with%20space.md)"),
        ("[x](./sub/file%20▮)", "[x](./sub/file%20with%20space.md)"),
        ("[x](<./sub/f▮>)", "[x](<./sub/file with space.md>)"),
        ("[x](<./sub/file ▮", "[x](<./sub/file with space.md"),
        ("[x]: <./sub/file ▮", "[x]: <./sub/file with space.md"),
        ("[x]: ./sub/f▮", "[x]: ./sub/file%20with%20space.md"),
        ("[x]: <./sub/f▮>", "[x]: <./sub/file with space.md>"),
        ('<a href="sub/f▮">', '<a href="sub/file with space.md">'),
        ("![](sub/f▮)", "![](sub/file%20with%20space.md)"),
        ("[x [y] z](/sub/f▮)", "[x [y] z](/sub/file%20with%20space.md)"),
    ],
)
def test_spaces_are_written_as_the_place_asks(scene: Scene, text: str, after: str) -> None:
    assert taken(scene(FOLDER + text), "file with space.md") == f"{after}\n"


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("a%b.md", "[](./a%25b.md"),
        ("(a).md", "[](./(a).md"),
        ("a(b.md", "[](./a\\(b.md"),
        ("テ ス.md", "[](./テ%20ス.md"),
        ("a#b.md", "[](./a%23b.md"),
    ],
)
def test_signs_in_names(scene: Scene, name: str, after: str) -> None:
    assert taken(scene(f"-- {name}\n-- 😀.md\n[](./▮"), name) == after + "\n"


@pytest.mark.parametrize(
    ("name", "after"), [("<a>.md", "\\<a\\>.md"), ("a<b>c.md", "a\\<b\\>c.md")]
)
def test_signs_in_angle_brackets(scene: Scene, name: str, after: str) -> None:
    assert taken(scene(f"-- {name}\n-- 😀.md\n[](<./▮"), name) == f"[](<./{after}\n"


def test_quotes_in_html(scene: Scene) -> None:
    scene('-- qu"o\'te.md\n-- 😀.md\n<img src="./q▮">')
    assert taken(scene) == '<img src="./qu&quot;o&apos;te.md">\n'


@pytest.mark.parametrize(
    "text",
    [
        "[](http:▮",
        "[](mailto:▮)",
        '<img src="http://▮',
        '<img source="▮',
        '<image src="▮',
        "[](//▮",
    ],
)
def test_addresses_are_left_alone(scene: Scene, text: str) -> None:
    assert menu(scene(FOLDER + text + "\n\n# http\n")) == []


def test_a_part_in_the_middle_of_a_path(scene: Scene) -> None:
    assert taken(scene(FOLDER + "😀 [x](./s▮u/foo.md)"), "sub/") == "😀 [x](./sub/foo.md)\n"


def test_images_come_first_where_one_is_wanted(scene: Scene) -> None:
    scene(FOLDER + "😀 ![](▮)\n\n# A b C\n")
    assert menu(scene)[:2] == ["sub/", "图.png"]


def test_notes_of_other_folders_by_name(scene: Scene) -> None:
    scene(FOLDER + "😀 [x](fo▮)")
    assert menu(scene) == ["sub/foo.md"]
    assert taken(scene) == "😀 [x](sub/foo.md)\n"
    assert documentation(scene, "sub/foo.md") == "# Foo bar"


def test_notes_without_their_ending_where_the_setting_says_so(scene: Scene) -> None:
    scene(FOLDER + "😀 [x](./▮)", settings={"links": {"extension": False}})
    assert menu(scene) == ["a", "b", "sub/", "图.png", "new"]


@pytest.mark.parametrize(
    ("style", "after"), [("relative", "foo.md"), ("absolute", "/sub/foo.md"), ("short", "foo.md")]
)
def test_the_path_style_of_the_setting(scene: Scene, style: str, after: str) -> None:
    scene(FOLDER + "-- sub/here.md\n😀 [x](fo▮)", settings={"links": {"style": style}})
    assert taken(scene) == f"😀 [x]({after})\n"


def test_excluded_and_ignored_files_are_not_offered(scene: Scene) -> None:
    scene(
        FOLDER + "-- .gitignore\nb.md\n-- here.md\n😀 [x](./▮)",
        settings={"vault": {"exclude": ["sub/"]}},
    )
    assert menu(scene) == ["a.md", "new.md", "图.png", "here.md"]


# --- headings -------------------------------------------------------------------------------------


@pytest.mark.parametrize("close", ["", ")"])
def test_headings_by_their_slugs(scene: Scene, close: str) -> None:
    scene(f"😀 [](#▮{close}\n\n# A b C\n# 😀 a 😀 b 😀\n# 생뚱 This\n# A b C\n")
    assert menu(scene) == ["#a-b-c", "#-a--b-", "#생뚱-this", "#a-b-c-1"]
    assert taken(scene, "#생뚱-this").startswith(f"😀 [](#생뚱-this{close}\n")


def test_headings_by_any_word_of_theirs(scene: Scene) -> None:
    assert menu(scene("😀 [](#th▮)\n\n# 생뚱 This\n# There\n")) == ["#there", "#생뚱-this"]


@pytest.mark.parametrize(
    "text",
    ["[](/a.md#▮)", "[](a.md#ab▮", "[](a#▮)", "[x]: a.md#▮", '<a href="a.md#▮">', "[](<a.md#▮>)"],
)
def test_headings_of_another_note(scene: Scene, text: str) -> None:
    scene(FOLDER + "😀 " + text)
    assert menu(scene) == (["#about-a"] if not text.startswith("[x]") else [])


def test_headings_in_a_definition(scene: Scene) -> None:
    scene(FOLDER + "[x]: a.md#▮")
    assert taken(scene) == "[x]: a.md#about-a\n"


def test_the_slug_of_the_setting(scene: Scene) -> None:
    scene("😀 [](#▮)\n\n# 1. A (b)\n", settings={"links": {"slug": "vuepress"}})
    assert menu(scene) == ["#_1-a-b"]


def test_html_ids_of_this_note(scene: Scene) -> None:
    scene('😀 [](#▮)\n\n# My Header\n\n<div id="my-header"></div>\n\n<a id="sec-1"></a>\n')
    assert menu(scene) == ["#my-header", "#sec-1"]


def test_no_headings_for_images_and_missing_notes(scene: Scene) -> None:
    assert menu(scene(FOLDER + "![](#▮)\n\n# A\n")) == []
    assert menu(scene("-- new.md\n[](gone.md#▮)\n\n# A\n")) == []


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("[](##foo▮)", "[](sub/foo.md#foo-bar)"),
        ("[x](##foo▮", "[x](sub/foo.md#foo-bar"),
        ("[](<##foo▮>)", "[](<sub/foo.md#foo-bar>)"),
    ],
)
def test_headings_of_all_notes_behind_two_signs(scene: Scene, text: str, after: str) -> None:
    scene(FOLDER + "😀 " + text)
    assert menu(scene)[0] == "#foo-bar"
    assert taken(scene) == f"😀 {after}\n"


def test_two_signs_alone_offer_this_notes_headings_first(scene: Scene) -> None:
    scene(FOLDER + "[](##▮)\n\n# Mine\n")
    assert menu(scene) == ["#mine", "#about-a", "#foo-bar"]
    assert [item.text_edit.new_text for item in items(scene)][1] == "a.md#about-a"


def test_blocks(scene: Scene) -> None:
    assert taken(scene("-- a.md\n文 ^b1\n-- 😀.md\n[](a.md#^▮)")) == "[](a.md#^b1)\n"


def test_two_hashes_offer_the_ids_of_this_note_too(scene: Scene) -> None:
    scene(FOLDER + '[](##▮)\n\n# Mine\n\n<a id="foo-mark"></a>\n')
    assert "#foo-mark" in menu(scene)
    scene(FOLDER + '[](##foo-m▮)\n\n# Mine\n\n<a id="foo-mark"></a>\n')
    assert taken(scene).startswith("[](#foo-mark)\n")
