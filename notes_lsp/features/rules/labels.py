"""Labels of a note, those of references and of footnotes: undefined, defined twice, unused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from notes_lsp.features.lines_gone import without
from notes_lsp.features.rules.registry import Checked, Tag, rule
from notes_lsp.syntax import Link, LinkKind, Note
from notes_lsp.syntax.definitions import normalised
from notes_lsp.syntax.problem import Fix, Problem, Related
from notes_lsp.text import Span, Wording
from notes_lsp.vault import Level

_REFERENCES = frozenset({LinkKind.FULL, LinkKind.COLLAPSED, LinkKind.SHORTCUT})
_WORD = re.compile(r"[a-zA-Z]{3}|[^\x00-\x7f]")
"""What the brackets of `[text][label]` hold and those of `[i][j-1]` do not."""
_IN_CODE = re.compile(rb"[A-Za-z0-9_)\]}]")
"""What stands before the brackets of `dp[i][j]`."""
_FOOTNOTE = re.compile(r"\d+|[^\W\d_][\w.-]*")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a label is defined, in offsets of the note."""

    name: str
    label: Span
    span: Span
    """The whole definition."""


@rule("reference.undefined", level=Level.WARNING)
def undefined_reference(checked: Checked) -> Iterator[Problem]:
    """A reference `[text][label]` or `[label][]` without a definition of the label.

    A lone `[label]` is never one: it is text unless it is defined. Neither are indices such as
    `dp[i][j]`, nor brackets before a link: `[书][数据](https://…)`.

    Bad:  见 [安装指南][安装]
    Good: 见 [安装指南][安装]、[x]、[书][甲](a.md) 和 dp[i][j]⏎⏎[安装]: https://example.org
    """
    note = checked.note
    for link in _links(note, frozenset({LinkKind.FULL, LinkKind.COLLAPSED})):
        if not link.defined and not _is_index(note, link):
            label = " ".join(link.path.split())
            message = Wording(
                f"`{label}` is not defined: add a line `[{label}]: …`, or mend the label.",
                f"`{label}` 没有定义：请添加一行 `[{label}]: …`，或改正标签。",
            )
            yield Problem("reference.undefined", link.target, message, unfinished=link.span)


@rule("reference.duplicate", level=Level.WARNING)
def duplicate_reference(checked: Checked) -> Iterator[Problem]:
    """A label of references that is defined twice: only the first definition counts.

    Bad:  见 [甲]⏎⏎[甲]: https://example.org/1⏎[甲]: https://example.org/2
    Good: 见 [甲] 和 [乙]⏎⏎[甲]: https://example.org/1⏎[乙]: https://example.org/2
    """
    yield from _duplicates(checked.note, "reference.duplicate", _definitions(checked.note))


@rule("reference.unused", level=Level.HINT, tag=Tag.UNNECESSARY)
def unused_reference(checked: Checked) -> Iterator[Problem]:
    """A definition `[label]: target` to which nothing in the note refers.

    Comments written as definitions, `[//]: # (…)`, are left in peace.

    Bad:  [甲]: https://example.org
    Good: 见 [甲]⏎⏎[甲]: https://example.org⏎⏎[//]: # (没人引用)
    """
    note = checked.note
    definitions = _definitions(note)
    if not definitions:
        return
    text = _Text(note)
    used = {normalised(link.path) for link in _links(note, _REFERENCES | {LinkKind.WIKI})}
    for each in definitions:
        if each.name not in used and not text.holds(each):
            message = Wording(
                "Nothing in this note refers to this definition.", "本笔记没有引用这个定义。"
            )
            fix = _removal(note, each.span)
            yield Problem("reference.unused", each.span, message, fix, _as_typed(note, each.span))


@rule("footnote.undefined", level=Level.WARNING)
def undefined_footnote(checked: Checked) -> Iterator[Problem]:
    """A footnote mark `[^label]` without a text.

    In a note without footnotes only numbers are taken for marks: `[^a-z]` may be a pattern.

    Bad:  结论[^1]
    Bad:  结论[^甲] 与[^乙]⏎⏎[^甲]: 出处
    Good: 结论[^1] 与 [^abc]⏎⏎[^1]: 出处⏎[^abc]: 出处
    Good: 正则 [^a-z]+ 与 [^abc]
    """
    note = checked.note
    data = note.buffer.data
    has_footnotes = any(block.facts.footnotes for block in note.blocks)
    for link in _links(note, frozenset({LinkKind.FOOTNOTE})):
        if link.defined or data[link.span.end : link.span.end + 1] in {b"+", b"*", b"{", b"/"}:
            continue
        if not _FOOTNOTE.fullmatch(link.path) or not (has_footnotes or link.path.isdigit()):
            continue
        message = Wording(
            f"The footnote `{link.path}` has no text: add a line `[^{link.path}]: …`.",
            f"脚注 `{link.path}` 没有内容：请添加一行 `[^{link.path}]: …`。",
        )
        yield Problem("footnote.undefined", link.span, message, unfinished=link.span)


@rule("footnote.duplicate", level=Level.WARNING)
def duplicate_footnote(checked: Checked) -> Iterator[Problem]:
    """A footnote that has two texts: only the first is shown.

    Bad:  结论[^1]⏎⏎[^1]: 出处⏎⏎[^1]: 另一出处
    Good: 结论[^1] 与[^2]⏎⏎[^1]: 出处⏎⏎[^2]: 另一出处
    """
    yield from _duplicates(checked.note, "footnote.duplicate", _footnotes(checked.note))


@rule("footnote.unused", level=Level.HINT, tag=Tag.UNNECESSARY)
def unused_footnote(checked: Checked) -> Iterator[Problem]:
    """A footnote's text without a mark `[^label]`: no reader will see it.

    Bad:  结论⏎⏎[^1]: 出处
    Good: 结论[^1]⏎⏎[^1]: 出处
    """
    note = checked.note
    footnotes = _footnotes(note)
    if not footnotes:
        return
    text = _Text(note)
    used = {normalised(link.path) for link in _links(note, frozenset({LinkKind.FOOTNOTE}))}
    for each in footnotes:
        if each.name not in used and not text.holds(each):
            message = Wording(
                "No mark in this note leads to this footnote.", "本笔记没有引用这个脚注。"
            )
            fix = _removal(note, each.span)
            yield Problem("footnote.unused", each.span, message, fix, _as_typed(note, each.span))


def _as_typed(note: Note, span: Span) -> Span:
    """A definition with the white space behind its last word, where the next one will stand."""
    return Span(span.start, note.buffer.line_around(span.end).end)


def _links(note: Note, kinds: frozenset[LinkKind]) -> Iterator[Link]:
    for start, block in zip(note.starts, note.blocks, strict=False):
        for link in block.facts.links:
            if link.kind in kinds:
                yield Link(
                    link.span.moved(start),
                    link.kind,
                    link.target.moved(start),
                    link.path,
                    defined=link.defined,
                )


def _definitions(note: Note) -> list[_Place]:
    """The definitions of references, but for comments written as such."""
    return [
        _Place(each.name, each.label.moved(start), each.span.moved(start))
        for start, block in zip(note.starts, note.blocks, strict=False)
        for each in block.facts.definitions
        if each.path or (each.fragment and each.fragment.start < each.fragment.end)
    ]


def _footnotes(note: Note) -> list[_Place]:
    return [
        _Place(each.name, each.label.moved(start), each.span.moved(start))
        for start, block in zip(note.starts, note.blocks, strict=False)
        for each in block.facts.footnotes
    ]


class _Text:
    """A note's text on one line and in small letters, made when it is first searched."""

    def __init__(self, note: Note) -> None:
        self._note = note
        self._flat: bytes | None = None

    def holds(self, place: _Place) -> bool:
        """Whether the label stands in brackets elsewhere, though not read as a reference.

        In an indented `!!! note` of MkDocs it looks like code to us and is a reference to the site.
        """
        data = self._note.buffer.data
        if self._flat is None:
            self._flat = _flat(data)
        mark = _flat(data[place.span.start : place.label.end]) + b"]"
        at = self._flat.find(mark)
        while at >= 0 and self._flat.startswith(b":", at + len(mark)):
            at = self._flat.find(mark, at + len(mark))
        return at >= 0


def _flat(text: bytes) -> bytes:
    return b" ".join(text.lower().split())


def _duplicates(note: Note, code: str, places: list[_Place]) -> Iterator[Problem]:
    """Each of several definitions of one label; those that do not count can be removed."""
    by_name: dict[str, list[_Place]] = {}
    for place in places:
        by_name.setdefault(place.name, []).append(place)
    for same in by_name.values():
        for number, place in enumerate(same if len(same) > 1 else ()):
            label = note.buffer.text(place.label)
            if number:
                message = Wording(
                    f"`{label}` is defined above already; this definition does not count.",
                    f"`{label}` 在上面已有定义，这里的不起作用。",
                )
                others, fix = same[:1], _removal(note, place.span)
            else:
                message = Wording(
                    f"`{label}` is defined again below; only this definition counts.",
                    f"`{label}` 在下面又定义了一次，只有这里的起作用。",
                )
                others, fix = same[1:], None
            too = Wording("It is defined here too.", "这里也定义了它。")
            related = tuple(Related(other.label, too) for other in others)
            yield Problem(code, place.label, message, fix, place.span, related=related)


def _removal(note: Note, span: Span) -> Fix:
    """Take a definition out with its lines and the blank line that is then too many."""
    title = Wording("Remove this definition", "删除这个定义")
    return Fix(title, tuple(without(note.buffer, [span])))


def _is_index(note: Note, link: Link) -> bool:
    """Whether brackets are those of an array, `dp[i][j]`, a citation `[1][2]`, a type `int[][]`.

    Or of text before a link.
    """
    data = note.buffer.data
    if _IN_CODE.match(data[max(link.span.start - 1, 0) : link.span.start]):
        return True
    if data[link.span.end : link.span.end + 1] == b"(":
        return True  # the label is the text of a link of its own: `[书][《数据》](https://…)`
    return not _WORD.search(note.buffer.text(link.span))
