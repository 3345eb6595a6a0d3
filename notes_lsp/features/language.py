"""In which language a note is answered."""

from __future__ import annotations

from functools import lru_cache

from notes_lsp.features.client import ClientProfile
from notes_lsp.syntax import Note
from notes_lsp.text import Language
from notes_lsp.text.reading_time import script_locale
from notes_lsp.vault import Snapshot, front_matter_fields

_SAMPLE = 8192
"""Bytes of a note that tell its script."""


def language_of(snapshot: Snapshot, key: str, note: Note) -> Language:
    """`zh` or `en`: the setting, else the front matter's `lang`, else the note's own script."""
    wanted = snapshot.settings(key).language
    if wanted != "auto":
        return wanted
    declared = front_matter_fields(note).get("lang")
    if isinstance(declared, str) and declared:
        return "zh" if declared.lower().startswith("zh") else "en"
    return "zh" if _script(note.buffer.data[:_SAMPLE]).startswith("zh") else "en"


def language_beside_notes(snapshot: Snapshot, client: ClientProfile) -> Language:
    """Where no note is meant: the setting, else the language in which the client is read."""
    wanted = snapshot.settings("").language
    if wanted != "auto":
        return wanted
    return "zh" if client.locale.lower().startswith("zh") else "en"


@lru_cache(maxsize=64)
def _script(sample: bytes) -> str:
    return script_locale(sample)
