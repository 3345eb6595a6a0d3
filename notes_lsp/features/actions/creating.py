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
from notes_lsp.features.sections import sections
from notes_lsp.syntax import Definition, Link, LinkKind, Note
from notes_lsp.syntax.problem import Problem
from notes_lsp.text import Span, Wording
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
    return asked.ending + _marked(_parts(asked, link), 2, asked.ending)


def _heading(
    asked: Asked, link: Link | Definition, target: Target, mended: tuple[Problem, ...]
) -> Iterator[Offer]:
    assert link.fragment is not None
    note = asked.snapshot.note(target.key)
    record = asked.snapshot.records.get(target.key)
    heading = _title(asked.note.buffer.text(link.fragment))
    if note is None or record is None or not heading or is_open(note):
        return
    parts, at, level = _below(asked, link, target.key, note)
    ending = line_ending(note)
    text = _gap(note.buffer.data[:at], ending) + _marked(parts, level, ending)
    if at < len(note.buffer):
        text += ending

    def make() -> Changes:
        changes = asked.changes()
        changes.replace(target.key, to_range(note.buffer, Span(at, at), changes.encoding), text)
        return changes

    name = Wording(f"Create the heading `{heading}`", f"新建标题 `{heading}`")
    if target.key != asked.key:
        file = os.path.basename(target.key)  # noqa: PTH119  # a key
        name = Wording(f"{name} in `{file}`", f"在 `{file}` 中{name.zh}")
    yield Offer(name, QUICK_FIX, make, mended)


def _below(
    asked: Asked, link: Link | Definition, key: str, note: Note
) -> tuple[list[str], int, int]:
    """The headings to be made, the place for them, and the level of the first: `[[n#a#b]]` asks
    for a `b` below the heading `a`, where there is one."""
    parts = _parts(asked, link)
    graph, headings = asked.snapshot.graph, asked.snapshot.records[key].headings
    for count in range(len(parts) - 1, 0, -1):
        found = graph.resolve(key, LinkKind.WIKI, "", "#".join(parts[:count])).target
        if found and found.heading:
            above = headings.index(found.heading)
            return parts[count:], sections(note)[above].span.end, min(found.heading.level + 1, 6)
    levels = [each.level for each in headings]
    return parts, len(note.buffer), 2 if 1 in levels or not levels else min(levels)


def _parts(asked: Asked, link: Link | Definition) -> list[str]:
    """The headings that a link's fragment names, each below the one before; one, but for wiki
    links."""
    fragment = asked.note.buffer.text(link.fragment) if link.fragment else ""
    if isinstance(link, Link) and link.kind is LinkKind.WIKI:
        return [each for each in fragment.split("#") if each.strip()]
    return [fragment]


def _marked(parts: list[str], level: int, ending: str) -> str:
    """Headings, each one level below the one before."""
    lines = (f"{'#' * min(n, 6)} {_title(part)}{ending}" for n, part in enumerate(parts, level))
    return ending.join(lines)


def _footnote(
    asked: Asked, link: Link | Definition, mended: tuple[Problem, ...]
) -> Iterator[Offer]:
    if not isinstance(link, Link) or link.kind is not LinkKind.FOOTNOTE:
        return
    if is_open(asked.note):
        return
    buffer = asked.note.buffer
    end = Span(len(buffer), len(buffer))
    text = f"{_gap(buffer.data, asked.ending)}[^{link.path}]: {asked.ending}"
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


def _gap(data: bytes, ending: str) -> str:
    """What makes an empty line between a text and what is put behind it."""
    data = data.rstrip(b" \t")
    if not data or data.endswith((b"\n\n", b"\r\n\r\n", b"\r\r")):
        return ""
    return ending if data.endswith((b"\n", b"\r")) else ending * 2
