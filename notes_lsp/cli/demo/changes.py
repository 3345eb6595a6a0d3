"""A line after an edit, as the demo shows it."""

from __future__ import annotations

import re

from lsprotocol import types

_TAB_STOP = re.compile(
    r"\$\{\d+:((?:\\.|[^}\\])*)\}|\$\{\d+\|((?:\\.|[^,|\\])*)[^}]*\}|\$\{?\d+\}?|\\([$}\\])"
)
_EMPTY_STOP = "▁"


def inserted(line: str, item: types.CompletionItem) -> tuple[str, int, int]:
    """The line after a completion item is taken, and from where to where it is new.

    The item's edit must lie on that line; columns are characters.
    """
    edit = item.text_edit
    new = edit.new_text if edit else item.insert_text or item.label
    if item.insert_text_format is types.InsertTextFormat.Snippet:
        new = _expanded(new)
    start = edit.range.start.character if isinstance(edit, types.TextEdit) else len(line)
    end = edit.range.end.character if isinstance(edit, types.TextEdit) else len(line)
    first = new.split("\n")[0]
    return line[:start] + first + line[end:], start, start + len(first)


def changed(line: str, number: int, edit: types.WorkspaceEdit) -> tuple[str, int, int]:
    """Line `number` (from 0) after those edits that lie on it, and the stretch that is new."""
    first, last = len(line), 0
    for each in sorted(_edits(edit), key=lambda each: -each.range.start.character):
        begin, end = each.range.start, each.range.end
        if begin.line == end.line == number:
            line = line[: begin.character] + each.new_text + line[end.character :]
            first = min(first, begin.character)
            last = max(last, begin.character + len(each.new_text))
    return line, first, max(first, last)


def _edits(edit: types.WorkspaceEdit) -> list[types.TextEdit]:
    found = [each for edits in (edit.changes or {}).values() for each in edits]
    for change in edit.document_changes or ():
        if isinstance(change, types.TextDocumentEdit):
            found += [each for each in change.edits if isinstance(each, types.TextEdit)]
    return found


def _expanded(snippet: str) -> str:
    return _TAB_STOP.sub(
        lambda stop: re.sub(r"\\(.)", r"\1", stop[1] or stop[2] or stop[3] or _EMPTY_STOP), snippet
    )
