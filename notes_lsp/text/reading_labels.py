"""The texts of the reading-time label, by locale, as the site's plugin shows them.

Facts about `@vuepress/plugin-reading-time`: its tags (with its own spellings: `br` is Brazilian
Portuguese, `ko-KO` is Korean) and its texts, so that the editor and the published site agree.
"""

from __future__ import annotations

from typing import NamedTuple


class Labels(NamedTuple):
    """The three texts of one locale; `$word` and `$time` stand for the figures."""

    word: str
    """Tells the word count."""
    less_than_a_minute: str
    """Stands instead of `time` under one minute."""
    time: str
    """Tells the minutes."""


_TEXTS: dict[tuple[str, ...], Labels] = {
    ("en", "en-US"): Labels(
        "About $word words",
        "Less than 1 minute",
        "About $time min",
    ),
    ("zh", "zh-CN", "zh-Hans"): Labels(
        "约 $word 字",
        "小于 1 分钟",
        "大约 $time 分钟",
    ),
    ("zh-TW", "zh-Hant"): Labels(
        "約 $word 字",
        "小於 1 分鐘",
        "大約 $time 分鐘",
    ),
    ("de", "de-DE"): Labels(
        "Ungefähr $word Wörter",
        "Weniger als eine Minute",
        "Ungefähr $time min",
    ),
    ("vi", "vi-VN"): Labels(
        "Khoảng $word từ",
        "Ít hơn 1 phút",
        "Khoảng $time phút",
    ),
    ("uk",): Labels(
        "Про $word слова",
        "Менше 1 хвилини",
        "Приблизно $time хв",
    ),
    ("ru", "ru-RU"): Labels(
        "Около $word слов",
        "Меньше 1 минуты",
        "Около $time мин",
    ),
    ("br",): Labels(
        "Por volta de $word palavras",
        "Menos de 1 minuto",
        "Por volta de $time min",
    ),
    ("pl", "pl-PL"): Labels(
        "Około $word słów",
        "Mniej niż 1 minuta",
        "Około $time minut",
    ),
    ("sk", "sk-SK"): Labels(
        "Okolo $word slov",
        "Menej ako 1 minúta",
        "Okolo $time minút",
    ),
    ("fr", "fr-FR"): Labels(
        "Environ $word mots",
        "Moins de 1 minute",
        "Environ $time min",
    ),
    ("es", "es-ES"): Labels(
        "Alrededor de $word palabras",
        "Menos de 1 minuto",
        "Alrededor de $time min",
    ),
    ("ja", "ja-JP"): Labels(
        "$word字程度",
        "1分以内",
        "約$time分",
    ),
    ("tr", "tr-TR"): Labels(
        "Yaklaşık $word kelime",
        "1 dakikadan az",
        "Yaklaşık $time dakika",
    ),
    ("ko", "ko-KO"): Labels(
        "약 $word 단어",
        "1분 미만",
        "약 $time 분",
    ),
    ("fi", "fi-FI"): Labels(
        "Noin $word sanaa",
        "Alle minuutti",
        "Noin $time minuuttia",
    ),
    ("hu", "hu-HU"): Labels(
        "Körülbelül $word szó",
        "Kevesebb, mint 1 perc",
        "Körülbelül $time perc",
    ),
    ("id", "id-ID"): Labels(
        "Sekitar $word kata",
        "Kurang dari 1 menit",
        "Sekitar $time menit",
    ),
    ("nl", "nl-NL"): Labels(
        "Ongeveer $word woorden",
        "Minder dan 1 minuut",
        "Ongeveer $time minuten",
    ),
}

LABELS: dict[str, Labels] = {tag: labels for tags, labels in _TEXTS.items() for tag in tags}
"""Locale tag -> its texts, for each of the 37 tags that the plugin knows."""
