"""Everything in the note that means what the cursor is on is marked."""

from __future__ import annotations

import pytest
from lsprotocol import types

from notes_lsp.features.document_highlight import document_highlight
from tests.scene import Scene


def marked(scene: Scene) -> list[str]:
    """The marked lines, `=` before those where the thing is made."""
    params = types.DocumentHighlightParams(scene.document, scene.position)
    return [
        ("= " if each.kind is types.DocumentHighlightKind.Write else "") + scene.draw(each.range)
        for each in scene.ask(document_highlight, params) or []
    ]


@pytest.mark.parametrize(
    "note",
    [
        '# 甲 B▮\n\n😀 [x](#甲-b)\n[y](doc.md#甲-B "t")\n\n[r]: #甲-b',
        '# 甲 B\n\n😀 [x](#甲▮-b)\n[y](doc.md#甲-B "t")\n\n[r]: #甲-b',
        '# 甲 B\n\n😀 [x](#甲-b)\n[y](doc.md#▮甲-B "t")\n\n[r]: #甲-b',
        '# 甲 B\n\n😀 [x](#甲-b)\n[y](doc.md#甲-B "t")\n\n[r]: #甲▮-b',
    ],
)
def test_a_heading_and_the_fragments_that_mean_it(scene: Scene, note: str) -> None:
    assert marked(scene("-- doc.md\n" + note)) == [
        "= «# 甲 B»",
        "😀 [x](«#甲-b»)",
        '[y](doc.md«#甲-B» "t")',
        "[r]: «#甲-b»",
    ]


def test_paths_of_one_note_whatever_their_fragments(scene: Scene) -> None:
    scene("-- doc.md\n😀 [a](无▮.md) [b](./无#x) [c](/无.md) [d](有.md)\n\n[r]: 无.md")
    line = "😀 [a](无.md) [b](./无#x) [c](/无.md) [d](有.md)"
    assert marked(scene) == [
        line.replace("(无.md)", "(«无.md»)"),
        line.replace("./无", "«./无»"),
        line.replace("/无.md", "«/无.md»"),
        "[r]: «无.md»",
    ]


def test_fragments_of_a_note_that_does_not_exist(scene: Scene) -> None:
    scene("-- doc.md\n# a\n😀 [x](无#▮a-b) [y](无.md#A-b) [z](#a-b)")
    assert marked(scene) == [
        "😀 [x](无«#a-b») [y](无.md#A-b) [z](#a-b)",
        "😀 [x](无#a-b) [y](无.md«#A-b») [z](#a-b)",
    ]


@pytest.mark.parametrize(
    "note", ["😀 [文][标▮] [标][] [标]\n\n[标]: x", "😀 [文][标] [标][] [标]\n\n[标▮]: x"]
)
def test_a_label_and_its_uses(scene: Scene, note: str) -> None:
    assert marked(scene(note)) == [
        "😀 [文][«标»] [标][] [标]",
        "😀 [文][标] [«标»][] [标]",
        "😀 [文][标] [标][] [«标»]",
        "= [«标»]: x",
    ]


def test_a_footnote_and_its_uses(scene: Scene) -> None:
    assert marked(scene("😀 字[^▮注]\n\n[^注]: 文")) == ["😀 字[^«注»]", "= [^«注»]: 文"]


def test_one_address(scene: Scene) -> None:
    scene("😀 [a](http://e.com/▮a) <http://e.com/a> http://e.com/b\n\n[r]: http://e.com/a")
    assert len(marked(scene)) == 3


def test_a_tag(scene: Scene) -> None:
    assert marked(scene("😀 #▮甲 #乙\n`#甲` #甲/丙")) == ["😀 «#甲» #乙", "`#甲` «#甲/丙»"]


@pytest.mark.parametrize("note", ["▮\\begin{cases}", "\\begin{ca▮ses}"])
def test_the_mates_of_an_environment(scene: Scene, note: str) -> None:
    scene(f"😀\n\n$$\n{note} \\begin{{x}}\\end{{x}}\n\\end{{cases}}\n$$")
    assert marked(scene) == ["\\begin{«cases»} \\begin{x}\\end{x}", "\\end{«cases»}"]


def test_an_entry(scene: Scene) -> None:
    scene("| 名称 | 解释 |\n| --- | --- |\n| 困惑度 | 低 |\n\n😀 困▮惑度与 `困惑度` 与 `a 困惑度`")
    assert marked(scene) == [
        "= | «困惑度» | 低 |",
        "😀 «困惑度»与 `困惑度` 与 `a 困惑度`",
        "😀 困惑度与 `«困惑度»` 与 `a 困惑度`",
    ]


@pytest.mark.parametrize("note", ["普▮通", "`[x](▮a.md)`", "$[x](▮a.md)$", "[x▮](a.md) [y](a.md)"])
def test_silent_elsewhere(scene: Scene, note: str) -> None:
    assert marked(scene(note)) == []
