"""Terms in prose: by prefix, alias, abbreviation and pinyin, and silence elsewhere."""

from __future__ import annotations

import pytest

from notes_lsp.text import Encoding
from tests.features.completion import documentation, items, menu, row, taken
from tests.scene import Scene


@pytest.mark.parametrize("typed", ["khd", "kunhuodu", "困惑", "kunhuo"])
def test_a_term_is_found_by_pinyin_initials_and_han(scene: Scene, typed: str) -> None:
    scene(f"😀 模型的 {typed}▮ 很低")
    assert menu(scene) == ["困惑度"]
    assert taken(scene) == "😀 模型的 困惑度 很低\n"


@pytest.mark.parametrize(("typed", "written"), [("perpl", "perplexity"), ("ppl", "PPL")])
def test_a_term_is_written_in_the_form_that_was_typed(
    scene: Scene, typed: str, written: str
) -> None:
    scene(f"😀 低的 {typed}▮")
    assert menu(scene)[0] == written
    assert taken(scene) == f"😀 低的 {written}\n"


@pytest.mark.parametrize(
    ("typed", "written"),
    [("Perpl", "Perplexity"), ("Beam s", "Beam search"), ("Torch", "torch.distributed.launch")],
)
def test_the_capital_that_starts_a_sentence_stays(scene: Scene, typed: str, written: str) -> None:
    """Names of code keep their case."""
    scene(f"😀 低。{typed}▮")
    assert written in menu(scene)
    assert taken(scene, written) == f"😀 低。{written}\n"


def test_enter_behind_a_name_at_the_start_of_a_sentence_leaves_its_capital(scene: Scene) -> None:
    assert not {"Token", "token"} & {*menu(scene("😀 低。Token▮"))}


def test_text_without_spaces_is_completed_from_the_start_of_the_name(scene: Scene) -> None:
    scene("😀我们用困惑▮")
    assert menu(scene) == ["困惑度"]
    assert taken(scene) == "😀我们用困惑度\n"


@pytest.mark.parametrize("before", ["训练", "**", "| ", "|", "（", "- ", "> ", "“", "# ", "~~"])
def test_a_latin_term_is_completed_behind_anything(scene: Scene, before: str) -> None:
    """Emacs takes `训练tok` for one symbol, and VS Code compares with the range's text."""
    scene(f"{before}toke▮")
    assert menu(scene)[0] == "token"
    assert taken(scene) == f"{before}token\n"


def test_a_name_of_two_words_is_completed_in_its_second(scene: Scene) -> None:
    scene("😀 用 flash att▮")
    assert menu(scene)[0] == "Flash Attention"
    assert taken(scene) == "😀 用 Flash Attention\n"
    assert "attention" in menu(scene)


def test_one_letter_of_the_second_word_is_enough(scene: Scene) -> None:
    assert menu(scene("😀 用 flash a▮")) == ["Flash Attention"]
    assert menu(scene("😀 用 a▮")) == []


def test_a_term_of_the_users_own_says_where_it_stands(scene: Scene) -> None:
    scene("""
        -- 词汇.md
        | 名称 | 解释 |
        | ---- | ------------ |
        | 孪生网络 | 两个共享权重的网络 |
        -- 论文.md
        😀 训练一个 lswl▮
    """)
    assert menu(scene) == ["孪生网络"]
    assert row(scene, "孪生网络").endswith("| 词汇.md")
    assert "两个共享权重的网络" in documentation(scene, "孪生网络")


def test_the_meaning_of_a_term_is_shown(scene: Scene) -> None:
    scene("😀 模型的 khd▮")
    assert row(scene, "困惑度").startswith("困惑度 | perplexity |")


def test_two_letters_are_needed(scene: Scene) -> None:
    assert menu(scene("一个 t▮")) == []
    assert menu(scene("一个 to▮"))


def test_how_many_letters_is_a_setting(scene: Scene) -> None:
    assert menu(scene("一个 tok▮", settings={"completion": {"minWord": 4}})) == []


def test_a_name_that_is_complete_is_not_offered(scene: Scene) -> None:
    assert "token" not in menu(scene("一个 token▮"))
    assert menu(scene("低的困惑度▮")) == []


def test_pinyin_is_not_looked_for_in_an_english_note(scene: Scene) -> None:
    english = "This note is written in English from its first word to its last one. " * 8
    assert "困惑度" not in menu(scene(f"{english}\n\nlow khd▮"))


def test_pinyin_can_be_switched_off(scene: Scene) -> None:
    assert menu(scene("模型的 khd▮", settings={"completion": {"pinyin": False}})) == []


def test_terms_can_be_switched_off(scene: Scene) -> None:
    assert menu(scene("模型的 toke▮", settings={"completion": {"terms": False}})) == []


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: 困惑▮\n---\n",
        "看 https://example.org/toke▮",
        "[名](困惑▮)",
        "<!-- 困惑▮ -->",
        "```python\n困惑▮\n```",
        "公式 $困惑▮$",
        "[[困惑▮",
        "#困惑▮",
        "一句话 ▮",
        "的▮",
    ],
)
def test_silence_where_no_term_belongs(scene: Scene, text: str) -> None:
    assert menu(scene(text)) == []


@pytest.mark.parametrize("encoding", list(Encoding))
def test_the_range_is_right_behind_emoji_in_every_encoding(
    scene: Scene, encoding: Encoding
) -> None:
    scene("😀𠮷我们用困惑▮😀").using(encoding)
    assert menu(scene) == ["困惑度"]
    assert taken(scene) == "😀𠮷我们用困惑度😀\n"


def test_typing_on_narrows_the_menu(scene: Scene) -> None:
    scene("一个 to▮")
    before = menu(scene)
    scene.type("kens")
    assert menu(scene) != before
    assert all(each.filter_text and each.filter_text.startswith("token") for each in items(scene))


@pytest.mark.parametrize("typed", ["kunhd", "khdu", "kunhdu"])
def test_pinyin_mixed_of_readings_and_initials(scene: Scene, typed: str) -> None:
    assert menu(scene(f"😀 模型的 {typed}▮")) == ["困惑度"]


def test_an_english_word_is_no_mixed_pinyin(scene: Scene) -> None:
    assert menu(scene("😀 我们的 nature▮")) == []
