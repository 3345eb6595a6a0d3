"""An edit within one item of a long list, or one row of a long table.

Such a block is read again only around the edit: the piece before it, which tells that the edit
left alone what stands above, the pieces that it touched, and the piece behind, which shows where
the old facts go on. Behind the last piece the next two blocks take its place. Whatever may reach
over the pieces of a block (definitions, block ids, containers, formulas over lines, items that are
indented) leaves the block to be read as a whole.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from notes_lsp.syntax import list_pieces
from notes_lsp.syntax.facts import Facts, ListBlock, Table
from notes_lsp.syntax.list_pieces import is_cut, may_be_cut
from notes_lsp.syntax.moved import moved
from notes_lsp.syntax.note import Block, Note
from notes_lsp.syntax.reading import Reading
from notes_lsp.text import Buffer, Span

SMALLEST = 2_048
"""Bytes; a smaller block is read as a whole in no time."""

_REACHING = (b"]:", b":::", b"$$")
Read = Callable[[bytes], Reading]


def spliced(old: Note, buffer: Buffer, edit: Span, shift: int, read: Read) -> Block | None:
    """The block of `old` around `edit` as it is after it; `shift` is how much longer it became.

    `read` reads a stretch of the note. None when the edit is not within a long list or table, or
    when it may change more than the pieces that it touches.
    """
    number = old.block_at(edit.start)
    if number is None or old.blocks[number].length < SMALLEST:
        return None
    splicing = _Splicing(old, number, edit, shift)
    if not splicing.may_cut(buffer):
        return None
    reading = read(splicing.stretch(buffer))
    if not splicing.fits(reading):
        return None
    block = splicing.joined(reading)
    return block if splicing.table or splicing.is_cut_as_before(block, buffer) else None


class _Splicing:
    """One block before the edit, and what of it is read again; offsets are relative to it."""

    def __init__(self, old: Note, number: int, edit: Span, shift: int) -> None:
        self.old = old
        self.number = number
        self.block = old.blocks[number]
        self.start = old.starts[number]
        self.edit = edit.moved(-self.start)
        self.shift = shift
        whole = _whole(self.block.facts)
        self.pieces = _pieces(whole) if whole else ()
        self.table = isinstance(whole, Table)
        self.first = bisect_right(self.pieces, self.edit.start, key=_first) - 2
        """The piece before the edit: its first line is as it was, so what stands above is too."""
        self.behind = bisect_right(self.pieces, self.edit.end, key=_first)
        """The first piece behind the edit."""

    def may_cut(self, buffer: Buffer) -> bool:
        """Whether the pieces of the block can be read one by one, before and after the edit."""
        block, edit = self.block, self.edit
        if self.first < 0 or edit.end >= block.length:
            return False
        facts = block.facts
        if block.container_lines or facts.block_ids or facts.definitions or facts.footnotes:
            return False
        before = self.old.buffer.data[self.start : self.start + block.length]
        if self.pieces[-1].end != len(before.rstrip(b" \t\r\n")):
            return False
        after = buffer.data[self.start : self.start + block.length + self.shift]
        signs = (*_REACHING, rb"\[") if self.old.options.latex_delimiters else _REACHING
        cut = before[max(edit.start - 2, 0) : edit.end + 2]  # the rest stands in `after` too
        if any(sign in text for text in (cut, after) for sign in signs):
            return False
        asked = self.pieces[self.first : self.behind + 1]
        return all(before[piece.start - 1] in b"\r\n" for piece in asked if piece.start)

    @property
    def above(self) -> int:
        """Where the reading starts."""
        return self.pieces[self.first].start

    @property
    def is_last(self) -> bool:
        """Whether no piece stands behind the edit."""
        return self.behind == len(self.pieces)

    @property
    def head(self) -> int:
        """How long a table's header and delimiter are, which are read before the rows."""
        return self.pieces[0].start if self.table else 0

    def stretch(self, buffer: Buffer) -> bytes:
        """What to read: a table's head, and the pieces around the edit."""
        starts = self.old.starts
        if self.is_last:
            end = starts[min(self.number + 3, len(self.old.blocks))]
        elif self.behind + 1 < len(self.pieces):
            end = self.start + self.pieces[self.behind + 1].start
        else:
            end = starts[self.number + 1]
        data = buffer.data
        rows = data[self.start + self.above : end + self.shift]
        return data[self.start : self.start + self.head] + rows

    def fits(self, reading: Reading) -> bool:
        """Whether what was read begins and ends as the old pieces around it do."""
        blocks = reading.blocks
        by = self.by
        facts = blocks[0].facts
        if reading.masked.glued or facts.block_ids or facts.definitions or facts.footnotes:
            return False
        whole = _whole(facts)
        if whole is None or isinstance(whole, Table) is not self.table:
            return False
        pieces = _pieces(whole)
        if not pieces or pieces[0].start + by != self.above:
            return False
        if not self.is_last:
            expected = self.pieces[self.behind].moved(self.shift)
            return len(blocks) == 1 and len(pieces) > 1 and pieces[-1].moved(by) == expected
        follows = self.number + 1 < len(self.old.blocks)
        return (len(blocks) > 1) is follows and blocks[0].length + by == self.length

    @property
    def by(self) -> int:
        """What leads from an offset of the reading to one of the block."""
        return self.above - self.head

    @property
    def length(self) -> int:
        """The length of the block after the edit."""
        return self.block.length + self.shift

    def joined(self, reading: Reading) -> Block:
        """The block after the edit: its old facts, and between them what was read."""
        read = reading.blocks[0].facts
        last = self.length if self.is_last else self.pieces[self.behind].start + self.shift
        name_of_whole = "tables" if self.table else "lists"
        facts: dict[str, Any] = {}
        for name in Facts.__struct_fields__:
            known, found = getattr(self.block.facts, name), getattr(read, name)
            if name == name_of_whole:  # the first of them is the block itself
                others = self._around(known[1:], self._within(found[1:], last))
                facts[name] = (self._whole_again(read, last), *others)
            elif known or found:
                facts[name] = self._around(known, self._within(found, last))
        return Block(self.length, Facts(**facts))

    def is_cut_as_before(self, block: Block, buffer: Buffer) -> bool:
        """Whether the list that became `block` is cut at its end, and nowhere else, as it was."""
        data, start, end = buffer.data, self.start, self.start + block.length
        before = is_cut(self.old.buffer.data, start, start + self.block.length)
        if before is not is_cut(data, start, end):
            return False
        if block.length < list_pieces.LEAST:
            return True
        items = block.facts.lists[0].items
        far = bisect_left(items, list_pieces.LEAST, key=_first)
        return may_be_cut(data, start, end) and not any(
            is_cut(data, start, start + item.start) for item in items[far:]
        )

    def _within(self, found: tuple[Any, ...], last: int) -> tuple[Any, ...]:
        """Of the facts read those of the pieces that are replaced."""
        by = self.by
        return tuple(
            [moved(fact, by) for fact in found if self.above <= fact.span.start + by < last]
        )

    def _around(self, known: tuple[Any, ...], new: tuple[Any, ...]) -> tuple[Any, ...]:
        """The old facts with `new` in the place of those that were read again."""
        stop = bisect_left(known, self.above, key=_start)
        if self.is_last:
            return known[:stop] + new
        on = bisect_left(known, self.pieces[self.behind].start, stop, key=_start)
        return (*known[:stop], *new, *[moved(fact, self.shift) for fact in known[on:]])

    def _whole_again(self, read: Facts, last: int) -> ListBlock | Table:
        """The list or table itself."""
        whole = _whole(self.block.facts)
        again = _whole(read)
        assert whole is not None, "looked at by `may_cut`"
        assert again is not None, "looked at by `fits`"
        end = again.span.end + self.by if self.is_last else whole.span.end + self.shift
        span = Span(whole.span.start, end)
        if isinstance(whole, Table) and isinstance(again, Table):
            rows = self._around(whole.rows, self._within(again.rows, last))
            return replace(whole, span=span, rows=rows)
        new = [item.moved(self.by) for item in _pieces(again)]
        items = [item for item in new if item.start < last]
        behind = [item.moved(self.shift) for item in self.pieces[self.behind :]]
        return replace(whole, span=span, items=(*self.pieces[: self.first], *items, *behind))


def _first(span: Span) -> int:
    return span.start


def _start(fact: Any) -> int:
    start: int = fact.span.start
    return start


def _whole(facts: Facts) -> ListBlock | Table | None:
    """The list or table that a block consists of."""
    if facts.lists and facts.lists[0].span.start == 0:
        return facts.lists[0]
    if len(facts.tables) == 1 and facts.tables[0].span.start == 0:
        return facts.tables[0]
    return None


def _pieces(whole: ListBlock | Table) -> tuple[Span, ...]:
    if isinstance(whole, Table):
        return tuple([row.span for row in whole.rows])
    return whole.items
