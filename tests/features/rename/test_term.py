"""Renaming a term of a table renames it wherever the notes write it."""

from __future__ import annotations

from textwrap import dedent

import pytest

from notes_lsp.features.refusal import Refusal
from tests.features.rename.applying import edit_of, prepared, renamed
from tests.scene import Scene

TABLE = """
    -- 词汇.md
    | 名称 | 解释 |
    | ---- | ------------ |
    | CRNN网 | 卷积循环网络 |
    | ZZQ | 另一个 |
"""


def test_a_term_is_renamed_in_its_table_and_in_prose(scene: Scene) -> None:
    scene(
        TABLE
        + """
    -- 论文.md
    😀 训练一个 CR▮NN网。ZZQ `CRNN网` [CRNN网](CRNN网.md) $CRNN网$
    -- 其他.md
    ## 关于CRNN网
    ```
    CRNN网
    ```
    [x](#关于crnn网)
    """
    )
    assert prepared(scene) == "😀 训练一个 «CRNN网»。ZZQ `CRNN网` [CRNN网](CRNN网.md) $CRNN网$"
    assert renamed(scene, "循环网") == (
        "-- 其他.md\n## 关于循环网\n```\nCRNN网\n```\n[x](#关于循环网)\n"
        "-- 论文.md\n😀 训练一个 循环网。ZZQ `循环网` [循环网](CRNN网.md) $CRNN网$\n"
        "-- 词汇.md\n| 名称 | 解释 |\n| ---- | ------------ |\n| 循环网 | 卷积循环网络 |\n"
        "| ZZQ | 另一个 |\n\n"
    )


@pytest.mark.parametrize("name", ["ZZQ", "zzq", "a|b", ""])
def test_a_name_that_is_defined_already_or_tears_the_table_is_refused(
    scene: Scene, name: str
) -> None:
    scene(TABLE + "\n    -- b.md\n    CRNN▮网\n")
    with pytest.raises(Refusal):
        edit_of(scene, name)


def test_a_name_with_two_definitions_is_refused_with_both_places(scene: Scene) -> None:
    scene(TABLE + "\n    -- b.md\n    | 名称 | 解释 |\n    | - | - |\n    | CRNN▮网 | 他 |\n")
    with pytest.raises(Refusal, match=r"b\.md:3.*词汇\.md:3"):
        edit_of(scene, "新")


def test_a_term_of_the_bundled_packs_is_not_the_users_to_rename(scene: Scene) -> None:
    assert prepared(scene("Trans▮former")) is None


def test_labels_and_ids_that_are_called_like_a_term_stay(scene: Scene) -> None:
    """They would lose their references, and links their targets."""
    note = (
        "{0} [CRNN网] [CRNN网][] [x][CRNN网] [{0}][r] y[^CRNN网]\n\n## {0} {{#CRNN网}}\n\n"
        "[CRNN网]: a.md\n[r]: b.md\n\n[^CRNN网]: {0}\n\n块 ^CRNN\n"
    )
    scene(dedent(TABLE) + "\n-- a.md\nsee CRNN▮网\n-- b.md\n" + note.format("CRNN网"))
    assert f"-- b.md\n{note.format('循环网')}" in renamed(scene, "循环网")


def test_a_title_that_is_called_like_a_term_is_not_the_place_to_rename_it(scene: Scene) -> None:
    scene(TABLE + "\n    -- a.md\n    ---\n    title: CRNN▮网\n    ---\n")
    assert prepared(scene) is None
