"""The vault as a graph: where each link leads, and what leads to a note.

Start at `Graph.resolve_link` and `Graph.links_to`. Every answer is found at once, in the vault as
it stands; an iterator must be used up before the vault changes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from notes_lsp.syntax import Definition, Link, LinkKind
from notes_lsp.syntax.definitions import normalised
from notes_lsp.text import Buffer, Span
from notes_lsp.vault.anchors import Anchor, Anchors, line_of
from notes_lsp.vault.front_values import FrontValues
from notes_lsp.vault.index import LABELLED, NoteIndex
from notes_lsp.vault.large_record import LargeRecord
from notes_lsp.vault.link_counts import LinkCounts
from notes_lsp.vault.locating import Existence, From, Located, Locator
from notes_lsp.vault.postings import Postings
from notes_lsp.vault.record import (
    AnyLink,
    DefinitionRecord,
    HeadingRecord,
    LinkRecord,
    NameRecord,
    NoteRecord,
)
from notes_lsp.vault.resolution import Incoming, Reason, Resolution, Target
from notes_lsp.vault.settings import Settings
from notes_lsp.vault.slugs import Slugs
from notes_lsp.vault.written import (
    bucket,
    fold_name,
    is_external,
    is_template,
    link_bucket,
    readings,
    stem_bucket,
    stem_of,
)


class _Vault(Protocol):
    @property
    def roots(self) -> tuple[str, ...]: ...
    @property
    def index(self) -> NoteIndex: ...
    @property
    def files(self) -> Postings: ...
    @property
    def indexed(self) -> Mapping[str, NoteRecord]: ...
    def root_of(self, key: str) -> str | None: ...
    def settings(self, key: str) -> Settings: ...
    def buffer(self, key: str) -> Buffer | None: ...


_EXTERNAL = Resolution((), Reason.EXTERNAL)
_ANCHORS = 512
"""Of so many notes it is remembered what fragments name in them."""
_NO_LABEL = Resolution((), Reason.MISSING_LABEL)


class Graph:
    """The links of a vault. Ask a snapshot for it: `snapshot.graph`."""

    def __init__(self, vault: _Vault) -> None:
        """The graph of `vault`, which it follows."""
        self._vault = vault
        self._exists = Existence()
        self._paths: dict[tuple[From, bool, tuple[str, ...]], Located] = {}
        self._paths_version = -1
        self._anchors: dict[str, Anchors] = {}

    def forget_files(self) -> None:
        """Files came or went: what was known of those that are no notes counts no more."""
        self._exists.forget()

    def occupant(self, key: str, leaving: str = "") -> str | None:
        """The file that has the place `key` already, or would have it on macOS and Windows, where
        case and Unicode form do not tell names apart; `leaving` is going away from there."""
        index, name = self._vault.index, key[key.rfind(os.sep) + 1 :]
        notes = index.with_stem(stem_bucket(stem_of(name, index.endings), index.endings))
        wanted = fold_name(key)
        for each in (*notes, *self._vault.files.get(fold_name(name))):
            if each != leaving and fold_name(each) == wanted:
                return each
        is_itself = leaving and fold_name(leaving) == wanted
        return key if not is_itself and self._exists(key) else None

    # --- from a link to its target ------------------------------------------------------------

    def resolve_link(self, key: str, link: Link | Definition | AnyLink) -> Resolution:
        """Where a link (or a definition) of the note `key` leads, as read or as remembered.

        A reference is followed through its definition, a footnote to its text.
        """
        kind = link.kind if isinstance(link, Link | LinkRecord) else LinkKind.INLINE
        fragment = link.fragment
        if isinstance(fragment, Span):
            buffer = self._vault.buffer(key)
            fragment = buffer.text(fragment) if buffer else ""
        return self.resolve(key, kind, link.path, fragment or "")

    def resolve(self, key: str, kind: LinkKind, path: str, fragment: str = "") -> Resolution:
        """Where a link leads that is written so in the note `key`.

        `path` is what stands before `#` or the label, `fragment` what stands behind it.
        """
        if kind in LABELLED:
            return self._resolve_label(key, kind, path)
        if is_external(kind, path):
            return _EXTERNAL
        if not path.strip():
            if fragment:
                return self._with_fragment((key,), fragment)
            return Resolution((Target(key),), Reason.SELF)
        found = self._locate(key, kind, path)
        if found.notes:
            return self._with_fragment(found.notes, fragment)
        if found.file:
            there = line_of(fragment) or Anchor()
            exists = self._exists(found.file)
            if not exists and is_template(path):
                return _EXTERNAL
            target = Target(found.file, exists, line=there.line, column=there.column)
            return Resolution((target,), Reason.FILE)
        if is_template(path):
            return _EXTERNAL
        return Resolution((Target(found.missing, exists=False),), Reason.MISSING_NOTE)

    def _resolve_label(self, key: str, kind: LinkKind, label: str) -> Resolution:
        record = self._vault.indexed.get(key)
        if record is None:
            return _NO_LABEL
        name = normalised(label)
        if kind is LinkKind.FOOTNOTE:
            note = next((each for each in record.footnotes if each.name == name), None)
            return Resolution((Target(key, block=note),), Reason.FOUND) if note else _NO_LABEL
        for each in record.definitions:
            if each.name == name:
                return self.resolve(key, LinkKind.INLINE, each.path, each.fragment)
        return _NO_LABEL

    def _locate(self, key: str, kind: LinkKind, path: str) -> Located:
        start = self._start(key)
        wiki = kind is LinkKind.WIKI
        index = self._vault.index
        if self._paths_version != index.names_version or len(self._paths) > 20_000:
            self._paths.clear()
            self._paths_version = index.names_version
        place = (start, wiki, readings(kind, path))
        found = self._paths.get(place)
        if found is not None and not (found.file or found.missing):
            return found
        locator = self._locator()
        if wiki:
            found = locator.wiki(start, place[2])
        else:
            short = self._vault.settings(key).links.style == "short"
            found = locator.relative(start, place[2], short)
        self._paths[place] = found
        return found

    def _locator(self) -> Locator:
        vault = self._vault
        return Locator(vault.index, vault.indexed, vault.files, self._exists)

    def _start(self, key: str) -> From:
        root = self._vault.root_of(key) or ""
        if not os.path.isabs(key):  # noqa: PTH117  # a key
            root = next(iter(self._vault.roots), "")
            return From(root, root)
        return From(os.path.dirname(key), root)  # noqa: PTH120  # a key

    def _with_fragment(self, keys: tuple[str, ...], fragment: str) -> Resolution:
        if not fragment:
            reason = Reason.AMBIGUOUS if len(keys) > 1 else Reason.FOUND
            return Resolution(tuple(map(Target, keys)), reason)
        found = [(key, anchor) for key in keys if (anchor := self._anchors_of(key).find(fragment))]
        if not found:
            closed = tuple(Target(key) for key in keys if self._vault.indexed.get(key) is None)
            if closed:  # nobody knows what a note holds that may not be read
                reason = Reason.AMBIGUOUS if len(closed) > 1 else Reason.FOUND
                return Resolution(closed, reason)
            missing = Reason.MISSING_BLOCK if fragment[0] == "^" else Reason.MISSING_HEADING
            return Resolution(tuple(map(Target, keys)), missing)
        targets = tuple(_target(*each) for each in found)
        return Resolution(targets, Reason.AMBIGUOUS if len(targets) > 1 else Reason.FOUND)

    def _anchors_of(self, key: str) -> Anchors:
        record = self._vault.indexed.get(key)
        if record is None:
            return _NOTHING
        known = self._anchors.get(key)
        if known is None or not known.is_of(record):
            if len(self._anchors) >= _ANCHORS:
                self._anchors.clear()
            known = self._anchors[key] = Anchors(record)
        return known

    # --- from a target to its links -----------------------------------------------------------

    def links_to(self, key: str) -> Iterator[Incoming]:
        """The links that lead to the note or file `key` or to anything in it, its own included.

        A reference counts by its definition: `[label]: note.md` is the link.
        """
        index = self._vault.index
        record = self._vault.indexed.get(key)
        buckets = index.buckets_of(key, record.named if record else ())
        for source in index.linking(buckets):
            if source != key:
                yield from self._links_between(source, key, buckets)
        yield from self._links_between(key, key, buckets)

    def links_to_heading(self, key: str, heading: HeadingRecord) -> Iterator[Incoming]:
        """The links that lead to a heading of the note `key`."""
        for incoming in self.links_to(key):
            if incoming.target.heading == heading:
                yield incoming

    def links_named(self, key: str) -> Iterator[tuple[str, AnyLink]]:
        """The links under the name of the file `key`, wherever they lead, as (note, link)."""
        index, endings = self._vault.index, self._vault.index.endings
        names = index.buckets_of(key, ())
        for source in index.linking(names):
            for link in self._all_links(source):
                kind = link.kind if isinstance(link, LinkRecord) else LinkKind.INLINE
                if kind not in LABELLED and link_bucket(kind, link.path, endings) in names:
                    yield source, link

    def links_from(self, key: str) -> Iterator[tuple[AnyLink, Resolution]]:
        """The links and definitions of a note, and where each leads; no references to labels."""
        for link in self._all_links(key):
            if isinstance(link, DefinitionRecord) or link.kind not in LABELLED:
                yield link, self.resolve_link(key, link)

    def links_out(self, url: str) -> Iterator[tuple[str, AnyLink]]:
        """The links that are written `url`, fragment and all, as (note, link)."""
        index, path = self._vault.index, url.partition("#")[0]
        written = link_bucket(LinkKind.INLINE, path, index.endings)  # escapes undone
        for source in index.linking({bucket(path, index.endings), written}):
            for link in self._all_links(source):
                if _url(link) == url:
                    yield source, link

    def _links_between(self, source: str, key: str, buckets: frozenset[str]) -> Iterator[Incoming]:
        endings = self._vault.index.endings
        record: object = self._vault.indexed.get(source)
        links: Iterable[AnyLink] = (
            record.links_under(buckets)
            if isinstance(record, LargeRecord)
            else self._all_links(source)
        )
        for link in links:
            kind = link.kind if isinstance(link, LinkRecord) else LinkKind.INLINE
            if kind in LABELLED:
                continue
            if link.path:
                if link_bucket(kind, link.path, endings) not in buckets:
                    continue
            elif source != key:
                continue
            for target in self.resolve_link(source, link).targets:
                if target.key == key:
                    yield Incoming(source, link, target)

    def _all_links(self, key: str) -> tuple[AnyLink, ...]:
        record = self._vault.indexed.get(key)
        return (*record.links, *record.definitions) if record else ()

    @property
    def names_version(self) -> int:
        """Grows whenever a note comes, goes or is called otherwise."""
        return self._vault.index.names_version

    # --- names, tags, labels ------------------------------------------------------------------

    def names(self, key: str) -> tuple[str, ...]:
        """What a wiki link may call the note: its file's name, then title and aliases."""
        record = self._vault.indexed.get(key)
        stem = os.path.basename(key)  # noqa: PTH119  # a key
        for ending in self._vault.index.endings:
            if stem.lower().endswith(ending):
                stem = stem[: -len(ending)]
                break
        return tuple(dict.fromkeys((stem, *(record.named if record else ()))))

    def notes_named(self, name: str) -> tuple[str, ...]:
        """The notes that a wiki link `[[name]]` may mean, wherever it stands."""
        start = From("", "")
        locator = self._locator()
        return locator.wiki(start, readings(LinkKind.WIKI, name)).notes

    def fields(self) -> FrontValues:
        """What the notes' front matter says, their short values."""
        return self._vault.index.fields

    def counts(self) -> LinkCounts:
        """How many notes link to each, as far as they are counted."""
        self._vault.index.counts.count_few(self._vault.indexed)
        return self._vault.index.counts

    def slugs(self, key: str) -> tuple[Slugs, ...]:
        """The fragments of each heading of a note, in order."""
        return self._anchors_of(key).slugs

    def tags(self) -> Mapping[str, int]:
        """How often each tag is written, by the tag as written, without `#`."""
        return self._vault.index.tags

    def first_tagged(self, tag: str) -> tuple[str, NameRecord] | None:
        """A note with the tag, or one nested in it, and where that stands first in the note.

        At once, where `tagged` looks into each of thousands of notes.
        """
        wanted = fold_name(tag) + "/"
        for key in self._vault.index.tagged(wanted[:-1]):
            record = self._vault.indexed.get(key)
            places = record.tags if record else ()
            found = [each for each in places if (fold_name(each.name) + "/").startswith(wanted)]
            if found:
                return key, min(found, key=lambda each: (each.spot.line, each.spot.start8))
        return None

    def tagged(self, tag: str, nested: bool = True) -> Iterator[tuple[str, NameRecord]]:
        """Where the tag stands, as (note, place); with `nested` also `tag/below`."""
        wanted = fold_name(tag)
        for key in [*self._vault.index.tagged(wanted)]:
            record = self._vault.indexed.get(key)
            for place in record.tags if record else ():
                name = fold_name(place.name)
                if name == wanted or (nested and name.startswith(wanted + "/")):
                    yield key, place

    def label_uses(self, key: str, label: str) -> Iterator[LinkRecord]:
        """The references in the note `key` to a label; to a footnote's when it starts with `^`."""
        record = self._vault.indexed.get(key)
        footnote = label.startswith("^")
        name = normalised(label[1:] if footnote else label)
        for link in record.links if record else ():
            of_kind = link.kind in LABELLED and (link.kind is LinkKind.FOOTNOTE) is footnote
            if of_kind and normalised(link.path) == name:
                yield link

    # --- writing links ------------------------------------------------------------------------

    def path_to(self, source: str, target: str, style: str = "", ending: bool = True) -> str:
        """How the note `source` writes the path to `target`, not encoded, with `/`.

        `style` is `relative`, `absolute` (from the workspace folder, with `/`) or `short` (as much
        of the path's end as is clear); empty for the setting. Without `ending` the path of a note
        has none.
        """
        style = style or self._vault.settings(source).links.style
        root = self._vault.root_of(target)
        if style == "relative" or root is None:
            folder = self._start(source).folder
            path = os.path.relpath(target, folder) if folder else target
        else:
            path = target[len(root) :].lstrip(os.sep)
        path = path.replace(os.sep, "/")
        if style == "absolute" and root is not None:
            path = "/" + path
        if style == "short" and root is not None:
            path = self._shortest(source, target, path)
        return path if ending else self._without_ending(path)

    def _shortest(self, source: str, target: str, path: str) -> str:
        parts = path.split("/")
        locator = self._locator()
        for count in range(1, len(parts)):
            short = "/".join(parts[-count:])
            found = locator.wiki(self._start(source), readings(LinkKind.WIKI, short))
            if found.notes == (target,):
                return short
        return path

    def _without_ending(self, path: str) -> str:
        for ending in self._vault.index.endings:
            if path.lower().endswith(ending):
                return path[: -len(ending)]
        return path


_NOTHING = Anchors(NoteRecord("", (), (), (), (), (), (), 0, 0))


def _target(key: str, anchor: Anchor) -> Target:
    return Target(key, True, *anchor)


def _url(link: AnyLink) -> str:
    return link.path + ("#" + link.fragment if link.fragment_spot else "")
