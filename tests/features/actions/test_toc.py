"""A table of contents: made where one would help, kept as the headings are."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.features.actions.choosing import chosen, menu
from tests.scene import Scene

MAKE, UPDATE = "Make a table of contents here", "Update the table of contents"
SOURCE = ["source.toc"]


def test_a_table_of_contents_is_made_on_an_empty_line(scene: Scene) -> None:
    scene("""
        # 题
        ▮
        ## 😀 甲 `a`
        ### 子 [链](x)
        ##### 深
        ## 甲
        ## 甲
    """)
    assert chosen(scene, MAKE) == dedent("""\
        # 题

        <!-- toc -->

        - [😀 甲 `a`](#-甲-a)
          - [子 链](#子-链)
            - [深](#深)
        - [甲](#甲)
        - [甲](#甲-1)

        <!-- /toc -->

        ## 😀 甲 `a`
        ### 子 [链](x)
        ##### 深
        ## 甲
        ## 甲
    """)


def test_a_wiki_link_to_the_second_of_two_headings_leads_to_the_second(scene: Scene) -> None:
    scene("# 题\n\n▮\n\n## 😀 甲\n\n[[#乙]]\n\n## 乙\n\n## 😀 甲\n")
    made = chosen(scene, MAKE)
    assert "- [[#😀 甲]]\n- [[#乙]]\n- [[#-甲-1|😀 甲]]\n" in made


@pytest.mark.parametrize(
    "text",
    [
        "# 题\n▮\n## 一\n## 二\n",
        "# 题\n[toc]\n▮\n## 一\n## 二\n## 三\n",
        "# 题\n▮文\n## 一\n## 二\n## 三\n",
        "# 题\n## 一\n## 二\n## 三\n▮\n",
        "# 题\n## 零\n▮\n## 一\n## 二\n## 三\n",
        "---\n▮\n---\n## 一\n## 二\n## 三\n",
    ],
)
def test_none_is_offered_where_none_would_help(scene: Scene, text: str) -> None:
    scene(text)
    assert MAKE not in menu(scene)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "# T\n\n<!-- toc -->\n\n* [旧](#旧)\n\n<!-- tocstop -->\n\n## 新\n\n### 子\n",
            "# T\n\n<!-- toc -->\n\n* [新](#新)\n  * [子](#子)\n\n<!-- tocstop -->\n\n"
            "## 新\n\n### 子\n",
        ),
        (
            "<!-- TOC -->\r\n- [x](#x)\r\n<!-- /TOC -->\r\n\r\n# a\r\n# b\r\n",
            "<!-- TOC -->\r\n- [a](#a)\r\n- [b](#b)\r\n<!-- /TOC -->\r\n\r\n# a\r\n# b\r\n",
        ),
        (
            "# T\n\n## 目录\n\n1. [a](#a)\n2. [旧](#旧)\n\n文\n\n## a\n## b\n",
            "# T\n\n## 目录\n\n1. [a](#a)\n2. [b](#b)\n\n文\n\n## a\n## b\n",
        ),
        (
            "- [[#a]]\n- [[#x]]\n\n## a\n## b c\n",
            "- [[#a]]\n- [[#b c]]\n\n## a\n## b c\n",
        ),
        (
            "- [a](#a)\n- [x](#x)\n\n## a\n### 子\n## c\n",
            "- [a](#a)\n- [c](#c)\n\n## a\n### 子\n## c\n",
        ),
        (
            "> <!-- toc -->\n> - [x](#x)\n> <!-- /toc -->\n\n## a\n## b\n",
            "> <!-- toc -->\n> - [a](#a)\n> - [b](#b)\n> <!-- /toc -->\n\n## a\n## b\n",
        ),
        (
            "> <!-- toc -->\n> <!-- /toc -->\n\n## a\n### 子\n",
            "> <!-- toc -->\n>\n> - [a](#a)\n>   - [子](#子)\n>\n> <!-- /toc -->\n\n## a\n### 子\n",
        ),
        (
            "- <!-- toc -->\n  <!-- /toc -->\n\n## a\n",
            "- <!-- toc -->\n\n  - [a](#a)\n\n  <!-- /toc -->\n\n## a\n",
        ),
        (
            "<!-- toc -->\n<!-- /toc -->\n\n## a {#own}\n",
            "<!-- toc -->\n\n- [a](#own)\n\n<!-- /toc -->\n\n## a {#own}\n",
        ),
    ],
)
def test_one_that_is_there_is_brought_up_to_date(scene: Scene, before: str, after: str) -> None:
    if "toc" in before and "[旧]" not in before and "[x]" not in before:
        before = "[i](x.md)\n\n" + before
        after = "[i](x.md)\n\n" + after
    scene(before)
    assert chosen(scene, UPDATE, SOURCE) == after
    scene(after)
    assert UPDATE not in menu(scene, SOURCE)


@pytest.mark.parametrize(
    "text",
    [
        "- [a](#a)\n- 文\n\n## a\n## b\n",
        "- [a](x.md#a)\n- [b](#b)\n\n## a\n## c\n",
        "```\n- [a](#a)\n- [b](#b)\n```\n\n## c\n## d\n",
        "`<!-- toc -->` `<!-- /toc -->`\n\n## a\n## b\n",
    ],
)
def test_what_is_no_table_of_contents_is_left_alone(scene: Scene, text: str) -> None:
    scene(text)
    assert UPDATE not in menu(scene, SOURCE)


def test_slugs_are_those_of_the_site(scene: Scene) -> None:
    scene(
        "<!-- toc -->\n- [x](#x)\n<!-- /toc -->\n## 1. 甲、乙\n",
        settings={"links": {"slug": "vuepress"}},
    )
    assert "- [1. 甲、乙](#_1-甲、乙)" in chosen(scene, UPDATE, SOURCE)


def test_what_is_below_a_number_of_two_digits_stays_below_it(scene: Scene) -> None:
    sections = "".join(f"## 节{number}\n\n### 子{number}\n\n" for number in range(1, 11))
    scene(f"<!-- toc -->\n1. [旧](#旧)\n   1. [子](#子)\n<!-- /toc -->\n\n{sections}")
    after = chosen(scene, UPDATE, SOURCE)
    assert "9. [节9](#节9)\n    1. [子9](#子9)\n10. [节10](#节10)\n    1. [子10](#子10)\n" in after
    scene(after)
    assert UPDATE not in menu(scene, SOURCE)


def test_a_heading_between_the_markers_takes_no_number_from_one_below(scene: Scene) -> None:
    scene("<!-- toc -->\n## 甲\n<!-- /toc -->\n▮\n## 甲\n")
    assert "- [[#甲]]" in chosen(scene, UPDATE, SOURCE)

    scene("[i](x.md)\n\n<!-- toc -->\n## 甲\n<!-- /toc -->\n▮\n## 甲\n")
    assert "- [甲](#甲)\n" in chosen(scene, UPDATE, SOURCE)
