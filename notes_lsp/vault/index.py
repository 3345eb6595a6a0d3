"""The vault turned round: who goes by a name, who links under a name, who has a tag.

Each map is changed by the difference that one note makes, so a keystroke costs that note's facts.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from notes_lsp.syntax import LinkKind
from notes_lsp.vault.record import NoteRecord
from notes_lsp.vault.written import FOLDER_NOTES, bucket, fold_name, readings, stem_of

LABELLED = frozenset({LinkKind.FULL, LinkKind.COLLAPSED, LinkKind.SHORTCUT, LinkKind.FOOTNOTE})
"""Links whose target is a label of the same note."""


class Facets(NamedTuple):
    """What the index keeps of one note."""

    names: tuple[str, ...]
    """The folded title and aliases of its front matter."""
    buckets: frozenset[str]
    """Under which names it links to others."""
    tags: tuple[str, ...]
    """As written, once for each place."""


def facets(record: NoteRecord, endings: tuple[str, ...]) -> Facets:
    """What the index keeps of a note; `endings` are those of notes, with their dots."""
    places = [(link.kind, link.path) for link in record.links if link.kind not in LABELLED]
    places += [(LinkKind.INLINE, each.path) for each in record.definitions]
    return Facets(
        tuple(dict.fromkeys(map(fold_name, record.named))),
        frozenset(bucket(readings(*place)[0], endings) for place in places if place[1]),
        tuple(tag.name for tag in record.tags),
    )


class NoteIndex:
    """All notes by their names, links and tags."""

    def __init__(self, endings: tuple[str, ...]) -> None:
        """An empty index; `endings` are those of notes, with their dots."""
        self.endings = endings
        self.names_version = 0
        """Grows whenever a note comes, goes or is called otherwise."""
        self.tags: Counter[str] = Counter()
        """How often each tag is written."""
        self._facets: dict[str, Facets] = {}
        self._stems: dict[str, dict[str, None]] = {}
        self._names: dict[str, dict[str, None]] = {}
        self._linking: dict[str, dict[str, None]] = {}
        self._tagged: dict[str, dict[str, None]] = {}

    def put(self, key: str, new: Facets) -> None:
        """A note came or changed."""
        old = self._facets.get(key)
        if old == new:
            return
        if old is None:
            _add(self._stems, self._stem(key), key)
        if old is None or old.names != new.names:
            self.names_version += 1
        before = old or Facets((), frozenset(), ())
        _change(self._names, key, before.names, new.names)
        _change(self._linking, key, before.buckets, new.buckets)
        self._change_tags(key, before.tags, new.tags)
        self._facets[key] = new

    def remove(self, key: str) -> None:
        """A note is gone."""
        if (old := self._facets.pop(key, None)) is None:
            return
        self.names_version += 1
        _remove(self._stems, self._stem(key), key)
        _change(self._names, key, old.names, ())
        _change(self._linking, key, old.buckets, ())
        self._change_tags(key, old.tags, ())

    def with_stem(self, stem: str) -> Iterable[str]:
        """The notes whose file is called `stem` (a bucket)."""
        return self._stems.get(stem, ())

    def named(self, name: str) -> Iterable[str]:
        """The notes whose front matter calls them `name` (folded)."""
        return self._names.get(name, ())

    def linking(self, names: Iterable[str]) -> Iterator[str]:
        """The notes that hold a link under one of the buckets `names`, each once."""
        seen: dict[str, None] = {}
        for name in names:
            seen.update(self._linking.get(name, {}))
        return iter(seen)

    def tagged(self, tag: str) -> Iterable[str]:
        """The notes that have the folded `tag`, or one nested in it."""
        return self._tagged.get(tag, ())

    def buckets_of(self, key: str) -> frozenset[str]:
        """Under which names a link to the note `key` may be kept."""
        stem = self._stem(key)
        found = {stem, *(bucket(name, self.endings) for name in self.names_of(key))}
        if stem in FOLDER_NOTES:
            found |= {".", bucket(os.path.basename(os.path.dirname(key)), self.endings)}  # noqa: PTH119, PTH120  # a key
        return frozenset(found)

    def names_of(self, key: str) -> tuple[str, ...]:
        """The folded title and aliases of the note `key`."""
        found = self._facets.get(key)
        return found.names if found else ()

    def _stem(self, key: str) -> str:
        return bucket(stem_of(os.path.basename(key), self.endings), self.endings)  # noqa: PTH119  # a key

    def _change_tags(self, key: str, old: tuple[str, ...], new: tuple[str, ...]) -> None:
        if old == new:
            return
        _change(self._tagged, key, _with_parents(old), _with_parents(new))
        self.tags.subtract(old)
        self.tags.update(new)
        for name in set(old) - set(new):
            if not self.tags[name]:
                del self.tags[name]


def _with_parents(tags: Iterable[str]) -> set[str]:
    """`a/b` counts as `a` too."""
    found: set[str] = set()
    for tag in {fold_name(tag) for tag in tags}:
        while tag and tag not in found:
            found.add(tag)
            tag = tag.rpartition("/")[0]  # noqa: PLW2901  # climbs
    return found


Postings = dict[str, dict[str, None]]


def _change(postings: Postings, key: str, old: Iterable[str], new: Iterable[str]) -> None:
    before, after = set(old), set(new)
    for name in before - after:
        _remove(postings, name, key)
    for name in after - before:
        _add(postings, name, key)


def _add(postings: Postings, name: str, key: str) -> None:
    postings.setdefault(name, {})[key] = None


def _remove(postings: Postings, name: str, key: str) -> None:
    keys = postings.get(name)
    if keys is not None:
        keys.pop(key, None)
        if not keys:
            del postings[name]


def index_of(records: Mapping[str, NoteRecord], endings: tuple[str, ...]) -> NoteIndex:
    """The index of all `records`, made at once."""
    index = NoteIndex(endings)
    for key, record in records.items():
        index.put(key, facets(record, endings))
    return index
