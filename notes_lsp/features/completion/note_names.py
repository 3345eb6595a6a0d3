"""The file names of all notes, found by their start, a word in them, or a part.

Runs of text, a name on each line: a search is a search for a substring, made by the machine's
fastest means, and only what it finds is looked at. Made while nobody waits (6 ms for 10,000 notes),
and where files come and go made anew from the first that went on. The vault's own index knows
titles, pinyin and slips, but holds the headings too, among which the notes that start with one
letter would be lost.
"""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from notes_lsp.features.completion.name_lines import LOOKED_AT, NameLines
from notes_lsp.vault import Snapshot
from notes_lsp.vault.written import fold_name, stem_of

_RUN = 2048
"""So many names are one run, made in a millisecond or two."""


class _Run(NamedTuple):
    keys: tuple[str, ...]
    lines: NameLines


class NoteNames:
    """The notes with the given keys; `endings` are those of notes, with their dots."""

    def __init__(
        self, keys: tuple[str, ...], endings: tuple[str, ...], before: NoteNames | None = None
    ) -> None:
        """Looks at the file names alone. What is the same in `before` is taken from there."""
        self.keys = keys
        self.endings = endings
        self._before = before._runs if before and before.endings == endings else []
        self._runs: list[_Run] = []
        self._often: frozenset[str] | None = None

    def making(self) -> Iterator[None]:
        """Make what look-ups need, a millisecond or two at a time; at once where that was done."""
        while (start := len(self._runs) * _RUN) < len(self.keys):
            keys = self.keys[start : start + _RUN]
            same = self._before[len(self._runs) :][:1]
            if same and same[0].keys == keys:
                self._runs += same
            else:
                self._runs.append(_Run(keys, NameLines(map(self.stem, keys))))
                yield  # another may make the rest meanwhile
        if self._often is None:
            self._before = []
            self._often = self._repeated()

    def _repeated(self) -> frozenset[str]:
        counts = Counter(name for run in self._runs for name in run.lines.texts())
        return frozenset(name for name, count in counts.items() if count > 1)

    def stem(self, key: str) -> str:
        """What a wiki link calls a note: its file's name without the ending."""
        name = key[key.rfind(os.sep) + 1 :]
        if name.endswith(".md") and len(name) > 3:
            return name[:-3]  # as `stem_of` would, for most notes in a tenth of the time
        return stem_of(name, self.endings) or name

    def is_only(self, stem: str) -> bool:
        """Whether no two notes are called `stem`."""
        return self._often is None or fold_name(stem) not in self._often

    def starting(self, folded: str) -> Iterator[tuple[str, bool]]:
        """The notes whose name starts so, in no order, and whether that is all of it."""
        for key, lines, at in self._find("\n" + folded):
            yield key, lines.ends(at + 1 + len(folded))

    def with_word(self, folded: str) -> Iterator[str]:
        """The notes with a later word that starts so."""
        for key, lines, at in self._find(folded):
            before = lines.text[at - 1]
            if before != "\n" and not (before.isalnum() and before.isascii()):
                yield key

    def with_part(self, folded: str) -> Iterator[str]:
        """The notes with `folded` anywhere in their name."""
        return (key for key, _, _ in self._find(folded))

    def _find(self, needle: str) -> Iterator[tuple[str, NameLines, int]]:
        found = (
            (run.keys[number], run.lines, at)
            for run in self._runs
            for number, at in run.lines.find(needle)
        )
        return islice(found, LOOKED_AT)


def note_names(snapshot: Snapshot) -> NoteNames:
    """The names of all notes of the vault."""
    names = latest_names(snapshot)
    for _ in names.making():
        pass
    return names


def latest_names(snapshot: Snapshot) -> NoteNames:
    """The same, to be made yet, as far as it is not: see `NoteNames.making`."""
    endings = tuple("." + each.lower() for each in snapshot.settings("").vault.extensions)
    keys = snapshot.note_keys
    before = _LATEST[-1] if _LATEST else None
    if before and before.keys is keys and before.endings == endings:
        return before  # 50,000 keys take 2 ms to compare
    _LATEST.append(NoteNames(keys, endings, before))
    return _LATEST[-1]


_LATEST: deque[NoteNames] = deque(maxlen=1)
"""What was made last."""
