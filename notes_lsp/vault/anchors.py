"""Fragments of links looked up in a note: headings by any slug, blocks, HTML ids, lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from notes_lsp.vault.record import HeadingRecord, NameRecord, NoteRecord
from notes_lsp.vault.slugs import Slugs, github, obsidian, slugs
from notes_lsp.vault.written import fold_name

_line = re.compile(r"[Ll]?(\d+)(?:[,C](\d+))?(?:-[Ll]?\d+(?:[,C]\d+)?)?")
"""A line, a place on it, or from one to another: `L3`, `3,4`, `L3-L5`, `L3C4-L5C6`."""
_dashes = re.compile(r"-+")
_emoji_marks = re.compile("[\ufe00-\ufe0f\u200d\u20e3]")
_TOP = frozenset({"", "top"})


class Anchor(NamedTuple):
    """What a fragment names in a note; nothing of it set is the note's start."""

    heading: HeadingRecord | None = None
    block: NameRecord | None = None
    """A block id or an HTML id."""
    line: int | None = None
    """From 0."""
    column: int = 0
    """On that line, as editors count it in addresses: in UTF-16, but from 0."""


class Anchors:
    """All that fragments may name in one note."""

    def __init__(self, record: NoteRecord) -> None:
        """Looks at `record` when first asked."""
        self._headings = record.headings
        self._block_ids = record.block_ids
        self._html_ids = record.html_ids

    def is_of(self, record: NoteRecord) -> bool:
        """Whether these are those of `record`: an edit of other things leaves them be."""
        return (
            self._headings is record.headings
            and self._block_ids is record.block_ids
            and self._html_ids is record.html_ids
        )

    @cached_property
    def slugs(self) -> tuple[Slugs, ...]:
        """The fragments of each heading."""
        return tuple(slugs(heading.text for heading in self._headings))

    def find(self, fragment: str) -> Anchor | None:
        """What `fragment` (without `#`) names here, or None."""
        for written in dict.fromkeys((fragment, unquote(fragment))):
            if found := self._find(written.strip()):
                return found
        return None

    def _find(self, fragment: str) -> Anchor | None:
        if fragment.startswith("^"):
            block = self._blocks.get(fold_name(fragment[1:]))
            return Anchor(block=block) if block else None
        if found := self._named(fragment):
            return found
        if "#" in fragment and (heading := self._nested(fragment)):
            return Anchor(heading)
        if fragment in _TOP or fragment.startswith(":~:"):
            return Anchor()
        return line_of(fragment)

    def _named(self, name: str) -> Anchor | None:
        headings = self._headings
        for table, form in self._tables:
            # A heading of signs alone has no slug: `#` and `#-` mean none of these.
            if (formed := form(name)) and (number := table.get(formed)) is not None:
                return Anchor(headings[number])
        html = self._ids.get(name) or self._ids.get(fold_name(name))
        return Anchor(block=html) if html else None

    @cached_property
    def _tables(self) -> tuple[tuple[dict[str, int], Callable[[str], str]], ...]:
        explicit: dict[str, int] = {}
        made: dict[str, int] = {}
        texts: dict[str, int] = {}
        loose: dict[str, int] = {}
        for number, (heading, forms) in enumerate(zip(self._headings, self.slugs, strict=True)):
            if heading.id:
                explicit.setdefault(heading.id, number)
                loose.setdefault(_loose(heading.id), number)
            made.setdefault(fold_name(forms.github), number)
            made.setdefault(fold_name(forms.vuepress), number)
            texts.setdefault(_text(heading.text), number)
            loose.setdefault(_loose(forms.github), number)
        return (explicit, str), (made, fold_name), (texts, _text), (loose, _loose)

    def _nested(self, fragment: str) -> HeadingRecord | None:
        """`Chapter#Section`: the last one, below the others."""
        wanted = [_text(part) for part in fragment.split("#") if part.strip()]
        path: list[HeadingRecord] = []
        for heading in self._headings:
            while path and path[-1].level >= heading.level:
                path.pop()
            path.append(heading)
            if wanted and _text(heading.text) == wanted[-1]:
                above = iter([_text(each.text) for each in path[:-1]])
                if all(part in above for part in wanted[:-1]):
                    return heading
        return None

    @cached_property
    def _blocks(self) -> dict[str, NameRecord]:
        return {fold_name(block.name): block for block in reversed(self._block_ids)}

    @cached_property
    def _ids(self) -> dict[str, NameRecord]:
        folded = {fold_name(each.name): each for each in reversed(self._html_ids)}
        return folded | {each.name: each for each in reversed(self._html_ids)}


def line_of(fragment: str) -> Anchor | None:
    """The line, and the place on it, that a fragment tells by its number."""
    found = _line.fullmatch(fragment)
    if found is None:
        return None
    line, column = (max(int(each or 1) - 1, 0) for each in found.groups())
    return Anchor(line=line, column=column)


@lru_cache(maxsize=4096)
def _text(text: str) -> str:
    """A heading's text as links to it are compared."""
    return " ".join(fold_name(obsidian(text)).split())


def _loose(slug: str) -> str:
    """What slugs of other makers have in common: runs of `-` are one, ends have none, and nothing
    of an emoji is left (GitHub drops `⭐️` but for its invisible U+FE0F)."""
    return _dashes.sub("-", github(_emoji_marks.sub("", slug))).strip("-")
