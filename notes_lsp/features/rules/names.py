"""How notes and headings can be linked to: headings of one name, notes that no one links to."""

from __future__ import annotations

import os
from collections.abc import Iterator

from notes_lsp.features.rules.registry import Checked, rule
from notes_lsp.syntax import Note
from notes_lsp.syntax.problem import Problem, Related
from notes_lsp.text import Span, Wording
from notes_lsp.vault import Level
from notes_lsp.vault.slugs import github
from notes_lsp.vault.written import FOLDER_NOTES, fold_name


@rule("heading.duplicate-slug", level=Level.HINT)
def duplicate_slug(checked: Checked) -> Iterator[Problem]:
    """A heading that has the name of one above it, so that links by that name miss it.

    Only told where the note has a link by that name, and none by the name with a number
    (`#安装-1`) that a site gives to the later heading: many notes repeat headings, and most of
    those are never linked to.

    Bad:  见 [安装](#安装)⏎⏎# 安装⏎⏎# 安装
    Good: 见 [安装](#安装) 和 [再一次](#安装-1)⏎⏎# 安装⏎⏎# 安装
    Good: # 甲⏎⏎## 安装⏎⏎# 乙⏎⏎## 安装
    """
    note = checked.note
    linked = _own_fragments(note)
    record = checked.snapshot.records.get(checked.key) if linked else None
    if record is None:
        return
    first: dict[str, Span] = {}
    slugs = checked.snapshot.graph.slugs(checked.key)
    for place, heading, slug in zip(_headings(note), record.headings, slugs, strict=False):
        name = github(heading.text)
        above = first.setdefault(name, place)
        if above != place and fold_name(name) in linked and fold_name(slug.github) not in linked:
            message = Wording(
                f"Links to `#{name}` lead to the heading above; this one is `#{slug.github}`.",
                f"指向 `#{name}` 的链接会跳到上面的同名标题；这个标题是 `#{slug.github}`。",
            )
            here = Wording("Links by this name lead here.", "用这个名字的链接会跳到这里。")
            related = (Related(above, here),)
            yield Problem("heading.duplicate-slug", place, message, related=related)


@rule("note.orphan", level=Level.OFF)
def orphan(checked: Checked) -> Iterator[Problem]:
    """A note to which no other note links.

    Off unless set otherwise: many notes stand for themselves. `README` and `index` are never
    orphans, and while the vault is read nothing is said.

    Bad:  -- 甲.md⏎# 甲▮⏎-- 乙.md⏎# 乙
    Good: -- 甲.md⏎# 甲▮⏎-- 乙.md⏎见 [[甲]]
    """
    key, snapshot = checked.key, checked.snapshot
    stem = os.path.splitext(os.path.basename(key))[0]  # noqa: PTH119, PTH122  # a key
    inside = any(key.startswith(root) for root in snapshot.roots)
    if not snapshot.complete or not inside or stem.lower() in FOLDER_NOTES:
        return
    if not any(incoming.key != key for incoming in snapshot.graph.links_to(key)):
        message = Wording("No other note links to this one.", "没有其他笔记链接到本笔记。")
        yield Problem("note.orphan", _title(checked.note), message)


def _title(note: Note) -> Span:
    """The first heading, else the first line."""
    return next(_headings(note), note.buffer.line_span(0))


def _headings(note: Note) -> Iterator[Span]:
    for start, block in zip(note.starts, note.blocks, strict=False):
        for heading in block.facts.headings:
            yield heading.content.moved(start)


def _own_fragments(note: Note) -> set[str]:
    """What links within the note are written for, folded."""
    return {
        fold_name(note.buffer.text(link.fragment.moved(start)))
        for start, block in zip(note.starts, note.blocks, strict=False)
        for link in block.facts.links
        if link.fragment and not link.path
    }
