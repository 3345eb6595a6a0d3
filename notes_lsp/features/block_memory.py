"""What was made of each block of a note, kept from one state of the note to the next.

A keystroke changes a block or two of the thousands that a long note has: whatever is a pure
function of a block's text and facts, and of a *world* that the asker names, is made again for those
alone.

When one memory follows a note to its next state all of them do: a memory that is asked seldom would
hold on to a state of the note long gone, with all its text.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, Generic, NamedTuple, TypeVar
from weakref import WeakSet, ref

from notes_lsp.syntax import Note
from notes_lsp.syntax.shared import shared_ends
from notes_lsp.vault import Snapshot

_Made = TypeVar("_Made")


class _Kept(NamedTuple, Generic[_Made]):
    note: Note
    world: object
    made: list[_Made | None]


_all: WeakSet[BlockMemory[Any]] = WeakSet()


class BlockMemory(Generic[_Made]):
    """What was made of the blocks of the notes that were asked for last."""

    def __init__(self, most_notes: int = 16) -> None:
        """Nothing is known yet; `most_notes` are remembered."""
        self._most = most_notes
        self._kept: OrderedDict[str, _Kept[_Made]] = OrderedDict()
        _all.add(self)

    def of(self, key: str, note: Note, world: object = None) -> list[_Made | None]:
        """What is known of each block of `note`; the asker puts what it makes where None stands.

        `key` names the note. What was made in another world (by `==`) counts no more. Who gives
        way in between may go on filling this list: it belongs to this state of the note.
        """
        for memory in _all:
            memory._follow(key, note)
        kept = self._kept.get(key)
        if kept is None or kept.world != world:
            kept = _Kept(note, world, [None] * len(note.blocks))
        self._kept[key] = kept
        self._kept.move_to_end(key)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return kept.made

    def _follow(self, key: str, note: Note) -> None:
        kept = self._kept.get(key)
        if kept is not None and kept.note is not note:
            self._kept[key] = kept._replace(note=note, made=_followed(kept, note))


def names_world(snapshot: Snapshot, key: str) -> object:
    """Equal while no note comes, goes or is called otherwise, and the settings of `key` stay."""
    graph, settings = snapshot.graph, snapshot.settings(key)
    return ref(graph), graph.names_version, snapshot.complete, snapshot.roots, settings


def _followed(kept: _Kept[_Made], note: Note) -> list[_Made | None]:
    head, tail = shared_ends(kept.note, note)
    old, new = range(head, len(kept.made) - tail), range(head, len(note.blocks) - tail)
    # Two edits far apart leave the blocks between them as they were.
    between = {id(kept.note.blocks[number]): number for number in old}
    found = [between.get(id(note.blocks[number])) for number in new]
    same = [
        kept.made[was] if was is not None and _text(kept.note, was) == _text(note, now) else None
        for was, now in zip(found, new, strict=True)
    ]
    return [*kept.made[:head], *same, *kept.made[old.stop :]]


def _text(note: Note, number: int) -> bytes:
    return note.buffer.data[note.starts[number] : note.starts[number + 1]]
