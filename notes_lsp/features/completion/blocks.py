"""Block ids: those that a note has, and new ones for the blocks of this note that have none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2s
from itertools import islice
from typing import NamedTuple

from lsprotocol.types import CompletionItemKind

from notes_lsp.features.completion import headings
from notes_lsp.features.completion.offer import Asking, Offer
from notes_lsp.syntax import LinkKind, Note
from notes_lsp.syntax.context import Typing
from notes_lsp.syntax.context_typing import WikiTyping
from notes_lsp.syntax.note import Block
from notes_lsp.text import Span
from notes_lsp.text.words import fold

_MARKS = re.compile(r"[\s>]*(?:[-+*]\s+|\d{1,9}[.)]\s+|\[[ xX]\]\s+)*")
_ID_ALONE = re.compile(rb"[ \t]*\^[A-Za-z0-9-]+[ \t]*\Z")
_NEXT_ITEM = re.compile(rb"[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]")
_SHOWN = 80
_MOST = 1000
"""So many blocks of the note are looked at."""


class _Place(NamedTuple):
    """A block without an id."""

    text: str
    end: int
    """Where its id would stand."""
    apart: bool
    """The id needs a paragraph of its own: behind a table, a fence, a quote."""


def in_wiki_link(asking: Asking[WikiTyping], end: str) -> Iterator[Offer]:
    """Behind `[[note#^`."""
    key = headings.target_of(asking, LinkKind.WIKI, asking.typing.target)
    if key is not None:
        yield from offers(asking, key, asking.text(asking.typing.span.start), end)


def offers(asking: Asking[Typing], key: str, typed: str, end: str = "") -> Iterator[Offer]:
    """The ids of the note `key` that start as `typed` or whose block holds it, then new ones."""
    wanted = fold(typed)
    record = asking.snapshot.records.get(key)
    known = record.block_ids if record else ()
    buffer = asking.snapshot.buffer(key)
    for each in known:
        spot = each.target or each.spot
        text = _shown(buffer.text(buffer.line_span(spot.line))) if buffer else ""
        if each.name.lower().startswith(wanted) or wanted in fold(text):
            yield Offer(
                label="^" + each.name,
                text=each.name + end,
                kind=CompletionItemKind.Reference,
                meaning=text,
                data={"target": key, "line": str(spot.line)},
            )
    if key == asking.place.key:
        taken = {each.name for each in known}
        for place in islice(_without_id(asking.place.note, asking.place.offset), _MOST):
            if wanted in fold(place.text):
                yield _new(place, taken, end)


def _new(place: _Place, taken: set[str], end: str) -> Offer:
    name = _new_id(place.text, taken)
    taken.add(name)
    edit = f"\n\n^{name}" if place.apart else f" ^{name}"
    return Offer(
        label=place.text,
        text=name + end,
        kind=CompletionItemKind.Reference,
        sign="^" + name,
        meaning="+",
        mended=(Span(place.end, place.end), edit),
    )


def _new_id(text: str, taken: set[str]) -> str:
    """A short id made of the block's text, so that asking twice gives the same."""
    name, salt = "", 0
    while not name or name in taken:
        name = blake2s(f"{text}{salt or ''}".encode(), digest_size=3).hexdigest()
        salt += 1
    return name


def _without_id(note: Note, cursor: int) -> Iterator[_Place]:
    """The blocks of a note that have no id, but for the one that is typed in."""
    for number, (start, block) in enumerate(zip(note.starts, note.blocks, strict=False)):
        facts = block.facts
        if facts.headings or facts.definitions or facts.footnotes or block.container_lines:
            continue
        if facts.lists and not facts.quotes:
            yield from _items(note, start, block, cursor)
            continue
        span = _content(note, start, block)
        if span.start == span.end or span.touches(cursor) or facts.block_ids:
            continue
        if _is_named_below(note, number):
            continue
        apart = bool(facts.tables or facts.quotes or facts.callouts) or _is_special(note, span)
        yield _Place(_shown(_first_line(note, span)), span.end, apart)


def _items(note: Note, start: int, block: Block, cursor: int) -> Iterator[_Place]:
    data, buffer = note.buffer.data, note.buffer
    ids = [each.span.start + start for each in block.facts.block_ids]
    for item in sorted(each for one in block.facts.lists for each in one.items):
        begin = item.start + start
        line = buffer.line_of(begin)
        stop = buffer.line_span(line).end
        while line + 1 < buffer.line_count and buffer.line_span(line + 1).start < item.end + start:
            line += 1
            text = buffer.line_span(line).cut(data)
            if not text.strip() or _NEXT_ITEM.match(text):
                break
            stop = buffer.line_span(line).end
        own = Span(begin, stop)
        if not own.touches(cursor) and not any(own.start <= each < own.end for each in ids):
            shown = _shown(_first_line(note, own))
            if shown:
                yield _Place(shown, _trimmed(data, own), apart=False)


def _content(note: Note, start: int, block: Block) -> Span:
    span = Span(start, start + block.length)
    return Span(start, _trimmed(note.buffer.data, span))


def _trimmed(data: bytes, span: Span) -> int:
    return span.start + len(data[span.start : span.end].rstrip())


def _is_special(note: Note, span: Span) -> bool:
    """Whether the block is a fence, a formula or HTML, which ends in its own marks."""
    first = note.buffer.data[span.start : span.start + 4].lstrip()
    return first.startswith((b"```", b"~~~", b"$$", b"<", b"    ", b"\t"))


def _is_named_below(note: Note, number: int) -> bool:
    if number + 1 >= len(note.blocks):
        return False
    below = _content(note, note.starts[number + 1], note.blocks[number + 1])
    return _ID_ALONE.match(below.cut(note.buffer.data)) is not None


def _first_line(note: Note, span: Span) -> str:
    line = note.buffer.line_around(span.start)
    return note.buffer.text(Span(span.start, min(line.end, span.end)))


def _shown(line: str) -> str:
    """A block's text as a menu shows it."""
    marks = _MARKS.match(line)
    text = line[marks.end() if marks else 0 :].strip()
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
