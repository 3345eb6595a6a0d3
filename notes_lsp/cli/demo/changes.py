"""A line after an edit, as the demo shows it."""

from __future__ import annotations

import re

from lsprotocol import types

_TAB_STOP = re.compile(
    r"\$\{\d+:((?:\\.|[^}\\])*)\}|\$\{\d+\|((?:\\.|[^,|\\])*)[^}]*\}|\\([$}\\])"
    r"|(\$0|\$\{0\})|\$\d+|\$\{\d+\}"
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
    new, at, first = "", 0, None
    for each in sorted(_edits(edit), key=lambda each: each.range.start.character):
        begin, end = each.range.start, each.range.end
        if begin.line == end.line == number:
            new += line[at : begin.character]
            first = len(new) if first is None else first
            new += each.new_text
            at = end.character
    return new + line[at:], first or 0, len(new)


def _edits(edit: types.WorkspaceEdit) -> list[types.TextEdit]:
    found = [each for edits in (edit.changes or {}).values() for each in edits]
    for change in edit.document_changes or ():
        if isinstance(change, types.TextDocumentEdit):
            found += [each for each in change.edits if isinstance(each, types.TextEdit)]
    return found


def _expanded(snippet: str) -> str:
    return _TAB_STOP.sub(_stop, snippet)


def _stop(found: re.Match[str]) -> str:
    placeholder, choice, escaped, last = found.groups()
    if last is not None:
        return ""
    return re.sub(r"\\(.)", r"\1", placeholder or choice or escaped or _EMPTY_STOP)
