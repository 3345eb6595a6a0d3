"""Days in wiki links: today, last week, the days of a month."""

from __future__ import annotations

from datetime import date

import pytest

from notes_lsp.features.completion import dates
from tests.features.completion import menu, taken
from tests.features.completion.test_wiki import VAULT
from tests.scene import Scene


@pytest.fixture
def wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dates, "today", lambda: date(2026, 11, 25))


@pytest.mark.usefixtures("wednesday")
@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", "2026-11-25"),
        ("tod", "2026-11-25"),
        ("yesterday", "2026-11-24"),
        ("明天", "2026-11-26"),
        ("昨", "2026-11-24"),
        ("mingtian", "2026-11-26"),
        ("monday", "2026-11-23"),
        ("next fri", "2026-12-04"),
        ("周五", "2026-11-27"),
        ("上周日", "2026-11-22"),
        ("2026-11-2", "2026-11-20"),
    ],
)
def test_a_day_in_words_becomes_its_date(scene: Scene, typed: str, day: str) -> None:
    scene(f"😀 [[{typed}▮")
    assert menu(scene)[0] == day
    assert taken(scene) == f"😀 [[{day}]]\n"


@pytest.mark.usefixtures("wednesday")
def test_all_days_of_a_month(scene: Scene) -> None:
    assert len(menu(scene("😀 [[2026-02▮"))) == 28
    assert menu(scene("😀 [[2026-13▮")) == []


@pytest.mark.usefixtures("wednesday")
def test_a_day_that_has_a_note_comes_once_and_shows_it(scene: Scene) -> None:
    scene(VAULT + "😀 [[2026-11-23▮]]")
    assert menu(scene) == ["2026-11-23"]
    assert taken(scene) == "😀 [[2026-11-23]]\n"


@pytest.mark.usefixtures("wednesday")
def test_two_letters_of_a_day_do_not_displace_notes(scene: Scene) -> None:
    scene("""
        -- todo.md
        -- here.md
        😀 [[to▮
    """)
    assert menu(scene)[0] == "todo"


DAYS = """
-- 深 入.md
-- 命题.md
-- shell.md
-- today-plan.md
-- meetings/2026-11-plan.md
-- 明天会更好.md
-- 日记.md
"""


@pytest.mark.usefixtures("wednesday")
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("sh", "shell"),
        ("shen", "深 入"),
        ("mt", "命题"),
        ("ming", "命题"),
        ("today", "2026-11-25"),
        ("tod", "2026-11-25"),
        ("today-", "today-plan"),
        ("to", "today-plan"),
        ("2026-11", "2026-11-01"),
        ("2026-11-2", "2026-11-20"),
        ("2026-11-p", "2026-11-plan"),
        ("mingtian", "2026-11-26"),
        ("明天", "2026-11-26"),
        ("明天会", "明天会更好"),
    ],
)
def test_a_day_comes_first_where_its_word_is_begun_and_a_note_where_it_is_nearer(
    scene: Scene, typed: str, first: str
) -> None:
    scene(DAYS + f"😀 [[{typed}▮")
    assert menu(scene)[0] == first


@pytest.mark.usefixtures("wednesday")
def test_a_note_by_pinyin_comes_before_the_seven_days_that_the_letters_may_spell(
    scene: Scene,
) -> None:
    """`[[sh` gave all days of 上周 before 深 入 (shen ru)."""
    shown = menu(scene("-- 深 入.md\n-- 日记.md\n😀 [[sh▮"))
    assert shown[0] == "深 入"
    assert len(shown) == 8
