"""Commands that a client runs by `workspace/executeCommand`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from lsprotocol import types

from notes_lsp.features import lens_tasks
from notes_lsp.features.client import ClientProfile
from notes_lsp.features.code_action import apply_action
from notes_lsp.features.language import language_beside_notes
from notes_lsp.features.lens_reading_time import language_of, reading_time
from notes_lsp.features.lens_references import show_references
from notes_lsp.features.options import APPLY_ACTION, SHOW_READING_TIME, SHOW_REFERENCES, SHOW_TASKS
from notes_lsp.features.sections import section_around
from notes_lsp.syntax import Note
from notes_lsp.text import Span, Wording, said
from notes_lsp.vault import Snapshot, to_key

Command = Callable[
    [Snapshot, Sequence[Any], ClientProfile], types.ShowMessageParams | types.WorkspaceEdit | None
]
"""A function of (snapshot, arguments, client); the message that it returns is shown to the user,
the edit is made by the client."""

_NOTE = Wording("the URI of a note", "一篇笔记的 URI")


def show_reading_time(
    snapshot: Snapshot, arguments: Sequence[Any], client: ClientProfile
) -> types.ShowMessageParams:
    """The words and minutes of a note, or of the section at a line of it.

    Arguments: the note's URI, and optionally the line (from 0) or null.
    """
    line = arguments[1] if len(arguments) > 1 else None
    if not (line is None or _is_line(line)):
        line_number = Wording("a line number or null", "行号或 null")
        return _refused(snapshot, client, SHOW_READING_TIME, line_number)
    note = _note(snapshot, arguments)
    if note is None:
        return _refused(snapshot, client, SHOW_READING_TIME, _NOTE)
    settings = snapshot.settings(to_key(arguments[0]))
    title, span = _stretch(note, line)
    time = reading_time(note, span, settings)
    return _info(time.told(title, language_of(note, settings)))


def show_tasks(
    snapshot: Snapshot, arguments: Sequence[Any], client: ClientProfile
) -> types.ShowMessageParams:
    """How many tasks of a note are done, and which comes next. Argument: the note's URI."""
    note = _note(snapshot, arguments)
    if note is None:
        return _refused(snapshot, client, SHOW_TASKS, _NOTE)
    settings = snapshot.settings(to_key(arguments[0]))
    return _info(lens_tasks.told(note, language_of(note, settings)))


COMMANDS: dict[str, Command] = {
    SHOW_READING_TIME: show_reading_time,
    SHOW_TASKS: show_tasks,
    SHOW_REFERENCES: show_references,
    APPLY_ACTION: apply_action,
}
"""Commands by name."""


def _note(snapshot: Snapshot, arguments: Sequence[Any]) -> Note | None:
    if not arguments or not isinstance(arguments[0], str):
        return None
    return snapshot.note(to_key(arguments[0]))


def _is_line(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _stretch(note: Note, line: int | None) -> tuple[str, Span]:
    """Title and span of the section at `line`; of the whole note where there is none."""
    if line is not None:
        section = section_around(note, note.buffer.line_span(line).start)
        if section is not None:
            return section.heading.text.strip(), section.span
    return "", Span(0, len(note.buffer))


def _info(message: str) -> types.ShowMessageParams:
    return types.ShowMessageParams(types.MessageType.Info, message)


def _refused(
    snapshot: Snapshot, client: ClientProfile, command: str, needs: Wording
) -> types.ShowMessageParams:
    message = Wording(
        f"{command} needs {needs} as its argument.", f"{command}：参数应为{needs.zh}。"
    )
    told = said(message, language_beside_notes(snapshot, client))
    return types.ShowMessageParams(types.MessageType.Warning, told)
