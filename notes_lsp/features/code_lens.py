"""Code lenses: reading time, tasks and references over a note and its sections."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.lens_reading_time import (
    ReadingTime,
    language_of,
    locale_of,
    reading_time,
    reading_times,
)
from notes_lsp.features.lens_references import reference_lenses
from notes_lsp.features.lens_tasks import Tasks, tasks_of
from notes_lsp.features.options import SHOW_READING_TIME, SHOW_TASKS
from notes_lsp.features.sections import sections
from notes_lsp.syntax import Note
from notes_lsp.text import Span
from notes_lsp.vault import Settings, Snapshot, to_key


def code_lens(
    snapshot: Snapshot, params: types.CodeLensParams, client: ClientProfile
) -> Generator[None, None, list[types.CodeLens]]:
    """The lenses of a note, those of the whole note above its first line.

    Gives way between one kind and the next.
    """
    uri = params.text_document.uri
    key = to_key(uri)
    note = snapshot.note(key)
    if note is None:
        return []
    settings = snapshot.settings(key)
    times = list(_times(note, settings))
    yield
    tasks = tasks_of(note) if settings.lens.tasks else Tasks(0, 0)
    if not tasks.total and not times and not settings.lens.references:
        return []
    locale = locale_of(note, settings)
    lenses = [
        _lens(line or 0, time.label(locale), SHOW_READING_TIME, (uri, line)) for line, time in times
    ]
    if tasks.total:
        title = tasks.label(language_of(note, settings, locale))
        lenses.append(_lens(0, title, SHOW_TASKS, (uri,)))
    yield
    if settings.lens.references:
        language = language_of(note, settings, locale)
        lenses += reference_lenses(snapshot, uri, language, client.encoding)
    return lenses


def _times(note: Note, settings: Settings) -> Iterator[tuple[int | None, ReadingTime]]:
    """The line of a section (None: the whole note) and how long it takes to read."""
    whole = Span(0, len(note.buffer))
    if not settings.lens.section_reading_time:
        if settings.lens.reading_time:
            yield None, reading_time(note, whole, settings)
        return
    found = [section for section in sections(note) if section.span != whole]
    note_time, *others = reading_times(note, [whole, *(each.span for each in found)], settings)
    if settings.lens.reading_time:
        yield None, note_time
    for section, time in zip(found, others, strict=True):
        yield note.buffer.line_of(section.span.start), time


def _lens(
    line: int, title: str, command: str, arguments: tuple[str | int | None, ...]
) -> types.CodeLens:
    place = types.Position(line, 0)
    return types.CodeLens(types.Range(place, place), types.Command(title, command, None, arguments))
