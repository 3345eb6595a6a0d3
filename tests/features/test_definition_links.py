"""Go to definition follows links; go to declaration goes from a definition to its uses."""

from __future__ import annotations

import pytest
from lsprotocol import types

from notes_lsp.features.definition import declaration, definition
from notes_lsp.text import Encoding
from tests.scene import PLAIN_CLIENT, Scene

NOTES = """
-- 子/近 处.md
---
aliases: [别名]
---
# 近处

## 第 一 节 ##

😀 一段 ^blk

<span id="my-id">字</span>

设定
---
-- 图.png
-- 我.md
"""


def goes(scene: Scene, feature: object = definition) -> list[str]:
    """The marked target lines."""
    kind = types.DefinitionParams if feature is definition else types.DeclarationParams
    answer = scene.ask(feature, kind(scene.document, scene.position)) or []
    places = [
        (each.target_range, each.target_uri)
        if isinstance(each, types.LocationLink)
        else (each.range, each.uri)
        for each in answer
    ]
    return [scene.draw(*place) for place in places]


@pytest.mark.parametrize(
    ("link", "lands"),
    [
        ("[x](子/近%20处▮.md)", "1: «»---"),
        ("[x](<子/近 处▮>)", "1: «»---"),
        ("[x](</子/近 处.md▮>)", "1: «»---"),
        ("[x](子\\\\近%20处.md▮)", "1: «»---"),
        ("[[近 处▮]]", "1: «»---"),
        ("[[▮近 处|字]]", "1: «»---"),
        ("[[近 处|▮字]]", "1: «»---"),
        ("[[别名▮]]", "1: «»---"),
        ("![[近 处▮]]", "1: «»---"),
        ("<a href='子/近 处▮.md'>", "1: «»---"),
        ("[x](子/近%20处.md#第▮-一-节)", "6: «## 第 一 节 ##»"),
        ("[x](子/近%20▮处.md#第-一-节)", "6: «## 第 一 节 ##»"),
        ("[▮x](子/近%20处.md#第-一-节)", "6: «## 第 一 节 ##»"),
        ("[[近 处#第 一▮ 节]]", "6: «## 第 一 节 ##»"),
        ("[[近 处#近处#第 一▮ 节]]", "6: «## 第 一 节 ##»"),
        ("[x](子/近%20处.md#设定▮)", "12: «设定»"),
        ("[[近 处#^b▮lk]]", "8: «😀 一段 ^blk»"),
        ("[x](子/近%20处.md#my-▮id)", '10: <span id="«my-id»">字</span>'),
        ("[x](子/近%20处.md#▮L8)", "8: «»😀 一段 ^blk"),
        ("[x][la▮bel]\n\n[label]: 子/近%20处.md", None),
        ("| 😀 |\n|---|\n| [[近 处\\▮|字]] |", "1: «»---"),
    ],
)
def test_a_link_leads_to_its_target(scene: Scene, link: str, lands: str | None) -> None:
    found = goes(scene(NOTES + "😀 汉\n\n" + link))
    assert found == ([f"子/近 处.md:{lands}"] if lands else ["«[label]: 子/近%20处.md»"])


def test_a_picture_is_opened_at_its_start(scene: Scene) -> None:
    scene(NOTES + "😀 ![x](图▮.png)")
    answer = scene.ask(definition, types.DefinitionParams(scene.document, scene.position))
    assert answer[0].target_uri.endswith("%E5%9B%BE.png")
    assert answer[0].target_range.end == types.Position(0, 0)


@pytest.mark.parametrize("encoding", list(Encoding))
def test_the_origin_is_the_destination(scene: Scene, encoding: Encoding) -> None:
    scene(NOTES + "😀 汉 [x](子/近%20处.md#第▮-一-节) 字").using(encoding)
    answer = scene.ask(definition, types.DefinitionParams(scene.document, scene.position))
    origin = answer[0].origin_selection_range
    assert scene.draw(origin) == "😀 汉 [x](«子/近%20处.md#第-一-节») 字"


def test_a_client_without_links_gets_locations(scene: Scene) -> None:
    scene(NOTES + "😀 [[近▮ 处]]", client=PLAIN_CLIENT)
    assert goes(scene) == ["子/近 处.md:1: «»---"]


def test_all_notes_that_may_be_meant_the_nearest_first(scene: Scene) -> None:
    scene("-- a/甲.md\na\n-- b/甲.md\nb\n-- b/我.md\n😀 [[甲▮]]")
    assert goes(scene) == ["b/甲.md:1: «»b", "a/甲.md:1: «»a"]


@pytest.mark.parametrize(
    "note",
    ["😀 [x][标▮]\n\n[标]: y", "😀 [标▮][]\n\n[标]: y", "😀 [▮标]\n\n[标]: y", "😀\n\n[▮标]: y"],
)
def test_a_label_leads_to_its_definition(scene: Scene, note: str) -> None:
    assert goes(scene("-- b.md\n[标]: z\n-- a.md\n" + note)) == ["«[标]: y»"]


def test_the_destination_of_a_definition_is_a_link(scene: Scene) -> None:
    assert goes(scene("# 头\n😀\n\n[r]: #▮头")) == ["«# 头»"]


def test_a_footnote_leads_there_and_back(scene: Scene) -> None:
    assert goes(scene("😀 字[^▮1] 又[^1]\n\n[^1]: 文")) == ["«[^1]: 文»"]
    assert goes(scene("😀 字[^1] 又[^1]\n\n[^▮1]: 文")) == [
        "😀 字[^«1»] 又[^1]",
        "😀 字[^1] 又[^«1»]",
    ]


def test_a_heading_is_its_own_definition(scene: Scene) -> None:
    """VS Code then shows its uses."""
    assert goes(scene("# 😀 头▮\n[x](#-头)")) == ["«# 😀 头»"]


@pytest.mark.parametrize(
    ("note", "uses"),
    [
        ("# 头▮\n😀 [x](#头)", ["😀 [x](«#头»)"]),
        ("😀 [x][标]\n\n[标▮]: y", ["😀 [x][«标»]"]),
        ("😀 b ^k▮\n\n[[#^k]]", ["[[«#^k»]]"]),
        ('<i id="▮k">\n\n😀 [x](#k)', ["😀 [x](«#k»)"]),
        ("😀 字[^1]\n\n[^1▮]: 文", ["😀 字[^«1»]"]),
        ("# 头\n😀 [x](#▮头)", ["«# 头»"]),
    ],
)
def test_declaration_goes_from_a_definition_to_its_uses(
    scene: Scene, note: str, uses: list[str]
) -> None:
    assert goes(scene(note), declaration) == uses


@pytest.mark.parametrize(
    "note",
    [
        "[▮ref](#abc)",
        "[x](no▮ne.md)",
        "[[no▮ne]]",
        "# a\n[x](#no▮ne)",
        "[x](no▮ne.png)",
        "[x](https://e▮.com)",
        "[ref▮]",
        "😀 #标▮签",
        "`[[#a▮]]`\n# a",
        "$[[#a▮]]$\n# a",
        "<!-- [[#a▮]] -->\n\n# a",
        "```\n[[#a▮]]\n```\n# a",
        "- [x▮]\n\n[x]: a.md",
    ],
)
def test_nowhere_to_go(scene: Scene, note: str) -> None:
    assert goes(scene(note)) == []
