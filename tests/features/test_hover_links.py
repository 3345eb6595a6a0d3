"""Hovering a link shows where it leads before it is followed."""

from __future__ import annotations

import struct
from dataclasses import replace

import pytest
from lsprotocol import types

from notes_lsp.features.hover import hover
from tests.scene import FULL_CLIENT, PLAIN_CLIENT, Scene

ENGLISH = {"language": "en"}
DRAWS = replace(FULL_CLIENT, images=True)


def hovered(scene: Scene) -> tuple[str, str] | None:
    """The marked line and the text, the vault's folder as `V`."""
    answer = scene.ask(hover, types.HoverParams(scene.document, scene.position))
    if answer is None:
        return None
    folder = scene.vault.snapshot().uri(str(scene.folder))
    return scene.draw(answer.range), answer.contents.value.replace(folder, "V")


NOTES = """
-- a/近.md
---
title: 近处
---
# 近

😀 开头 [远](../远.md#x) 与 ![图](图.png)

## 第二 节

$\\alpha$ 和 `$x$` 与 [[近#第二 节|自己]]

### 里面

末尾

## 第三
别处
-- 我.md
"""


def test_a_section_is_shown_up_to_the_next_of_its_level(scene: Scene) -> None:
    scene(NOTES + "这是一篇中文笔记。😀 [x](a/近.md#第▮二-节)")
    assert hovered(scene) == (
        "这是一篇中文笔记。😀 [x](«a/近.md#第二-节»)",
        "**第二 节** · `a/近.md:8`\n\n"
        "α 和 `$x$` 与 [自己](<V/a/%E8%BF%91.md#L8>)\n\n### 里面\n\n末尾\n\n2 处链接",
    )


def test_a_note_is_shown_without_its_front_matter_and_title(scene: Scene) -> None:
    scene(NOTES + "😀 [[▮近|it]]", client=DRAWS, settings=ENGLISH)
    found = hovered(scene)
    assert found is not None
    assert found[0] == "😀 [[«近»|it]]"
    assert found[1].startswith("**近处** · `a/近.md`\n\n😀 开头 [远](../远.md#x) 与 ![图](<V/a/")
    assert found[1].endswith("2 links here")


def test_pictures_are_words_where_none_is_drawn(scene: Scene) -> None:
    scene(NOTES + "😀 [[▮近]]")
    assert "与 图\n" in (hovered(scene) or ("", ""))[1]


def test_a_plain_client_gets_plain_text(scene: Scene) -> None:
    scene(NOTES + "😀 [[近#第▮三]]", client=PLAIN_CLIENT, settings=ENGLISH)
    assert hovered(scene) == ("😀 [[«近#第三»]]", "第三 · a/近.md:16\n\n别处\n\n1 link here")


def test_a_long_section_is_cut_and_its_fence_closed(scene: Scene) -> None:
    code = "```py\n" + "x = 1\n" * 50 + "```\n"
    scene(f"-- b.md\n# b\n\n{code}-- 我.md\n😀 [[b▮]]")
    text = (hovered(scene) or ("", ""))[1]
    assert text.count("x = 1") == 29
    assert "x = 1\n```\n\n…" in text


def test_a_block_is_shown_without_its_id(scene: Scene) -> None:
    scene("-- b.md\n# b\n\n😀 第一行\n第二行 ^k\n\n别的\n-- 我.md\n😀 [[b#^k▮]]")
    assert (hovered(scene) or ("", ""))[1] == "**b** · `b.md`\n\n😀 第一行\n第二行\n\n1 link here"


def test_a_footnote_is_shown_whole(scene: Scene) -> None:
    scene("😀 字[^▮注]。\n\n[^注]: 第一行\n    第二行\n\n别的")
    assert hovered(scene) == ("😀 字«[^注]»。", "第一行\n第二行")


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("[^注]: 一\n\n    二\n\n    - 三\n        - 四", "一\n\n二\n\n- 三\n    - 四"),
        ("[^注]:\n\t一\n\n\t二", "一\n\n二"),
        ("> [^注]: 一\n>\n>     二 > 三\n四 > 五", "一\n\n二 > 三\n四 > 五"),
    ],
)
def test_the_paragraphs_of_a_footnote_are_no_code(scene: Scene, note: str, shown: str) -> None:
    scene(f"😀 字[^▮注]。\n\n{note}")
    assert (hovered(scene) or ("", ""))[1] == shown


def test_a_nested_item_is_no_code(scene: Scene) -> None:
    scene("-- b.md\n# b\n\n- 甲\n    - 😀 乙\n      丙 ^k\n-- 我.md\n[[b#^k▮]]")
    assert (hovered(scene) or ("", ""))[1].startswith("**b** · `b.md`\n\n- 😀 乙\n  丙\n")


def test_a_label_shows_what_its_definition_leads_to(scene: Scene) -> None:
    scene("-- b.md\n# b\n正文\n-- 我.md\n😀 [x][标▮签]\n\n[标签]: b.md")
    assert (hovered(scene) or ("", ""))[1].startswith("**b** · `b.md`\n\n正文")


def test_a_label_of_an_address_shows_the_address(scene: Scene) -> None:
    scene("😀 [x][标▮签]\n\n[标签]: https://e.com/#a")
    assert (hovered(scene) or ("", ""))[1] == "<https://e.com/#a>"


def test_the_text_of_a_link_shows_the_note_too(scene: Scene) -> None:
    scene("-- b.md\n# b\n正文\n-- 我.md\n😀 [远▮处](b.md)")
    found = hovered(scene)
    assert found is not None
    assert found[0] == "😀 [«远处»](b.md)"


@pytest.mark.parametrize(
    "note",
    [
        "😀 [[n▮o]]",
        "这是一篇中文笔记。😀 [[没▮有]]",
        "😀 [x](b.md#▮no)",
        "😀 [[b#^▮no]]",
        "😀 [x](a.▮zip)",
        "😀 [x][no▮]",
        "😀 x[^no▮]",
    ],
)
def test_a_broken_link_is_told_by_its_diagnostic_alone(scene: Scene, note: str) -> None:
    scene("-- b.md\n# b\n-- 我.md\n" + note)
    assert hovered(scene) is None


def _png(scene: Scene, name: str, width: int, height: int) -> None:
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", width, height)
    scene.folder.joinpath(name).write_bytes(head)


@pytest.mark.parametrize(
    ("note", "marked"),
    [
        ("![猫](./猫▮.png)", "![猫](«./猫.png»)"),
        ("![猫](<./猫▮.png>)", "![猫](<«./猫.png»>)"),
        ('<img src="猫▮.png">', '<img src="«猫.png»">'),
        ("😀 ![[猫▮.png]]", "😀 ![[«猫.png»]]"),
    ],
)
def test_a_picture_is_drawn_with_its_size(scene: Scene, note: str, marked: str) -> None:
    _png(scene, "猫.png", 640, 480)
    uri = "V/%E7%8C%AB.png"
    assert hovered(scene(note, client=DRAWS)) == (
        marked,
        f"[![猫.png](<{uri}|width=300>)](<{uri}>)\n\n`猫.png` · 640 × 480",
    )


def test_pictures_can_be_turned_off(scene: Scene) -> None:
    _png(scene, "a.png", 64, 48)
    scene("![猫](a▮.png)", client=DRAWS, settings={"hover": {"images": "off"}})
    assert hovered(scene) == ("![猫](«a.png»)", "`a.png` · 64 × 48")


@pytest.mark.parametrize(
    "note", ['▮![img](./cat.png "t")', '![i▮mg](./cat.png "t")', '![img](./cat.png ▮"t")']
)
def test_beside_a_pictures_path_nothing_is_shown(scene: Scene, note: str) -> None:
    assert hovered(scene(note)) is None


@pytest.mark.parametrize(
    "note",
    [
        "😀 [x](https://e▮.com)",
        "😀 https://e▮.com",
        "`[[b▮]]`",
        "$[[b▮]]$",
        "<!-- [[b▮]] -->",
        "[b▮]: no",
    ],
)
def test_silent_on_addresses_and_outside_of_links(scene: Scene, note: str) -> None:
    if note.startswith("["):
        note = "x\n" + note
    assert hovered(scene("-- b.md\n# b\n-- 我.md\n" + note)) is None


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.gif", b"GIF89a" + struct.pack("<HH", 64, 48)),
        ("a.bmp", b"BM" + bytes(16) + struct.pack("<ii", 64, -48)),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x04xx\xff\xc2\x00\x11\x08" + struct.pack(">HH", 48, 64)),
        ("a.webp", b"RIFF....WEBPVP8X" + bytes(8) + b"\x3f\x00\x00\x2f\x00\x00"),
        ("a.svg", b'<?xml version="1.0"?>\n<svg width="64" height="48px">'),
        ("b.svg", b'<svg viewBox="0 0 64 48.2">'),
    ],
)
def test_sizes_of_pictures(scene: Scene, name: str, head: bytes) -> None:
    scene.folder.joinpath(name).write_bytes(head)
    text = (hovered(scene(f"![猫]({name}▮)")) or ("", ""))[1]
    assert text.endswith("· 64 × 48")


@pytest.mark.parametrize(
    "head", [b"", b"\x89PNG", b"\xff\xd8\xff", b"\xff\xd8\xff\xe0\x00\x00", b"<svg>"]
)
def test_a_torn_picture_has_no_size(scene: Scene, head: bytes) -> None:
    scene.folder.joinpath("a.png").write_bytes(head)
    assert (hovered(scene("![猫](a.png▮)")) or ("", ""))[1].endswith("`a.png`")
