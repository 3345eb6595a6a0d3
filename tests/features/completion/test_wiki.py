"""Wiki links: notes by any of their names, headings, blocks, aliases."""

from __future__ import annotations

import pytest

from tests.features.completion import documentation, items, menu, row, taken
from tests.scene import Scene

VAULT = """
-- hub/ppl.md
---
title: 困惑度
aliases: [perplexity]
---
# 困惑度

一段文字。 ^why

## How to read it
## A | B
## How to read it
-- hub/deep/attention.md
# Attention is all
-- draft.md
-- logs/2026-11-23.md
-- 论文.md
"""


# --- notes ----------------------------------------------------------------------------------------


def test_a_note_in_an_unfinished_link_gets_its_brackets(scene: Scene) -> None:
    scene(VAULT + "😀 见 [[at▮")
    assert menu(scene) == ["attention"]
    assert taken(scene) == "😀 见 [[attention]]\n"


@pytest.mark.parametrize("behind", ["]]", "]] 和别的", "|名字]]", "#标题]]"])
def test_brackets_that_the_editor_closed_are_not_doubled(scene: Scene, behind: str) -> None:
    scene(VAULT + f"😀 见 [[at▮{behind}")
    assert taken(scene) == f"😀 见 [[attention{behind}\n"


def test_the_rest_of_a_name_behind_the_cursor_is_replaced(scene: Scene) -> None:
    assert taken(scene(VAULT + "😀 [[at▮tend]]")) == "😀 [[attention]]\n"


@pytest.mark.parametrize("text", ["😀 [[dr▮", "😀 [[dr▮]]", "😀 ![[dr▮]]", "- 见[[dr▮"])
def test_the_brackets_before_the_cursor_are_not_doubled(scene: Scene, text: str) -> None:
    """`[[[[file` is what other servers leave behind."""
    assert taken(scene(VAULT + text)).count("[[") == 1


def test_an_alias_is_kept_as_what_is_read(scene: Scene) -> None:
    scene(VAULT + "😀 [[perp▮]]")
    assert row(scene, "perplexity") == "perplexity | ppl | hub"
    assert taken(scene) == "😀 [[ppl|perplexity]]\n"


def test_a_table_gets_its_pipe_escaped(scene: Scene) -> None:
    scene(VAULT + "| 名 | 见 |\n| -- | -- |\n| 😀 | [[perp▮]] |")
    assert taken(scene).endswith("| 😀 | [[ppl\\|perplexity]] |\n")


@pytest.mark.parametrize("typed", ["khd", "kunhuodu", "kunhd", "困惑"])
def test_a_title_by_pinyin(scene: Scene, typed: str) -> None:
    scene(VAULT + f"😀 [[{typed}▮]]")
    assert menu(scene) == ["困惑度"]
    assert taken(scene) == "😀 [[ppl|困惑度]]\n"


def test_the_first_letter_of_its_pinyin_shows_a_note_behind_those_that_start_so(
    scene: Scene,
) -> None:
    """`[[g` said nothing of 公式 (gong shi) until a second letter came."""
    scene("-- graph.md\n-- 公式.md\n😀 见 [[g▮")
    assert menu(scene) == ["graph", "公式"]


def test_a_file_name_by_pinyin(scene: Scene) -> None:
    assert taken(scene(VAULT + "😀 [[lw▮]]")) == "😀 [[论文]]\n"


def test_pinyin_can_be_switched_off(scene: Scene) -> None:
    assert menu(scene(VAULT + "[[khd▮", settings={"completion": {"pinyin": False}})) == []


def test_the_whole_name_comes_before_longer_ones_and_those_before_later_words(
    scene: Scene,
) -> None:
    scene("""
        -- a/model-b.md
        -- my-model.md
        -- model.md
        -- models.md
        -- remodel.md
        -- here.md
        😀 [[model▮]]
    """)
    assert menu(scene) == ["model", "models", "model-b", "my-model", "remodel"]


def test_notes_of_one_name_are_told_apart_by_their_folder(scene: Scene) -> None:
    scene("""
        -- a/log.md
        -- b/log.md
        -- b/here.md
        😀 [[lo▮]]
    """)
    assert [(item.label, item.text_edit.new_text) for item in items(scene)] == [
        ("log", "b/log"),
        ("log", "a/log"),
    ]


def test_a_folder_may_be_typed_first(scene: Scene) -> None:
    scene(VAULT + "😀 [[hub/▮]]")
    assert menu(scene) == ["ppl", "attention"]
    assert taken(scene(VAULT + "😀 [[deep/at▮]]")) == "😀 [[attention]]\n"


def test_an_empty_link_offers_what_is_open_then_what_lies_beside(scene: Scene) -> None:
    scene("""
        -- far/away.md
        -- a/beside.md
        -- a/here.md
        😀 [[▮]]
    """)
    assert menu(scene) == ["beside", "away", "here"]


def test_absolute_style_writes_the_path_from_the_workspace(scene: Scene) -> None:
    scene(VAULT + "😀 [[att▮]]", settings={"links": {"style": "absolute"}})
    assert taken(scene) == "😀 [[hub/deep/attention]]\n"


def test_a_name_of_several_words(scene: Scene) -> None:
    scene("""
        -- Flash Attention.md
        -- here.md
        😀 [[flash att▮]]
    """)
    assert menu(scene) == ["Flash Attention"]
    assert taken(scene) == "😀 [[Flash Attention]]\n"


def test_an_embed_offers_images_too(scene: Scene) -> None:
    scene("""
        -- 图.png
        -- here.md
        😀 ![[图▮]]
    """)
    assert taken(scene) == "😀 ![[图.png]]\n"


def test_in_the_front_matter(scene: Scene) -> None:
    scene(VAULT + '-- 甲.md\n---\nrelated: "[[at▮"\n---\n')
    assert taken(scene) == '---\nrelated: "[[attention]]"\n---\n'


def test_the_first_lines_of_the_note_are_shown_beside(scene: Scene) -> None:
    scene(VAULT + "😀 [[pp▮")
    assert documentation(scene, "ppl").startswith("# 困惑度\n\n一段文字。")


@pytest.mark.parametrize("text", ["`[[dr▮`", "$[[dr▮$", "```\n[[dr▮\n```", "\\[[dr▮"])
def test_silence_in_code_and_math(scene: Scene, text: str) -> None:
    assert "draft" not in menu(scene(VAULT + text))


# --- headings -------------------------------------------------------------------------------------


def test_headings_of_another_note_by_their_text(scene: Scene) -> None:
    scene(VAULT + "😀 [[ppl#▮")
    assert menu(scene) == ["困惑度", "How to read it", "A | B", "How to read it"]
    assert taken(scene, "A | B") == "😀 [[ppl#A B]]\n"


def test_headings_of_one_text_are_told_apart(scene: Scene) -> None:
    written = [item.text_edit.new_text for item in items(scene(VAULT + "😀 [[ppl#how▮]]"))]
    assert written == ["How to read it", "how-to-read-it-1"]


def test_headings_of_this_note_before_the_link_is_closed(scene: Scene) -> None:
    scene("😀 [[#s▮\n\n## Second 节\n\n## 第三 Part s\n")
    assert menu(scene) == ["Second 节", "第三 Part s"]
    assert taken(scene).startswith("😀 [[#Second 节]]\n")


def test_headings_below_a_heading(scene: Scene) -> None:
    scene("[[#One#▮]]\n\n# One\n## Sub\n# Two\n## Other\n")
    assert menu(scene) == ["Sub"]


def test_headings_of_all_notes(scene: Scene) -> None:
    scene(VAULT + "😀 [[##how▮")
    assert taken(scene) == "😀 [[ppl#How to read it]]\n"


def test_a_heading_by_pinyin(scene: Scene) -> None:
    assert menu(scene(VAULT + "😀 [[ppl#khd▮")) == ["困惑度"]


def test_a_heading_is_documented_from_its_line(scene: Scene) -> None:
    scene(VAULT + "😀 [[ppl#a▮")
    assert documentation(scene, "A | B").startswith("## A | B")


# --- blocks ---------------------------------------------------------------------------------------


def test_block_ids_of_another_note(scene: Scene) -> None:
    scene(VAULT + "😀 [[ppl#^▮")
    assert menu(scene) == ["^why"]
    assert taken(scene) == "😀 [[ppl#^why]]\n"


BLOCKS = """
😀 [[#^{}▮]]

第一段，两行
的文字。

- one
  more of it
  - inner
- two ^named

| 甲 | b |
| - | - |
| 1 | 2 |

> quoted

```sh
ls
```
"""


@pytest.mark.parametrize(
    ("typed", "before", "after"),
    [
        ("第一", "的文字。\n", "的文字。 ^{}\n"),
        ("one", "  more of it\n", "  more of it ^{}\n"),
        ("inner", "  - inner\n", "  - inner ^{}\n"),
        ("甲", "| 1 | 2 |\n", "| 1 | 2 |\n\n^{}\n"),
        ("quoted", "> quoted\n", "> quoted\n\n^{}\n"),
        ("```", "ls\n```\n", "ls\n```\n\n^{}\n"),
    ],
)
def test_a_block_without_an_id_gets_one(scene: Scene, typed: str, before: str, after: str) -> None:
    scene(BLOCKS.format(typed))
    text = taken(scene)
    name = text.partition("[[#^")[2].partition("]]")[0]
    assert text == BLOCKS[1:].format(name).replace("▮", "").replace(before, after.format(name))


def test_ids_that_are_there_come_first(scene: Scene) -> None:
    assert menu(scene(BLOCKS.format("")))[0] == "^named"
    assert "two" not in menu(scene(BLOCKS.format("two")))


def test_two_equal_blocks_get_two_ids(scene: Scene) -> None:
    scene("[[#^▮]]\n\nsame\n\nsame\n")
    written = [item.text_edit.new_text for item in items(scene)]
    assert len(set(written)) == len(written) == 2


def test_no_new_ids_in_other_notes(scene: Scene) -> None:
    assert menu(scene(VAULT + "😀 [[attention#^▮")) == []


# --- aliases --------------------------------------------------------------------------------------


def test_what_a_note_is_called_behind_the_pipe(scene: Scene) -> None:
    scene(VAULT + "😀 [[ppl|▮]]")
    assert menu(scene) == ["困惑度", "ppl", "perplexity"]


# --- the most linked first ------------------------------------------------------------------------

LINKED = """
-- model-a.md
-- model-b.md
## Alpha part
## Beta part
## Gamma part
-- model-hub.md
-- x/1.md
[[model-hub]] [[model-b#Gamma part]]
-- x/2.md
[[model-hub]] [x](../model-b.md#gamma-part) [[model-b#Beta part]]
-- x/3.md
[[model-hub]] `[[model-a]]` $[[model-a]]$
-- here.md
"""


@pytest.mark.parametrize("typed", ["", "mo", "model", "odel"])
def test_among_equals_the_most_linked_note_comes_first(scene: Scene, typed: str) -> None:
    shown = menu(scene(LINKED + f"😀 [[{typed}▮]]"))
    assert shown[:3] == ["model-hub", "model-b", "model-a"]


def test_a_link_typed_just_now_counts(scene: Scene) -> None:
    scene(LINKED + "😀 [[model-a]] [[mo▮]]")
    assert menu(scene)[:3] == ["model-hub", "model-b", "model-a"]
    scene.vault.open(scene.uri.replace("here", "x/4"), "[[model-a]]\n[[model-a]]\n", 1)
    scene.vault.open(scene.uri.replace("here", "x/5"), "[x](../model-a.md)\n", 1)
    scene.vault.open(scene.uri.replace("here", "x/6"), "[[Model-A|甲]]\n", 1)
    assert menu(scene)[:2] == ["model-a", "model-hub"]


def test_a_nearer_name_comes_before_a_more_linked_one(scene: Scene) -> None:
    assert menu(scene(LINKED + "😀 [[model-a▮]]")) == ["model-a"]
    assert menu(scene(LINKED + "-- hub.md\n-- 笔.md\n😀 [[hub▮]]")) == ["hub", "model-hub"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("model-b#", ["Gamma part", "Beta part", "Alpha part"]),
        ("model-b#part", ["Gamma part", "Beta part", "Alpha part"]),
        ("##part", ["Gamma part", "Beta part", "Alpha part"]),
        ("model-b#al", ["Alpha part"]),
    ],
)
def test_among_equals_the_most_linked_heading_comes_first(
    scene: Scene, typed: str, shown: list[str]
) -> None:
    assert menu(scene(LINKED + f"😀 [[{typed}▮]]")) == shown


def test_in_a_destination_as_well(scene: Scene) -> None:
    assert menu(scene(LINKED + "😀 [x](model-b.md#▮)"))[0] == "#gamma-part"
