"""The reading time agrees with the site's plugin to the word and the minute."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_lsp.text.reading_labels import LABELS
from notes_lsp.text.reading_time import (
    Counts,
    count,
    counts_to_minutes,
    label,
    locale_for,
    script_locale,
    word_label,
)

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "data" / "reading_time_cases.json").read_text(encoding="utf-8")
)
"""Inputs with the answers that the plugin itself gave."""

TRICKY = st.text(
    st.sampled_from(
        "ab1_.@/ \t\n\r\u00a0\u3000\ufeff\u2028\u0085\x1c-×÷µéſKÅẞɐⱥẍ字㐀䷿一鿕鿖がД²½ä𠮷😀"
    )
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_agrees_with_the_plugin(case: dict[str, Any]) -> None:
    words = count(case["text"].encode()).words
    minutes = counts_to_minutes(words, case["wordPerMinute"])
    assert (words, minutes) == (case["words"], case["minutes"])
    for locale, shown in case["labels"].items():
        assert label(minutes, locale) == shown["time"]
        assert word_label(words, locale) == shown["words"]


def plainly_counted(text: str) -> Counts:
    """The rule as it is written down, without any speed: the judge of `count`."""
    space = "\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
    odd = "".join(map(chr, (0x212A, 0x212B, 0x1E9E, 0x2C65)))  # case variants that TRICKY holds
    runs = re.findall(rf"[A-Za-z0-9_{space}\u00c0-\u024f\u0400-\u04ff.@/{odd}]+", text)
    pieces = [piece for run in runs for piece in re.split(f"[{space}]+", run) if piece]
    return Counts(latin=len(pieces), han=len(re.findall("[\u4e00-\u9fd5]", text)))


@given(TRICKY)
def test_counts_what_the_written_rule_counts(text: str) -> None:
    assert count(text.encode()) == plainly_counted(text)


@given(TRICKY, TRICKY, st.sampled_from(["\n", "\r\n", "\r", " ", "字", "-"]))
def test_counts_add_up_over_lines(above: str, below: str, cut: str) -> None:
    parts = count(above.encode()) + count(cut.encode()) + count(below.encode())
    assert count((above + cut + below).encode()) == parts


@pytest.mark.parametrize(
    "point", [0x240, 0x24F, 0x253, 0x28C, 0x292, 0x1C80, 0x1C87, 0x1E9E, 0x212A, 0x2C7F, 0xA7DC]
)
def test_a_case_variant_of_a_letter_does_not_part_a_word(point: int) -> None:
    assert count(f"a{chr(point)}b".encode()) == Counts(latin=1)


@pytest.mark.parametrize("point", [0xBF, 0x250, 0x287, 0x28D, 0x500, 0x1C88, 0x1E9F, 0x2C67])
def test_other_letters_part_a_word(point: int) -> None:
    assert count(f"a{chr(point)}b".encode()) == Counts(latin=2)


def test_half_a_minute_goes_up_twice() -> None:
    """449 words are 1.4967 minutes, shown as 1.5 and so as 2."""
    assert counts_to_minutes(449) == 1.5
    assert label(1.5, "zh") == "大约 2 分钟"
    assert label(2.5, "zh") == "大约 3 分钟"
    assert label(0.99, "zh") == "小于 1 分钟"


def test_an_unknown_locale_is_shown_in_english() -> None:
    assert label(3, "el") == "About 3 min"
    assert word_label(7, "pt-BR") == "Por volta de 7 palavras"


@pytest.mark.parametrize(
    ("lang", "locale"),
    [
        ("zh", "zh"),
        ("zh-cn", "zh-CN"),
        ("zh_CN.UTF-8", "zh-CN"),
        ("zh-Hant-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-Hans-HK", "zh-Hans"),
        ("zh-SG", "zh"),
        ("EN_gb", "en"),
        ("de_AT@euro", "de"),
        ("ko-KR", "ko"),
        ("pt-BR", "br"),
        ("el", None),
        ("C", None),
        ("", None),
        (None, None),
    ],
)
def test_a_language_tag_finds_the_nearest_locale(lang: str | None, locale: str | None) -> None:
    assert locale_for(lang) == locale


def test_every_tag_of_the_plugin_is_its_own_nearest() -> None:
    assert len(LABELS) == 37
    assert {tag: locale_for(tag) for tag in LABELS} == {tag: tag for tag in LABELS}


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("", "en"),
        ("Attention is all you need.", "en"),
        ("déjà vu où être naïve", "en"),
        ("The character 字 is one of many, and this is a long English sentence.", "en"),
        ("用 `docker run --rm -it -v $PWD:/w image bash` 启动容器", "zh"),
        ("困惑度：衡量语言模型", "zh"),
        ("這個模型會為我們說話", "zh-TW"),
        ("これはペンです。漢字かな交じり文", "ja"),
        ("中文笔记里引用一个の字，不会变成日文，因为假名太少", "zh"),
        ("안녕하세요 세계", "ko"),
        ("Для меня очень странно было услышать", "ru"),
        ("Це дуже цікаво і приємно, її мова", "uk"),
    ],
)
def test_a_text_speaks_by_its_script(text: str, locale: str) -> None:
    assert script_locale(text.encode()) == locale


def test_the_script_is_read_from_the_start_of_a_long_text() -> None:
    assert script_locale(b"word " * 20_000 + "字".encode() * 50_000) == "en"
