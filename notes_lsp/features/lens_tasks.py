"""Tasks of a note: how many are done, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass

from notes_lsp.syntax.facts import Task
from notes_lsp.syntax.note import Note


@dataclass(frozen=True, slots=True)
class Tasks:
    """The task items of a note, `- [ ]` and `- [x]`, at any depth."""

    done: int
    total: int

    def label(self, language: str) -> str:
        """What stands over the note: `任务 3/7`."""
        word = "任务" if language == "zh" else "tasks"
        return f"{word} {self.done}/{self.total}"


def tasks_of(note: Note) -> Tasks:
    """How many tasks a note has and how many are done."""
    tasks = [task for block in note.blocks for task in block.facts.tasks]
    return Tasks(sum(task.done for task in tasks), len(tasks))


def told(note: Note, language: str) -> str:
    """The tasks of a note in a sentence, with the first open one."""
    tasks, following = tasks_of(note), _first_open(note)
    if not tasks.total:
        return "这篇笔记没有任务。" if language == "zh" else "This note has no tasks."
    if following is None:
        if language == "zh":
            return f"{tasks.total} 项任务全部完成。"
        return f"All {tasks.total} tasks are done." if tasks.total > 1 else "The task is done."
    line, text = following
    remaining = tasks.total - tasks.done
    if language == "zh":
        return (
            f"任务共 {tasks.total} 项，完成 {tasks.done} 项，剩余 {remaining} 项。"
            f"下一项在第 {line + 1} 行：{text}"
        )
    return (
        f"{tasks.done} of {tasks.total} tasks done, {remaining} open. "
        f"Next, on line {line + 1}: {text}"
    )


def _first_open(note: Note) -> tuple[int, str] | None:
    """Line (from 0) and text of the first task that is not done."""
    for task in note.each("tasks"):
        if isinstance(task, Task) and not task.done:
            line = note.buffer.line_of(task.marker.start)
            rest = note.buffer.data[task.marker.end : note.buffer.line_span(line).end]
            return line, rest.decode("utf-8", "replace").strip()
    return None
