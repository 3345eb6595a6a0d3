"""Renaming a file by a link to it moves it, and rewrites every link to it and every link in it."""

from __future__ import annotations

import pytest

from notes_lsp.features.refusal import Refusal
from tests.features.rename.applying import edit_of, prepared, renamed
from tests.scene import PLAIN_CLIENT, Scene


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("[text](./d▮oc.md)", "[text](«./doc.md»)"),
        ("[text](./d▮oc.md#some-header)", "[text](«./doc.md»#some-header)"),
        (
            "😀 [t](/sub/doc%20wi▮th%20a.md)",
            "😀 [t](«/sub/doc%20with%20a.md»)  (/sub/doc with a.md)",
        ),
        ("![t](<▮cat 1.gif> 'x')", "![t](<«cat 1.gif»> 'x')"),
        ("[[笔▮记#a|b]]", "[[«笔记»#a|b]]"),
        ("[ref]: /▮file", "[ref]: «/file»"),
        ('<img src="a▮.png">', '<img src="«a.png»">'),
    ],
)
def test_the_path_is_what_is_renamed(scene: Scene, written: str, drawn: str) -> None:
    assert prepared(scene(written)) == drawn


def test_the_file_moves_and_all_links_follow(scene: Scene) -> None:
    scene("""
        -- doc.md
        [text](./d▮oc.md)

        [ref]: ./doc.md
    """)
    assert renamed(scene, "./sub/newDoc.md") == (
        "-- doc.md\n[text](./newDoc.md)\n\n[ref]: ./newDoc.md\ndoc.md -> sub/newDoc.md\n"
    )


def test_a_path_from_the_workspace_folder_stays_one(scene: Scene) -> None:
    scene("-- sub/doc.md\n[text](/sub/d▮oc.md)\n\n[ref]: /sub/doc.md\n")
    assert renamed(scene, "/NEW sub/new DOC.md") == (
        "-- sub/doc.md\n[text](</NEW sub/new DOC.md>)\n\n[ref]: </NEW sub/new DOC.md>\n"
        "sub/doc.md -> NEW sub/new DOC.md\n"
    )


def test_a_file_that_is_not_there_is_renamed_in_the_links(scene: Scene) -> None:
    scene("""
        -- doc1.md
        ![img](/images/mo▮re/image.png)

        <img src="/images/more/image.png">

        [ref]: /images/more/image.png
        -- sub/doc2.md
        ![img](/images/more/image.png) ![](../images/more/image.png)
    """)
    assert renamed(scene, "/img/test/new.png") == (
        "-- doc1.md\n![img](/img/test/new.png)\n\n"
        '<img src="/img/test/new.png">\n\n[ref]: /img/test/new.png\n'
        "-- sub/doc2.md\n![img](/img/test/new.png) ![](../img/test/new.png)\n"
    )


def test_a_link_without_ending_stays_without_and_the_file_keeps_its_own(scene: Scene) -> None:
    scene("-- doc.md\n[text](/d▮oc#header)\n\n[ref]: /doc#other\n")
    assert renamed(scene, "/new File") == (
        "-- doc.md\n[text](</new File#header>)\n\n[ref]: </new File#other>\ndoc.md -> new File.md\n"
    )


def test_an_ending_that_is_typed_is_written_at_the_cursor(scene: Scene) -> None:
    scene("-- a.md\n[x](./d▮oc#部) [y](doc) [[doc]]\n-- doc.md\n# 部\n")
    assert renamed(scene, "sub/新.md") == (
        "-- a.md\n[x](sub/新.md#部) [y](sub/新) [[新]]\ndoc.md -> sub/新.md\n"
    )


def test_an_ending_that_is_typed_counts_more_than_the_setting(scene: Scene) -> None:
    settings = {"links": {"extension": False}}
    scene("-- a.md\n[x](d▮oc.md) [y](doc.md)\n-- doc.md\n", settings=settings)
    assert renamed(scene, "新.md") == "-- a.md\n[x](新.md) [y](新)\ndoc.md -> 新.md\n"


def test_a_link_with_ending_keeps_it_when_the_new_name_is_typed_without(scene: Scene) -> None:
    scene("-- a.md\n[x](d▮oc.md) [y](doc)\n-- doc.md\nx\n")
    assert renamed(scene, "neu") == "-- a.md\n[x](neu.md) [y](neu)\ndoc.md -> neu.md\n"


def test_links_in_the_moved_note_lead_where_they_led(scene: Scene) -> None:
    scene("""
        -- a.md
        [[do▮c]]
        -- b.md
        # T
        -- doc.md
        [b](b.md#t) [self](doc.md) [own](#x) ![p](./img/p.png) [[b]] [web](https://x.y/b.md)

        # x
    """)
    assert renamed(scene, "sub/deep/new") == (
        "-- a.md\n[[new]]\n"
        "-- doc.md\n[b](../../b.md#t) [self](new.md) [own](#x) ![p](../../img/p.png) [[b]] "
        "[web](https://x.y/b.md)\n\n# x\n"
        "doc.md -> sub/deep/new.md\n"
    )


@pytest.mark.parametrize(
    ("old", "name", "new"),
    [
        ("[x](old%20n.md)", "new n", "[x](new%20n.md)"),
        ("[x](旧%20n.md)", "新 n", "[x](新%20n.md)"),
        ("[x](%E6%97%A7.md)", "新 n", "[x](%E6%96%B0%20n.md)"),
        ("[x](<old n.md#a>)", "new n", "[x](<new n.md#a>)"),
        ("[x](<old.md>)", "o(p)(e(n)).md", "[x](o(p)(e(n)).md)"),
        ("![x](old.gif)", "open(.gif", "![x](<open(.gif>)"),
        ("![x](<old.gif>)", "open(.gif", "![x](<open(.gif>)"),
        ("![x](<old.gif>)", "n<ew>.gif", "![x](n<ew>.gif)"),
        ("![x](<old.gif>)", "n<e w>.gif", "![x](<n\\<e w\\>.gif>)"),
        ("[x](old.md)", "100%25.md", "[x](100%.md)"),
        ("[x](old.md)", "a?b.md", "[x](a%3Fb.md)"),
        ("[x](old.html)", "new", "[x](new.html)"),
        ("[x](OLD.md)", "new", "[x](new.md)"),
        ("[x](./old.md)", "./new", "[x](./new.md)"),
        ("[x](sub/../old.md)", "new", "[x](new.md)"),
        ("[[old]]", "new n", "[[new n]]"),
        ("[[old.md#h|t]]", "new", "[[new.md#h|t]]"),
        ("[[Old|t]]", "Neu", "[[Neu|t]]"),
        ("| [[old\\|t]] |\n| - |", "new", "| [[new\\|t]] |\n| - |"),
        ('<a href="old.md">', "new 1", '<a href="new%201.md">'),
        ("[x](old.md?raw=1#h)", "new", "[x](new.md?raw=1#h)"),
    ],
)
def test_each_link_keeps_its_form(scene: Scene, old: str, name: str, new: str) -> None:
    at = next(index for mark in ("](<", "](", "[[", 'href="') if (index := old.find(mark)) >= 0)
    mark = next(mark for mark in ("](<", "](", "[[", 'href="') if mark in old)
    scene(f"-- 笔.md\n😀 {old[: at + len(mark)]}▮{old[at + len(mark) :]}\n-- old.md\n")
    assert renamed(scene, name).split("\n😀 ")[1].removesuffix("\n").split("\nold")[0] == new


def test_a_name_that_changes_its_case_alone_changes_in_the_links(scene: Scene) -> None:
    scene("-- a.md\n[[no▮te]] [x](note.md) [[NOTE]]\n-- note.md\n")
    assert renamed(scene, "Note") == (
        "-- a.md\n[[Note]] [x](Note.md) [[NOTE]]\nnote.md -> Note.md\n"
    )


def test_a_short_link_gets_longer_where_the_new_name_is_taken_elsewhere(scene: Scene) -> None:
    scene("""
        -- a.md
        [[ol▮d]] [[n]]
        -- sub/old.md
        -- other/n.md
    """)
    assert renamed(scene, "n") == "-- a.md\n[[sub/n]] [[other/n]]\nsub/old.md -> sub/n.md\n"


def test_a_link_by_alias_says_where_the_alias_stands(scene: Scene) -> None:
    scene("-- a.md\n[[Ali▮as]]\n-- n.md\n---\naliases: [Alias]\n---\n")
    with pytest.raises(Refusal, match="front matter"):
        edit_of(scene, "New")


def test_a_link_by_alias_stays_when_the_file_is_renamed(scene: Scene) -> None:
    scene("-- a.md\n[[Alias]] [[▮n]]\n-- n.md\n---\naliases: [Alias]\n---\n")
    assert renamed(scene, "m") == "-- a.md\n[[Alias]] [[m]]\nn.md -> m.md\n"


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("[[n▮]]", "taken"),
        ("[x](n▮.md)", "pic.png"),
        ("[[n▮]]", "a|b"),
        ("[[n▮]]", "a#b"),
        ("[[n▮]]", "a]]b"),
        ("[[n▮]]", ""),
        ("[x](n▮.md)", "sub/"),
        ("[x](n▮.md)", "../out.md"),
    ],
)
def test_a_name_that_would_do_harm_is_refused(scene: Scene, link: str, name: str) -> None:
    scene(f"-- a.md\n{link}\n-- n.md\n-- taken.md\n-- pic.png.md\n")
    with pytest.raises(Refusal):
        edit_of(scene, name)


def test_a_link_to_no_file_is_corrected_to_one_that_is_there(scene: Scene) -> None:
    scene("-- a.md\n[[guid▮]] [x](guid.md#h)\n-- b.md\n[[guid|x]] [[guide]]\n-- guide.md\n# H\n")
    assert renamed(scene, "guide") == (
        "-- a.md\n[[guide]] [x](guide.md#h)\n-- b.md\n[[guide|x]] [[guide]]\n"
    )


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("[[n▮]]", "Other"),
        ("[x](n▮.md)", "Other.md"),
        ("[[n▮]]", "CAFÉ"),
        ("[[n▮]]", "cafe\u0301"),
        ("![](p▮.png)", "Q.PNG"),
        ("[x](docs▮/)", "Guide"),
        ("[x](n▮.md)", "Guide/x.md"),
    ],
)
def test_a_name_that_is_another_files_but_for_its_case_is_refused(
    scene: Scene, link: str, name: str
) -> None:
    """On macOS and Windows the two would be one file."""
    others = "-- other.md\n-- café.md\n-- p.png\n-- q.png\n-- guide/x.md\n-- docs/a.md\n"
    scene(f"-- a.md\n{link}\n-- n.md\n{others}")
    with pytest.raises(Refusal, match=r"already.*macOS and Windows"):
        edit_of(scene, name)


def test_a_change_of_case_alone_is_refused_where_both_are_there(scene: Scene) -> None:
    scene("-- a.md\n[[./no▮te]]\n-- note.md\n-- Note.md\n")
    with pytest.raises(Refusal, match="already"):
        edit_of(scene, "./Note")


def test_a_change_of_case_alone_renames_a_folder_too(scene: Scene) -> None:
    scene("-- a.md\n[x](docs▮/) [y](docs/b.md) [[docs/b]]\n-- docs/README.md\n-- docs/b.md\n")
    assert renamed(scene, "Docs/") == (
        "-- a.md\n[x](Docs/) [y](Docs/b.md) [[Docs/b]]\ndocs -> Docs\n"
    )


def test_a_name_in_its_other_unicode_form_is_the_same_note(scene: Scene) -> None:
    scene("-- a.md\n[[cafe\u0301▮]]\n-- cafe\u0301.md\n")
    assert renamed(scene, "café") == "-- a.md\n[[café]]\ncafe\u0301.md -> café.md\n"


def test_a_client_that_moves_no_files_is_told_so(scene: Scene) -> None:
    scene("-- a.md\n[[n▮]]\n-- n.md\n", client=PLAIN_CLIENT)
    with pytest.raises(Refusal, match="file explorer"):
        edit_of(scene, "m")


def test_a_link_to_a_folder_renames_the_folder(scene: Scene) -> None:
    scene("-- a.md\n[x](doc▮s/) [y](docs/b.md) [[docs/b]] [[b]]\n-- docs/README.md\n-- docs/b.md\n")
    assert renamed(scene, "guide/") == (
        "-- a.md\n[x](guide/) [y](guide/b.md) [[guide/b]] [[b]]\ndocs -> guide\n"
    )


def test_an_address_is_renamed_wherever_it_is_written(scene: Scene) -> None:
    scene("""
        -- doc.md
        [1](http://example.com) http://example.com/other
        <http://example.com>

        [2]: http://ex▮ample.com
        -- doc2.md
        [4](http://example.com)
    """)
    assert prepared(scene) == "[2]: «http://example.com»"
    assert renamed(scene, "https://example.com/sub") == (
        "-- doc.md\n[1](https://example.com/sub) http://example.com/other\n"
        "<https://example.com/sub>\n\n[2]: https://example.com/sub\n"
        "-- doc2.md\n[4](https://example.com/sub)\n"
    )


@pytest.mark.parametrize(
    ("link", "name", "new"),
    [
        ("[x](wrong/n▮.md)", "d/n.md", "[x](d/n.md)"),
        ("[x](wrong/n▮)", "d/n", "[x](d/n)"),
        ("[[wrong/n▮]]", "d/n", "[[d/n]]"),
        ("[x](wrong/q▮.png)", "d/p.png", "[x](d/p.png)"),
    ],
)
def test_a_broken_link_is_corrected_and_the_note_it_should_lead_to_stays(
    scene: Scene, link: str, name: str, new: str
) -> None:
    note = "[y](../a.md) [w](m.md) ![](p.png)\n"
    scene(f"-- a.md\n{link}\n-- d/n.md\n{note}-- d/m.md\n-- d/p.png\n")
    assert renamed(scene, name) == f"-- a.md\n{new}\n"


@pytest.mark.parametrize(
    ("link", "name", "new"),
    [("[[b▮]]", "c", "[[c]]"), ("[[b▮.md]]", "c.md", "[[c.md]]"), ("[[./b▮]]", "./c", "[[./c]]")],
)
def test_a_wiki_link_in_a_note_outside_of_all_workspace_folders_stays_short(
    scene: Scene, link: str, name: str, new: str
) -> None:
    """The note beside it is not read, but it is there."""
    scene(f"-- a.md\n{link}\n-- b.md\n")
    scene.vault.configure([], [])
    for _ in scene.vault.load():
        pass
    assert renamed(scene, name) == f"-- a.md\n{new}\nb.md -> c.md\n"
