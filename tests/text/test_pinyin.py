"""Chinese names are found by what a Latin keyboard types."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_lsp.text import pinyin_table
from notes_lsp.text.pinyin import MOST_KEYS, hops, keys, matches, score

NAMES = st.text(st.sampled_from("困惑度重长行率参数调模Tab1é -，がΩ한𠮷ß"), max_size=30)


@pytest.mark.parametrize(
    ("name", "found_by"),
    [
        ("困惑度", ["kunhuodu", "khd"]),
        ("T检验", ["tjianyan", "tjy"]),
        ("BERT 模型", ["bertmoxing", "bertmx"]),
        ("self-attention 机制", ["selfattentionjizhi", "selfattentionjz"]),
        ("naïve 贝叶斯", ["naivebeiyesi", "naivebys"]),
        ("重庆", ["zhongqing", "zq", "chongqing", "cq"]),
        ("行列式", ["xinglieshi", "hanglieshi", "xls", "hls"]),
        ("学习率", ["xuexilv", "xuexishuai", "xxl"]),
        ("会计", ["huiji", "kuaiji"]),
        ("长度", ["changdu", "zhangdu", "cd"]),
        ("長度", ["changdu", "zhangdu"]),
        ("積分", ["jifen", "jf"]),
        ("参数调度", ["canshutiaodu", "canshudiaodu", "csdd", "cstd"]),
        ("女", ["nv", "n"]),
    ],
)
def test_a_chinese_name_has_pinyin_and_initials(name: str, found_by: list[str]) -> None:
    assert set(found_by) <= set(keys(name))


def test_the_usual_reading_comes_first() -> None:
    assert keys("数据")[:2] == ("shuju", "sj")
    assert keys("积分") == ("jifen", "jf")


@pytest.mark.parametrize(
    ("name", "found_by"),
    [
        ("Flash  Attention", ("flash attention",)),
        ("Naïve Bayes", ("naïve bayes", "naive bayes")),
        ("ガイド", ("ガイド",)),
        ("", ("",)),
    ],
)
def test_any_other_name_has_its_folded_form(name: str, found_by: tuple[str, ...]) -> None:
    assert keys(name) == found_by


@pytest.mark.parametrize(
    ("query", "name", "points"),
    [
        ("kunhuodu", "困惑度", 4),
        ("kunhd", "困惑度", 4),
        ("khuodu", "困惑度", 4),
        ("KHD", "困惑度", 4),
        ("kh", "困惑度", 3),
        ("困huo", "困惑度", 3),
        ("困惑度", "困惑度", 4),
        ("hd", "困惑度", 1),
        ("kd", "困惑度", 0),
        ("unhuo", "困惑度", 0),
        ("kunhuodux", "困惑度", 0),
        ("zhqing", "重庆", 4),
        ("chq", "重庆", 4),
        ("zq", "重庆", 4),
        ("tjy", "T检验", 4),
        ("jy", "T检验", 2),
        ("mx", "BERT 模型", 2),
        ("bert模", "BERT 模型", 3),
        ("xi'an", "西安", 4),
        ("xian", "西安", 4),
        ("xian", "先", 4),
        ("lv", "绿色", 3),
        ("lü", "绿色", 3),
        ("nu", "女", 4),
        ("naive", "Naïve Bayes", 3),
        ("naïve", "Naive Bayes", 3),
        ("att", "Flash Attention", 2),
        ("", "困惑度", 3),
        ("--", "困惑度", 0),
        ("a", "", 0),
    ],
)
def test_a_query_spells_a_name(query: str, name: str, points: int) -> None:
    assert score(query, name) == points
    assert matches(query, name) == (points > 0)


@given(NAMES)
def test_every_key_finds_its_name(name: str) -> None:
    found_by = keys(name)
    assert 0 < len(found_by) <= MOST_KEYS
    assert len(set(found_by)) == len(found_by)
    for key in found_by:
        assert score(key, name) == 4 or not any(map(str.isalnum, name))


@given(NAMES, st.text(st.sampled_from("kunhuodzgqT1 困"), max_size=12))
def test_a_query_that_spells_a_name_also_spells_a_longer_one(name: str, query: str) -> None:
    points = score(query, name)
    assert score(query, name + "x模") == min(points, 3)
    assert matches(query, "模 " + name) or not points


@pytest.mark.parametrize(
    ("query", "name", "found"),
    [
        ("catfish", "cat dog fish", True),
        ("cdfish", "cat dog fish", True),
        ("fishcat", "cat dog fish", False),
        ("catog", "cat dog fish", False),
        ("readme熵", "read the me 熵", True),
        ("", "cat", False),
    ],
)
def test_words_may_be_left_out(query: str, name: str, found: bool) -> None:
    """The starts of words, in their order."""
    assert hops(query, name) is found


def test_a_long_name_of_many_readings_is_no_explosion() -> None:
    assert len(keys("重行长调" * 500)) == MOST_KEYS
    assert score("zhongxingchang" * 20, "重行长调" * 500) == 0
    assert score("zxct" * 500, "重行长调" * 500) == 4


def test_the_table_is_what_its_maker_makes() -> None:
    """Refresh it with `python -m notes_lsp.text.pinyin_table`."""
    pytest.importorskip("pypinyin")
    assert pinyin_table.TABLE.read_text(encoding="utf-8") == pinyin_table.table()


def test_the_server_never_loads_pypinyin() -> None:
    code = "import sys, notes_lsp.text.pinyin as p; p.keys('困'); print('pypinyin' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "False\n"
