"""The editor moves files and folders: links in and out follow."""

from __future__ import annotations

import pytest

from tests.features.rename.applying import carry_out, move_edit, moved, moves
from tests.scene import PLAIN_CLIENT, Scene


def test_links_to_a_file_follow(scene: Scene) -> None:
    scene("""
        -- doc.md
        [abc](/old.md#frag)
        [abc](old.md "title")
        [abc](./old) [[old]] [[old#frag|x]] <a href="old.md#frag">x</a>

        [xyz]: ./old.md#frag
        [other]: ./other.md
        -- old.md
    """)
    assert moved(scene, ("old.md", "new.md")) == (
        "-- doc.md\n"
        "[abc](/new.md#frag)\n"
        '[abc](new.md "title")\n'
        '[abc](./new) [[new]] [[new#frag|x]] <a href="new.md#frag">x</a>\n'
        "\n[xyz]: ./new.md#frag\n[other]: ./other.md\n"
    )


def test_the_edit_of_a_move_moves_nothing_itself(scene: Scene) -> None:
    scene("-- a.md\n[[b]]\n-- b.md\n", client=PLAIN_CLIENT)
    edit = move_edit(scene, ("b.md", "c.md"))
    assert edit is not None
    assert not moves(edit)
    assert edit.changes is not None


def test_names_with_spaces_and_brackets_are_put_in_angle_brackets(scene: Scene) -> None:
    scene("""
        -- doc.md
        [abc](/old.md#a 'text')
        [abc](<old.md#a>)

        [def]: <old.md> 'text'
    """)
    assert moved(scene, ("old.md", "sp ace.md")) == (
        "-- doc.md\n[abc](</sp ace.md#a> 'text')\n[abc](<sp ace.md#a>)\n\n"
        "[def]: <sp ace.md> 'text'\n"
    )
    assert moved(scene, ("old.md", "<a>.md")) == (
        "-- doc.md\n[abc](/<a>.md#a 'text')\n[abc](<\\<a\\>.md#a>)\n\n[def]: <\\<a\\>.md> 'text'\n"
    )
    assert moved(scene, ("old.md", "bar.md")) == (
        "-- doc.md\n[abc](/bar.md#a 'text')\n[abc](bar.md#a)\n\n[def]: bar.md 'text'\n"
    )


def test_a_destination_on_a_line_of_its_own_is_found(scene: Scene) -> None:
    scene("-- doc.md\n[te\nxt](<foo.md#abc>)\n\n[\ntext\n](\nfoo.md\n)\n")
    assert moved(scene, ("foo.md", "new foo.md")) == (
        "-- doc.md\n[te\nxt](<new foo.md#abc>)\n\n[\ntext\n](\n<new foo.md>\n)\n"
    )


def test_several_files_and_pictures_at_once(scene: Scene) -> None:
    scene("""
        -- doc.md
        ![cat](/cat.png) ![dog](dog.png) ![dog](./dog.png) <img src="cat.png"> ![[cat.png]]
    """)
    assert moved(scene, ("cat.png", "kitty.png"), ("dog.png", "hot/doggo.png")) == (
        "-- doc.md\n![cat](/kitty.png) ![dog](hot/doggo.png) ![dog](./hot/doggo.png) "
        '<img src="kitty.png"> ![[kitty.png]]\n'
    )


def test_links_in_a_moved_note_lead_where_they_led(scene: Scene) -> None:
    scene("""
        -- doc.md
        [abc](/other.md#frag)
        [abc](other.md#frag) [abc](other#frag) [abc](./other)
        [own](#x) [me](doc.md#x) [me](./doc.md) [[other]] ![](img/a.png)

        [xyz]: ./other.md#frag
        -- other.md
    """)
    assert moved(scene, ("doc.md", "sub/new.md")) == (
        "-- doc.md\n"
        "[abc](/other.md#frag)\n"
        "[abc](../other.md#frag) [abc](../other#frag) [abc](../other)\n"
        "[own](#x) [me](new.md#x) [me](./new.md) [[other]] ![](../img/a.png)\n"
        "\n[xyz]: ../other.md#frag\n"
    )


def test_a_note_and_its_picture_move_together(scene: Scene) -> None:
    scene("-- doc.md\n![abc](images/cat.gif) ![abc](./images/cat.gif)\n")
    assert moved(scene, ("doc.md", "newSub/newDoc.md"), ("images/cat.gif", "newSub/kitty.gif")) == (
        "-- doc.md\n![abc](kitty.gif) ![abc](./kitty.gif)\n"
    )


def test_a_path_up_has_no_dot_before_it(scene: Scene) -> None:
    scene("""
        -- sub/doc.md
        [abc](./other.md) [abc](other.md) [abc](other) [abc](/sub/other.md)
        -- sub/other.md
    """)
    assert moved(scene, ("sub/other.md", "other.md")) == (
        "-- sub/doc.md\n[abc](../other.md) [abc](../other.md) [abc](../other) [abc](/other.md)\n"
    )


def test_links_into_a_moved_folder_follow(scene: Scene) -> None:
    scene("""
        -- doc.md
        [abc](/old/a.md) [abc](old/b.md#x) [abc](./old/a) ![](old/pic.png) [[old/b]] [[a]]
        [abc](old/missing.md) [not](older/a.md) [x](old)

        [xyz]: ./old/b.md
        -- old/a.md
        [b](b.md) [up](../doc.md) [here](./b.md) [round](../old/b.md)
        -- old/b.md
        [root](/old/a.md) [[a]] [top](/doc.md)
    """)
    assert moved(scene, ("old", "new")) == (
        "-- doc.md\n"
        "[abc](/new/a.md) [abc](new/b.md#x) [abc](./new/a) ![](new/pic.png) [[new/b]] [[a]]\n"
        "[abc](new/missing.md) [not](older/a.md) [x](new)\n"
        "\n[xyz]: ./new/b.md\n"
        "-- old/a.md\n[b](b.md) [up](../doc.md) [here](./b.md) [round](./b.md)\n"
        "-- old/b.md\n[root](/new/a.md) [[a]] [top](/doc.md)\n"
    )


def test_links_out_of_a_folder_that_moves_deeper_follow(scene: Scene) -> None:
    scene("""
        -- top.md
        -- old/readme.md
        [abc](/top.md)
        [abc](/old/sibling.md)
        [abc](../top.md)
        [abc](../old/sibling.md)
        [abc](../old/) [abc](../old)
        [abc](/old) [abc](/old/)
        [text](#header)
        -- old/sibling.md
    """)
    assert moved(scene, ("old", "new/old")) == (
        "-- old/readme.md\n"
        "[abc](/top.md)\n"
        "[abc](/new/old/sibling.md)\n"
        "[abc](../../top.md)\n"
        "[abc](./sibling.md)\n"
        "[abc](./) [abc](./)\n"
        "[abc](/new/old) [abc](/new/old)\n"
        "[text](#header)\n"
    )


def test_each_link_to_a_folder_that_moves_follows(scene: Scene) -> None:
    """An inline link loses its `/`, as VS Code has it; a wiki link without one is another link."""
    scene("""
        -- a.md
        [d](p/) [d](p) [d](./p/) [d](/p/) [d](p/#h) [d](p/?v=1) <a href="p/">x</a>
        [[p/]] [[./p/]] [[/p/]] [[p/#h|x]] [[p/b]] [[p/c/]] ![[p/i.png]]

        [x]: p/
        -- p/README.md
        # h
        -- p/b.md
        [u](../p/) [c](c/) [c](./c/) [s](./) [s](.) [[./]] [[c/]]
        -- p/c/d.md
        -- p/i.png
    """)
    assert moved(scene, ("p", "q")) == (
        "-- a.md\n"
        '[d](q) [d](q) [d](./q) [d](/q) [d](q#h) [d](q?v=1) <a href="q">x</a>\n'
        "[[q/]] [[./q/]] [[/q/]] [[q/#h|x]] [[q/b]] [[q/c/]] ![[q/i.png]]\n\n[x]: q\n"
        "-- p/b.md\n[u](./) [c](c/) [c](./c/) [s](./) [s](.) [[./]] [[c/]]\n"
    )
    assert moved(scene, ("p/c", "p/z")) == (
        "-- a.md\n"
        '[d](p/) [d](p) [d](./p/) [d](/p/) [d](p/#h) [d](p/?v=1) <a href="p/">x</a>\n'
        "[[p/]] [[./p/]] [[/p/]] [[p/#h|x]] [[p/b]] [[p/z/]] ![[p/i.png]]\n\n[x]: p/\n"
        "-- p/b.md\n[u](../p/) [c](z) [c](./z) [s](./) [s](.) [[./]] [[z/]]\n"
    )


def test_a_wiki_link_to_a_folder_leads_from_the_workspace_folder_too(scene: Scene) -> None:
    scene(
        "-- a/b/c.md\n[[p/]] [[p/q/#g]] [[d/]]\n-- p/README.md\n-- p/q/index.md\n# g\n"
        "-- a/b/d/README.md\n-- d/README.md\n"
    )
    after = "-- a/b/c.md\n[[r/]] [[r/q/#g]] [[d/]]\n"
    assert moved(scene, ("p", "r")) == after
    assert moved(scene, ("a/b/c.md", "a/c.md")) == "-- a/b/c.md\n[[p/]] [[p/q/#g]] [[b/d/]]\n"
    assert moved(scene, ("p/q", "s")) == "-- a/b/c.md\n[[p/]] [[s/#g]] [[d/]]\n"


def test_a_folder_is_told_from_a_note_of_its_name_by_the_slash(scene: Scene) -> None:
    scene("-- a.md\n[d](p/) [d](p) [d](p/b)\n-- p/b.md\n-- q.md\n")
    assert moved(scene, ("p", "q")) == "-- a.md\n[d](q/) [d](q/) [d](q/b)\n"


@pytest.mark.parametrize("new", ["P", "p2/P"])
def test_a_folder_that_changes_its_case_takes_its_links_along(scene: Scene, new: str) -> None:
    scene("-- a.md\n[d](p/b.md) [[p/b]] [[b]] ![](p/i.png)\n-- p/b.md\n[a](../a.md)\n-- p/i.png\n")
    up = "../" * new.count("/")
    own = f"-- p/b.md\n[a]({up}../a.md)\n" if up else ""
    assert moved(scene, ("p", new)) == (
        f"-- a.md\n[d]({new}/b.md) [[{new}/b]] [[b]] ![]({new}/i.png)\n{own}"
    )


def test_a_client_that_asks_after_the_move_is_answered_for_the_new_places(scene: Scene) -> None:
    """VS Code's Markdown extension asks its server then."""
    scene("""
        -- new/sub/doc.md
        [abc](/a.md) [abc](../b.md) [abc](/old/other.md) [abc](../old/other.md)
        [abc](../old/) [own](./other.md)
        -- new/sub/other.md
        -- a.md
        [abc](old/doc.md)
    """)
    assert moved(scene, ("old", "new/sub")) == (
        "-- a.md\n[abc](new/sub/doc.md)\n"
        "-- new/sub/doc.md\n[abc](/a.md) [abc](../../b.md) [abc](/new/sub/other.md) "
        "[abc](./other.md)\n[abc](./) [own](./other.md)\n"
    )


def test_an_editor_that_asks_again_for_a_move_of_ours_changes_nothing_more(scene: Scene) -> None:
    """VS Code tells of every move, also of one that a rename asked for."""
    scene("-- doc.md\n[abc](other.md) [[doc]] [me](doc.md)\n-- other.md\n[x](doc.md)\n")
    scene.vault = carry_out(scene, move_edit(scene, ("doc.md", "sub/new.md")))
    again = move_edit(scene, ("doc.md", "sub/new.md"))
    assert again is None


def test_short_links_stay_short_where_they_are_clear(scene: Scene) -> None:
    scene("""
        -- a.md
        [[n]] [[x/n]] [[deep/x/n]]
        -- deep/x/n.md
    """)
    assert moved(scene, ("deep/x/n.md", "y/n.md")) == "-- a.md\n[[n]] [[y/n]] [[y/n]]\n"


def test_a_link_is_made_longer_where_the_new_name_is_taken(scene: Scene) -> None:
    scene("-- a.md\n[[old]] [[n]]\n-- sub/old.md\n-- x/y/n.md\n")
    assert moved(scene, ("sub/old.md", "sub/n.md")) == "-- a.md\n[[sub/n]] [[y/n]]\n"


def test_front_matter_links_follow(scene: Scene) -> None:
    scene('-- a.md\n---\nprev: ./old.md\nup: "[[old]]"\n---\n-- old.md\n')
    assert moved(scene, ("old.md", "new.md")) == (
        '-- a.md\n---\nprev: ./new.md\nup: "[[new]]"\n---\n'
    )


def test_what_a_template_fills_in_stays(scene: Scene) -> None:
    text = "[x]({{url}}/b.md) [x](<%= b %>) ![](${b}.png) "
    scene(f"-- a.md\n{text}[y](b.md)\n-- b.md\n")
    assert moved(scene, ("a.md", "sub/a.md")) == f"-- a.md\n{text}[y](../b.md)\n"


def test_what_only_looks_like_a_link_stays(scene: Scene) -> None:
    scene(
        "-- a.md\n`[x](old.md)` $[[old]]$\n```\n[[old]]\n```\n[y](https://x.y/old.md)\n-- old.md\n"
    )
    assert moved(scene, ("old.md", "new.md")) == ""


@pytest.mark.parametrize("old", ["old", "o ld", "x/o#d?"])
@pytest.mark.parametrize(
    "new",
    [
        "100%25 #1.md",
        "a&amp;b.md",
        "q?.md",
        "q?/r?.md",
        "back`tick.md",
        "汉 字.md",
        "(a.md",
        "[b].md",
        "100%.md",
        "C#/v1.2.md",
        "cafe\u0301.md",
        "http:x.md",
    ],
)
def test_any_name_is_written_so_that_it_is_found_again(scene: Scene, old: str, new: str) -> None:
    path = old.replace(" ", "%20").replace("#", "%23").replace("?", "%3F")
    scene(
        f"-- a.md\n[x]({path}.md) [y](<{path}.md>) [z]({path}) ![]({path}.md) [[{path}]] [r]\n\n"
        f"[r]: {path}.md\n<a href='{path}.md'>x</a>\n-- {old}.md\n"
    )
    edit = move_edit(scene, (f"{old}.md", new))
    here, there = str(scene.folder / f"{old}.md"), str(scene.folder / new)
    snapshot = carry_out(scene, edit, [(here, there)]).snapshot()
    key = str(scene.folder / "a.md")
    led = {found.target.key for _, found in snapshot.graph.links_from(key) if found.target}
    assert led == {there}


def test_links_lose_the_ending_where_the_setting_has_none(scene: Scene) -> None:
    scene(
        """
        -- 周记.md
        [甲](旧.md#一) [乙](/旧.md) [丙](./旧) [[旧.md]] [不动](别.md) <a href="旧.md">

        [丁]: ./旧.md#一
        -- 旧.md
        # 一
        [别](别.md) [图](旧.png)
        -- 别.md
        -- 旧.png
    """,
        settings={"links": {"extension": False}},
    )
    assert moved(scene, ("旧.md", "新.md")) == (
        "-- 周记.md\n[甲](新#一) [乙](/新) [丙](./新) [[新.md]] [不动](别.md) "
        '<a href="新.md">\n\n[丁]: ./新#一\n'
    )
    assert moved(scene, ("旧.md", "库/旧.md")) == (
        "-- 周记.md\n"
        "[甲](库/旧#一) [乙](/库/旧) [丙](./库/旧) [[旧.md]] [不动](别.md) "
        '<a href="库/旧.md">\n\n[丁]: ./库/旧#一\n'
        "-- 旧.md\n# 一\n[别](../别) [图](../旧.png)\n"
    )


def test_an_ending_that_tells_two_files_apart_stays(scene: Scene) -> None:
    scene(
        "-- 周记.md\n[甲](旧.md)\n-- 旧.md\n-- 新\n",
        settings={"links": {"extension": False}},
    )
    assert moved(scene, ("旧.md", "新.md")) == "-- 周记.md\n[甲](新.md)\n"


def test_a_client_that_asks_afterwards_is_understood_where_a_name_has_a_dot(scene: Scene) -> None:
    scene(
        "-- 周记.md\n[甲](./v1.新/说明.第一#一) [乙](v1.新/说明.第一.md)\n-- v1.新/说明.md\n# 一\n"
    )
    assert moved(scene, ("v1.新/说明.第一.md", "v1.新/说明.md")) == (
        "-- 周记.md\n[甲](./v1.新/说明#一) [乙](v1.新/说明.md)\n"
    )
    scene("-- 周记.md\n[甲](./other.test#一)\n-- neu.md\n# 一\n")
    assert moved(scene, ("other.test.md", "neu.md")) == "-- 周记.md\n[甲](./neu#一)\n"


def test_a_path_from_the_workspace_folder_never_means_another_folder_of_the_workspace(
    scene: Scene,
) -> None:
    scene("""
        -- 工作/周记.md
        [甲](/甲.md) [留](/留.md)
        -- 工作/甲.md
        -- 工作/留.md
        -- 家/乙.md
        [丙](/丙.md) [周](../工作/周记.md)
        -- 家/丙.md
    """)
    folders = [str(scene.folder / each) for each in ("工作", "家")]
    scene.vault.configure(folders, [("test", {})])
    for _ in scene.vault.load():
        pass
    assert moved(scene, ("工作/甲.md", "家/甲.md"), ("家/乙.md", "工作/乙.md")) == (
        "-- 家/乙.md\n[丙](../家/丙.md) [周](../工作/周记.md)\n"
        "-- 工作/周记.md\n[甲](../家/甲.md) [留](/留.md)\n"
    )
    assert moved(scene, ("家/乙.md", "工作/乙.md"), ("家/丙.md", "工作/新.md")) == (
        "-- 家/乙.md\n[丙](/新.md) [周](../工作/周记.md)\n"
    )


def test_a_picture_that_a_site_serves_at_its_root_keeps_such_a_path(scene: Scene) -> None:
    scene("-- docs/a.md\n![x](/1.png)\n-- docs/.vuepress/public/1.png\n")
    moved_to = ("docs/.vuepress/public/1.png", "docs/.vuepress/public/图/2.png")
    assert moved(scene, moved_to) == "-- docs/a.md\n![x](/图/2.png)\n"
    assert moved(scene, ("docs/.vuepress/public", "docs/public")) == ""
