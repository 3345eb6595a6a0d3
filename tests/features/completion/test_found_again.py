"""The law of links: what was completed is found, whatever the file or heading is called."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from notes_lsp.syntax import Link, parse
from notes_lsp.text import Buffer
from notes_lsp.vault import Target
from tests.features.completion import items, menu, taken
from tests.scene import Scene

NASTY = " %#|[]()^<>&;?*_~`$!'\"\\.,:=+-@{}"
NAMES = st.text(st.sampled_from(NASTY + "ab2困惑😀é" + "\u0301"), min_size=1, max_size=9).filter(
    lambda name: name == name.strip() and name[0] not in ".~"
)
TEXTS = st.text(st.sampled_from(" #()^<>&;?*_~`$!'\".,:=+-@{}%ab2困惑😀é"), min_size=1, max_size=9)
FORMS = [
    "[[▮",
    "[[▮]]",
    "![[▮]]",
    "| 😀 |\n| -- |\n| [[▮]] |",
    "| 😀 |\n| -- |\n| [x](▮) |",
    "[x](▮)",
    "[x](./▮)",
    "[x](/▮)",
    "[x](<▮>)",
    "[x](</▮>)",
    "[x]: ▮",
    "[x]: <▮>",
    '<a href="▮">x</a>',
]


def law(count: int) -> Callable[..., object]:
    return settings(
        max_examples=count,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )


def in_vault(files: dict[str, str], note: str) -> Scene:
    folder = Path(tempfile.mkdtemp())
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    scene = Scene(folder, frozenset())
    weakref.finalize(scene, shutil.rmtree, folder)
    return scene(f"-- 笔记.md\n{note}\n")


def target(scene: Scene, text: str) -> Target | None:
    """Where the one link of a note leads."""
    facts = parse(Buffer.of(text)).facts
    links = [*facts.links, *facts.definitions]
    assert len(links) == 1, text
    link = links[0]
    scene.vault.change(scene.uri, [], 2, scene.client.encoding)
    fragment = Buffer.of(text).text(link.fragment) if link.fragment else ""
    kind = link.kind if isinstance(link, Link) else "inline"
    return scene.snapshot.graph.resolve(scene.key, kind, link.path, fragment).target


@pytest.mark.parametrize("form", FORMS)
@law(40)
@given(name=NAMES)
@example("a b")
@example("50% #1 (draft")
@example("a%20b")
@example("x|y]z")
@example("re: notes")
@example("a:\\b")
@example("&amp;")
@example("[[in]]")
@example("<a>")
@example("$x$ `y`")
def test_a_completed_note_is_found(form: str, name: str) -> None:
    scene = in_vault({f"{name}.md": "# T\n", "other.md": ""}, form)
    key = str(scene.folder / f"{name}.md")
    offered = [item for item in items(scene) if (item.data or {}).get("target") == key]
    assert len(offered) == 1
    assert target(scene, taken(scene, offered[0].label)) == Target(key)


@law(60)
@given(name=NAMES, form=st.sampled_from(["[[▮", "[x](▮)"]))
def test_what_is_typed_of_a_name_leaves_it_in_the_menu(name: str, form: str) -> None:
    start = "".join(char for char in name if char.isalnum() or char in " -_")[:3].strip()
    cut = "\u0301" in name[len(start) :][:1]
    if start and name.startswith(start) and not cut:
        scene = in_vault({f"sub/{name}.md": ""}, form.replace("▮", start + "▮"))
        key = str(scene.folder / "sub" / f"{name}.md")
        assert key in [(item.data or {}).get("target") for item in items(scene)]
        menu(scene)


@pytest.mark.parametrize("form", ["[[other#▮", "[[#▮]]", "[x](other.md#▮)", "[x](<#▮>)", "[x]: #▮"])
@law(40)
@given(heading=TEXTS)
@example("`code` and $x$")
@example("a # b")
@example("100%")
@example("*bold* (x)")
def test_a_completed_heading_is_found(form: str, heading: str) -> None:
    written = f"# {heading}\n\n# {heading}\n"
    other = written if "other" in form else ""
    scene = in_vault({"other.md": other}, form + "\n\n" + ("" if other else written))
    offered_all = items(scene)
    if any(char.isalnum() for char in heading) and not set("`{") & set(heading):
        assert len(offered_all) == 2
    for offered in offered_all:
        assert offered.data
        found = scene.applied([offered.text_edit, *(offered.additional_text_edits or ())])
        there = target(scene, found.split("\n")[0])
        assert there
        assert there.heading
        assert str(there.heading.spot.line) == offered.data["line"]


@pytest.mark.parametrize("style", ["relative", "absolute", "short"])
@pytest.mark.parametrize("form", ["[[no▮]]", "[x](no▮)"])
def test_every_path_style_leads_there(scene: Scene, style: str, form: str) -> None:
    scene(
        f"""
        -- a/note.md
        -- b/c/note.md
        -- b/c/notes.md
        -- b/d/here.md
        {form}
        """,
        settings={"links": {"style": style}},
    )
    for offered in items(scene):
        assert offered.data
        found = target(scene, scene.applied([offered.text_edit]))
        assert found == Target(offered.data["target"])
    assert len(items(scene)) == 3
