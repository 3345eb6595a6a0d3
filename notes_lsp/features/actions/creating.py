"""What a broken link asks for, made: the note, the heading, the footnote."""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import unquote

from notes_lsp.features.actions.asked import Asked
from notes_lsp.features.actions.at_cursor import definition_at
from notes_lsp.features.actions.note_end import is_open
from notes_lsp.features.actions.offer import Offer
from notes_lsp.features.edits import Changes
from notes_lsp.features.format.layout import line_ending
from notes_lsp.features.options import QUICK_FIX
from notes_lsp.features.place import to_range
from notes_lsp.syntax import Definition, Link, LinkKind
from notes_lsp.syntax.problem import Problem
from notes_lsp.text import Buffer, Span, Wording
from notes_lsp.vault import Reason, Target, front_links
from notes_lsp.vault.anchors import line_of
from notes_lsp.vault.slugs import slugs
from notes_lsp.vault.written import stem_of


def creating(asked: Asked) -> Iterator[Offer]:
    """What would make the broken link at the cursor lead somewhere."""
    link = _link(asked)
    if link is None:
        return
    found = asked.snapshot.graph.resolve_link(asked.key, link)
    mended = tuple(each for each in asked.touched if each.span.overlaps(link.span))
    target = found.target
    if found.reason is Reason.MISSING_LABEL:
        yield from _footnote(asked, link, mended)
    elif target is None or not asked.is_inside(target.key):
        return
    elif found.reason is Reason.MISSING_NOTE and asked.may("create"):
        if asked.snapshot.graph.occupant(target.key) is None:
            yield _note(asked, link, target.key, mended)
    elif found.reason is Reason.MISSING_HEADING and link.fragment is not None:
        yield from _heading(asked, link, target, mended)


def _link(asked: Asked) -> Link | Definition | None:
    front = asked.note.front_matter
    if front is not None and asked.span.start < front.span.end:
        links: tuple[Link, ...] = front_links(asked.note)
    else:
        links = asked.facts.links
    at = asked.span.start
    touched = [link for link in links if link.span.touches(at)]
    inner = min(touched, key=lambda link: link.span.end - link.span.start, default=None)
    return inner or definition_at(asked)


def _note(asked: Asked, link: Link | Definition, key: str, mended: tuple[Problem, ...]) -> Offer:
    name = os.path.basename(key)  # noqa: PTH119  # a key
    endings = tuple("." + each for each in asked.snapshot.settings(key).vault.extensions)
    title = stem_of(name, endings)
    if isinstance(link, Link) and link.kind is LinkKind.INLINE and link.text and not link.image:
        title = " ".join(asked.note.buffer.text(link.text).split()) or title
    text = f"# {title}{asked.ending}" + _asked_for(asked, link)

    def make() -> Changes:
        changes = asked.changes()
        changes.create(key, text)
        return changes

    called = Wording(f"Create the note `{name}`", f"新建笔记 `{name}`")
    return Offer(called, QUICK_FIX, make, mended)


def _asked_for(asked: Asked, link: Link | Definition) -> str:
    """What a link's fragment names in a new note: a heading with those above it, or a block."""
    fragment = asked.note.buffer.text(link.fragment).strip() if link.fragment else ""
    if not fragment or line_of(fragment):
        return ""
    if fragment.startswith("^"):
        return f"{asked.ending}{fragment}{asked.ending}"
    wiki = isinstance(link, Link) and link.kind is LinkKind.WIKI
    parts = [each for each in fragment.split("#") if each.strip()] if wiki else [fragment]
    marked = enumerate(map(_title, parts), 2)
    return "".join(f"{asked.ending}{'#' * min(n, 6)} {each}{asked.ending}" for n, each in marked)


def _heading(
    asked: Asked, link: Link | Definition, target: Target, mended: tuple[Problem, ...]
) -> Iterator[Offer]:
    assert link.fragment is not None
    note = asked.snapshot.note(target.key)
    record = asked.snapshot.records.get(target.key)
    heading = _title(asked.note.buffer.text(link.fragment))
    if note is None or record is None or not heading or is_open(note):
        return
    buffer = note.buffer
    levels = [each.level for each in record.headings]
    level = 2 if 1 in levels or not levels else min(levels)
    ending = line_ending(note)
    text = _gap(buffer, ending) + "#" * level + f" {heading}{ending}"
    end = Span(len(buffer), len(buffer))

    def make() -> Changes:
        changes = asked.changes()
        changes.replace(target.key, to_range(buffer, end, changes.encoding), text)
        return changes

    name = Wording(f"Create the heading `{heading}`", f"新建标题 `{heading}`")
    if target.key != asked.key:
        file = os.path.basename(target.key)  # noqa: PTH119  # a key
        name = Wording(f"{name} in `{file}`", f"在 `{file}` 中{name.zh}")
    yield Offer(name, QUICK_FIX, make, mended)


def _footnote(
    asked: Asked, link: Link | Definition, mended: tuple[Problem, ...]
) -> Iterator[Offer]:
    if not isinstance(link, Link) or link.kind is not LinkKind.FOOTNOTE:
        return
    if is_open(asked.note):
        return
    buffer = asked.note.buffer
    end = Span(len(buffer), len(buffer))
    text = f"{_gap(buffer, asked.ending)}[^{link.path}]: {asked.ending}"
    title = Wording(f"Write the footnote `{link.path}`", f"补写脚注 `{link.path}`")
    yield Offer(title, QUICK_FIX, lambda: asked.changes([(end, text)]), mended)


def _title(fragment: str) -> str:
    """The text of a heading which that fragment names; of `a#b` the last."""
    text = unquote(fragment).strip()
    text = " ".join(text.rpartition("#")[2].split())
    if "-" not in text or " " in text:
        return text
    words = text.replace("-", " ")
    words = words[:1].upper() + words[1:]
    return words if next(iter(slugs([words]))).github == text else text


def _gap(buffer: Buffer, ending: str) -> str:
    """What makes an empty line between a text and what is put behind it."""
    data = buffer.data.rstrip(b" \t")
    if not data or data.endswith((b"\n\n", b"\r\n\r\n", b"\r\r")):
        return ""
    return ending if data.endswith((b"\n", b"\r")) else ending * 2
