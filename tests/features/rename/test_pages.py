"""Links as sites have them: pages of notes, pages of folders, queries."""

from __future__ import annotations

import pytest

from notes_lsp.features.refusal import Refusal
from tests.features.rename.applying import edit_of, moved, renamed
from tests.scene import Scene

GUIDE = "-- guide/README.md\n# G\n"


@pytest.mark.parametrize(
    ("old", "name", "new"),
    [
        ("[x](b▮.html#h)", "c.html", "[x](c.html#h)"),
        ("[x](b▮.html#h)", "c", "[x](c.html#h)"),
        ("[x](b▮.html#h)", "c.md", "[x](c.md#h)"),
        ("[x](b▮.md?v=1#h)", "c.md?v=1", "[x](c.md?v=1#h)"),
        ("[x](b▮.md?v=1#h)", "c.md", "[x](c.md?v=1#h)"),
        ("[x](b▮?v=1)", "c?v=1", "[x](c?v=1)"),
    ],
)
def test_the_page_of_a_note_is_renamed_with_it(scene: Scene, old: str, name: str, new: str) -> None:
    scene(f"-- a.md\n😀 {old} [y](b.md) [[b]]\n-- b.md\n# h\n")
    assert renamed(scene, name) == f"-- a.md\n😀 {new} [y](c.md) [[c]]\nb.md -> c.md\n"


def test_the_page_of_a_folder_is_its_readme(scene: Scene) -> None:
    scene(f"-- a.md\n[x](guide/in▮dex.html) [y](/guide/) [w](guide/)\n{GUIDE}")
    assert renamed(scene, "guide/intro.html") == (
        "-- a.md\n[x](guide/intro.html) [y](/guide/intro.md) [w](guide/intro.md)\n"
        "guide/README.md -> guide/intro.md\n"
    )


def test_the_page_of_a_folder_that_moves_keeps_its_name(scene: Scene) -> None:
    scene(f"-- a.md\n[x](guide/index.html#g) [y](guide/README.html) [z](/guide/readme.md)\n{GUIDE}")
    assert moved(scene, ("guide", "handbook")) == (
        "-- a.md\n[x](handbook/index.html#g) [y](handbook/README.html) [z](/handbook/README.md)\n"
    )


def test_an_address_is_no_new_name(scene: Scene) -> None:
    scene("-- a.md\n[x](b▮.md)\n-- b.md\n")
    with pytest.raises(Refusal, match="no name of a file"):
        edit_of(scene, "https://example.org/b")


def test_a_picture_does_not_become_a_note(scene: Scene) -> None:
    scene("-- a.md\n![](p▮.png)\n-- p.png\n")
    with pytest.raises(Refusal, match="does not become a note"):
        edit_of(scene, "p.md")


def test_fields_below_others_in_the_front_matter_follow(scene: Scene) -> None:
    """As VuePress has them: `next: {text, link}` and the actions of a home page."""
    scene("""
        -- a.md
        ---
        next:
          text: 😀
          link: /b.md
        actions:
          - text: 开始
            link: "./b.md#h"
          - link: b.md
        ---
        [[b▮]]
        -- b.md
        # h
    """)
    assert renamed(scene, "c") == (
        "-- a.md\n---\nnext:\n  text: 😀\n  link: /c.md\nactions:\n  - text: 开始\n"
        '    link: "./c.md#h"\n  - link: c.md\n---\n[[c]]\nb.md -> c.md\n'
    )
