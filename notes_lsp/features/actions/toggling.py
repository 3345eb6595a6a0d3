"""Tasks: done, open, and made of list items."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notes_lsp.features.actions.asked import Asked
from notes_lsp.features.actions.offer import Offer
from notes_lsp.features.options import REWRITE_TASK
from notes_lsp.syntax import Fact, ListBlock, Task
from notes_lsp.text import Span, Wording

_RULE = re.compile(rb"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})(?=[\r\n]|\Z)")
_MARKER = re.compile(rb"(?:[-+*]|\d{1,9}[.)])[ \t]+(?=\S)")
_BEGUN = re.compile(rb"\[[/<>!?*-]\](?=[ \t])")


def toggling(asked: Asked) -> Iterator[Offer]:
    """Mark the tasks on the selected lines as done, or as open when all are done."""
    lines = _lines(asked)
    tasks = [task for task in _tasks(asked, lines) if lines.holds(task.span.start)]
    begun = list(_begun(asked, lines))
    if tasks or begun:
        done = not begun and all(task.done for task in tasks)
        changed = [task.marker for task in tasks if task.done is done] + begun
        sign = " " if done else "x"
        edits = [(Span(box.start + 1, box.end - 1), sign) for box in sorted(changed)]
        what = Wording("the task", "任务")
        if len(changed) > 1:
            what = Wording(f"{len(changed)} tasks", f" {len(changed)} 个任务")
        state = Wording("open", "未完成") if done else Wording("done", "已完成")
        title = Wording(f"Mark {what} as {state}", f"把{what.zh}标为{state.zh}")
        yield Offer(title, REWRITE_TASK, lambda: asked.changes(edits))
    boxes = {task.span.start for task in tasks} | {box.start for box in begun}
    items = list(_plain_items(asked, lines, boxes))
    if items:
        title = Wording("Make the item a task", "把列表项变成任务")
        if len(items) > 1:
            title = Wording(f"Make {len(items)} items tasks", f"把 {len(items)} 个列表项变成任务")
        made = [(Span(at, at), "[ ] ") for at in items]
        yield Offer(title, REWRITE_TASK, lambda: asked.changes(made))


def _lines(asked: Asked) -> Span:
    """The lines of the selection; one that ends at a line's start does not mean that line."""
    buffer, span = asked.note.buffer, asked.span
    last = span.end - 1 if span.end > span.start else span.end
    return Span(buffer.line_around(span.start).start, buffer.line_around(last).end + 1)


def _tasks(asked: Asked, lines: Span) -> Iterator[Task]:
    note = asked.note
    first, last = note.block_at(lines.start), note.block_at(max(lines.end - 1, lines.start))
    if first is not None and last is not None:
        for index in range(first, last + 1):
            yield from note.facts_at(note.starts[index]).tasks


def _begun(asked: Asked, lines: Span) -> Iterator[Span]:
    """The boxes of Obsidian's other states, `[/]` and the like: neither open nor done."""
    for list_ in asked.facts.lists:
        for item in list_.items:
            marker = _MARKER.match(asked.note.buffer.data, item.start, item.end)
            box = marker and _BEGUN.match(asked.note.buffer.data, marker.end(), item.end)
            if box and lines.holds(item.start):
                yield Span(*box.span())


def _plain_items(asked: Asked, lines: Span, tasks: set[int]) -> Iterator[int]:
    """Where a box would go in the items without one, in a list that has tasks or is selected."""
    selected = asked.span.start < asked.span.end
    for list_ in asked.facts.lists:
        if not (selected or _has_tasks(asked, list_)):
            continue
        for item in list_.items:
            marker = _MARKER.match(asked.note.buffer.data, item.start, item.end)
            if not lines.holds(item.start) or marker is None:
                continue
            if not tasks.isdisjoint({item.start, marker.end()}):
                continue
            if not _starts_block(asked, Span(*marker.span())):
                yield marker.end()


def _starts_block(asked: Asked, marker: Span) -> bool:
    """Whether an item starts with a heading, a list, code and the like: a box would undo that."""
    facts = asked.facts
    blocks: list[Fact] = [*facts.headings, *facts.lists, *facts.fences, *facts.quotes]
    blocks += [*facts.tables, *facts.definitions, *facts.footnotes]
    blocks += [each for each in facts.html if each.block]
    blocks += [each for each in facts.math if each.display]
    starts = {each.span.start for each in blocks}
    data = asked.note.buffer.data
    if _RULE.match(data, marker.end) or data.startswith(b":::", marker.end):
        return True
    return any(at in starts for at in range(marker.start + 1, marker.end + 1))


def _has_tasks(asked: Asked, list_: ListBlock) -> bool:
    starts = {task.span.start for task in asked.facts.tasks}
    return any(item.start in starts for item in list_.items)
