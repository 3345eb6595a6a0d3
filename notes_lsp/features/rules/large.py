"""A note that is too large to be read in full."""

from __future__ import annotations

from collections.abc import Iterator

from notes_lsp.features.rules.registry import Checked, rule
from notes_lsp.syntax.problem import Problem
from notes_lsp.text import Span, Wording
from notes_lsp.vault import Level


@rule("vault.large-note", level=Level.HINT)
def large_note(checked: Checked) -> Iterator[Problem]:
    """A note larger than the limit: of it, other notes know the headings and links only.

    While it is open it answers for the place of the cursor and for what is on the screen; its
    outline and folds are its headings, and it is not checked. Split it, or raise the
    setting `vault.maxNoteBytes`.
    """
    limit = checked.settings.vault.max_note_bytes
    size = len(checked.note.buffer)
    if size > limit:
        end = checked.note.buffer.line_span(0).end
        message = Wording(
            f"This note has {size / 1e6:.1f} MB, more than the {limit / 1e6:.1f} MB of "
            "`vault.maxNoteBytes`: other notes know its headings and links, not its tags and "
            "tables; while it is open it is not checked.",
            f"本笔记有 {size / 1e6:.1f} MB，超过 `vault.maxNoteBytes` 的 {limit / 1e6:.1f} MB："
            "其他笔记只知道它的标题和链接，不知道它的标签和表格；打开时也不做检查。",
        )
        yield Problem("vault.large-note", Span(0, end), message)
