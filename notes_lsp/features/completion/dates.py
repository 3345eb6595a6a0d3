"""Dates in words: `[[today`, `[[yesterday`, `[[2026-11`, `[[明天`, also by pinyin."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from lsprotocol.types import CompletionItemKind

from notes_lsp.features.completion.note_names import note_names
from notes_lsp.features.completion.notes import Fit
from notes_lsp.features.completion.offer import Asking, Offer
from notes_lsp.syntax.context import Typing
from notes_lsp.text.pinyin import keys as pinyin_keys
from notes_lsp.text.pinyin import score
from notes_lsp.text.words import fold

_DAYS = {
    "today": 0,
    "tomorrow": 1,
    "yesterday": -1,
    "day after tomorrow": 2,
    "day before yesterday": -2,
    "今天": 0,
    "明天": 1,
    "昨天": -1,
    "后天": 2,
    "前天": -2,
    "大后天": 3,
    "大前天": -3,
    "今日": 0,
    "明日": 1,
    "昨日": -1,
}
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CHINESE = "一二三四五六日"
_WEEKS = (
    ("last ", "上周", -1),
    ("", "周", 0),
    ("", "本周", 0),
    ("", "星期", 0),
    ("next ", "下周", 1),
)
_MONTH = re.compile(r"(\d{4})-(?:(\d|\d\d)(?:-(\d{0,2}))?)?\Z")
_SURE = 3
"""From so many letters on a word of a date comes before notes that start so."""


class RankedDay(NamedTuple):
    """A day that may be meant, and its place among the notes that may be."""

    fit: Fit
    first: bool
    """Whether it comes before the notes that fit as well."""
    offer: Offer


def today() -> date:
    """The day that the user lives in. The one place where completion looks at the clock."""
    return date.today()


def in_words(day: date) -> dict[str, date]:
    """What days may be called, seen from `day`, the usual words first."""
    found = {word: day + timedelta(days) for word, days in _DAYS.items()}
    monday = day - timedelta(day.weekday())
    for english, chinese, weeks in _WEEKS:
        for number, (name, sign) in enumerate(zip(_ENGLISH, _CHINESE, strict=True)):
            that = monday + timedelta(weeks * 7 + number)
            found.setdefault(english + name, that)
            found[chinese + sign] = that
            if sign == "日":
                found[chinese + "天"] = that
    return found


def for_links(asking: Asking[Typing], typed: str, end: str) -> list[RankedDay]:
    """Notes of days that `typed` may mean, each as near as a note of that name would be."""
    wanted = fold(typed)
    if not wanted or "/" in wanted:
        return []
    sure = len(wanted) >= _SURE or not wanted.isascii()
    named = [(_nearness(wanted, word), word, day) for word, day in _called(wanted)]
    figures = [(_nearness(wanted, day.isoformat()), "", day) for day in _of_month(wanted)]
    best: dict[date, RankedDay] = {}
    for fit, word, day in (*named, *figures):
        if day not in best or fit < best[day].fit:
            first = sure and fit <= Fit.START
            best[day] = RankedDay(fit, first, _offer(asking, day, word, end))
    return sorted(best.values(), key=lambda found: (found.fit, not found.first))


def _nearness(wanted: str, word: str) -> Fit:
    """A word in pinyin is typed whole only with all its letters: `mt` may be 明天 or much else."""
    if word == wanted or (len(wanted) > len(word) and wanted in pinyin_keys(word)):
        return Fit.WHOLE
    return Fit.START if word.startswith(wanted) else Fit.PINYIN


def values(asking: Asking[Typing], typed: str) -> Iterator[Offer]:
    """Days as values of the front matter, today first."""
    wanted = fold(typed)
    given = {day: word for word, day in reversed(in_words(today()).items())}
    words: dict[date, str] = {}
    for word, day in (*_called(wanted), *((given.get(day, ""), day) for day in _nearby(wanted))):
        words.setdefault(day, word)
    for day, word in words.items():
        yield Offer(
            label=day.isoformat(),
            text=day.isoformat(),
            key=word if word.startswith(wanted) else "",
            kind=CompletionItemKind.Constant,
            meaning=word,
        )


def _called(wanted: str) -> Iterator[tuple[str, date]]:
    if not wanted or wanted[0].isdigit():
        return
    days = in_words(today())
    yield from ((word, day) for word, day in days.items() if word.startswith(wanted))
    if wanted.isascii() and len(wanted) > 1 and wanted.replace(" ", "").isalpha():
        chinese = ((word, day) for word, day in days.items() if not word.isascii())
        yield from ((word, day) for word, day in chinese if score(wanted, word) >= 3)


def _of_month(wanted: str) -> Iterator[date]:
    """The days of a month that is typed in figures."""
    found = _MONTH.match(wanted)
    if found is None or not found[2] or int(found[2]) not in range(1, 13) or found[1] == "0000":
        return
    year, month = int(found[1]), int(found[2])
    for day in range(1, monthrange(year, month)[1] + 1):
        if date(year, month, day).isoformat().startswith(wanted):
            yield date(year, month, day)


def _nearby(wanted: str) -> Iterator[date]:
    now = today()
    if not wanted:
        yield from (now + timedelta(days) for days in (0, 1, -1))
    elif wanted[0].isdigit():
        if now.isoformat().startswith(wanted):
            yield now
        yield from (day for day in _of_month(wanted) if day != now)


def _offer(asking: Asking[Typing], day: date, word: str, end: str) -> Offer:
    text = day.isoformat()
    known = [*_notes_of(asking, text)]
    return Offer(
        label=text,
        text=text + end,
        key=word,
        kind=CompletionItemKind.Event,
        meaning=word,
        data={"target": known[0]} if known else None,
    )


def _notes_of(asking: Asking[Typing], name: str) -> Iterator[str]:
    names = note_names(asking.snapshot)
    yield from (key for key, whole in names.starting(name) if whole)
