"""What leads to a note, and how a link to it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from notes_lsp.syntax import LinkKind
from notes_lsp.text import Encoding
from notes_lsp.vault import Edit, Vault, to_uri
from tests.vault.conftest import MakeVault, write

VAULT = """
-- 中心.md
---
title: Hub
aliases: [枢纽]
---
# 中心
## 段
[[#段]] ^b
-- 甲.md
[[中心]] [[hub#段]] [[枢纽|x]] [x](中心.md#段) ![[中心#^b]]
`[[中心]]` $[[中心]]$ <!-- [[中心]] -->
-- 深/乙.md
😀 [x](../%E4%B8%AD%E5%BF%83.md) <a href="../中心.md">x</a>

[r]: ../中心.md#段
-- 深/中心.html
[[没有]]
"""


def lines(vault: Vault, folder: Path, key: str) -> list[str]:
    """Each link to the note as `file:line:column`, columns in UTF-16 from 1."""
    return [
        f"{Path(found.key).relative_to(folder).as_posix()}"
        f":{found.link.spot.line + 1}:{found.link.spot.start16 + 1}"
        for found in vault.snapshot().graph.links_to(str(folder / key))
    ]


def test_links_to_a_note_or_anything_in_it(make_vault: MakeVault, folder: Path) -> None:
    vault = make_vault(VAULT)
    assert sorted(lines(vault, folder, "中心.md")) == [
        "中心.md:7:1",
        "深/乙.md:1:34",
        "深/乙.md:1:4",
        "深/乙.md:3:1",
        "甲.md:1:1",
        "甲.md:1:18",
        "甲.md:1:27",
        "甲.md:1:40",
        "甲.md:1:8",
    ]


def test_links_to_a_heading_are_told_from_those_to_its_note(
    make_vault: MakeVault, folder: Path
) -> None:
    vault = make_vault(VAULT)
    key, graph = str(folder / "中心.md"), vault.snapshot().graph
    heading = vault.snapshot().records[key].headings[1]
    found = {
        (Path(each.key).name, each.link.fragment) for each in graph.links_to_heading(key, heading)
    }
    assert found == {("中心.md", "段"), ("甲.md", "段"), ("乙.md", "段")}


def test_a_keystroke_changes_what_leads_to_a_note(make_vault: MakeVault, folder: Path) -> None:
    vault = make_vault(VAULT)
    uri = to_uri(str(folder / "新.md"))
    vault.open(uri, "😀 [[中]]\n", 1)
    assert "新.md:1:4" not in lines(vault, folder, "中心.md")
    vault.change(uri, [Edit("心", (0, 6), (0, 6))], 2, Encoding.UTF16)
    assert "新.md:1:4" in lines(vault, folder, "中心.md")
    vault.close(uri)  # it was never saved
    assert "新.md:1:4" not in lines(vault, folder, "中心.md")


def test_a_link_leads_to_a_note_that_comes_later(make_vault: MakeVault, folder: Path) -> None:
    vault = make_vault("-- a.md\n[[b]] [x](c/d.md)")
    for name in ("b.md", "c/d.md"):
        before = [
            each.target.exists for each in vault.snapshot().graph.links_to(str(folder / name))
        ]
        write(folder, f"-- {name}\n# here")
        vault.file_changed(str(folder / name))
        after = [each.target.exists for each in vault.snapshot().graph.links_to(str(folder / name))]
        assert (before, after) == ([False], [True])


def test_a_picture_has_its_links_too(make_vault: MakeVault, folder: Path) -> None:
    vault = make_vault("""
        -- 图/p 1.png
        x
        -- a.md
        ![[p 1.png]] ![x](图/p%201.png)
    """)
    assert lines(vault, folder, "图/p 1.png") == ["a.md:1:1", "a.md:1:14"]


def test_tags_with_those_nested_in_them(make_vault: MakeVault, folder: Path) -> None:
    vault = make_vault("""
        -- a.md
        ---
        tags: [项目/笔记, x]
        ---
        #项目 #X #x
        -- b.md
        #项目/笔记/深
    """)
    graph = vault.snapshot().graph
    assert dict(graph.tags()) == {"项目/笔记": 1, "x": 2, "项目": 1, "X": 1, "项目/笔记/深": 1}
    assert sorted(place.name for _, place in graph.tagged("项目")) == [
        "项目",
        "项目/笔记",
        "项目/笔记/深",
    ]
    assert [place.name for _, place in graph.tagged("项目", nested=False)] == ["项目"]
    assert len(list(graph.tagged("x"))) == 3


def test_names(make_vault: MakeVault, folder: Path) -> None:
    graph = make_vault(VAULT).snapshot().graph
    hub = str(folder / "中心.md")
    assert graph.names(hub) == ("中心", "Hub", "枢纽")
    assert graph.notes_named("HUB") == (hub,)
    assert graph.notes_named("中") == ()


def test_uses_of_a_label(make_vault: MakeVault, folder: Path) -> None:
    vault = make_vault("""
        -- a.md
        [x][Some  Label] [some label][] [some label] [^n] [^n]

        [SOME LABEL]: b.md
        [^n]: note
    """)
    graph, key = vault.snapshot().graph, str(folder / "a.md")
    kinds = [use.kind for use in graph.label_uses(key, "some label")]
    assert kinds == [LinkKind.FULL, LinkKind.COLLAPSED, LinkKind.SHORTCUT]
    assert len(list(graph.label_uses(key, "^N"))) == 2


@pytest.mark.parametrize(
    ("source", "target", "style", "expected"),
    [
        ("深/乙.md", "中心.md", "relative", "../中心.md"),
        ("甲.md", "深/乙.md", "relative", "深/乙.md"),
        ("深/乙.md", "中心.md", "absolute", "/中心.md"),
        ("甲.md", "深/乙.md", "short", "乙.md"),
        ("甲.md", "两/同.md", "short", "两/同.md"),
    ],
)
def test_paths_as_they_are_written(
    make_vault: MakeVault, folder: Path, source: str, target: str, style: str, expected: str
) -> None:
    graph = make_vault(VAULT + "-- 两/同.md\nx\n-- 一/同.md\nx\n").snapshot().graph
    key, other = str(folder / source), str(folder / target)
    assert graph.path_to(key, other, style) == expected
    assert graph.path_to(key, other, style, ending=False) == expected.removesuffix(".md")
