"""What may be folded in a note."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lsprotocol import types

from notes_lsp.features.folding_range import folding_range
from notes_lsp.text import Encoding
from tests.scene import FULL_CLIENT, Scene


def folds(scene: Scene) -> list[types.FoldingRange]:
    found = scene.ask(folding_range, types.FoldingRangeParams(scene.document))
    assert isinstance(found, list)
    return found


def drawn(scene: Scene) -> str:
    """Each fold as `first-last kind`, lines from 1."""
    return "\n".join(
        f"{fold.start_line + 1}-{fold.end_line + 1}" + (f" {fold.kind.value}" if fold.kind else "")
        for fold in folds(scene)
    )


def test_of_the_blank_lines_behind_a_section_one_stays(scene: Scene) -> None:
    scene("# 😀 一\n\n文\n\n## 二\n\n文\n\n\n\n# 三\n\n文\n")
    assert drawn(scene) == "1-9\n5-9\n11-13"


def test_the_last_section_takes_in_the_blank_lines_at_the_end(scene: Scene) -> None:
    scene("# 😀 一\n\n文▮")
    scene.type("\n\n\n")
    assert drawn(scene) == "1-6"


def test_a_section_of_blank_lines_does_not_fold(scene: Scene) -> None:
    scene("# 😀 一\n\n\n\n# 二\n")
    assert drawn(scene) == ""


def test_of_the_blank_lines_behind_an_item_one_stays(scene: Scene) -> None:
    scene("- 甲\n  - 😀\n    文\n\n\n- 乙\n  文\n\n\n文\n")
    assert drawn(scene) == "1-4\n2-4\n6-8"


def test_an_element_with_paragraphs_in_it_folds_to_its_closing_tag(scene: Scene) -> None:
    """CommonMark ends the HTML block at the first blank line."""
    scene("<details>\n<summary>😀 答案</summary>\n\n文\n\n- 甲\n  乙\n\n</details>\n\n文\n")
    assert drawn(scene) == "1-9\n6-7"


def test_a_heading_in_an_element_folds_no_further_than_that(scene: Scene) -> None:
    scene("# 一\n\n<div>\n\n## 二\n\n文\n\n</div>\n\n文\n")
    assert drawn(scene) == "1-11\n3-9\n5-9"


def test_thousands_of_tags_without_their_mates_are_gone_through_in_steps(scene: Scene) -> None:
    """Between the steps a key may be answered; each opening tag is looked at once."""
    scene("<p>\n\n甲\n\n</div>\n\n" * 3000)
    folds(scene)  # from here on what is in each block is known
    params = types.FoldingRangeParams(scene.document)
    steps = [*folding_range(scene.vault.snapshot(), params, scene.client)]
    assert len(steps) > 6000 // 256


def test_an_element_without_blank_lines_folds_once_with_windows_line_ends(scene: Scene) -> None:
    scene("<div>\r\n<p>\r\n文</p>\r\n</div>\r\n")
    assert drawn(scene) == "1-4"


def test_tags_that_do_not_match_fold_as_the_blocks_they_are(scene: Scene) -> None:
    scene("<div>\n<p>甲\n\n文\n\n</section>\n乙\n")
    assert drawn(scene) == "1-2\n6-7"


def test_an_item_in_a_quote_folds_no_further_than_the_quote(scene: Scene) -> None:
    scene("> - 😀\n>   文\n\n\n文\n")
    assert drawn(scene) == "1-2"


def test_a_comment_of_obsidian_folds(scene: Scene) -> None:
    scene("😀\n\n%%\n文\n\n文\n%%\n\n%% 文 %%\n")
    assert drawn(scene) == "3-7 comment"


def test_front_matter_folds(scene: Scene) -> None:
    scene("---\ntitle: 一\n---\n\n文\n")
    assert drawn(scene) == "1-3"


@pytest.mark.parametrize(
    "text",
    [
        "```py\n代码\n```\n",
        "    代码\n    代码\n    代码\n",
        "| 甲 |\n| -- |\n| 1 |\n",
        "$$\nx\n$$\n",
        "```math\nx\n```\n",
        "> [!note] 题\n> 文\n> 文\n",
        "> 引\n> 文\n续\n",
        "::: tip 题\n文\n:::\n",
        "- 甲\n  乙\n  丙\n",
        "[a]: http://a\n[b]: http://b\n[c]: http://c\n",
        "[^1]: 注\n    文\n    文\n",
        "<div>\n😀\n</div>\n",
    ],
)
def test_a_block_of_several_lines_folds_once(scene: Scene, text: str) -> None:
    scene(f"😀\n\n{text}\n文\n")
    last = 2 + len(text.splitlines())
    assert drawn(scene) == f"3-{last}"


def test_an_unfinished_fence_folds_to_the_end(scene: Scene) -> None:
    scene("😀\n\n~~~\n代码\n\n文\n")
    assert drawn(scene) == "3-6"


def test_items_fold_with_what_they_hold(scene: Scene) -> None:
    scene("- 甲\n  文\n\n  - 子\n    文\n\n- 乙\n- 丙\n  文\n\n文\n")
    assert drawn(scene) == "1-5\n4-5\n8-9"


def test_a_comment_folds_as_a_comment(scene: Scene) -> None:
    scene("<!--\n😀 注释\n-->\n\n文\n")
    assert drawn(scene) == "1-3 comment"


def test_regions_fold_and_nest(scene: Scene) -> None:
    scene("""
        <!-- region 😀 一 -->
        文

        <!-- #region 二 -->
        文
        <!-- #endregion -->
        <!-- endregion -->
    """)
    assert drawn(scene) == "1-7 region\n4-6 region"


def test_a_section_before_a_region_that_reaches_further_ends_where_the_region_begins(
    scene: Scene,
) -> None:
    scene("""
        # 😀 一
        文

        <!-- region -->
        文
        # 二
        文
        <!-- endregion -->
    """)
    assert drawn(scene) == "1-2\n4-8 region\n6-7"


def test_a_section_that_begins_in_a_region_ends_before_its_end(scene: Scene) -> None:
    scene("""
        <!-- #region 😀 -->
        ## 一
        文
        <!-- #endregion -->
        文
        ## 二
        文
    """)
    assert drawn(scene) == "1-4 region\n2-3\n6-7"


def test_a_region_that_ends_in_another_block_than_it_began_in_does_not_fold(scene: Scene) -> None:
    scene("""
        - 😀

          <!-- region -->
          文

        文

        <!-- endregion -->
    """)
    assert drawn(scene) == "1-4"


def test_regions_without_their_mate_do_not_fold(scene: Scene) -> None:
    scene("<!-- endregion -->\n\n文\n\n<!-- region -->\n\n文\n")
    assert drawn(scene) == ""


def test_region_marks_in_code_are_no_marks(scene: Scene) -> None:
    scene("`<!-- region -->`\n\n文\n\n`<!-- endregion -->`\n")
    assert drawn(scene) == ""


def test_a_heading_in_a_container_folds_up_to_its_end(scene: Scene) -> None:
    scene("::: tip\n\n# 里\n\n文\n\n:::\n\n外\n")
    assert drawn(scene) == "1-7\n3-5"


def test_a_list_before_the_end_of_a_container_leaves_that_line_out(scene: Scene) -> None:
    scene("::: tip\n- 甲\n  乙\n:::\n")
    assert drawn(scene) == "1-4\n2-3"


def test_a_list_that_goes_on_behind_the_end_of_a_container_folds_within_it(scene: Scene) -> None:
    scene("::: tip\n- 😀\n  乙\n:::\n  - 丙\n")
    assert drawn(scene) == "1-4\n2-4"


def test_a_container_that_is_never_closed_does_not_fold(scene: Scene) -> None:
    scene("::: tip\n\n文\n\n文\n")
    assert drawn(scene) == ""


@pytest.mark.parametrize(
    "text", ["", "一行", "# 一\n# 二\n", "- 甲\n- 乙\n", "文\n文\n", "[a]: b\n"]
)
def test_what_takes_one_line_does_not_fold(scene: Scene, text: str) -> None:
    scene(text)
    assert drawn(scene) == ""


def test_windows_line_ends_fold_the_same_lines(scene: Scene) -> None:
    scene("# 一\r\n\r\n- 甲\r\n  乙\r\n\r\n```\r\nx\r\n```\r\n\r\n# 二\r\n")
    assert drawn(scene) == "1-8\n3-4\n6-8"


def test_a_client_with_a_limit_gets_the_outermost(scene: Scene) -> None:
    client = replace(FULL_CLIENT, fold_limit=2)
    scene("# 一\n\n- 甲\n  - 乙\n    丙\n\n# 二\n\n```\nx\n```\n", client=client)
    assert drawn(scene) == "1-5\n7-11"


@pytest.mark.parametrize("encoding", Encoding)
def test_folds_are_whole_lines_for_every_client(scene: Scene, encoding: Encoding) -> None:
    scene("😀\n\n```\n😀\n```\n").using(encoding)
    assert folds(scene) == [types.FoldingRange(2, 4)]


def test_folds_come_without_duplicates_and_never_cross(scene: Scene) -> None:
    scene(
        "# 一\n\n> - 甲\n>   乙\n\n::: a\n## 二\n- 丙\n  ```\n  x\n  ```\n:::\n\n"
        "文\n\n## 三\n\n文\n"
    )
    lines = [(fold.start_line, fold.end_line) for fold in folds(scene)]
    assert len(lines) == len(set(lines))
    for first, last in lines:
        for other, end in lines:
            assert not first < other <= last < end
