"""What is wrong with links, found once for all rules of links; `links.py` documents them.

A note can only be missing where all are known: while the vault is read, and for a note outside of
every workspace folder, nothing is said but of links within the note.
"""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Iterator
from fnmatch import fnmatchcase
from urllib.parse import unquote

from notes_lsp.features.block_memory import BlockMemory, names_world
from notes_lsp.features.rules import link_fixes
from notes_lsp.features.rules.written_links import WrittenLink, written_in_block, written_in_front
from notes_lsp.syntax import LinkKind, Note
from notes_lsp.syntax.problem import FINISHED, Fix, Problem, Related
from notes_lsp.text import Span, Wording, writing
from notes_lsp.vault import Reason, Resolution, Snapshot, Target
from notes_lsp.vault.written import fold_name

_NO_HEADING = re.compile(
    r"[Ll]?\d+(?:[,C]\d+)?(?:-[Ll]?\d+(?:[,C]\d+)?)?"  # a place in the text: #L10, #10,2-12,4
    r"|(?:user-content-)?fn(?:ref)?[:-]?.*"  # the site's own ids of footnotes
    r"|[!/?].*|:~:.*"  # a page of a single-page site, a text to look for
)
_MARKERS = frozenset({"toc", "_toc_"})
"""What site generators and forges replace by a table of contents, written like a link to a note."""
_TAG = re.compile(rb"<([A-Za-z][\w.-]*)")
_LINKING_TAGS = frozenset(
    b"a area audio embed iframe img input link script source track video".split()
)
"""HTML's own tags with `href` or `src` (HTML Living Standard, "Attributes")."""
_MOST_GUESSES = 100
"""Broken links of one note for which the nearest name is looked for."""
_MISSING = frozenset({Reason.MISSING_NOTE, Reason.FILE})
_kept: BlockMemory[tuple[WrittenLink, ...]] = BlockMemory()
"""The links of each block of which more than the notes' names tells whether they are right."""


def link_faults(snapshot: Snapshot, key: str, note: Note) -> Iterator[Problem | None]:
    """The faults of the note's links, in the order of the text; None behind each link."""
    looking = _Looking(snapshot, key, note)
    for link in written_in_front(note):
        yield from looking.faults(link)
    kept = _kept.of(key, note, looking.world)
    for number, start in enumerate(note.starts[:-1]):
        doubtful = kept[number]
        if doubtful is None:
            written = written_in_block(note, number)
            doubtful = tuple(link.moved(-start) for link in written if not looking.is_sure(link))
            kept[number] = doubtful
            yield None
        for link in doubtful:
            yield None
            yield from looking.faults(link.moved(start))


def in_doubt(snapshot: Snapshot, key: str, note: Note) -> Generator[None, None, bool]:
    """Whether a link of the note leads to nothing that is known so far, while notes are read:
    only when all are known is it told as broken. Gives way behind each link."""
    if snapshot.complete:
        return False
    looking = _Looking(snapshot, key, note)
    for number in range(len(note.starts) - 1):
        for link in written_in_block(note, number):
            yield
            if not looking.ignores(link) and link.path:
                found = snapshot.graph.resolve(key, link.kind, link.path, link.fragment)
                if found.broken:
                    return True
    return False


class _Looking:
    """One look at a note's links."""

    def __init__(self, snapshot: Snapshot, key: str, note: Note) -> None:
        self._snapshot = snapshot
        self._graph = snapshot.graph
        self._key = key
        self._note = note
        self._ignored = [each.replace("**/", "*") for each in snapshot.settings(key).links.ignore]
        self._knows_all = snapshot.complete and self._inside(key)
        self._labels = note.labels
        self._guesses = _MOST_GUESSES

    @property
    def world(self) -> object:
        """On what `is_sure` depends, beside the link."""
        return names_world(self._snapshot, self._key)

    def is_sure(self, link: WrittenLink) -> bool:
        """Whether a link stays without fault as long as no note comes, goes or is renamed."""
        if self.ignores(link):
            return True
        if not link.path.strip() or link.fragment_span is not None:
            return False
        if not self._knows_all:
            return True
        found = self._graph.resolve(self._key, link.kind, link.path, link.fragment)
        plain = "%" not in link.path or link.kind is not LinkKind.INLINE
        return found.reason is Reason.EXTERNAL or (found.reason is Reason.FOUND and plain)

    def ignores(self, link: WrittenLink) -> bool:
        """Whether the settings say that a link is fine, by its path or the whole of it.

        `[[toc]]` is no link at all, and what `src` means to a site's own component,
        `<BiliBili src="BV1">`, is known to the site alone.
        """
        if link.kind is LinkKind.WIKI and link.path.lower() in _MARKERS:
            return True
        if link.kind is LinkKind.HTML:
            name = _TAG.match(self._note.buffer.data, link.span.start)
            if name and name[1].lower() not in _LINKING_TAGS:
                return True
        if not self._ignored:
            return False
        whole = self._note.buffer.text(link.destination)
        return any(fnmatchcase(text, glob) for glob in self._ignored for text in (whole, link.path))

    def faults(self, link: WrittenLink) -> Iterator[Problem | None]:
        """What is wrong with one link; None on the way to it."""
        if self.ignores(link):
            return
        if not link.path.strip() and link.fragment_span is None:
            if link.kind is LinkKind.INLINE and not self._is_call(link):
                message = Wording(
                    "This link leads nowhere: its target is empty.", "这个链接没有写目标。"
                )
                yield Problem("link.empty", link.span, message, unfinished=link.span)
            return
        if link.path and not self._knows_all:
            return
        found = self._graph.resolve(self._key, link.kind, link.path, link.fragment)
        if link.fragment_span is not None and found.broken and self._knows_all:
            written = self._note.buffer.text(link.destination)
            right = link_fixes.with_hash(self._snapshot, self._key, link, written)
            if right is not None:
                yield self._hash(link, found, right)
                return
        if found.reason in {Reason.MISSING_HEADING, Reason.MISSING_BLOCK}:
            yield from self._no_anchor(link, found)
        elif found.reason in _MISSING and found.broken:
            yield from self._no_file(link, found.targets[0])
        elif found.reason is Reason.AMBIGUOUS:
            yield self._several(link, found)
        elif found.targets and "%" in link.path and link.kind is LinkKind.INLINE:
            yield from self._percent(link, found.targets[0])

    def _is_call(self, link: WrittenLink) -> bool:
        """Whether `[…]()` is code that lost its fence: `new int[n]()`."""
        before = self._note.buffer.data[max(link.span.start - 1, 0) : link.span.start]
        return before.isalnum() or before in {b"_", b")", b"]"}

    # --- nothing is there ---------------------------------------------------------------------

    def _no_file(self, link: WrittenLink, target: Target) -> Iterator[Problem | None]:
        wiki = link.kind is LinkKind.WIKI
        file = os.path.basename(target.key)  # noqa: PTH119  # a key
        is_note = fold_name(file).endswith(self._endings())
        if wiki and (_key(link.path) in self._labels or self._may_be_elsewhere(link, is_note)):
            return
        where = os.path.dirname(target.key)  # noqa: PTH120  # a key
        if link.path.rstrip().endswith("/"):
            where = os.path.splitext(target.key)[0] if is_note else target.key  # noqa: PTH122  # a key
        code = "link.missing-note" if is_note else "link.missing-file"
        if link.path.startswith(("@", "~")) or not (self._inside(where) and os.path.isdir(where)):  # noqa: PTH112  # a key
            code, message = "link.outside", self._told_outside(where)
        elif is_note:
            message = _no_note(link.path) if wiki else self._told(target.key)
        else:
            code = "link.missing-image" if link.image else code
            message = self._told(target.key)
        fixes: tuple[Fix, ...] = ()
        if link.path.lower().startswith("www.") and not wiki:
            fixes = (link_fixes.with_scheme(link),)
        elif self._may_guess():
            yield from link_fixes.names_made_ready(self._snapshot, self._key)
            fixes = self._meant(link, target.key, is_note)
        yield _problem(code, link.destination, message, fixes)

    def _meant(self, link: WrittenLink, missing: str, is_note: bool) -> tuple[Fix, ...]:
        find = link_fixes.nearest_notes if is_note else link_fixes.same_files
        return tuple(find(self._snapshot, self._key, link, missing))

    def _may_guess(self) -> bool:
        self._guesses -= 1
        return self._guesses >= 0

    def _may_be_elsewhere(self, link: WrittenLink, is_note: bool) -> bool:
        """Whether a wiki link names a picture or such, which may lie in any folder."""
        return not is_note and not link.path.startswith(("./", "../", "/"))

    def _told(self, key: str) -> Wording:
        shown = self._shown(key)
        return Wording(f"There is no file `{shown}`.", f"没有文件 `{shown}`。")

    def _told_outside(self, folder: str) -> Wording:
        if not self._inside(folder):
            return Wording(
                "This leads out of the vault, to a file that is not there.",
                "这个链接指向笔记库之外，而那里没有这个文件。",
            )
        shown = self._shown(folder)
        return Wording(
            f"There is no folder `{shown}` in this vault.", f"笔记库里没有文件夹 `{shown}`。"
        )

    def _shown(self, key: str) -> str:
        """A path from its workspace folder on."""
        root = max(filter(key.startswith, self._snapshot.roots), key=len, default="")
        return key[len(root) :].strip(os.sep).replace(os.sep, "/")

    def _inside(self, key: str) -> bool:
        return any(
            key == root or key.startswith(root.rstrip(os.sep) + os.sep)
            for root in self._snapshot.roots
        )

    def _endings(self) -> tuple[str, ...]:
        return tuple("." + each for each in self._snapshot.settings(self._key).vault.extensions)

    # --- the note is there, the heading is not ------------------------------------------------

    def _no_anchor(self, link: WrittenLink, found: Resolution) -> Iterator[Problem]:
        if found.reason is Reason.MISSING_BLOCK:
            where = _where(link)
            message = Wording(
                f"No block has the id `{link.fragment}`{where}.",
                f"{where.zh}没有 id 为 `{link.fragment}` 的块。",
            )
            yield Problem("link.missing-block", link.from_hash, message, unfinished=FINISHED)
            return
        if _NO_HEADING.fullmatch(link.fragment) or self._is_other_slug(link, found):
            return
        fixes: tuple[Fix, ...] = ()
        if len(found.targets) == 1 and self._may_guess():
            target = found.targets[0].key
            fixes = tuple(link_fixes.nearest_headings(self._snapshot, self._key, link, target))
        where, name = _where(link), unquote(link.fragment)
        message = Wording(f"There is no heading `{name}`{where}.", f"{where.zh}没有标题 `{name}`。")
        yield _problem("link.missing-heading", link.from_hash, message, fixes, "#")

    def _is_other_slug(self, link: WrittenLink, found: Resolution) -> bool:
        """Whether a heading has the fragment's letters: site generators differ in the signs."""
        wanted = _letters(unquote(link.fragment))
        return bool(wanted) and any(
            wanted == _letters(heading.text)
            for target in found.targets
            if (record := self._snapshot.records.get(target.key))
            for heading in record.headings
        )

    # --- more than one is there, or another one than is written -------------------------------

    def _several(self, link: WrittenLink, found: Resolution) -> Problem:
        names = [self._shown(target.key) for target in found.targets]
        message = Wording(
            f"`{link.path}` may be {len(names)} notes; it leads to the nearest, `{names[0]}`. "
            "Write more of the path to make it clear.",
            f"`{link.path}` 可能指 {len(names)} 篇笔记；现在指向最近的 `{names[0]}`。"
            "请多写一段路径来区分。",
        )
        called = Wording(f"A note called `{link.path}`", f"名为 `{link.path}` 的笔记")
        related = tuple(Related(Span(0, 0), called, target.key) for target in found.targets)
        fixes = tuple(link_fixes.clearer(self._snapshot, self._key, link, found.targets))
        return Problem("link.ambiguous", link.path_span, message, None, link.span, fixes, related)

    def _hash(self, link: WrittenLink, found: Resolution, right: str) -> Problem:
        """`[[C# notes]]` for a note that has the `#` in its name."""
        message = Wording(
            f"`#` starts a heading here; for the `#` of the file's name write `{right}`.",
            f"这里的 `#` 表示标题；文件名里的 `#` 请写成 `{right}`。",
        )
        code = "link.missing-heading"
        if found.reason in _MISSING:
            picture = link.image and link.kind is not LinkKind.WIKI
            code = "link.missing-image" if picture else "link.missing-note"
        fix = Fix(writing(right), ((link.destination, right),))
        return Problem(code, link.destination, message, fix, FINISHED)

    def _percent(self, link: WrittenLink, target: Target) -> Iterator[Problem]:
        """`a%20b.md` for a file that has the `%` in its name: for a browser that is `a b.md`."""
        plain = link.path.partition("?")[0].rsplit("/", 1)[-1]
        name = fold_name(os.path.basename(target.key))  # noqa: PTH119  # a key
        if "%" not in plain or not name.startswith(fold_name(plain)) or unquote(plain) == plain:
            return
        right = link.path.replace("%", "%25")
        message = Wording(
            f"A browser reads `{link.path}` as `{unquote(link.path)}`: write `{right}`.",
            f"浏览器会把 `{link.path}` 读作 `{unquote(link.path)}`：请写成 `{right}`。",
        )
        fix = Fix(writing(right), ((link.path_span, right),))
        yield Problem("link.missing-note", link.destination, message, fix, FINISHED)


def _problem(
    code: str, span: Span, message: Wording, fixes: tuple[Fix, ...], sign: str = ""
) -> Problem:
    """A problem with its fixes, the nearest of which is asked for in the message, behind `sign`."""
    if fixes:
        near = sign + fixes[0].edits[0][1]
        message += Wording(f" Did you mean `{near}`?", f"是不是 `{near}`？")
    return Problem(code, span, message, fixes[0] if fixes else None, FINISHED, fixes[1:])


def _no_note(path: str) -> Wording:
    return Wording(f"No note is called `{path}`.", f"没有名为 `{path}` 的笔记。")


def _where(link: WrittenLink) -> Wording:
    """Where a heading or block is missing, as the end of an English and the start of a Chinese
    sentence."""
    if link.path:
        return Wording(f" in `{link.path}`", f"`{link.path}` 里")
    return Wording(" in this note", "本笔记里")


def _key(path: str) -> str:
    return " ".join(path.split()).casefold()


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold_name(text)))
