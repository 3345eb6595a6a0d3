"""The vault's files that are no notes, pictures, papers ..., found by their names in any folder.

Looked up in the vault's own list of files, of which the names are laid out anew only when a file
comes or goes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from heapq import nsmallest
from itertools import islice
from weakref import WeakKeyDictionary

from lsprotocol.types import CompletionItemKind

from notes_lsp.features.completion.folder import folder_of, is_image, listing
from notes_lsp.features.completion.name_lines import LOOKED_AT, NameLines
from notes_lsp.features.completion.offer import Asking, Offer
from notes_lsp.features.completion.writing import in_wiki
from notes_lsp.syntax import LinkKind
from notes_lsp.syntax.context import Typing
from notes_lsp.text.pinyin import score
from notes_lsp.text.words import fold
from notes_lsp.vault.postings import Postings
from notes_lsp.vault.written import fold_name

_MOST = 60
"""So many files are offered: who sees more types on."""
_DRY = 20
"""With fewer files that start so, those with a part that fits are looked for."""
_MOST_SPELLED = 500
"""So many names are read by pinyin."""

Write = Callable[[str], str]
"""How a path is written in the link at hand."""


class _FileNames:
    """The names of the files as they were at one version of the vault's list."""

    def __init__(self, files: Postings) -> None:
        self.version = files.version
        self._words = list(files.words())
        self._lines = NameLines(self._words)

    def starting(self, folded: str) -> Iterator[str]:
        """The folded names that start so; with nothing typed any."""
        if not folded:
            yield from self._words[:LOOKED_AT]
        elif self._words:
            yield from (self._words[number] for number, _ in self._lines.find("\n" + folded))

    def holding(self, folded: str) -> Iterator[tuple[bool, str]]:
        """The folded names with such a part, and whether it starts within a word."""
        for number, at in self._lines.find(folded) if self._words else ():
            before = self._lines.text[at - 1]
            yield before.isalnum() and before.isascii(), self._words[number]

    def spelled(self, letters: str) -> Iterator[str]:
        """The names that are spelled so in pinyin, from the start of one of their words."""
        others = (word for word in self._words if not word.isascii())
        return (word for word in islice(others, _MOST_SPELLED) if score(letters, word) > 1)


_known: WeakKeyDictionary[Postings, _FileNames] = WeakKeyDictionary()


def found_files(asking: Asking[Typing], typed: str, *, images: bool) -> list[str]:
    """The paths of the files that `typed`, a name or the end of a path, may become; best first.

    With `images` only what an image link may show.
    """
    folder, _, name = fold_name(typed).rpartition("/")
    inside = os.sep + folder.strip("./").replace("/", os.sep) + os.sep if folder else ""
    here = _folder(asking.place.key)
    files = asking.snapshot.files
    ranked: dict[str, tuple[int, bool, int, int, str]] = {}
    pinyin = asking.settings.completion.pinyin
    for fit, word in _fitting(files, name, pinyin=pinyin):
        for path in files.get(word) if is_image(word) or not images else ():
            if not inside or inside in fold_name(path):
                far = _folder(path) != here
                ranked.setdefault(path, (fit, far, path.count(os.sep), len(path), path))
    return [path for *_, path in nsmallest(_MOST, ranked.values())]


def in_embed(asking: Asking[Typing], typed: str, end: str, *, images: bool) -> Iterator[Offer]:
    """Behind `![[`, and behind `[[` where something is typed: files by name, those beside first."""
    given: set[str] = set()
    for path in _beside(asking, typed) if images else ():
        text = in_wiki(path)
        given.add(text)
        name = path.rpartition("/")[2]
        yield Offer(label=name, text=text + end, kind=CompletionItemKind.File)
    for path in found_files(asking, typed, images=images):
        text = _written(asking, path, LinkKind.WIKI, in_wiki)
        if text and text not in given:
            yield _offer(asking, path, text + end)


def in_destination(
    asking: Asking[Typing], typed: str, kind: LinkKind, write: Write, *, images: bool
) -> Iterator[Offer]:
    """In `[x](…)` and its like: files of any folder by name, written as the settings ask."""
    for path in found_files(asking, typed, images=images):
        if text := _written(asking, path, kind, write):
            yield _offer(asking, path, text)


def _fitting(files: Postings, folded: str, *, pinyin: bool) -> Iterator[tuple[int, str]]:
    names = _known.get(files)
    if names is None or names.version != files.version:
        names = _known[files] = _FileNames(files)
    count = 0
    for word in names.starting(folded):
        count += 1
        yield 0, word
    if folded and count < _DRY:
        for within, word in names.holding(folded):
            count += 1
            yield 1 + within, word
    if folded and folded.isascii() and not count and pinyin:
        yield from ((3, word) for word in names.spelled(folded))


def _beside(asking: Asking[Typing], typed: str) -> Iterator[str]:
    """The pictures of the folder that is typed, from the note on, as the disk has them now."""
    before, _, wanted = typed.rpartition("/")
    folder = os.path.normpath(_folder(asking.place.key) + os.sep + before)
    for entry in listing(asking, folder):
        if entry.is_image and fold(entry.name).startswith(fold(wanted)):
            yield f"{before}/{entry.name}" if before else entry.name


def _written(asking: Asking[Typing], path: str, kind: LinkKind, write: Write) -> str:
    """How a link of this note names a file; empty where nothing leads there.

    By its name alone where links may be short and no other file is called so.
    """
    graph, own, style = asking.snapshot.graph, asking.place.key, asking.settings.links.style
    name = path[path.rfind(os.sep) + 1 :]
    short = kind is LinkKind.WIKI if style == "relative" else style == "short"
    only = len(asking.snapshot.files.get(fold_name(name))) == 1
    names = [name] if short and only else []
    whole = graph.path_to(own, path, "absolute")
    if kind is LinkKind.WIKI:
        names.append(whole.removeprefix("/"))
    elif style == "absolute":
        names.append(whole)
    for each in (*names, graph.path_to(own, path, "relative")):
        text = write(each)
        target = graph.resolve(own, kind, text).target
        if target is not None and target.key == path:
            return text
    return ""


def _folder(path: str) -> str:
    return path[: path.rfind(os.sep)]


def _offer(asking: Asking[Typing], path: str, text: str) -> Offer:
    name = path[path.rfind(os.sep) + 1 :]
    return Offer(
        label=name,
        text=text,
        key=fold(name),
        kind=CompletionItemKind.File,
        origin=folder_of(asking, path),
    )
