"""Where rules stay silent: by globs in the settings, by comments in the note.

`<!-- notes-lsp-disable-next-line math.plain-tex -->` silences the line below the comment,
`<!-- notes-lsp-disable … -->` everything down to `<!-- notes-lsp-enable … -->` or the end. Several
rules are parted by spaces or commas; none named means all. In Obsidian's comments, `%% … %%`,
nothing is told: nobody sees them. Nor is it in what a site takes for another language: PlantUML
from `@startuml` to `@enduml` in VuePress, code between Hugo's `{{< highlight go >}}` and its end.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache

from notes_lsp.features.rules.registry import Checked
from notes_lsp.syntax import Note, percent_comments
from notes_lsp.syntax.problem import Problem
from notes_lsp.text import Span

_COMMENT = re.compile(
    rb"<!--\s{0,9}notes-lsp-(disable-next-line|disable|enable)(?=[\s-])([^<>]{0,500}?)-->"
)
_FOREIGN = re.compile(
    rb"^[ \t]*(?:@start(?P<uml>[a-z]+)\b|\{\{<[ \t]*(?P<code>(?:highlight|code[\w-]*|mermaid)\b))",
    re.MULTILINE,
)
_EVERY_RULE = "*"


class Silence:
    """What is silenced in one note."""

    def __init__(self, checked: Checked) -> None:
        """Read the settings' globs and the note's comments."""
        self._whole_note = set(_ignored(checked))
        self._stretches = list(_stretches(checked.note))
        every = frozenset({_EVERY_RULE})
        self._stretches += ((span, every) for span in percent_comments(checked.note))
        self._stretches += ((span, every) for span in _foreign(checked.note.buffer.data))

    def covers(self, problem: Problem) -> bool:
        """Whether nothing shall be said of the problem."""
        if self._whole_note & {problem.code, _EVERY_RULE}:
            return True
        return any(
            span.touches(problem.span.start) and codes & {problem.code, _EVERY_RULE}
            for span, codes in self._stretches
        )


def _ignored(checked: Checked) -> Iterator[str]:
    """The rules that the settings switch off for this note."""
    ignore = checked.settings.diagnostics.ignore
    if not ignore:
        return
    inside = [root for root in checked.snapshot.roots if checked.key.startswith(root + os.sep)]
    root = max(inside, key=len, default="")
    path = checked.key.removeprefix(root).lstrip(os.sep).replace(os.sep, "/")
    for code, globs in ignore.items():
        if _matches(tuple(globs), path):
            yield code


@lru_cache(maxsize=1024)
def _matches(globs: tuple[str, ...], path: str) -> bool:
    from notes_lsp.vault.globs import ignore_rules

    return bool(ignore_rules(globs).match_file(path))


def _stretches(note: Note) -> Iterator[tuple[Span, frozenset[str]]]:
    data = note.buffer.data
    if b"notes-lsp-disable" not in data:
        return
    end = len(data)
    open_: dict[str, int] = {}
    for found in _COMMENT.finditer(data):
        if not _is_comment(note, found.start()):
            continue
        codes = frozenset(re.findall(r"[\w.-]*\w", found[2].decode("utf-8", "replace")))
        if found[1] == b"disable-next-line":
            line = note.buffer.line_of(found.end() - 1) + 1
            yield note.buffer.line_span(line), codes or frozenset({_EVERY_RULE})
        elif found[1] == b"disable":
            for code in codes or {_EVERY_RULE}:
                open_.setdefault(code, found.start())
        else:
            for code in [code for code in open_ if not codes or code in codes]:
                yield Span(open_.pop(code), found.end()), frozenset({code})
    for code, start in open_.items():
        yield Span(start, end), frozenset({code})


def _foreign(data: bytes) -> Iterator[Span]:
    """What stands in a language of its own without a fence to tell."""
    if b"@start" not in data and b"{{<" not in data:
        return
    done = 0
    endless: set[bytes] = set()
    for found in _FOREIGN.finditer(data):
        uml, code = found["uml"], found["code"]
        closing = rb"^[ \t]*@end" + uml if uml else rb"\{\{<[ \t]*/[ \t]*" + code
        if found.start() < done or closing in endless:
            continue
        if end := re.compile(closing + rb"\b", re.MULTILINE).search(data, found.end()):
            done = end.end()
            yield Span(found.start(), done)
        else:
            endless.add(closing)


def _is_comment(note: Note, offset: int) -> bool:
    """Whether a comment stands there, and not code that shows one."""
    return any(
        html.span.holds(offset) for html in note.facts_at(offset).html if html.comment or html.block
    )
