"""The vault turned round: who goes by a name, who links under a name, who has a tag.

Notes that were read by the hundred stay on their shelves, where they are found by the hashes of
words; a note that changes since is taken off and kept in maps that are changed by the difference
it makes. So a keystroke costs that note's facts, and a shelf costs its notes' names.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from notes_lsp.syntax import LinkKind
from notes_lsp.vault.front_values import FrontValues
from notes_lsp.vault.link_counts import LinkCounts, heading_word
from notes_lsp.vault.postings import Postings, first_version
from notes_lsp.vault.record import DefinitionRecord, LinkRecord, NameRecord, NoteRecord
from notes_lsp.vault.shelf import Shelf, Words, hash_word
from notes_lsp.vault.written import (
    FOLDER_NOTES,
    bucket,
    fold_name,
    link_bucket,
    stem_bucket,
    stem_of,
)

LABELLED = frozenset({LinkKind.FULL, LinkKind.COLLAPSED, LinkKind.SHORTCUT, LinkKind.FOOTNOTE})
"""Links whose target is a label of the same note."""


class Facets(NamedTuple):
    """What the index keeps of one note."""

    names: tuple[str, ...]
    """The folded title and aliases of its front matter."""
    words: set[str]
    """Under which it is found: the buckets of its links, and its tags (`words_in`)."""
    tags: Counter[str]
    """How often it has each tag, as written."""
    fields: tuple[str, ...] = ()
    """What its front matter says: see `front_values`."""


def facets(record: NoteRecord, endings: tuple[str, ...]) -> Facets:
    """What the index keeps of a note; `endings` are those of notes, with their dots."""
    return Facets(
        tuple(dict.fromkeys(map(fold_name, record.named))),
        words_in(record.links, record.definitions, record.tags, endings),
        Counter([tag.name for tag in record.tags]),
        record.fields,
    )


def words_in(
    links: Iterable[LinkRecord],
    definitions: Iterable[DefinitionRecord],
    tags: Iterable[NameRecord],
    endings: tuple[str, ...],
) -> set[str]:
    """The words under which a note with these is found; a tag's has `#` before it.

    A link to a heading of another note is found under a word of its own as well.
    """
    found: set[str] = set()
    for link in links:
        if link.path and link.kind not in LABELLED:
            _add_words(found, link_bucket(link.kind, link.path, endings), link.fragment)
    for each in definitions:
        _add_words(found, link_bucket(LinkKind.INLINE, each.path, endings), each.fragment)
    if tags:
        found.update(["#" + tag for tag in with_parents([tag.name for tag in tags])])
    return found


def _add_words(found: set[str], bucket_: str, fragment: str) -> None:
    found.add(bucket_)
    if fragment and fragment[0] != "^":
        found.add(heading_word(bucket_, fragment))


class Change(NamedTuple):
    """By what a note differs from before."""

    gone_words: set[str]
    come_words: set[str]
    gone_tags: Counter[str]
    come_tags: Counter[str]


Tags = Counter[str] | tuple[()]


class NoteIndex:
    """All notes by their names, links and tags."""

    def __init__(self, endings: tuple[str, ...]) -> None:
        """An empty index; `endings` are those of notes, with their dots."""
        self.endings = endings
        self.names_version = first_version()
        """Grows whenever a note comes, goes or is called otherwise."""
        self.tags: Counter[str] = Counter()
        """How often each tag is written."""
        self.fields = FrontValues()
        """What front matter says."""
        self.counts = LinkCounts(self)
        """How many notes link to each."""
        self._stems = Postings()
        self._folders = Postings()
        """The notes that speak for their folder, by its name."""
        self._names = Postings()
        self._words = Postings()
        self._facets: dict[str, Facets] = {}
        self._shelves: list[Words] = []
        self._shelf_of: dict[str, int] = {}

    # --- notes come and go --------------------------------------------------------------------

    def put(self, key: str, new: Facets, shelved: NoteRecord | None) -> None:
        """A note came or changed; `shelved` is its record when it still is on a shelf."""
        old = self._facets_of(key, shelved)
        self._add_stem(key)
        if old is None or old.names != new.names:
            self.names_version += 1
            self._names.change(key, old.names if old else (), new.names)
        self.counts.changed(old.words ^ new.words if old else new.words)
        on_shelf = self._shelf_of.pop(key, None) is not None
        self._words.change(key, old.words if old and not on_shelf else (), new.words)
        self._count_tags(old.tags if old else (), new.tags)
        self.fields.change(old.fields if old else (), new.fields)
        self._facets[key] = new

    def announce(self, keys: Iterable[str]) -> None:
        """There are notes that were not read yet: links to them by their files' names are right."""
        self.names_version += 1
        for key in keys:
            self._add_stem(key)

    def alter(
        self, key: str, change: Change, names: tuple[str, ...], fields: tuple[str, ...]
    ) -> None:
        """A note that is no longer on a shelf changed by this; `names` are its folded names."""
        old = self._facets[key]
        if names != old.names:
            self.names_version += 1
            self._names.change(key, old.names, names)
        self.counts.changed(change.gone_words | change.come_words)
        self._words.change(key, change.gone_words, change.come_words)
        old.words.difference_update(change.gone_words)
        old.words.update(change.come_words)
        self._count_tags(change.gone_tags, change.come_tags)
        old.tags.subtract(change.gone_tags)
        old.tags.update(change.come_tags)
        self.fields.change(old.fields, fields)
        self._facets[key] = old._replace(names=names, fields=fields)

    def remove(self, key: str, shelved: NoteRecord | None) -> None:
        """A note is gone; `shelved` is its record when it was on a shelf."""
        old = self._facets_of(key, shelved)
        self.names_version += 1
        stem = self._stem(key)
        self._stems.remove(stem, key)
        if stem in FOLDER_NOTES:
            self._folders.remove(self.link_word(key), key)
        self.counts.gone(key)
        if old is None:
            return
        self.counts.changed(old.words)
        self._names.change(key, old.names, ())
        if self._shelf_of.pop(key, None) is None:
            self._words.change(key, old.words, ())
        self._count_tags(old.tags, ())
        self.fields.change(old.fields, ())
        self._facets.pop(key, None)

    def put_shelf(self, shelf: Shelf, taken: Iterable[int]) -> None:
        """Notes that are new to the index came on a shelf; only those with the numbers `taken`."""
        self.counts.many_came()
        number = len(self._shelves)
        self._shelves.append(Words([slip.key for slip in shelf.slips], shelf.words))
        for each in taken:
            slip = shelf.slips[each]
            key = slip.key
            self._shelf_of[key] = number
            self._add_stem(key)
            for name in slip.names:
                self._names.add(name, key)
            if slip.tags:
                self.tags.update(slip.tags)
            self.fields.change((), slip.fields)
        self.names_version += 1

    def on_shelf(self, key: str) -> bool:
        """Whether a note still is as it came on its shelf."""
        return key in self._shelf_of

    def _facets_of(self, key: str, shelved: NoteRecord | None) -> Facets | None:
        if key in self._shelf_of and shelved is not None:
            return facets(shelved, self.endings)
        return self._facets.get(key)

    def _count_tags(self, old: Tags, new: Tags) -> None:
        if old == new:
            return
        self.tags.subtract(old)
        self.tags.update(new)
        for name in old:
            if not self.tags[name]:
                del self.tags[name]

    # --- who is found -------------------------------------------------------------------------

    def with_stem(self, stem: str) -> tuple[str, ...]:
        """The notes whose file is called `stem` (a bucket)."""
        return self._stems.get(stem)

    def named(self, name: str) -> tuple[str, ...]:
        """The notes whose front matter calls them `name` (folded)."""
        return self._names.get(name)

    def linking(self, names: Iterable[str]) -> Iterator[str]:
        """The notes that hold a link under one of the buckets `names`, each once, and some more."""
        return iter(dict.fromkeys(key for name in names for key in self._under(name)))

    def tagged(self, tag: str) -> Iterator[str]:
        """The notes that have the folded `tag`, or one nested in it, and perhaps others."""
        return self._under("#" + tag)

    def _under(self, word: str) -> Iterator[str]:
        yield from self._words.get(word)
        hashed = hash_word(word)
        for number, words in enumerate(self._shelves):
            for key in words.find(hashed):
                if self._shelf_of.get(key) == number:
                    yield key

    def holders(self, word: str) -> int:
        """How many notes hold a link under a word; a few more may be told."""
        return len(set(self._under(word)))

    def held(self) -> Iterator[Iterable[int]]:
        """The hashes of all words, once for each note that holds them."""
        for number, words in enumerate([*self._shelves]):
            yield words.hashes({key for key in words.keys if self._shelf_of.get(key) == number})
        for word in [*self._words.words()]:
            yield [hash_word(word)] * len(self._words.get(word))

    def link_word(self, key: str) -> str:
        """Under which word most links to the note `key` are."""
        stem = self._stem(key)
        if stem not in FOLDER_NOTES:
            return stem
        return bucket(os.path.basename(os.path.dirname(key)), self.endings)  # noqa: PTH119, PTH120  # a key

    def called_by(self, word: str) -> Iterator[str]:
        """The notes of which this is the `link_word`."""
        yield from self._stems.get(word)
        yield from self._folders.get(word)

    def _add_stem(self, key: str) -> None:
        stem = self._stem(key)
        self._stems.add(stem, key)
        if stem in FOLDER_NOTES:
            self._folders.add(self.link_word(key), key)

    def buckets_of(self, key: str, names: Iterable[str]) -> frozenset[str]:
        """Under which names a link to the note `key`, also called `names`, may be kept."""
        stem = self._stem(key)
        found = {stem, *(bucket(fold_name(name), self.endings) for name in names)}
        if stem in FOLDER_NOTES:  # `guide/index.html` is the page of `guide/README.md`
            folder = os.path.basename(os.path.dirname(key))  # noqa: PTH119, PTH120  # a key
            found |= {*FOLDER_NOTES, ".", bucket(folder, self.endings)}
        return frozenset(found)

    def _stem(self, key: str) -> str:
        return stem_bucket(stem_of(key[key.rfind(os.sep) + 1 :], self.endings), self.endings)


def with_parents(tags: Iterable[str]) -> set[str]:
    """Folded tags, with those around nested ones."""
    found: set[str] = set()
    for tag in {fold_name(tag) for tag in tags}:
        while tag and tag not in found:
            found.add(tag)
            tag = tag.rpartition("/")[0]  # noqa: PLW2901  # climbs
    return found


def index_of(records: Mapping[str, NoteRecord], endings: tuple[str, ...]) -> NoteIndex:
    """The index of all `records`, made at once."""
    index = NoteIndex(endings)
    for key, record in records.items():
        index.put(key, facets(record, endings), None)
    return index
