"""The file names of all notes, found by their start, a word in them, or a part.

One run of text, a name on each line: a search is a search for a substring, made by the machine's
fastest means, and only what it finds is looked at. Made anew (10 ms for 10,000 notes) when a file
comes or goes, never while one types. The vault's own index knows titles, pinyin and slips, but
holds the headings too, among which the notes that start with one letter would be lost.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator

from notes_lsp.features.completion.name_lines import NameLines
from notes_lsp.vault import Snapshot
from notes_lsp.vault.written import fold_name, stem_of


class NoteNames:
    """The notes with the given keys; `endings` are those of notes, with their dots."""

    def __init__(self, keys: tuple[str, ...], endings: tuple[str, ...]) -> None:
        """Looks at the file names alone."""
        self.keys = keys
        self.endings = endings
        self._lines = NameLines(map(self.stem, keys))
        self._often = self._lines.repeated()

    def stem(self, key: str) -> str:
        """What a wiki link calls a note: its file's name without the ending."""
        name = key[key.rfind(os.sep) + 1 :]
        if name.endswith(".md") and len(name) > 3:
            return name[:-3]  # as `stem_of` would, for most notes in a tenth of the time
        return stem_of(name, self.endings) or name

    def is_only(self, stem: str) -> bool:
        """Whether no two notes are called `stem`."""
        return fold_name(stem) not in self._often

    def starting(self, folded: str) -> Iterator[tuple[str, bool]]:
        """The notes whose name starts so, in no order, and whether that is all of it."""
        for number, at in self._lines.find("\n" + folded):
            yield self.keys[number], self._lines.ends(at + 1 + len(folded))

    def with_word(self, folded: str) -> Iterator[str]:
        """The notes with a later word that starts so."""
        for number, at in self._lines.find(folded):
            before = self._lines.text[at - 1]
            if before != "\n" and not (before.isalnum() and before.isascii()):
                yield self.keys[number]

    def with_part(self, folded: str) -> Iterator[str]:
        """The notes with `folded` anywhere in their name."""
        return (self.keys[number] for number, _ in self._lines.find(folded))


def note_names(snapshot: Snapshot) -> NoteNames:
    """The names of all notes of the vault."""
    endings = tuple("." + each.lower() for each in snapshot.settings("").vault.extensions)
    keys = snapshot.note_keys
    for made in _LATEST:
        if made.keys is keys and made.endings == endings:  # 50,000 keys take 2 ms to compare
            return made
    _LATEST.append(NoteNames(keys, endings))
    return _LATEST[-1]


_LATEST: deque[NoteNames] = deque(maxlen=1)
"""What was made last."""
