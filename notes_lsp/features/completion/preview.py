"""The first lines of a note or section, shown beside a chosen item."""

from __future__ import annotations

from notes_lsp.vault import Snapshot

_LINES = 16
_CHARACTERS = 1200


def preview(snapshot: Snapshot, key: str, line: int | None = None) -> str:
    """The note `key` from `line` on (from 0), else from behind its front matter; may be empty."""
    note = snapshot.note(key)
    if note is None:
        return ""
    buffer, front = note.buffer, note.front_matter
    if line is None:
        line = buffer.line_of(front.span.end) if front else 0
    lines: list[str] = []
    for number in range(line, min(line + 4 * _LINES, buffer.line_count)):
        text = buffer.text(buffer.line_span(number))
        if lines or text.strip():
            lines.append(text)
        if len(lines) >= _LINES or sum(map(len, lines)) > _CHARACTERS:
            lines.append("…")
            break
    return "\n".join(_closed(lines)).rstrip()


def _closed(lines: list[str]) -> list[str]:
    """The lines, with the end of a fence that the cut took away."""
    open_ = ""
    for line in lines:
        marks = line.lstrip()[:3]
        if marks in {"```", "~~~"} and open_ in {"", marks}:
            open_ = "" if open_ else marks
    return [*lines, open_] if open_ else lines
