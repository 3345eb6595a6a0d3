"""Words in mixed CJK and Latin text. `▮` is the cursor, `«…»` a match or an answered span."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_lsp.text.words import LOOK, fold, is_word_boundary, word_at, word_before

MIXED = st.text(st.sampled_from("ab1_-+# .\n训练のก한é\u0301ſß😀️①ΩДＡ㎏"), max_size=40)


def marked(text: str) -> tuple[bytes, int, int]:
    before, match, after = text.replace("»", "«").split("«")
    start = len(before.encode())
    return (before + match + after).encode(), start, start + len(match.encode())


def drawn(text: bytes, span: tuple[int, int]) -> str:
    start, end = span
    return f"{text[:start].decode()}«{text[start:end].decode()}»{text[end:].decode()}"


@pytest.mark.parametrize(
    "text",
    [
        "«token»",
        "😀训练«token»的",
        "self-«attention»",
        "«BERT»",
        "(«BERT»)",
        "①«BERT»",
        "✂️«BERT»",
        "«BERT»는 모델",
        "「«トークン»」",
        "大«模型»化",
        "aの«b»の",
        "«C++»11",
        "x«²»y",
    ],
)
def test_a_match_may_stand_here(text: str) -> None:
    assert is_word_boundary(*marked(text))


@pytest.mark.parametrize(
    "text",
    [
        "«token»s",
        "sub«token»",
        "«token»_id",
        "_«token»",
        "3«D»",
        "«FP»16",
        "«nai»ve\u0301",
        "«cafe»\u0301",
        "ä«b»",
        "пере«вод»",
        "Ａ«B»",
    ],
)
def test_a_match_is_only_a_part_of_a_word_here(text: str) -> None:
    assert not is_word_boundary(*marked(text))


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("😀 训练 seq2seq▮", "😀 训练 «seq2seq»"),
        ("训练C++▮ 很快", "训练«C++» 很快"),
        ("用C#▮", "用«C#»"),
        ("self-att▮ention", "«self-att»ention"),
        ("BERT模▮型", "BERT«模»型"),
        ("BERT模型 ▮", "BERT模型 «»"),
        ("模型，▮", "模型，«»"),
        ("▮word", "«»word"),
        ("a.b▮", "a.«b»"),
        ("line\nnext▮", "line\n«next»"),
        ("docker run --rm▮", "docker run «--rm»"),
        ("naïve▮", "«naïve»"),
    ],
)
def test_the_word_being_typed(typed: str, word: str) -> None:
    before, after = typed.split("▮")
    text = (before + after).encode()
    assert drawn(text, word_before(text, len(before.encode()))) == word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("😀 se▮q2seq 模型", "😀 «seq2seq» 模型"),
        ("seq2seq▮ 模型", "«seq2seq» 模型"),
        ("▮seq2seq", "«seq2seq»"),
        ("训练▮BERT模型", "训练«BERT»模型"),
        ("训练BERT▮模型", "训练BERT«模型»"),
        ("困▮惑度，", "«困惑度»，"),
        ("困惑度▮，", "«困惑度»，"),
        ("a , ▮ b", "a , «» b"),
    ],
)
def test_the_word_at_the_cursor(text: str, word: str) -> None:
    before, after = text.split("▮")
    whole = (before + after).encode()
    assert drawn(whole, word_at(whole, len(before.encode()))) == word


def test_a_word_reaches_only_so_far() -> None:
    assert word_before("字".encode() * 1000, 1500) == (1500 - 3 * LOOK, 1500)
    assert word_at(b"a" * 1000, 500) == (500 - LOOK, 500 + LOOK)


@given(MIXED, st.data())
def test_a_word_is_cut_between_characters_and_stays_one_word(
    text: str, data: st.DataObject
) -> None:
    raw = text.encode()
    offset = data.draw(st.integers(0, len(raw)))
    start, end = word_at(raw, offset)
    word = raw[start:end].decode()
    assert start <= offset <= end + 3
    assert not any(sign in word for sign in " .\n😀①")
    assert word_before(raw, end)[0] == start or start == end
    for inside in range(start, end):
        assert word_at(raw, inside) == (start, end)


@given(MIXED, st.binary(max_size=9), st.integers(-2, 60))
def test_broken_utf8_and_wild_offsets_are_no_accident(text: str, junk: bytes, offset: int) -> None:
    raw = text.encode() + junk
    for start, end in (word_at(raw, offset), word_before(raw, offset)):
        assert 0 <= start <= end <= len(raw)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Flash  Attention\n", "flash attention"),
        ("ＢＥＲＴ\u3000模型", "bert 模型"),
        ("Straße", "strasse"),
        ("ΣΊΣΥΦΟΣ", "σίσυφοσ"),
        ("cafe\u0301", "café"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
    ],
)
def test_a_name_is_compared_without_case_width_and_spacing(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(st.text() | st.text(st.characters(categories=["L", "M", "Z"])))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)
