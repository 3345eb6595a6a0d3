"""What an entry is called, in the language of the note."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from notes_lsp.knowledge import Entry, Origin, Source

MIXED: Final = 4
"""From so many letters on pinyin may be mixed of readings and initials."""
SPELLED: Final = 400
"""So many names are read for that."""


def title_of(entry: Entry, language: str) -> str:
    """The entry's title in `language`, else in any; empty when it has none."""
    wanted = entry.languages.get(language)
    if wanted and wanted.title:
        return wanted.title
    return next((words.title for words in entry.languages.values() if words.title), "")


def in_language(text: dict[str, str], language: str) -> str:
    """A text of several languages in `language`, else in any; empty when there is none."""
    return text.get(language) or next(iter(text.values()), "")


def origin_of(source: Source) -> str:
    """Where an entry was read, short: the note's file name, or the pack's name."""
    if source.origin is Origin.NOTES or not source.pack:
        return PurePath(source.path).name
    return source.pack
