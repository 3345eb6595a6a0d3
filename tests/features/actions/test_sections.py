"""A section made a note, and a note put back in the place of its link."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.features.actions.choosing import all_chosen, chosen, titles
from tests.scene import Scene


def text(value: str) -> str:
    return dedent(value).lstrip("\n")


def test_a_section_moves_to_a_note_of_its_own(scene: Scene) -> None:
    scene("""
        -- 大.md
        # 大

        ## 😀 甲▮

        文 [r][R] 和注[^1]，[后](#乙)，[里](#子)。

        ### 子

        下划
        ----

        ## 乙

        [看](#子) [r]

        [r]: https://e.com
        [^1]: 注
        -- 别.md
        [[大#子]] [子](大.md#子) [[大#乙]] [[大#😀 甲]]
    """)
    files = all_chosen(scene, "Move the section to a new note `😀 甲.md`")
    assert files == {
        "大.md": text("""
            # 大

            ## [[😀 甲]]

            下划
            ----

            ## 乙

            [看](😀%20甲.md#子) [r]

            [r]: https://e.com
            [^1]: 注
        """),
        "😀 甲.md": text("""
            # 😀 甲

            文 [r][R] 和注[^1]，[后](大.md#乙)，[里](#子)。

            ## 子

            [r]: https://e.com

            [^1]: 注
        """),
        "别.md": "[[😀 甲#子]] [子](😀%20甲.md#子) [[大#乙]] [[大#😀 甲]]\n",
    }


def test_no_section_moves_when_it_is_the_note_or_empty(scene: Scene) -> None:
    for note in ("# 甲▮\n\n文\n", "## 空▮\n\n## 乙\n", "> # 引▮\n> 文\n", "## [[x]]▮\n\n文\n"):
        scene(note)
        assert titles(scene, "refactor.extract") == []


def test_the_way_there_and_back_ends_where_it_began(scene: Scene) -> None:
    note = "# 大\r\n\r\n## 甲▮\r\n\r\n文\r\n\r\n### 子\r\n\r\n末\r\n\r\n## 乙\r\n"
    scene(note)
    files = all_chosen(scene, "Move the section to a new note `甲.md`")
    moved = str(files[scene.current])
    assert moved == "# 大\r\n\r\n## [[甲]]\r\n\r\n## 乙\r\n"
    scene(f"-- 甲.md\n{files['甲.md']}-- 笔记.md\n{moved.replace('[[甲', '[[甲▮')}")
    back = all_chosen(scene, "Put `甲.md` here and delete the note")
    assert back == {"笔记.md": note.replace("▮", ""), "甲.md": None}


def test_links_to_blocks_lead_there_after_a_section_has_moved(scene: Scene) -> None:
    scene("""
        -- 大.md
        # 大

        留 ^a

        [[#^b]] [去](#c)

        ## 甲▮

        [[#^a]] [[#^b]]

        走 ^b

        <a id="c"></a>
        -- 三.md
        [[大#^b]] [[大#^a]]
    """)
    files = all_chosen(scene, "Move the section to a new note `甲.md`")
    assert files["大.md"] == text("""
        # 大

        留 ^a

        [[甲#^b]] [去](甲.md#c)

        ## [[甲]]
    """)
    assert files["甲.md"] == text("""
        # 甲

        [[大#^a]] [[#^b]]

        走 ^b

        <a id="c"></a>
    """)
    assert files["三.md"] == "[[甲#^b]] [[大#^a]]\n"


@pytest.mark.parametrize(
    "note",
    [
        "# 大\n\n## 甲▮\n\n[x][k] 注[^1]\n\n## 乙\n\n[y][k]\n\n[k]: u\n\n[^1]: 脚注\n",
        "# 大\n\n## 甲▮\n\n[[#乙]] [乙](#乙)\n\n## 乙\n",
    ],
)
def test_what_was_copied_along_is_not_there_twice_after_the_way_back(
    scene: Scene, note: str
) -> None:
    scene(note)
    files = all_chosen(scene, "Move the section to a new note `甲.md`")
    moved = str(files[scene.current])
    moved = moved.replace("## [[甲", "## [[甲▮").replace("## [甲", "## [甲▮")
    scene(f"-- 甲.md\n{files['甲.md']}-- 笔记.md\n{moved}")
    back = all_chosen(scene, "Put `甲.md` here and delete the note")
    assert back == {"笔记.md": note.replace("▮", ""), "甲.md": None}


def test_a_note_with_another_meaning_of_a_label_is_not_put_here(scene: Scene) -> None:
    scene("-- 大.md\n[[甲▮]]\n\n[k]: u\n-- 甲.md\n[x][k]\n\n[k]: v\n")
    assert titles(scene, "refactor.inline") == []


def test_a_note_goes_below_the_section_of_a_line(scene: Scene) -> None:
    scene("""
        -- 大.md
        # 大

        ![[夹/甲▮]]

        末
        -- 夹/甲.md
        ---
        title: 甲
        ---
        # 甲

        [图](图.png) [乙](../乙.md) [[丙]]
        -- 三.md
        [[甲]]
        -- 乙.md
        乙
    """)
    assert titles(scene, "refactor.inline") == ["Put `甲.md` here"]
    assert chosen(scene, "Put `甲.md` here") == text("""
        # 大

        ## 甲

        [图](夹/图.png) [乙](乙.md) [[丙]]

        末
    """)


def test_a_note_stays_where_its_link_stands_in_a_text(scene: Scene) -> None:
    scene("-- 大.md\n见 [[甲▮]]。\n-- 甲.md\n甲\n")
    assert titles(scene, "refactor.inline") == []


def test_a_note_that_is_put_here_ends_its_lines_as_this_one(scene: Scene) -> None:
    scene("-- 大.md\n# 大\n\n[[甲▮]]\n-- 甲.md\n# 甲\r\n\r\n文\u2028末\r\n")
    assert chosen(scene, "Put `甲.md` here") == "# 大\n\n## 甲\n\n文\u2028末\n"


def test_selected_lines_move_to_a_note_and_a_link_takes_their_place(scene: Scene) -> None:
    """What they need goes along; links to a block in them follow."""
    scene("""
        -- 大/大.md
        # 大

        前 [[#^why]]

        «困惑度是 **e** 的 `H` 次方，[见](../别.md) [r]。 ^why

        - 甲
        - 乙[^1]
        »
        后 [r]

        [r]: https://e.com
        [^1]: 注
        -- 别.md
        [[大#^why]]
    """)
    files = all_chosen(scene, "Move the lines to a new note `困惑度是 e 的 H 次方.md`")
    assert files == {
        "大/大.md": text("""
            # 大

            前 [[困惑度是 e 的 H 次方#^why]]

            [困惑度是 e 的 H 次方](困惑度是%20e%20的%20H%20次方.md)

            后 [r]

            [r]: https://e.com
            [^1]: 注
        """),
        "大/困惑度是 e 的 H 次方.md": text("""
            困惑度是 **e** 的 `H` 次方，[见](../别.md) [r]。 ^why

            - 甲
            - 乙[^1]

            [r]: https://e.com

            [^1]: 注
        """),
        "别.md": "[[困惑度是 e 的 H 次方#^why]]\n",
    }


def test_selected_lines_that_start_with_a_heading_are_called_by_it(scene: Scene) -> None:
    scene("# 大\r\n\r\n«## 甲\r\n\r\n文\r\n\r\n### 子»\r\n\r\n末\r\n-- 别.md\n[[a#甲]]\n")
    files = all_chosen(scene, "Move the lines to a new note `甲.md`")
    assert files["甲.md"] == "# 甲\r\n\r\n文\r\n\r\n## 子\r\n"
    assert files[scene.current] == "# 大\r\n\r\n[[甲]]\r\n\r\n末\r\n"


@pytest.mark.parametrize(
    "note",
    [
        "甲\n«乙\n丙»\n",
        "- 甲\n\n«- 乙\n\n- 丙»\n",
        "```\na\n\n«b\nc»\n```\n",
        "::: tip\n\n«甲\n乙»\n\n:::\n",
        "«---\ntitle: 甲\n---\n\n乙»\n\n丙\n",
        "---\ntitle: 甲\n«---\n\n乙»\n\n丙\n",
        "«# 甲\n\n乙»\n",
        "> 甲\n> «\n> 乙»\n",
        "«甲»\n",
        "«\n\n»\n",
    ],
)
def test_lines_that_are_part_of_a_block_stay(scene: Scene, note: str) -> None:
    scene(note)
    assert not [each for each in titles(scene, "refactor.extract") if "lines" in each]
