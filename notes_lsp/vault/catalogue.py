"""What is known of all notes: records, index and entries, changed together note by note."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Container, Iterable, Iterator

from notes_lsp.syntax import Note
from notes_lsp.vault.index import NoteIndex, facets
from notes_lsp.vault.known_names import KnownNames
from notes_lsp.vault.large_record import open_record
from notes_lsp.vault.own_entries import OwnEntries
from notes_lsp.vault.packing import ReadNote
from notes_lsp.vault.postings import Postings
from notes_lsp.vault.record import NoteRecord
from notes_lsp.vault.records import Records
from notes_lsp.vault.shelf import Shelf, Stamp, pack_record, unpack_entries
from notes_lsp.vault.written import fold_name


class Catalogue:
    """The notes of a vault as the vault remembers them."""

    def __init__(
        self,
        endings: tuple[str, ...],
        entries: OwnEntries,
        read: Callable[[str], ReadNote | None],
    ) -> None:
        """No notes; `endings` are those of notes, with their dots, `read` reads one from disk."""
        self._read = read
        self.records = Records(self._read_announced)
        self.names = KnownNames(self.records)
        self.index = NoteIndex(endings)
        self.entries = entries
        self.large: set[str] = set()
        """The notes of which only headings and links were read."""
        self.touched: set[str] = set()
        """The notes and files that were put or removed one by one since this was cleared."""
        self._links: set[str] = set()
        """The notes that are symbolic links, or were."""
        self.files = Postings()
        """The files that are no notes, by their folded names."""
        self._stamps: dict[str, Stamp] = {}

    def is_current(self, key: str, stamp: Stamp) -> bool:
        """Whether the file `key` was read when it looked like this."""
        known = self._stamps.get(key)
        return known is not None and same_file(known, stamp)

    def announce(self, keys: Iterable[str]) -> None:
        """There are notes that are about to be read."""
        news = [key for key in keys if key not in self.records]
        for key in news:
            self.records.announce(key)
        self.index.announce(news)

    def end_announcements(self, found: Container[str]) -> None:
        """What was announced and not read by now cannot be read.

        A file that is there all the same, among those `found`, stays announced: links to it are
        right, and it is read when it is asked for and can be.
        """
        for key in [*self.records.announced]:
            if self.records.opened(key) is not None:  # what an editor holds needs no reading
                continue
            if key not in found or not os.path.isfile(key):  # noqa: PTH113  # keys are texts
                self._remove(key)

    def put_unreadable(self, key: str) -> None:
        """A note is there, and cannot be read."""
        self.remove(key)
        self.announce([key])

    def _read_announced(self, key: str) -> NoteRecord | None:
        found = self._read(key)
        if found is None:
            return None
        self.put(key, found)
        return found.record

    def put(self, key: str, found: ReadNote) -> None:
        """A note was read from disk."""
        self._index(key, found.record)
        self.records.close(key)
        self.records.put_packed(key, pack_record(found.record))
        self._stamps[key] = found.stamp
        self.touched.add(key)
        self.names.mark(key)
        self.entries.put(key, found.entries)
        self._mark_large(key, found.large)

    def put_open(self, key: str, note: Note) -> None:
        """An editor holds this note, or changed it."""
        before = self.records.opened(key)
        record = open_record(note, self.index.endings, before)
        if record.change is None:
            self.index.put(key, record.facets, self._shelved(key))
        else:
            names = tuple(dict.fromkeys(map(fold_name, record.named)))
            self.index.alter(key, record.change, names, record.fields)
        self.records.put_open(key, record)
        if record.change is None or record.renamed:
            self.names.mark(key)

    def put_shelf(self, shelf: Shelf, numbers: Collection[int]) -> None:
        """The notes with these numbers on a shelf, none of them open, were read."""
        for number in numbers:
            slip = shelf.slips[number]
            key = slip.key
            if key in self.records:
                self._unlearn(key)
                self.records.close(key)
            self.names.mark(key)
            self.records.put_packed(key, slip.body)
            self._stamps[key] = slip.stamp
            if slip.entries:
                self.entries.put(key, unpack_entries(slip.entries, key))
            if slip.large:
                self.large.add(key)
        self.index.put_shelf(shelf, numbers)

    def remove(self, key: str) -> None:
        """A note is gone."""
        self.touched.add(key)
        self._remove(key)

    def put_files(self, paths: Iterable[str]) -> None:
        """These are the files that are no notes; what was `touched` meanwhile stays as it is."""
        kept = [path for path in self.files.every() if path in self.touched]
        self.files = Postings()
        for path in (*kept, *(path for path in paths if path not in self.touched)):
            self.files.add(_file_name(path), path)

    def put_file(self, path: str) -> None:
        """There is a file that is no note."""
        self.touched.add(path)
        self.files.add(_file_name(path), path)

    def knows(self, path: str) -> bool:
        """Whether there is a note, or another file, at this very path."""
        return path in self.records or path in self.files.get(_file_name(path))

    def remove_file(self, path: str) -> None:
        """A file that is no note is gone."""
        self.touched.add(path)
        self.files.remove(_file_name(path), path)

    def note_link(self, key: str) -> None:
        """A note may be a symbolic link."""
        if os.path.islink(key):  # noqa: PTH114  # keys are texts
            self._links.add(key)

    def changed_links(self) -> Iterator[str]:
        """The notes that are symbolic links to a file which is not as it was read, or gone."""
        for key in [*self._links]:
            try:
                status = os.stat(key)  # noqa: PTH116  # keys are texts
            except OSError:
                if self.knows(key):  # else it led nowhere before
                    yield key
                continue
            is_note = key in self.records or not self.knows(key)
            if is_note and not self.is_current(key, Stamp.of(status)):
                yield key

    def _remove(self, key: str) -> None:
        self.names.mark(key)
        self._unlearn(key)
        self.records.remove(key)

    def _unlearn(self, key: str) -> None:
        """Forget all of a note but that it is there."""
        if key in self.records:
            self.index.remove(key, self._shelved(key))
        self.entries.put(key, ())
        self._stamps.pop(key, None)
        self.large.discard(key)

    def _index(self, key: str, record: NoteRecord) -> None:
        self.index.put(key, facets(record, self.index.endings), self._shelved(key))

    def _shelved(self, key: str) -> NoteRecord | None:
        return self.records[key] if self.index.on_shelf(key) else None

    def _mark_large(self, key: str, large: bool) -> None:
        if large:
            self.large.add(key)
        else:
            self.large.discard(key)


def _file_name(path: str) -> str:
    return fold_name(path[path.rfind(os.sep) + 1 :])


def same_file(one: Stamp, other: Stamp) -> bool:
    """Whether two looks at a file show the same content, as far as a look can tell."""
    same_inode = one.inode == other.inode or not (one.inode and other.inode)
    return one.size == other.size and one.time == other.time and same_inode
