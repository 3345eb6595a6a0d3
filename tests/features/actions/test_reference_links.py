"""Addresses moved to definitions and back; what the Markdown service of VS Code does, and more."""

from __future__ import annotations

import pytest

from tests.features.actions.choosing import chosen, menu, titles
from tests.scene import Scene

MOVE = "Move the address to a link definition"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("😀 [te▮xt](./img.png)\n", "😀 [text][def]\n\n[def]: ./img.png\n"),
        ("😀 [te▮xt](./img.png)", "😀 [text][def]\n\n[def]: ./img.png\n"),
        (
            "[文▮](./a.png)\n\n[abc]: http://e.com\n",
            "[文][def]\n\n[abc]: http://e.com\n[def]: ./a.png\n",
        ),
        (
            "[a▮](x.md)\n\n[def]: u\n[def2]: v\n[def4]: w\n",
            "[a][def3]\n\n[def]: u\n[def2]: v\n[def4]: w\n[def3]: x.md\n",
        ),
        ('[a▮](  http://e.com "some title"  )\n', '[a][def]\n\n[def]: http://e.com "some title"\n'),
        ('[a▮](<a b.png> "t")\n', '[a][def]\n\n[def]: <a b.png> "t"\n'),
        (
            "a [x▮](/i.png) b\n\n# c [y](/i.png)\n",
            "a [x][def] b\n\n# c [y][def]\n\n[def]: /i.png\n",
        ),
        (
            "[x▮](u#a)\n[y](u#b)\n[z](u#a)\n",
            "[x][def]\n[y](u#b)\n[z][def]\n\n[def]: u#a\n",
        ),
        ("[![名](http://e.c▮om)](link)\n", "[![名][def]](link)\n\n[def]: http://e.com\n"),
        ("▮![alt](http://e.com)\n", "![alt][def]\n\n[def]: http://e.com\n"),
        ("见 <https://e.▮com/x> 好\n", "见 [def] 好\n\n[def]: https://e.com/x\n"),
        ("[甲▮](a.md)\r\n", "[甲][def]\r\n\r\n[def]: a.md\r\n"),
        ("[节▮](#节)\n[节](#节 't')\n# 节\n", "[节][def]\n[节](#节 't')\n# 节\n\n[def]: #节\n"),
        (
            "[甲](库/▮a.md#x)[乙](./库/a#x)[丙](/库/a.md#x)[丁](库/a.md)\n",
            "[甲][def][乙][def][丙][def][丁](库/a.md)\n\n[def]: 库/a.md#x\n",
        ),
        ("[甲](▮a.md?x)[乙](a.md)\n", "[甲][def][乙](a.md)\n\n[def]: a.md?x\n"),
        (
            "<https://e.▮com/x#a> <https://e.com/x#b> [x](https://e.com/x#a)\n",
            "[def] <https://e.com/x#b> [x][def]\n\n[def]: https://e.com/x#a\n",
        ),
        # What is put behind a fence whose end is yet to be typed would be code.
        ("见 [甲▮](a.md)\n```\nx\n", "见 [甲][def]\n\n[def]: a.md\n\n```\nx\n"),
        ("见 [甲▮](a.md)\n\n<!-- 注\n", "见 [甲][def]\n\n[def]: a.md\n\n<!-- 注\n"),
        ("- [甲▮](a.md)\n\n  ```\n  x\n", "- [甲][def]\n\n  ```\n  x\n\n[def]: a.md\n"),
        ("写给 <me@e▮.com>\n", "写给 [def]\n\n[def]: mailto:me@e.com\n"),
        ("文\n[甲]: /a.md\n[乙▮](b.md)\n", "文\n[甲]: /a.md\n[乙][def]\n\n[def]: b.md\n"),
        ("写完 [甲](a.md)▮ 就问\n", "写完 [甲][def] 就问\n\n[def]: a.md\n"),
        ("[甲](a.md)▮[乙](b.md)\n", "[甲](a.md)[乙][def]\n\n[def]: b.md\n"),
    ],
)
def test_an_address_moves_to_a_definition(scene: Scene, before: str, after: str) -> None:
    scene(before)
    assert chosen(scene, MOVE) == after


@pytest.mark.parametrize(
    "text",
    ["te▮st\n", "[text][r▮ef]\n", "a▮ [t](u) b\n", "a [t](u) ▮b\n", "`[t](u▮)`\n", "$[t](u▮)$\n"],
)
def test_nothing_moves_where_no_address_is(scene: Scene, text: str) -> None:
    scene(text)
    assert MOVE not in menu(scene)


def test_an_address_goes_back_into_its_only_link(scene: Scene) -> None:
    scene('😀 见 [文▮][d]。\n\n[d]: http://e.com "题"\n')
    title = "Write the address of `d` into the link"
    assert chosen(scene, title) == '😀 见 [文](http://e.com "题")。\n'


def test_an_address_goes_into_all_links_or_one(scene: Scene) -> None:
    text = "[a▮][d] [d] [d][] ![i][d]\n\n[c]: u\n[d]: <x y>\n"
    scene(text)
    assert chosen(scene, "Write the address into this link") == (
        "[a](<x y>) [d] [d][] ![i][d]\n\n[c]: u\n[d]: <x y>\n"
    )
    assert chosen(scene, "Write the address of `d` into all 4 links") == (
        "[a](<x y>) [d](<x y>) [d](<x y>) ![i](<x y>)\n\n[c]: u\n"
    )


def test_an_address_with_a_bar_does_not_end_a_cell(scene: Scene) -> None:
    scene("| 😀 |\n| --- |\n| [甲▮] |\n\n[甲]: http://e.com/a|b\n")
    after = chosen(scene, "Write the address of `甲` into the link")
    assert after == "| 😀 |\n| --- |\n| [甲](http://e.com/a\\|b) |\n"


def test_the_definition_is_asked_too(scene: Scene) -> None:
    scene("[a][d]\n\n[d▮]: u(v)\n")
    assert chosen(scene, "Write the address of `d` into the link") == "[a](u(v))\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[甲]: u\n    [甲▮]\n", "[甲]: u\n    [甲](u)\n"),
        ("- [甲]: u\n乙 [甲▮]\n", "- [甲]: u\n乙 [甲](u)\n"),
        ("> [甲]: u\n> 乙 [甲▮]\n", "> 乙 [甲](u)\n"),
    ],
)
def test_a_definition_that_the_line_below_leans_on_stays(
    scene: Scene, before: str, after: str
) -> None:
    scene(before)
    assert chosen(scene, "Write the address of `甲` into the link") == after


def test_a_second_definition_has_no_links_of_its_own(scene: Scene) -> None:
    scene("[a][d]\n\n[d]: u\n[d▮]: v\n")
    assert titles(scene, "refactor.inline") == []
