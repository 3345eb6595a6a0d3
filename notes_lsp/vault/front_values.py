"""The short values that notes give the keys of their front matter, and how often.

Read as most people write them, line by line: `key: value`, `key: [a, b]` and a list below the key,
in YAML and in TOML. What is written otherwise, is long or differs from note to note (titles, dates,
numbers, addresses) is not a value that another note would take over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

_LONGEST = 40
"""Characters of a value."""
_LIMIT = 16 * 1024
"""Bytes of a front matter that are looked at."""
_LONGEST_LINE = 1000
_MOST = 16
"""So many values of one note are kept."""
_OWN = (
    " title shorttitle aliases alias tags tag description summary excerpt id uid uuid slug url "
    "permalink date created updated modified due start end lastmod next prev "
)
"""Keys whose values are a note's own, or are offered from elsewhere."""
_FIELD = re.compile(
    r"(?P<quote>[\"']?)(?P<key>[^\W\d][\w -]{0,30}?)(?P=quote)[ \t]*"
    r"(?::(?=[ \t]|\Z)|=)(?P<value>.*)"
)
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
_FLOW = re.compile(r"\[([^\[\]]*)\](?:[ \t]+#.*)?")
_VALUE = re.compile(
    r"\"(?P<double>[^\"\\]+)\"|'(?P<single>[^']+)'|(?P<plain>[^\s\"'\[\]{},#&*!|>%@`:-].*?)"
)
_COMMENT = re.compile(r"[ \t]+#.*\Z")
_SINGULAR = re.compile(r"\d{5}|://|\d{4}-\d\d?-\d|\.(?:md|markdown|png|jpe?g|svg|webp)\Z|\[\[")
"""What numbers, addresses, dates and links hold."""


def front_values(written: bytes) -> tuple[str, ...]:
    """The fields of a front matter, each as `key: value`, in the order of the text."""
    found: dict[str, None] = {}
    key = ""
    for line in written[:_LIMIT].decode("utf-8", "replace").splitlines():
        if not line or len(line) > _LONGEST_LINE:
            continue
        texts: list[str] = []
        if field := _field(line):
            key = "" if f" {field[0].lower()} " in _OWN else field[0]
            texts = _texts(field[1].strip()) if key else texts
        elif key and (item := _ITEM.fullmatch(line)):
            texts = [item[1].strip()]
        elif not line.isspace():
            key = ""
        for each in texts:
            if text := _value(each):
                found[f"{key}: {text}"] = None
    return tuple(found)[:_MOST]


def _field(line: str) -> tuple[str, str] | None:
    """The key and value on a line that starts with a key."""
    key, sign, value = line.partition(": ")
    if sign and key.isidentifier():  # as most are, and cheap to tell
        return key, value
    found = _FIELD.fullmatch(line)
    return (found["key"], found["value"]) if found else None


def _texts(value: str) -> list[str]:
    flow = _FLOW.fullmatch(value) if value[:1] == "[" else None
    return [each.strip() for each in flow[1].split(",")] if flow else [value]


def _value(written: str) -> str:
    """A value as YAML reads it; empty where it is none to be taken over."""
    if written.isalpha() and len(written) <= _LONGEST:
        return "" if written == "null" else written
    plain = written[:1] not in ("'", '"')
    found = _VALUE.fullmatch(_COMMENT.sub("", written) if plain else written)
    if found is None:
        return ""
    text = (found["double"] or found["single"] or found["plain"]).strip()
    if len(text) > _LONGEST or text in {"~", "null"} or _SINGULAR.search(text):
        return ""
    return text


class FrontValues:
    """Which values the notes of a vault give each key, and how many notes do."""

    def __init__(self) -> None:
        """No notes."""
        self._counts: dict[str, Counter[str]] = {}

    def of(self, key: str) -> Mapping[str, int]:
        """The values of a key, and how many notes give it each."""
        return self._counts.get(key, {})

    def given(self) -> Iterator[tuple[str, int]]:
        """All keys, and how often they are given a value."""
        return ((key, counts.total()) for key, counts in self._counts.items())

    def change(self, old: Iterable[str], new: Iterable[str]) -> None:
        """A note had the fields `old` (see `front_values`) and has the fields `new`."""
        if old == new:
            return
        for field in new:
            key, _, value = field.partition(": ")
            self._counts.setdefault(key, Counter())[value] += 1
        for field in old:
            key, _, value = field.partition(": ")
            counts = self._counts[key]
            counts[value] -= 1
            if not counts[value]:
                del counts[value]
            if not counts:
                del self._counts[key]
