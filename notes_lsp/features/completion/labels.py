"""Labels of link references and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar, cast

from lsprotocol.types import CompletionItemKind

from notes_lsp.features.completion.closing import of_footnote
from notes_lsp.features.completion.offer import Asking, Offer, Offers
from notes_lsp.syntax import LinkKind, Note
from notes_lsp.syntax.context_typing import FootnoteTyping, ProseTyping, ReferenceTyping
from notes_lsp.syntax.definitions import normalised
from notes_lsp.syntax.facts import Definition, Fact, FootnoteDefinition, Link
from notes_lsp.text import Span
from notes_lsp.text.words import fold

_F = TypeVar("_F", bound=Fact)

_OPEN = re.compile(r"(?<![\]!\\])\[([^\[\]()^]*)\Z")
_WORD_REST = re.compile(rb"[^\s\[\]()]*(?=\])")
_FAR = 200
"""So many bytes a shortcut reference may have before the cursor."""
_TASK = re.compile(r"\s*(?:>\s*)*(?:[-+*]|\d+[.)])\s+\[[ xX]?\Z")


def in_reference(asking: Asking[ReferenceTyping]) -> Offers | None:
    """Behind `[text][`: the labels that the note defines."""
    typing = asking.typing
    end = "" if typing.closed else "]"
    offers = _references(asking, asking.text(typing.span.start), end)
    return Offers(Span(typing.span.start, typing.tail), [*offers])


def in_brackets(asking: Asking[ProseTyping]) -> Offers | None:
    """Behind a lone `[`, which may become the shortcut `[label]`."""
    buffer, offset = asking.place.note.buffer, asking.place.offset
    line = buffer.line_around(offset)
    before = buffer.text(Span(max(line.start, offset - _FAR), offset))
    found = _OPEN.search(before)
    if found is None or _TASK.match(before):
        return None
    typed = found[1]
    end = "" if _is_closed(asking) else "]"
    offers = [*_references(asking, typed, end)]
    word = _WORD_REST.match(asking.behind)
    tail = offset + (word.end() if word else 0)
    return Offers(Span(offset - len(typed.encode()), tail), offers) if offers else None


def in_footnote(asking: Asking[FootnoteTyping]) -> Offers | None:
    """Behind `[^`: the note's footnotes; at the start of a line first those that lack a text."""
    typing, note = asking.typing, asking.place.note
    line = note.buffer.line_around(typing.span.start)
    defining = not asking.text(line.start, typing.span.start - 2).strip(" \t>")
    typed = normalised(asking.text(typing.span.start))
    tail, end = of_footnote(asking)
    defined = {each.name: each for each in _each(note, "footnotes", FootnoteDefinition)}
    offers: list[Offer] = []
    if defining:
        end += ": " if end else ""
        used = (each for each in _each(note, "links", Link) if each.kind is LinkKind.FOOTNOTE)
        names = dict.fromkeys(each.path for each in used if not _is_here(each, asking))
        offers += (
            _label(name, end, "")
            for name in names
            if normalised(name) not in defined and normalised(name).startswith(typed)
        )
    else:
        for name, each in defined.items():
            if name.startswith(typed):
                text = note.buffer.text(Span(each.label.end, each.span.end)).lstrip("]: \t")
                offers.append(_label(note.buffer.text(each.label).lstrip("^"), end, text))
    return Offers(Span(typing.span.start, tail), offers)


def _is_here(link: Link, asking: Asking[FootnoteTyping]) -> bool:
    return link.target.touches(asking.place.offset)


def _references(asking: Asking[_R], typed: str, end: str) -> Iterator[Offer]:
    note = asking.place.note
    wanted = fold(typed)
    given: set[str] = set()
    for each in _each(note, "definitions", Definition):
        label = note.buffer.text(each.label)
        touched = each.label.touches(asking.place.offset)
        if fold(label).startswith(wanted) and each.name not in given and not touched:
            given.add(each.name)
            yield _label(label, end, note.buffer.text(each.target))


_R = TypeVar("_R", ReferenceTyping, ProseTyping)


def _label(name: str, end: str, meaning: str) -> Offer:
    return Offer(label=name, text=name + end, kind=CompletionItemKind.Reference, meaning=meaning)


def _each(note: Note, name: str, _kind: type[_F]) -> Iterable[_F]:
    return cast("Iterable[_F]", note.each(name))


def _is_closed(asking: Asking[ProseTyping]) -> bool:
    behind = asking.behind.split(b"\n", 1)[0]
    return re.match(rb"[^\[\]]*\]", behind) is not None
