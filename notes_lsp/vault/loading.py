"""All notes of the workspace folders read: walked, taken from the cache, the rest from disk."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Container, Generator, Iterator, Mapping
from enum import Enum
from itertools import chain
from pathlib import Path

from msgspec.structs import replace

from notes_lsp.text import Wording
from notes_lsp.vault.cache import Cache, Writing
from notes_lsp.vault.catalogue import Catalogue, same_file
from notes_lsp.vault.configured import Configured
from notes_lsp.vault.hastening import needles_for
from notes_lsp.vault.index import facets
from notes_lsp.vault.packing import Job, digest_of, make_slip, read_one
from notes_lsp.vault.shelf import Shelf, Slip, Stamp, make_shelf, pack_shelf, renew
from notes_lsp.vault.uris import as_key
from notes_lsp.vault.walk import walk_folders
from notes_lsp.vault.workers import Workers
from notes_lsp.vault.written import fold_name

FEW = 300
"""So many notes are read as fast here as a process starts."""
_MOST_FOLDERS = 50_000
_BATCH = 128
"""Notes in one job of a reading process: 40 ms of its time."""
_ANNOUNCED = 16_384
"""Notes announced at once: 35 ms."""
_LEAST_CACHED = 64
"""Fewer notes are read faster than a cache pays for."""
_MOSTLY = 0.75
"""A shelf of which so much is right is not packed anew."""

Progress = tuple[int, int]


class Wait(Enum):
    """What one gives who can do nothing until others have worked: it should rest a moment."""

    WAIT = "wait"


WAIT = Wait.WAIT


class _Part:
    """One workspace folder on its way from the cache and the disk."""

    def __init__(self, root: str, configured: Configured, wanted: list[str]) -> None:
        self.root = root
        self.wanted = wanted
        self.left = set(wanted)
        """Those not known yet."""
        use_cache = configured.of_root(root).vault.cache and len(wanted) > _LEAST_CACHED
        self.cache = Cache(root, configured.reading(root)) if use_cache else None
        self.kept: set[int] = set()
        """The numbers of the cache's shelves that are still right."""
        self.renewed: list[bytes] = []
        """Those that had to be packed anew."""


class Loader:
    """One load of a vault; drive `run` to its end."""

    def __init__(
        self, configured: Configured, catalogue: Catalogue, open_notes: Container[str]
    ) -> None:
        """Fills `catalogue`, but for the notes that are open."""
        self.warnings: list[str] = []
        """What a person should know, as sentences."""
        self._configured = configured
        self._catalogue = catalogue
        self._open = open_notes
        self._found: dict[str, Stamp] = {}
        self._files: set[str] = set()
        self._done = 0
        self._walked = False
        self.ended = False
        """Whether all notes are known."""

    def run(self, wait: float) -> Iterator[Progress]:
        """Load; gives (notes known, notes found) every few milliseconds.

        Waits up to `wait` seconds for the reading processes before it gives the same once more.
        """
        self._catalogue.touched.clear()
        yield from self._walk()
        self._catalogue.put_files(self._files)
        configured = self._configured
        parts = [_Part(root, configured, self._wanted(root)) for root in configured.roots]
        self._done = len(self._found) - sum(len(part.wanted) for part in parts)
        for part in parts:
            yield from self._take_cached(part)
        yield from self._announce()
        self._walked = True
        for gone in [key for key in self._catalogue.records if key not in self._found]:
            if not self._has_changed(gone):
                self._catalogue.remove(gone)
        for part in parts:
            yield from self._read_rest(part, wait)
        self._catalogue.end_announcements(self._found)
        self._catalogue.records.arrange()
        self.ended = True
        yield self._progress

    def hasten(self, key: str | None) -> Iterator[Wait | None]:
        """Read those notes first that may link to the note `key`; None waits for all.

        Drive it between the steps of `run`; gives way every few milliseconds.
        """
        while not self._walked:
            yield WAIT
        if key is not None and key in self._found and not self._is_known(key):
            self._read_now(key)
        record = self._catalogue.records.get(key) if key is not None else None
        needles = needles_for(key, record.named if record else ()) if key is not None else None
        if needles is None:
            while not self.ended:
                yield WAIT
            return
        wanted = _called(key or "")
        for number, each in enumerate([*self._found]):
            if not self._is_known(each) and (
                _called(each) == wanted or needles.occur_in_file(each)
            ):
                self._read_now(each)
            if number % 64 == 0:
                yield None

    def _is_known(self, key: str) -> bool:
        return self._has_changed(key) or self._catalogue.is_current(key, self._found[key])

    def _read_now(self, key: str) -> None:
        root = self._configured.root_of(key)
        if root is not None:
            with contextlib.suppress(OSError):
                self._catalogue.put(key, read_one(key, self._configured.job(root)))

    @property
    def _progress(self) -> Progress:
        return min(self._done, len(self._found)), len(self._found)

    def _walk(self) -> Iterator[Progress]:
        for root in self._configured.roots:
            settings = self._configured.of_root(root).vault
            count = 0
            for number, folder in enumerate(walk_folders(root, settings)):
                for entry in folder.notes:
                    if self._configured.root_of(entry.path) == root:
                        count += count >= settings.max_notes or self._find(entry)
                self._files.update(map(as_key, folder.files))
                if count > settings.max_notes:
                    self.warnings.append(_too_many(root, settings.max_notes))
                    break
                if number >= _MOST_FOLDERS:
                    self.warnings.append(_too_wide(root))
                    break
                yield 0, len(self._found)

    def _find(self, entry: os.DirEntry[str]) -> bool:
        try:
            status = entry.stat()
        except OSError:
            return False
        if entry.is_symlink():
            self._catalogue.note_link(as_key(entry.path))
        self._found[as_key(entry.path)] = Stamp.of(status)
        return True

    def _announce(self) -> Iterator[Progress]:
        keys = [*self._found]
        for start in range(0, len(keys), _ANNOUNCED):
            if start:
                yield self._progress
            self._catalogue.announce(keys[start : start + _ANNOUNCED])

    def _wanted(self, root: str) -> list[str]:
        """The notes of a folder that are not known as they are now."""
        return [
            key
            for key, stamp in self._found.items()
            if self._configured.root_of(key) == root
            and key not in self._open
            and not self._catalogue.is_current(key, stamp)
        ]

    def _take_cached(self, part: _Part) -> Iterator[Progress]:
        """What the cache knows of a folder and is still so."""
        for number, shelf in part.cache.shelves() if part.cache else ():
            valid = _valid(shelf, self._found, part.left)
            if valid:
                renewed = shelf if _is_as_kept(shelf, valid) else renew(shelf, valid)
                if renewed is shelf:
                    part.kept.add(number)
                else:
                    part.renewed.append(pack_shelf(renewed))
                keys = {shelf.slips[each].key for each in valid}
                self._put(renewed, part.left & keys)
                part.left -= keys
                self._done += len(keys)
                yield self._progress

    def _read_rest(self, part: _Part, wait: float) -> Iterator[Progress]:
        """Read what the cache does not know, and write all of it down for the next start."""
        rest = [key for key in part.wanted if key in part.left]
        writing: Writing | None = None
        try:
            for packed in self._read(rest, self._configured.job(part.root), wait):
                if packed and part.cache:
                    writing = writing or (yield from self._begin(part, part.cache))
                    if writing:
                        writing.add(packed)
                yield self._progress
            if part.renewed and part.cache:
                writing = writing or (yield from self._begin(part, part.cache))
        finally:  # an editor may leave before all is read
            if writing:
                writing.commit()

    def _begin(self, part: _Part, cache: Cache) -> Generator[Progress, None, Writing | None]:
        """Begin to write the cache anew, with what is still right of the old one."""
        writing = cache.begin()
        if writing is None:
            part.cache = None
            return None
        try:
            for packed in chain(cache.packed(part.kept), part.renewed):
                writing.add(packed)
                yield self._progress
        except GeneratorExit:
            writing.drop()  # the old one knows more
            raise
        part.renewed.clear()
        return writing

    def _put(self, shelf: Shelf, wanted: Container[str]) -> None:
        numbers = [
            number
            for number, slip in enumerate(shelf.slips)
            if slip.key in wanted and not self._has_changed(slip.key)
        ]
        self._catalogue.put_shelf(shelf, numbers)

    def _has_changed(self, key: str) -> bool:
        """Whether a note is open, or was read or removed since this load began."""
        return key in self._open or key in self._catalogue.touched

    def _read(self, keys: list[str], job: Job, wait: float) -> Iterator[bytes]:
        """Read notes; gives the packed shelves as they come, empty for one that takes its time."""
        if len(keys) <= FEW:
            yield from self._read_here(keys, job)
            return
        wanted = set(keys)
        workers = Workers()
        try:
            for start in range(0, len(keys), _BATCH):
                workers.submit(replace(job, keys=keys[start : start + _BATCH]))
            for result in workers.results(wait):
                if result is None:
                    yield b""
                else:
                    shelf, packed = result
                    self._put(shelf, wanted)
                    self._done += len(shelf.slips)
                    yield packed
        finally:
            workers.close()

    def _read_here(self, keys: list[str], job: Job) -> Iterator[bytes]:
        slips: list[Slip] = []
        words: list[set[str]] = []
        for key in keys:
            try:
                found = read_one(key, job)
            except OSError:
                continue
            if not self._has_changed(key):
                self._catalogue.put(key, found)
                self._catalogue.touched.discard(key)
            kept = facets(found.record, job.endings)
            slips.append(make_slip(key, found, kept))
            words.append(kept.words)
            self._done += 1
            yield b""
        if slips:
            yield pack_shelf(make_shelf(slips, words))


def _called(key: str) -> str:
    """A file's folded name without its ending."""
    return fold_name(key[key.rfind(os.sep) + 1 :].rpartition(".")[0])


def _valid(shelf: Shelf, found: Mapping[str, Stamp], wanted: Container[str]) -> dict[int, Stamp]:
    """The slips that still tell what is on disk, by number, and how the file looks now."""
    valid: dict[int, Stamp] = {}
    for number, slip in enumerate(shelf.slips):
        stamp = found.get(slip.key)
        if stamp is None or slip.key not in wanted:
            continue
        if same_file(slip.stamp, stamp) or _was_only_touched(slip, stamp):
            valid[number] = stamp
    return valid


def _was_only_touched(slip: Slip, stamp: Stamp) -> bool:
    """Whether a file that looks different holds what it did, as after `git checkout`."""
    if slip.stamp.size != stamp.size:
        return False
    try:
        return digest_of(Path(slip.key).read_bytes()) == slip.digest
    except OSError:
        return False


def _is_as_kept(shelf: Shelf, valid: Mapping[int, Stamp]) -> bool:
    """Whether a shelf may stay in the cache as it is; some slips that are out of date may too."""
    if len(valid) < _MOSTLY * len(shelf.slips):
        return False
    return all(same_file(shelf.slips[number].stamp, stamp) for number, stamp in valid.items())


def _too_wide(root: str) -> Wording:
    return Wording(
        f"notes-lsp: {root} holds more than {_MOST_FOLDERS} folders; the rest is left out. Open "
        'the folder of your notes instead, or leave folders out with "vault.exclude".',
        f"notes-lsp：{root} 里的文件夹超过 {_MOST_FOLDERS} 个，其余的没有读取。请改为打开笔记所在的"
        "文件夹，或用 `vault.exclude` 排除一些文件夹。",
    )


def _too_many(root: str, limit: int) -> Wording:
    return Wording(
        f"notes-lsp: {root} holds more than {limit} notes; the others are left out. Open the "
        'folder of your notes instead, leave folders out with "vault.exclude", or raise '
        '"vault.maxNotes".',
        f"notes-lsp：{root} 里的笔记超过 {limit} 篇，其余的没有读取。请改为打开笔记所在的文件夹，"
        "用 `vault.exclude` 排除一些文件夹，或调高 `vault.maxNotes`。",
    )
