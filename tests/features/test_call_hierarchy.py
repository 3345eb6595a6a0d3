"""The link graph as a call hierarchy: who links here, and where this links to."""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from notes_lsp.features.call_hierarchy import incoming_calls, outgoing_calls, prepare_call_hierarchy
from tests.scene import Scene

VAULT = """
-- b/远.md
# 远
😀 [字](../近.md#第二节)
## 里
又 [[近#第二节]] 与 [[近]]
-- 近.md
# 近
[[远]]
## 第二节
😀 [[远#里]] [x](没有.md)
### 更里
[y](b/远.md#里)
## 第三节
[[远]]
"""


def item(scene: Scene) -> types.CallHierarchyItem | None:
    params = types.CallHierarchyPrepareParams(scene.document, scene.position)
    found = scene.ask(prepare_call_hierarchy, params)
    return found[0] if found else None


def shown(scene: Scene, call: Any, uri: str | None = None) -> tuple[str, str, list[str]]:
    """An item's name and file, and the marked links."""
    other = call.from_ if isinstance(call, types.CallHierarchyIncomingCall) else call.to
    places = [scene.draw(each, uri or other.uri) for each in call.from_ranges]
    return other.name, other.detail or "", places


def incoming(scene: Scene) -> list[tuple[str, str, list[str]]]:
    asked = item(scene)
    assert asked is not None
    params = types.CallHierarchyIncomingCallsParams(asked)
    return [shown(scene, call) for call in scene.ask(incoming_calls, params)]


def outgoing(scene: Scene) -> list[tuple[str, str, list[str]]]:
    asked = item(scene)
    assert asked is not None
    params = types.CallHierarchyOutgoingCallsParams(asked)
    return [shown(scene, call, asked.uri) for call in scene.ask(outgoing_calls, params)]


def test_the_sections_that_link_to_a_heading(scene: Scene) -> None:
    scene(VAULT.replace("## 第二节\n", "## 第▮二节\n"))
    assert incoming(scene) == [
        ("远", "b/远.md", ["b/远.md:2: 😀 [字](«../近.md#第二节»)"]),
        ("里", "b/远.md", ["b/远.md:4: 又 [[«近#第二节»]] 与 [[近]]"]),
    ]


def test_where_a_section_links_to_what_is_nested_in_it_included(scene: Scene) -> None:
    scene(VAULT.replace("## 第二节\n", "## 第▮二节\n"))
    assert outgoing(scene) == [
        ("里", "b/远.md", ["😀 [[«远#里»]] [x](没有.md)", "[y](«b/远.md#里»)"])
    ]


def test_a_note_in_plain_text(scene: Scene) -> None:
    scene("-- a.md\n# a\n-- b.md\n[[a]]\n-- a.md\n# a\n😀 普▮通")
    found = item(scene)
    assert found is not None
    assert (found.name, found.kind) == ("a", types.SymbolKind.File)
    assert incoming(scene) == [("b.md", "b.md", ["b.md:1: [[«a»]]"])]


def test_a_link_stands_for_its_target(scene: Scene) -> None:
    found = item(scene(VAULT.replace("[[远#里]]", "[[远#▮里]]")))
    assert found is not None
    assert (found.name, found.detail) == ("里", "b/远.md")


def test_an_item_is_found_again_after_its_heading_moved(scene: Scene) -> None:
    scene(VAULT.replace("## 第二节\n", "## 第▮二节\n"))
    old = item(scene)
    assert old is not None
    scene.vault.open(scene.uri, "新的一行\n" + scene.buffer.data.decode(), 2)
    calls = scene.ask(incoming_calls, types.CallHierarchyIncomingCallsParams(old))
    assert len(calls) == 2


def test_nothing_for_a_tag_or_an_address(scene: Scene) -> None:
    assert item(scene("😀 #标▮签")) is None
    assert item(scene("😀 <https://e▮.com>")) is None
