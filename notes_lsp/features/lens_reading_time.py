"""Reading time of a note and its sections: in which locale, how long, and told in full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from notes_lsp.syntax.note import Note
from notes_lsp.text import Span
from notes_lsp.text.reading_time import (
    Counts,
    count,
    counts_to_minutes,
    label,
    locale_for,
    script_locale,
)
from notes_lsp.vault import Settings, front_matter_fields


@dataclass(frozen=True, slots=True)
class ReadingTime:
    """How long a text takes to read."""

    counts: Counts
    words_per_minute: int

    @property
    def minutes(self) -> float:
        """Minutes with two decimals, rounded as the site does."""
        return counts_to_minutes(self.counts.words, self.words_per_minute)

    def label(self, locale: str) -> str:
        """What the site shows: `大约 2 分钟`."""
        return label(self.minutes, locale)

    def told(self, title: str, language: str) -> str:
        """The counts in full, as a sentence; `title` names the section, empty for the note."""
        counts, minutes = self.counts, f"{self.minutes:g}"
        if language == "zh":
            place = f"「{title}」一节" if title else "全文"
            return (
                f"{place}共 {counts.words} 字：汉字 {counts.han} 个，西文单词 {counts.latin} 个；"
                f"按每分钟 {self.words_per_minute} 字计，约 {minutes} 分钟。"
            )
        place = f"Section “{title}”" if title else "This note"
        return (
            f"{place}: {_number(counts.words, 'word')}, of them "
            f"{_number(counts.han, 'Han character')} and {_number(counts.latin, 'Latin word')}; "
            f"{minutes} min at {self.words_per_minute} words a minute."
        )


def reading_time(note: Note, span: Span, settings: Settings) -> ReadingTime:
    """The reading time of a stretch of a note that starts and ends with a line."""
    return ReadingTime(count(span.cut(note.buffer.data)), settings.lens.words_per_minute)


def reading_times(note: Note, spans: Sequence[Span], settings: Settings) -> list[ReadingTime]:
    """The reading times of many stretches, each byte of the note counted once."""
    cuts = sorted({0, *(place for span in spans for place in span)})
    sums = dict(zip(cuts, _sums(note.buffer.data, cuts), strict=True))
    speed = settings.lens.words_per_minute
    return [ReadingTime(sums[span.end] - sums[span.start], speed) for span in spans]


def locale_of(note: Note, settings: Settings) -> str:
    """The locale of the label: the front matter's `lang`, the setting, or the note's script."""
    lang = front_matter_fields(note).get("lang")
    return (
        (locale_for(lang) if isinstance(lang, str) else None)
        or locale_for(settings.lens.locale)
        or script_locale(note.buffer.data)
    )


def language_of(note: Note, settings: Settings, locale: str = "") -> str:
    """The language of messages, `zh` or `en`: the setting, else that of the label.

    `locale` is the label's where it is known already.
    """
    if settings.language != "auto":
        return settings.language
    return "zh" if (locale or locale_of(note, settings)).startswith("zh") else "en"


def _sums(data: bytes, cuts: Sequence[int]) -> Iterable[Counts]:
    """The counts from the start of `data` to each of the cuts."""
    total, before = Counts(), 0
    for cut in cuts:
        total += count(data[before:cut])
        before = cut
        yield total


def _number(figure: int, thing: str) -> str:
    return f"{figure:,} {thing}" + ("" if figure == 1 else "s")
