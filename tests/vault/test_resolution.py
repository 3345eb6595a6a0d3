"""Where links lead: one vault, and every way to write a link in its note `日记/今天.md`."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from notes_lsp.syntax import LinkKind
from notes_lsp.vault import Resolution, Vault
from tests.vault.conftest import MakeVault

VAULT = """
-- 日记/今天.md
# 今天 😀
正文 ^今天的块
行首 ^block-1

<a id="Anchor"></a>

[参考]: ../主题/Beam%20Search.md#用法
[^注]: 脚注
-- 日记/昨天.md
# 昨天
-- 主题/Beam Search.md
---
title: 束搜索
aliases: [beam, "集束搜索", Über/Maß]
---
# Beam Search
## 用法
### C++ & Rust, 第 2 版
## 用法
## 自选 {#own-id}
## Setext
## ⭐️MySQL 事务
## ☁️ 🧑‍💻 云
内容

Heading `code` **two**
----------------------
最后一段 ^p-2
-- 主题/README.md
# 主题
-- 主题/深/index.md
# 深处
-- 主题/深/同名.md
# 甲
-- 项目/同名.md
# 乙
-- 日记/附近.md
# 近
-- 归档/很/远/附近.md
# 远
-- Café.md
# Café
-- 50% off.md
# 半价
-- notes.v1.2.md
# 有点号
-- 图/图 1.png
x
-- 归档/论文.pdf
x
"""


@pytest.fixture
def vault(make_vault: MakeVault) -> Vault:
    return make_vault(VAULT)


def told(vault: Vault, folder: Path, resolution: Resolution) -> str:
    """`reason path#place`, the path from the vault on; several targets with `|` between them."""
    places = []
    for target in resolution.targets:
        place = Path(target.key)
        text = place.relative_to(folder).as_posix() if place.is_relative_to(folder) else str(place)
        if target.heading:
            text += f"#{target.heading.text}"
        if target.block:
            text += f"^{target.block.name}"
        if target.line is not None:
            text += f":{target.line + 1}"
        places.append(text if target.exists else f"({text})")
    return " ".join([resolution.reason, " | ".join(places)]).strip()


def resolve(vault: Vault, folder: Path, kind: LinkKind, written: str) -> str:
    path, mark, fragment = written.partition("#")
    key = str(folder / "日记/今天.md")
    found = vault.snapshot().graph.resolve(key, kind, path, fragment if mark else "")
    return told(vault, folder, found)


WIKI = [
    # by the file's name, in whatever case and Unicode form, with or without ending
    ("昨天", "found 日记/昨天.md"),
    ("昨天.md", "found 日记/昨天.md"),
    ("beam search", "found 主题/Beam Search.md"),
    ("BEAM SEARCH", "found 主题/Beam Search.md"),
    (unicodedata.normalize("NFD", "café"), "found Café.md"),
    ("notes.v1.2", "found notes.v1.2.md"),
    ("50% off", "found 50% off.md"),
    ("Beam%20Search", "found 主题/Beam Search.md"),
    # by the end of its path, from the root, from the note
    ("主题/Beam Search", "found 主题/Beam Search.md"),
    ("主题\\Beam Search", "found 主题/Beam Search.md"),
    ("题/Beam Search", "missing-note (日记/题/Beam Search.md)"),
    ("/主题/Beam Search", "found 主题/Beam Search.md"),
    ("../主题/Beam Search", "found 主题/Beam Search.md"),
    ("./昨天", "found 日记/昨天.md"),
    # by title and aliases of the front matter
    ("束搜索", "found 主题/Beam Search.md"),
    ("Beam", "found 主题/Beam Search.md"),
    ("集束搜索", "found 主题/Beam Search.md"),
    ("über/maß", "found 主题/Beam Search.md"),
    # headings: text, any slug, own ids; a path of headings
    ("Beam Search#用法", "found 主题/Beam Search.md#用法"),
    ("Beam Search#beam search", "found 主题/Beam Search.md#Beam Search"),
    ("Beam Search#C++ & Rust, 第 2 版", "found 主题/Beam Search.md#C++ & Rust, 第 2 版"),
    ("Beam Search#c--rust-第-2-版", "found 主题/Beam Search.md#C++ & Rust, 第 2 版"),
    ("Beam Search#c-rust-第-2-版", "found 主题/Beam Search.md#C++ & Rust, 第 2 版"),
    ("Beam Search#⭐️MySQL 事务", "found 主题/Beam Search.md#⭐️MySQL 事务"),
    ("Beam Search#MySQL-事务", "found 主题/Beam Search.md#⭐️MySQL 事务"),
    ("Beam Search#⭐mysql-事务", "found 主题/Beam Search.md#⭐️MySQL 事务"),
    ("Beam Search#云", "found 主题/Beam Search.md#☁️ 🧑‍💻 云"),
    ("Beam Search#own-id", "found 主题/Beam Search.md#自选"),
    ("Beam Search#Heading code two", "found 主题/Beam Search.md#Heading code two"),
    ("Beam Search#用法#C++ & Rust, 第 2 版", "found 主题/Beam Search.md#C++ & Rust, 第 2 版"),
    ("Beam Search#Setext#C++ & Rust, 第 2 版", "missing-heading 主题/Beam Search.md"),
    ("Beam Search#没有", "missing-heading 主题/Beam Search.md"),
    # blocks and places of the note itself
    ("Beam Search#^p-2", "found 主题/Beam Search.md^p-2"),
    ("Beam Search#^P-2", "found 主题/Beam Search.md^p-2"),
    ("Beam Search#^p-3", "missing-block 主题/Beam Search.md"),
    ("#今天 😀", "found 日记/今天.md#今天 😀"),
    ("#^block-1", "found 日记/今天.md^block-1"),
    ("#", "self 日记/今天.md"),
    # several notes of one name: the note's own folder first, then the shortest path
    ("同名", "ambiguous 项目/同名.md | 主题/深/同名.md"),
    ("附近", "ambiguous 日记/附近.md | 归档/很/远/附近.md"),
    ("深/同名", "found 主题/深/同名.md"),
    ("同名#甲", "found 主题/深/同名.md#甲"),
    # what is no note
    ("图 1.png", "file 图/图 1.png"),
    ("论文.PDF", "file 归档/论文.pdf"),
    ("没有.png", "file 日记/没有.png"),
    ("没有", "missing-note (日记/没有.md)"),
    ("https://example.org", "external"),
]


@pytest.mark.parametrize(("written", "expected"), WIKI)
def test_wiki_links(vault: Vault, folder: Path, written: str, expected: str) -> None:
    found = resolve(vault, folder, LinkKind.WIKI, written)
    if expected == "file 日记/没有.png":  # the one file that is not there
        expected = "file (日记/没有.png)"
    assert found == expected


INLINE = [
    # relative to the note, encoded or not, with or without ending
    ("昨天.md", "found 日记/昨天.md"),
    ("昨天", "found 日记/昨天.md"),
    ("./%E6%98%A8%E5%A4%A9.md", "found 日记/昨天.md"),
    ("../主题/Beam%20Search.md", "found 主题/Beam Search.md"),
    ("../主题/Beam Search.md", "found 主题/Beam Search.md"),
    ("..\\主题\\Beam Search.md", "found 主题/Beam Search.md"),
    ("../主题/beam search.MD", "found 主题/Beam Search.md"),
    ("../50%25%20off.md", "found 50% off.md"),
    ("../50% off.md", "found 50% off.md"),
    (unicodedata.normalize("NFD", "../Café.md"), "found Café.md"),
    ("昨天.md?raw=1", "found 日记/昨天.md"),
    ("昨天&period;md", "found 日记/昨天.md"),
    ("昨\\.md", "missing-note (日记/昨.md)"),
    # from the root
    ("/主题/Beam%20Search.md", "found 主题/Beam Search.md"),
    ("/日记/昨天", "found 日记/昨天.md"),
    # folders, and the pages that a site makes of notes
    ("../主题/", "found 主题/README.md"),
    ("../主题", "found 主题/README.md"),
    ("../主题/深/", "found 主题/深/index.md"),
    ("../主题/index.html", "found 主题/README.md"),
    ("昨天.html", "found 日记/昨天.md"),
    ("../图/", "file 图"),
    # fragments
    ("../主题/Beam%20Search.md#用法", "found 主题/Beam Search.md#用法"),
    ("../主题/Beam%20Search.md#%E7%94%A8%E6%B3%95", "found 主题/Beam Search.md#用法"),
    ("../主题/Beam%20Search.md#用法-1", "found 主题/Beam Search.md#用法"),
    ("../主题/Beam%20Search.md#用法-2", "missing-heading 主题/Beam Search.md"),
    ("../主题/Beam%20Search.md#heading-code-two", "found 主题/Beam Search.md#Heading code two"),
    ("../主题/Beam%20Search.md#^p-2", "found 主题/Beam Search.md^p-2"),
    ("../主题/Beam%20Search.md#L3", "found 主题/Beam Search.md:3"),
    ("../主题/Beam%20Search.md#L3-L5", "found 主题/Beam Search.md:3"),
    ("../主题/Beam%20Search.md#3-5", "found 主题/Beam Search.md:3"),
    ("../主题/Beam%20Search.md#l3,2-l5,7", "found 主题/Beam Search.md:3"),
    ("../主题/Beam%20Search.md#", "found 主题/Beam Search.md"),
    ("#今天-", "found 日记/今天.md#今天 😀"),
    ("#Anchor", "found 日记/今天.md^Anchor"),
    ("#top", "found 日记/今天.md"),
    # what is no note, and what is nowhere
    ("../图/图%201.png", "file 图/图 1.png"),
    ("../图/图%202.png", "file (图/图 2.png)"),
    ("没有.md", "missing-note (日记/没有.md)"),
    ("没有", "missing-note (日记/没有.md)"),
    ("https://example.org/a.md", "external"),
    ("//example.org", "external"),
    ("mailto:a@example.org", "external"),
    ("HTTP://example.org", "external"),
    # a name is not enough
    ("Beam%20Search.md", "missing-note (日记/Beam Search.md)"),
    ("束搜索", "missing-note (日记/束搜索.md)"),
]


@pytest.mark.parametrize(("written", "expected"), INLINE)
def test_inline_links(vault: Vault, folder: Path, written: str, expected: str) -> None:
    assert resolve(vault, folder, LinkKind.INLINE, written) == expected


def test_the_second_heading_of_a_name_has_its_own_slug(vault: Vault, folder: Path) -> None:
    graph, key = vault.snapshot().graph, str(folder / "日记/今天.md")
    first, second = (
        graph.resolve(key, LinkKind.INLINE, "../主题/Beam%20Search.md", slug).target
        for slug in ("用法", "用法-1")
    )
    assert first is not None
    assert second is not None
    assert first.heading is not None
    assert second.heading is not None
    assert (first.heading.spot.line, second.heading.spot.line) == (5, 7)


def test_a_file_uri_leads_to_the_note(vault: Vault, folder: Path) -> None:
    uri = (folder / "主题/Beam Search.md").as_uri()
    assert resolve(vault, folder, LinkKind.INLINE, uri + "#用法").endswith("Beam Search.md#用法")


@pytest.mark.parametrize(
    ("kind", "label", "expected"),
    [
        (LinkKind.FULL, "参考", "found 主题/Beam Search.md#用法"),
        (LinkKind.SHORTCUT, "  参考 ", "found 主题/Beam Search.md#用法"),
        (LinkKind.FULL, "没有", "missing-label"),
        (LinkKind.FOOTNOTE, "注", "found 日记/今天.md^注"),
        (LinkKind.FOOTNOTE, "没有", "missing-label"),
    ],
)
def test_references_are_followed_through_their_definition(
    vault: Vault, folder: Path, kind: LinkKind, label: str, expected: str
) -> None:
    assert resolve(vault, folder, kind, label) == expected


def test_with_short_paths_an_inline_link_finds_by_the_end_of_a_path(
    make_vault: MakeVault, folder: Path
) -> None:
    vault = make_vault(VAULT, {"links": {"style": "short"}})
    assert resolve(vault, folder, LinkKind.INLINE, "Beam%20Search.md") == (
        "found 主题/Beam Search.md"
    )


def test_with_short_paths_an_inline_link_finds_a_picture_in_any_folder(
    make_vault: MakeVault, folder: Path
) -> None:
    text = """
        -- 甲/a.md
        ![图](图.png)
        -- 附件/深/图.png
    """
    for style, expected in (("short", "file 附件/深/图.png"), ("relative", "file (甲/图.png)")):
        vault = make_vault(text, {"links": {"style": style}})
        found = vault.snapshot().graph.resolve(str(folder / "甲/a.md"), LinkKind.INLINE, "图.png")
        assert told(vault, folder, found) == expected


def test_a_site_in_a_part_of_the_workspace_has_its_own_root(
    make_vault: MakeVault, folder: Path
) -> None:
    vault = make_vault("""
        -- docs/guide/a.md
        [b](/guide/b.md)
        -- docs/guide/b.md
        # B
    """)
    graph = vault.snapshot().graph
    found = graph.resolve(str(folder / "docs/guide/a.md"), LinkKind.INLINE, "/guide/b.md")
    assert told(vault, folder, found) == "found docs/guide/b.md"


@pytest.mark.parametrize("served", [".vuepress/public", "public", "static"])
def test_what_a_site_serves_at_its_root_is_found_there(
    make_vault: MakeVault, folder: Path, served: str
) -> None:
    """VuePress, VitePress, Hugo and Docusaurus each have such a folder; notes name it nowhere."""
    vault = make_vault(f"""
        -- docs/guide/a.md
        ![图](/图/1.png)
        -- docs/{served}/图/1.png
    """)
    graph = vault.snapshot().graph
    found = graph.resolve(str(folder / "docs/guide/a.md"), LinkKind.INLINE, "/图/1.png")
    assert told(vault, folder, found) == f"file docs/{served}/图/1.png"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/guide/b/", "found docs/guide/b.md"),
        ("../guide/b/", "found docs/guide/b.md"),
        ("/guide/c/", "file docs/guide/c"),
        ("/guide/d/", "found docs/guide/d/README.md"),
    ],
)
def test_an_address_without_an_ending_is_the_page_unless_there_is_a_folder(
    make_vault: MakeVault, folder: Path, path: str, expected: str
) -> None:
    """As sites of Hugo, MkDocs and Docusaurus have them."""
    vault = make_vault("""
        -- docs/guide/a.md
        # A
        -- docs/guide/b.md
        # B
        -- docs/guide/c.md
        # C
        -- docs/guide/c/1.png
        -- docs/guide/d.md
        # D
        -- docs/guide/d/README.md
        # D
    """)
    graph = vault.snapshot().graph
    found = graph.resolve(str(folder / "docs/guide/a.md"), LinkKind.INLINE, path)
    assert told(vault, folder, found) == expected


def test_links_of_the_front_matter_are_links(make_vault: MakeVault, folder: Path) -> None:
    vault = make_vault("""
        -- a.md
        ---
        related: "[[b#段]]"
        prev: ./b.md
        other:
          - b.md
          - text
        ---
        -- b.md
        # 段
    """)
    graph, key = vault.snapshot().graph, str(folder / "a.md")
    links = [told(vault, folder, resolution) for _, resolution in graph.links_from(key)]
    assert links == ["found b.md#段", "found b.md", "found b.md"]
