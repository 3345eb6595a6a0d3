"""A selection made a link, and the text of a link made an alias."""

from __future__ import annotations

import pytest

from tests.features.actions.choosing import all_chosen, chosen, menu, titles
from tests.scene import Scene


def test_selected_words_lead_to_the_note_that_is_called_so(scene: Scene) -> None:
    scene("""
        -- 论文.md
        😀 训练一个«卷积网络»。
        -- 卷积网络.md
        # 卷积网络
    """)
    assert chosen(scene, "Link to `卷积网络.md`") == "😀 训练一个[[卷积网络]]。\n"
    assert not [title for title in menu(scene) if title.startswith("Create")]


def test_a_link_in_a_table_does_not_end_its_cell(scene: Scene) -> None:
    scene("| 😀 |\n| --- |\n| «CRNN» |\n-- 词.md\n---\naliases: [CRNN]\n---\n")
    assert chosen(scene, "Link to `词.md`") == "| 😀 |\n| --- |\n| [[词\\|CRNN]] |\n"


def test_an_alias_keeps_what_was_written(scene: Scene) -> None:
    scene("""
        -- 论文.md
        见 [甲](别/甲.md)，«CNN»。
        -- 别/卷积 网络.md
        ---
        aliases: [CNN]
        ---
        -- 别/甲.md
        甲
    """)
    assert "[CNN](别/卷积%20网络.md)" in chosen(scene, "Link to `别/卷积 网络.md`")


def test_a_term_leads_to_the_heading_above_its_row(scene: Scene) -> None:
    scene("""
        -- 论文.md
        用 «CRNN» 识别 [[词汇]]。
        -- 词汇.md
        # 词汇
        ## 网络 一
        | 名称 | 解释 |
        | ---- | ---- |
        | CRNN | 卷积循环网络 |
    """)
    title = "Link to `词汇.md#网络 一`"
    assert chosen(scene, title) == "用 [[词汇#网络 一|CRNN]] 识别 [[词汇]]。\n"


def test_a_new_note_is_made_for_selected_words(scene: Scene) -> None:
    scene("""
        -- 夹/论文.md
        看 «注意力: 一»，[x](y.md)。
    """)
    assert all_chosen(scene, "Create the note `注意力 一` and link to it") == {
        "夹/论文.md": "看 [注意力: 一](注意力%20一.md)，[x](y.md)。\n",
        "夹/注意力 一.md": "# 注意力: 一\n",
    }


@pytest.mark.parametrize(
    "text",
    [
        "看 `«甲»`\n",
        "$«a»$\n",
        "[«甲»](x.md)\n",
        "«甲\n乙»\n",
        "« 甲 »\n",
        "```\n«甲»\n```\n",
        "文▮\n",
    ],
)
def test_what_is_no_name_in_prose_becomes_no_link(scene: Scene, text: str) -> None:
    scene(text)
    assert not [each for each in menu(scene) if "ink to" in each]


@pytest.mark.parametrize(
    ("target", "after"),
    [
        ("# 甲\n", "---\naliases: [乙]\n---\n\n# 甲\n"),
        ("---\ntitle: 甲\n---\n# 甲\n", "---\ntitle: 甲\naliases: [乙]\n---\n# 甲\n"),
        ("---\naliases: [丙, 丁 ]\n---\n", "---\naliases: [丙, 丁, 乙 ]\n---\n"),
        ("---\naliases: []\nx: 1\n---\n", "---\naliases: [乙]\nx: 1\n---\n"),
        ("---\naliases:\n- 丙\nx: 1\n---\n", "---\naliases:\n- 丙\n- 乙\nx: 1\n---\n"),
        ("---\naliases:\n---\n", "---\naliases:\n  - 乙\n---\n"),
        ("---\nalias: 丙\n---\n", "---\nalias: [丙, 乙]\n---\n"),
        ('+++\naliases = ["丙"]\n+++\n', '+++\naliases = ["丙", "乙"]\n+++\n'),
        ("+++\n[a]\nb = 1\n+++\n", '+++\naliases = ["乙"]\n[a]\nb = 1\n+++\n'),
    ],
)
def test_the_text_of_a_link_becomes_an_alias(scene: Scene, target: str, after: str) -> None:
    scene(f"-- 文.md\n😀 [[甲|乙▮]]\n-- 甲.md\n{target}")
    assert all_chosen(scene, "Make `乙` an alias of `甲.md`") == {"甲.md": after}


def test_a_name_with_signs_is_quoted(scene: Scene) -> None:
    scene("-- 文.md\n[a: b▮](甲.md)\n-- 甲.md\n---\nx: 1\n---\n")
    made = all_chosen(scene, "Make `a: b` an alias of `甲.md`")
    assert made == {"甲.md": '---\nx: 1\naliases: ["a: b"]\n---\n'}


@pytest.mark.parametrize("link", ["[[甲▮]]", "[[甲|甲▮]]", "[[甲#节|乙▮]]", "[[无|乙▮]]"])
def test_no_alias_where_none_is_new(scene: Scene, link: str) -> None:
    scene(f"-- 文.md\n{link}\n-- 甲.md\n# 节\n")
    assert not [each for each in titles(scene, "refactor.rewrite") if "alias" in each]
