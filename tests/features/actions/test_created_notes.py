"""The law of the quick fix that makes a note: the link leads to it, and nothing is told of it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from notes_lsp.features.diagnostics import problems
from tests.features.actions.choosing import all_chosen, menu
from tests.scene import Scene

NFD = unicodedata.normalize("NFD", "Café über")


def created(scene: Scene) -> str:
    """Makes the missing note as the quick fix would; its path in the vault."""
    title = next(title for title in menu(scene) if title.startswith("Create the note"))
    ((name, text),) = all_chosen(scene, title).items()
    path = scene.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text or "", encoding="utf-8")
    for _ in scene.vault.files_changed([str(path)]):
        pass
    return name


def test_a_note_that_the_settings_leave_out_is_not_made_again(scene: Scene) -> None:
    settings = {"vault": {"exclude": ["draft.md"]}}
    scene("[[draft▮]] [x](draft) [[draft#h]]\n-- draft.md\n# D\n", settings=settings)
    assert not problems(scene.snapshot, scene.key)
    assert not [title for title in menu(scene) if title.startswith("Create")]


@pytest.mark.parametrize(
    ("link", "title", "after"),
    [
        ("[[乙#一#二▮]]", "二", "# 乙\n\n## 一\n\n文\n\n### 二\n\n## 后\n"),
        ("[[乙#三#四▮]]", "四", "# 乙\n\n## 一\n\n文\n\n## 后\n\n## 三\n\n### 四\n"),
        ("[[乙#乙#四▮]]", "四", "# 乙\n\n## 一\n\n文\n\n## 后\n\n## 四\n"),
        ("[[乙#四▮]]", "四", "# 乙\n\n## 一\n\n文\n\n## 后\n\n## 四\n"),
    ],
)
def test_a_heading_is_made_below_those_that_the_link_names(
    scene: Scene, link: str, title: str, after: str
) -> None:
    scene(f"-- 甲.md\n😀 {link}\n-- 乙.md\n# 乙\n\n## 一\n\n文\n\n## 后\n")
    assert [each.code for each in problems(scene.snapshot, scene.key)] == ["link.missing-heading"]
    assert all_chosen(scene, f"Create the heading `{title}` in `乙.md`") == {"乙.md": after}
    (scene.folder / "乙.md").write_text(after, encoding="utf-8")
    for _ in scene.vault.files_changed([str(scene.folder / "乙.md")]):
        pass
    assert not problems(scene.snapshot, scene.key)


@pytest.mark.parametrize(
    "link",
    [
        "[x▮](乙.md#新-节)",
        "[x▮](乙.md#a%20b)",
        "[x▮](<乙.md#a b>)",
        "[x▮](乙.md#Mixed-Case)",
        "[x▮](乙.md#c++)",
        "[x▮](乙.md#a_b_)",
        "[x▮](乙.md#*a*)",
        "[x▮](乙.md#-a)",
        "[x▮](乙.md#a--b)",
        "[x▮](乙.md#%E8%8A%82)",
        "[x▮](乙.md#-🚀)",
        "[x▮](乙.html#a.b)",
        "[[乙#a b▮]]",
        "[[乙#`x` y▮]]",
        "[[乙#*a* b▮]]",
        "[[乙#1. x▮]]",
        "[[乙#a-b▮]]",
        f"[[乙#{NFD}▮]]",
        "[a▮]: 乙.md#new-part",
        '<a href="乙.md#new-part▮">x</a>',
    ],
)
def test_a_heading_that_is_made_is_what_the_link_leads_to(scene: Scene, link: str) -> None:
    rules = {"diagnostics": {"rules": {"reference.unused": "off"}}}
    scene(f"-- 甲.md\n{link}\n-- 乙.md\n# 乙\n", settings=rules)
    assert [each.code for each in problems(scene.snapshot, scene.key)] == ["link.missing-heading"]
    title = next(title for title in menu(scene) if title.startswith("Create the heading"))
    ((name, text),) = all_chosen(scene, title).items()
    (scene.folder / name).write_text(text or "", encoding="utf-8")
    for _ in scene.vault.files_changed([str(scene.folder / name)]):
        pass
    assert not problems(scene.snapshot, scene.key)


@pytest.mark.parametrize("there", ["Cafe\u0301 lang.md", "café lang.md", "CAFÉ LANG.md"])
def test_no_note_is_made_that_is_another_but_for_its_case(scene: Scene, there: str) -> None:
    """On macOS and Windows the two would be one file."""
    scene(f"«Café: lang»\n-- {there}\n")
    assert not [title for title in menu(scene) if title.startswith("Create")]


@pytest.mark.parametrize("there", ["新 plan.md", "新 PLAN.md"])
def test_a_section_never_becomes_a_note_that_is_there_but_for_its_case(
    scene: Scene, there: str
) -> None:
    scene(f"# 大\n\n## 新 Plan▮\n\n文\n\n## 后\n-- {there}\n")
    assert "Move the section to a new note `新 Plan 2.md`" in menu(scene)


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("[[新▮]]", "新.md"),
        ("[[n▮.md]]", "n.md"),
        ("[[C%23▮ lang]]", "C# lang.md"),
        ("[[C%23▮ lang.md]]", "C# lang.md"),
        ("![[C%23▮]]", "C#.md"),
        ("[[100▮%]]", "100%.md"),
        ("[[50%▮25 off]]", "50% off.md"),
        ("[[50%▮ff]]", "50%ff.md"),
        ("[[为什么▮?]]", "为什么?.md"),
        ("[[v1.2▮ notes]]", "v1.2 notes.md"),
        ("[[a▮  b]]", "a  b.md"),
        (f"[[{NFD}▮]]", f"{NFD}.md"),
        ("[[sub/x▮]]", "sub/x.md"),
        ("[[./y▮]]", "y.md"),
        ("[[/y▮|text]]", "y.md"),
        ("[[甲▮#一 节]]", "甲.md"),
        ("[[甲▮#一#二]]", "甲.md"),
        ("[[甲▮#^id]]", "甲.md"),
        ("[x▮](新.md)", "新.md"),
        ("[x▮](新)", "新.md"),
        ("[x▮](%E6%96%B0.md)", "新.md"),
        ("[x▮](C%23%20lang.md)", "C# lang.md"),
        ("[x▮](C%23)", "C#.md"),
        ("[x▮](<C%23 lang.md>)", "C# lang.md"),
        ("[x▮](<a b>)", "a b.md"),
        ("[x▮](100%25.md)", "100%.md"),
        ("[x▮](100%.md)", "100%.md"),
        ("[x▮](why%3F.md)", "why?.md"),
        ("[x▮](why.md?v=1)", "why.md"),
        ("[x▮](a&amp;b.md)", "a&b.md"),
        (r"[x▮](a\_b.md)", "a_b.md"),
        (f"[x▮](<{NFD}.md>)", f"{NFD}.md"),
        ("[x▮](./page.html)", "page.md"),
        ("[x▮](/y.md)", "y.md"),
        ("[x▮](y/)", "y.md"),
        ("[x▮](n.md#some-part)", "n.md"),
        ("[x▮](n.md#%E8%8A%82)", "n.md"),
        ("[x▮](n.md#L10)", "n.md"),
        ("[a▮]: C%23.md", "C#.md"),
        ("[a▮]: <C%23 lang.md> '题'", "C# lang.md"),
        ('<a href="C%23▮.md">x</a>', "C#.md"),
        ('<a href="a b▮.md">x</a>', "a b.md"),
        ('---\nup: "[[C%23▮]]"\n---', "C#.md"),
    ],
)
def test_what_is_made_is_what_the_link_leads_to(scene: Scene, link: str, name: str) -> None:
    scene(link + "\n", settings={"diagnostics": {"rules": {"reference.unused": "off"}}})
    assert [each.code for each in problems(scene.snapshot, scene.key)]
    assert created(scene) == name
    assert not problems(scene.snapshot, scene.key)
    assert not [title for title in menu(scene) if title.startswith("Create")]
    assert (Path(scene.folder) / name).is_file()
