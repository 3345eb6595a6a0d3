"""The label of a link reference definition or of a footnote, and all references to it."""

from __future__ import annotations

from collections.abc import Iterator

from notes_lsp.features.edits import Changes
from notes_lsp.features.place import Place
from notes_lsp.features.refusal import Refusal
from notes_lsp.features.rename.subject import Subject, link_at, on_label, one_line
from notes_lsp.syntax import Definition, Link, LinkKind, Note, parse
from notes_lsp.syntax.definitions import normalised
from notes_lsp.text import Buffer, Span, Wording
from notes_lsp.vault import Snapshot

_REFERENCES = frozenset({LinkKind.FULL, LinkKind.COLLAPSED, LinkKind.SHORTCUT})


def find(snapshot: Snapshot, place: Place) -> Subject | None:
    """The label at the cursor, in the definition or in a reference."""
    found = _footnote(place) or _reference(place)
    if found is None:
        return None
    label, footnote = found
    note, written = place.note, place.note.buffer.text(label)

    def renamed(name: str, changes: Changes) -> tuple[()]:
        new = one_line(name)
        if footnote:
            new = new.removeprefix("^")
        _check(note, normalised(written), new, footnote)
        spans = sorted(_uses(note, normalised(written), footnote))
        _check_read(note, spans, new, footnote)
        for span in spans:
            changes.replace(place.key, place.range(span), new)
        return ()

    return Subject(place.range(label), " ".join(written.splitlines()), renamed)


def _reference(place: Place) -> tuple[Span, bool] | None:
    link = link_at(place)
    if isinstance(link, Definition):
        return (link.label, False) if on_label(link, place.offset) else None
    if link is None or link.kind not in _REFERENCES:
        return None
    return link.target, False


def _footnote(place: Place) -> tuple[Span, bool] | None:
    for note in place.note.facts_at(place.offset).footnotes:
        if Span(note.label.start - 1, note.label.end).touches(place.offset):
            return note.label, True
    for link in place.note.facts_at(place.offset).links:
        mark = Span(link.target.start - 1, link.target.end)
        if link.kind is LinkKind.FOOTNOTE and mark.touches(place.offset):
            return link.target, True
    return None


def _uses(note: Note, name: str, footnote: bool) -> Iterator[Span]:
    """Where the label is written, as a definition and as a reference."""
    defined = note.facts.footnotes if footnote else note.facts.definitions
    yield from (each.label for each in defined if each.name == name)
    for link in note.facts.links:
        if _is_use(link, footnote) and normalised(link.path) == name:
            yield link.target


def _is_use(link: Link, footnote: bool) -> bool:
    return link.kind is LinkKind.FOOTNOTE if footnote else link.kind in _REFERENCES


def _check(note: Note, old: str, new: str, footnote: bool) -> None:
    what = Wording("footnote", "脚注") if footnote else Wording("link reference", "链接引用")
    if any(mark in new for mark in "[]|\\") or (footnote and any(map(str.isspace, new))):
        signs = Wording("`[`, `]`, `|` or `\\`", "`[`、`]`、`|` 或 `\\`")
        if footnote:
            signs = Wording("`[`, `]`, `|`, `\\` or a space", "`[`、`]`、`|`、`\\` 或空格")
        raise Refusal(
            Wording(
                f"The label of a {what} cannot hold {signs}.",
                f"{what.zh}的标签里不能有 {signs.zh}。",
            )
        )
    if not footnote and new.startswith("^"):
        raise Refusal(
            Wording(
                "A label that starts with `^` is that of a footnote.", "以 `^` 开头的标签属于脚注。"
            )
        )
    name = normalised(new)
    if name != old and next(_uses(note, name, footnote), None) is not None:
        raise Refusal(
            Wording(
                f"There is a {what} “{new}” in this note already.",
                f"本笔记里已有{what.zh}“{new}”。",
            )
        )


def _check_read(note: Note, spans: list[Span], new: str, footnote: bool) -> None:
    """Refuse a label that is not read as such, or that words in brackets elsewhere have."""
    data = note.buffer.data
    for span in reversed(spans):
        data = data[: span.start] + new.encode("utf-8", "replace") + data[span.end :]
    after = parse(Buffer.of(data), note.options)
    uses = sum(1 for _ in _uses(after, normalised(new), footnote))
    if uses != len(spans) or (footnote and _marks(note) != _marks(after)):
        raise Refusal(
            Wording(
                f"With the label “{new}” other words of this note would be links than now.",
                f"改用标签“{new}”后，本笔记里成为链接的文字会和现在不同。",
            )
        )


def _marks(note: Note) -> tuple[int, ...]:
    """How much there is of what a label must not be read as."""
    facts = note.facts
    return tuple(map(len, (facts.links, facts.code_spans, facts.math, facts.html, facts.tags)))
