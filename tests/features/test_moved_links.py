"""Files that move to where their names mean something else as well."""

from __future__ import annotations

from tests.features.rename.applying import moved
from tests.scene import Scene


def test_a_link_without_ending_finds_a_note_beside_its_own_folder(scene: Scene) -> None:
    """`guide.md` beside `guide/`, as sites have it: `.` and `..` would be the folders."""
    scene("-- guide/a.md\n[x](../b#h) [y](./../b)\n-- guide/c/d.md\n[x](../../b)\n-- b.md\n# h\n")
    assert moved(scene, ("b.md", "guide.md")) == (
        "-- guide/a.md\n[x](../guide#h) [y](../guide)\n-- guide/c/d.md\n[x](../../guide)\n"
    )
    assert moved(scene, ("b.md", "guide/c.md")) == (
        "-- guide/a.md\n[x](./c#h) [y](./c)\n-- guide/c/d.md\n[x](../c)\n"
    )


def test_a_note_of_a_folders_name_stays_when_the_folder_moves(scene: Scene) -> None:
    scene("-- a.md\n[x](p) [y](p.md) [z](/p#h) [w](p/b)\n-- p.md\n# h\n-- p/README.md\n-- p/b.md\n")
    assert moved(scene, ("p", "q")) == "-- a.md\n[x](p) [y](p.md) [z](/p#h) [w](q/b)\n"


def test_a_quote_in_a_new_name_does_not_end_an_attribute(scene: Scene) -> None:
    scene("-- a.md\n---\nprev: 'a b%25.md'\n---\n<img src='a%20b.png'>\n-- a b.png\n-- a b%.md\n")
    assert moved(scene, ("a b.png", "it's.png"), ("a b%.md", "it's, b.md")) == (
        "-- a.md\n---\nprev: 'it%27s%2C%20b.md'\n---\n<img src='it%27s.png'>\n"
    )


def test_a_heading_that_names_a_moved_note_is_followed_in_links_that_move_too(
    scene: Scene,
) -> None:
    scene("""
        -- a.md
        [x](b.md#see-n) [y](<b.md#see-n>) <a href="b.md#see-n"> [[b#See n]]
        -- b.md
        # See [[n]]
        -- n.md
    """)
    assert moved(scene, ("n.md", "m.md"), ("b.md", "c.md")) == (
        '-- a.md\n[x](c.md#see-m) [y](c.md#see-m) <a href="c.md#see-m"> [[c#See m]]\n'
        "-- b.md\n# See [[m]]\n"
    )
    assert moved(scene, ("n.md", "m.md"), ("b.md", "c d.md")).startswith(
        "-- a.md\n[x](<c d.md#see-m>) [y](<c d.md#see-m>)"
    )


def test_links_to_pictures_of_one_name_keep_to_theirs(scene: Scene) -> None:
    """As Obsidian writes them: the picture in the note's own folder, else the nearest."""
    scene("""
        -- a.md
        ![[1.png]] ![[图.png|100]]
        -- x/b.md
        ![[1.png]] ![[图.png]]
        -- 1.png
        -- y/图.png
        -- x/1.png
    """)
    assert moved(scene, ("y/图.png", "y/1.png")) == (
        "-- a.md\n![[1.png]] ![[y/1.png|100]]\n-- x/b.md\n![[1.png]] ![[y/1.png]]\n"
    )
    assert moved(scene, ("x/b.md", "z/b.md")) == "-- x/b.md\n![[x/1.png]] ![[图.png]]\n"
    assert moved(scene, ("1.png", "z/1.png")) == "-- a.md\n![[z/1.png]] ![[图.png|100]]\n"
    assert moved(scene, ("y/图.png", "x/图.png")) == ""


def test_a_path_from_a_sites_root_is_followed_where_a_note_leaves_the_site(scene: Scene) -> None:
    scene("""
        -- docs/x.md
        [y](/guide/a.md) [z](/guide/a.html) ![l](/l.png) [[guide/]]
        -- docs/guide/a.md
        -- docs/guide/README.md
        -- docs/.vuepress/public/l.png
        -- b.md
    """)
    assert moved(scene, ("docs/x.md", "old/x.md")) == (
        "-- docs/x.md\n[y](/docs/guide/a.md) [z](/docs/guide/a.html) "
        "![l](/docs/.vuepress/public/l.png) [[../docs/guide/]]\n"
    )
    assert moved(scene, ("docs/x.md", "docs/guide/x.md")) == ""
    assert moved(scene, ("b.md", "guide/a.md")) == (
        "-- docs/x.md\n[y](/docs/guide/a.md) [z](/docs/guide/a.html) ![l](/l.png) [[guide/]]\n"
    )


def test_a_wiki_link_to_a_folder_follows_its_note_out_of_it(scene: Scene) -> None:
    scene("-- d/x.md\n[[p/]] [[p/#h|t]]\n-- p/README.md\n# h\n")
    assert moved(scene, ("p/README.md", "README.md")) == "-- d/x.md\n[[/]] [[/#h|t]]\n"
    assert moved(scene, ("p/README.md", "q.md")) == "-- d/x.md\n[[/q.md]] [[/q.md#h|t]]\n"


def test_wiki_links_from_other_folders_follow_a_note_that_has_moved_already(scene: Scene) -> None:
    """They are missing in the folders of their own notes, not where the note was."""
    scene("-- x/a.md\n[[n#h]] [[d/n|字]] [[/d/C%23 n]]\n-- e/n.md\n# h\n-- e/C# n.md\n[[d/n]]\n")
    assert moved(scene, ("d", "e")) == (
        "-- e/C# n.md\n[[e/n]]\n-- x/a.md\n[[n#h]] [[e/n|字]] [[/e/C%23 n]]\n"
    )
    assert moved(scene, ("o/m.md", "e/n.md")) == ""


def test_a_note_moved_to_the_name_of_another_does_not_take_its_links(scene: Scene) -> None:
    """Asked after the move: `[[n]]` is the note that went, or the one that was there before."""
    scene("-- x/a.md\n[[n]] [[m]]\n-- q/new.md\n-- x/n.md\n")
    assert moved(scene, ("n.md", "q/new.md"), ("x/m.md", "x/n.md")) == (
        "-- x/a.md\n[[new]] [[n]]\n"
    )


def test_a_short_inline_link_follows_a_note_that_has_moved_already(scene: Scene) -> None:
    scene("-- x/a.md\n[x](d/n.md)\n-- e/n.md\n", settings={"links": {"style": "short"}})
    assert moved(scene, ("d/n.md", "e/n.md")) == "-- x/a.md\n[x](e/n.md)\n"


def test_a_wiki_link_into_another_workspace_folder_keeps_the_name_of_that_folder(
    scene: Scene,
) -> None:
    """`/n` would count from the folder of the note that links."""
    scene("-- one/a.md\n[[two/n]] [[n]]\n-- one/m.md\n-- two/n.md\n")
    scene.vault.configure([str(scene.folder / "one"), str(scene.folder / "two")], [])
    for _ in scene.vault.load():
        pass
    assert moved(scene, ("two/n.md", "two/q.md")) == "-- one/a.md\n[[two/q]] [[q]]\n"
    assert moved(scene, ("two/n.md", "two/d/q.md")) == "-- one/a.md\n[[d/q]] [[q]]\n"
    assert moved(scene, ("two/n.md", "two/m.md")) == "-- one/a.md\n[[two/m]] [[two/m]]\n"


def test_a_link_that_a_move_leaves_without_a_fragment_costs_no_other_link(scene: Scene) -> None:
    """A rename would be refused; a file moves whether we like it or not."""
    scene("""
        -- a.md
        [x](b.md#n) [y](b.md#own) [[n]]
        -- b.md
        # [[n]]
        <a id="own"></a>
        -- n.md
    """)
    assert moved(scene, ("n.md", "own.md")) == (
        '-- a.md\n[x](b.md#own) [y](b.md#own) [[own]]\n-- b.md\n# [[own]]\n<a id="own"></a>\n'
    )
