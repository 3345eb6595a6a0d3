"""A text read into a `Note`, all of it or only what an edit can have changed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

from notes_lsp.syntax.containers import lines_after
from notes_lsp.syntax.definitions import normalised
from notes_lsp.syntax.front_matter import find_front_matter
from notes_lsp.syntax.large import LargeNote, read_large
from notes_lsp.syntax.note import Block, Note
from notes_lsp.syntax.options import SyntaxOptions
from notes_lsp.syntax.reading import Reading, read_stretch
from notes_lsp.syntax.shared import same_ends
from notes_lsp.syntax.splicing import spliced
from notes_lsp.text import Buffer, Span

_footnote_label = re.compile(rb"\[\^((?:\\.|[^\[\]\\\r\n]){1,999})\]")
_SEPARATOR = b"***\n"


def parse(buffer: Buffer, options: SyntaxOptions = SyntaxOptions()) -> Note:  # noqa: B008 - frozen
    """All of `buffer` read; never fails, whatever the text is. Linear in its length."""
    data = buffer.data
    if len(data) > options.largest:
        return read_large(buffer, options)
    front_matter = find_front_matter(data)
    start = front_matter.span.end if front_matter else 0
    blocks = _read_all(data[start:] if start else data, options)
    return Note(buffer, front_matter, tuple(blocks), options)


def reparse(old: Note, new_buffer: Buffer, edit: Span, inserted: int) -> Note:
    """The note after the bytes of `edit` (in `old`) became `inserted` other ones.

    Equal to `parse(new_buffer)`; reads only the blocks around the edit where that is enough, and
    shares the others.
    """
    data = new_buffer.data
    if isinstance(old, LargeNote) and len(data) > old.options.largest:
        return old.after(new_buffer, edit, inserted)
    if len(data) > old.options.largest or old.is_large or not old.blocks:
        return parse(new_buffer, old.options)
    if old.has_loose_definitions:
        return parse(new_buffer, old.options)
    front_matter = find_front_matter(data)
    old_end = old.front_matter.span.end if old.front_matter else 0
    new_end = front_matter.span.end if front_matter else 0
    shift = inserted - (edit.end - edit.start)
    if 0 < old_end + shift == new_end and edit.end <= old_end:
        note = Note(new_buffer, front_matter, old.blocks, old.options)
        return _known(note, [start + shift for start in old.starts], old.labels)
    if front_matter != old.front_matter or edit.start < old_end:
        return parse(new_buffer, old.options)
    return (
        _with_spliced(old, new_buffer, edit, shift)
        or _Reparse(old, new_buffer, edit, inserted).run()
        or parse(new_buffer, old.options)
    )


def reread(old: Note, new_buffer: Buffer) -> Note:
    """The note after its text became another one, as a client tells it that sends all of it.

    Equal to `parse(new_buffer)`; reads only what lies between the ends that stayed the same.
    """
    before, after = old.buffer.data, new_buffer.data
    if before == after:
        return old
    first, last = same_ends(before, after)
    while first and (_continues(before, first) or _continues(after, first)):
        first -= 1
    while last and _continues(after, len(after) - last):
        last -= 1
    return reparse(old, new_buffer, Span(first, len(before) - last), len(after) - last - first)


def _continues(data: bytes, at: int) -> bool:
    """Whether the byte at `at` is not the first of its character."""
    return at < len(data) and data[at] & 0xC0 == 0x80


def _with_spliced(old: Note, buffer: Buffer, edit: Span, shift: int) -> Note | None:
    """The note after an edit within a long list or table, where only pieces of it are read."""
    block = spliced(old, buffer, edit, shift, lambda text: _read_knowing(text, old))
    number = old.block_at(edit.start)
    if block is None or number is None:
        return None
    blocks = (*old.blocks[:number], block, *old.blocks[number + 1 :])
    starts = old.starts[: number + 1] + [start + shift for start in old.starts[number + 1 :]]
    note = _known(Note(buffer, old.front_matter, blocks, old.options), starts, old.labels)
    if old.has_paired_containers:  # the block has no container line, neither before nor after
        note.containers_before = (old.containers, edit, shift)
    return note


def _read_knowing(text: bytes, note: Note) -> Reading:
    """A stretch read with what the rest of the note defines."""
    labels = note.labels
    before = _footnotes_before(text, labels)
    return read_stretch(text, note.options, before, lambda label: normalised(label) in labels)


def _read_all(text: bytes, options: SyntaxOptions) -> list[Block]:
    """A whole note read; a second time where it has loose definitions, which pyromark must be
    told of before it meets what refers to them."""
    blocks = read_stretch(text, options).blocks
    loose = {
        definition.name
        for block in blocks
        for definition in block.facts.definitions
        if definition.loose
    }
    if not loose:
        return blocks
    return read_stretch(
        text, options, is_defined=lambda label: normalised(label) in loose, knows_loose=True
    ).blocks


def _known(note: Note, starts: list[int], labels: dict[str, int]) -> Note:
    """Spares the note to count anew what the edit tells."""
    note.__dict__["starts"] = starts
    note.__dict__["labels"] = labels
    note.__dict__["has_loose_definitions"] = False
    return note


class _Reparse:
    """One incremental re-read: the stretch grows until what stands behind it fits again."""

    def __init__(self, old: Note, new_buffer: Buffer, edit: Span, inserted: int) -> None:
        self.old = old
        self.buffer = new_buffer
        self.edit = edit
        self.shift = inserted - (edit.end - edit.start)
        self.first = max((old.block_at(edit.start) or 0) - 1, 0)
        self.last = (old.block_at(edit.end) or 0) + 3
        # Whether a block starts may hang on its second line too: `|||` above `>-|-` is a table's
        # head, above anything else it goes on a quote's paragraph.
        line_of = old.buffer.line_of
        edited_line = line_of(edit.start)
        while self.first and edited_line - line_of(old.starts[self.first]) < 2:
            self.first -= 1

    def run(self) -> Note | None:
        """The new note; None when the change reaches further than any stretch."""
        back = ahead = 2
        count = len(self.old.blocks)
        while True:
            self.last = min(self.last, count)
            reading = self._read()
            if reading.leans_back and self.first:
                self.first = max(self.first - back, 0)
                back *= 2
            elif (kept := self._first_kept(reading.blocks)) is not None:
                return self._joined(reading.blocks, *kept)
            else:
                self.last += ahead
                ahead *= 2

    def _read(self) -> Reading:
        starts = self.old.starts
        end = starts[self.last] + self.shift
        return _read_knowing(self.buffer.data[starts[self.first] : end], self.old)

    def _first_kept(self, blocks: list[Block]) -> tuple[int, int] | None:
        """How many of the new blocks stand, and the old block that follows them."""
        starts = self.old.starts
        if self.last == len(self.old.blocks):
            return len(blocks), self.last
        at = starts[self.first] - self.shift
        for index, block in enumerate(blocks):
            if index and at >= self.edit.end:
                place = bisect_left(starts, at, self.first, self.last)
                if place + 1 < self.last and starts[place] == at:
                    return index, place
            at += block.length
        return None

    def _joined(self, read: list[Block], used: int, kept: int) -> Note | None:
        old = self.old
        new = read[:used]
        replaced = old.blocks[self.first : kept]
        labels = _changed_labels(old.labels, replaced, new)
        if labels is None or any(one.loose for block in new for one in block.facts.definitions):
            return None
        _share(new, replaced)
        note = Note(
            self.buffer,
            old.front_matter,
            (*old.blocks[: self.first], *new, *old.blocks[kept:]),
            old.options,
        )
        starts = old.starts[: self.first + 1]
        for block in new:
            starts.append(starts[-1] + block.length)
        shift = self.shift
        starts.pop()
        starts += [start + shift for start in old.starts[kept:]] if shift else old.starts[kept:]
        _known(note, starts, labels)
        if old.has_paired_containers and self._same_container_lines(note, len(new), kept):
            note.containers_before = (old.containers, self.edit, shift)
        return note

    def _same_container_lines(self, note: Note, count: int, kept: int) -> bool:
        """Whether the edit left every container line what it was, but for its place."""
        if self.edit.end == len(self.old.buffer):
            return False  # what is never closed ends with the note
        before = _container_lines(self.old, self.first, kept)
        after = _container_lines(note, self.first, self.first + count)
        moved = [
            (colons, name, lines_after(span, self.edit, self.shift), title.moved(self.shift))
            if span.start >= self.edit.end
            else (colons, name, lines_after(span, self.edit, self.shift), title)
            for colons, name, span, title in before
        ]
        return moved == after


def _container_lines(note: Note, first: int, stop: int) -> list[tuple[int, str, Span, Span]]:
    """The container lines of the blocks from `first` to `stop`, in offsets of the note."""
    return [
        (line.colons, line.name, line.span.moved(start), line.title.moved(start))
        for start, block in zip(note.starts[first:stop], note.blocks[first:stop], strict=True)
        for line in block.container_lines
    ]


def _footnotes_before(text: bytes, labels: Mapping[str, int]) -> bytes:
    """Definitions that make pyromark see the footnotes that stand elsewhere in the note."""
    if b"[^" not in text:
        return b""
    written = {found[1] for found in _footnote_label.finditer(text)}
    lines = [
        b"[^" + label + b"]: x\n"
        for label in sorted(written)
        if "[^" + normalised(label.decode(errors="replace")) in labels
    ]
    return b"".join(lines) + _SEPARATOR if lines else b""


def _changed_labels(
    labels: dict[str, int], replaced: tuple[Block, ...], new: list[Block]
) -> dict[str, int] | None:
    """The note's labels after the change; None when what is defined differs."""
    gone = _labels(replaced)
    come = _labels(new)
    if gone == come:
        return labels
    changed = dict(labels)
    for label, count in come.items():
        changed[label] = changed.get(label, 0) + count
    for label, count in gone.items():
        changed[label] -= count
    if any(label not in labels for label in come) or any(not changed[label] for label in gone):
        return None
    return changed


def _labels(blocks: tuple[Block, ...] | list[Block]) -> dict[str, int]:
    found: dict[str, int] = {}
    for block in blocks:
        for name in block.labels:
            found[name] = found.get(name, 0) + 1
    return found


def _share(new: list[Block], old: tuple[Block, ...]) -> None:
    """Put the old blocks where new ones are equal, from both ends."""
    same = min(len(new), len(old))
    front = 0
    while front < same and new[front] == old[front]:
        new[front] = old[front]
        front += 1
    back = 1
    while back <= same - front and new[-back] == old[-back]:
        new[-back] = old[-back]
        back += 1
