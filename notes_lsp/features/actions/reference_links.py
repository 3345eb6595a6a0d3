"""Inline links to reference links, and back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from notes_lsp.features.actions import definition_lines
from notes_lsp.features.actions.asked import Asked
from notes_lsp.features.actions.at_cursor import (
    REFERENCES,
    all_links,
    definition_at,
    definition_of,
    link_at,
    uses_of,
)
from notes_lsp.features.actions.new_link import in_cell
from notes_lsp.features.actions.offer import Offer
from notes_lsp.features.edits import Changes
from notes_lsp.features.lines_gone import without
from notes_lsp.features.options import EXTRACT_DEFINITION, INLINE_DEFINITION
from notes_lsp.syntax import Definition, Link, LinkKind
from notes_lsp.text import Span, Wording


def extracting(asked: Asked) -> Iterator[Offer]:
    """Give the destination of the link at the cursor, and of all like it, a definition."""
    link = link_at(asked)
    if link is None or link.kind not in {LinkKind.INLINE, LinkKind.AUTOLINK}:
        return
    if link.kind is LinkKind.INLINE and (link.text is None or not (link.path or link.fragment)):
        return
    found = link

    def make() -> Changes:
        label = _free_label(asked)
        destination = _destination(asked, found)
        alike = [each for each in all_links(asked.note) if _same(asked, each, found)]
        edits = [_by_label(each, label) for each in alike]
        line = definition_lines.added(asked, [f"[{label}]: {destination}"])
        return asked.changes([*edits, line])

    title = Wording("Move the address to a link definition", "把地址移到链接定义")
    yield Offer(title, EXTRACT_DEFINITION, make)


def inlining(asked: Asked) -> Iterator[Offer]:
    """Write the destination of a definition into the links that use it."""
    link, definition = link_at(asked), definition_at(asked)
    if link is not None and link.kind in REFERENCES and link.defined:
        definition = definition_of(asked.note, link.path)
    if definition is None:
        return
    uses = uses_of(asked.note, definition.name)
    counts = definition_of(asked.note, definition.name) == definition
    if not uses or not counts or any(each.text is None for each in uses):
        return
    found, label = definition, asked.note.buffer.text(definition.label)
    if link is not None and link in uses and len(uses) > 1:
        one = link
        yield Offer(
            Wording("Write the address into this link", "把地址写进这个链接"),
            INLINE_DEFINITION,
            lambda: asked.changes([_by_address(asked, one, found)]),
        )

    def make() -> Changes:
        buffer = asked.note.buffer
        stays = definition_lines.keeps_from_code(buffer, found)
        stays = stays or definition_lines.leads_paragraph(buffer, found)
        stays = stays or definition_lines.keeps_apart(asked.note, found, found)
        taken = [] if stays else without(buffer, [found.span])
        return asked.changes([*(_by_address(asked, each, found) for each in uses), *taken])

    links = Wording("the link", "链接")
    if len(uses) > 1:
        links = Wording(f"all {len(uses)} links", f"全部 {len(uses)} 个链接")
    title = Wording(
        f"Write the address of `{label}` into {links}", f"把 `{label}` 的地址写进{links.zh}"
    )
    yield Offer(title, INLINE_DEFINITION, make)


def _free_label(asked: Asked) -> str:
    taken = asked.note.labels
    names = ("def" if number == 1 else f"def{number}" for number in count(1))
    return next(name for name in names if name not in taken)


def _destination(asked: Asked, link: Link) -> str:
    if link.kind is LinkKind.AUTOLINK or link.text is None:
        address = asked.note.buffer.text(Span(link.span.start + 1, link.span.end - 1))
        return address if ":" in address else f"mailto:{address}"
    inner = Span(link.text.end + 2, link.span.end - 1)
    return definition_lines.written(asked.note.buffer, inner)


def _same(asked: Asked, link: Link, other: Link) -> bool:
    """Whether a link may use the definition of another."""
    kinds = {LinkKind.INLINE, LinkKind.AUTOLINK}
    if link.kind not in kinds or (link.kind is LinkKind.INLINE and link.text is None):
        return False
    return _address(asked, link) == _address(asked, other)


def _address(asked: Asked, link: Link) -> tuple[str, str, str]:
    """What a link leads to, however the path to it is written, and its title."""
    text = asked.note.buffer.text
    fragment = text(link.fragment) if link.fragment else ""
    if link.kind is LinkKind.AUTOLINK:
        return text(link.target), fragment, ""
    return _file(asked, link.path), fragment, text(link.title) if link.title else ""


def _file(asked: Asked, path: str) -> str:
    """The file to which a path leads; the path itself where that is none or not sure."""
    if not path or "?" in path:
        return path
    targets = asked.snapshot.graph.resolve(asked.key, LinkKind.INLINE, path).targets
    return targets[0].key if len(targets) == 1 else path


def _by_label(link: Link, label: str) -> tuple[Span, str]:
    if link.kind is LinkKind.AUTOLINK or link.text is None:
        return link.span, f"[{label}]"
    return Span(link.text.end, link.span.end), f"][{label}]"


def _by_address(asked: Asked, link: Link, definition: Definition) -> tuple[Span, str]:
    address = definition_lines.destination(asked.note.buffer, definition)
    assert link.text is not None
    new = in_cell(asked.note, link.span.start, f"]({address})")
    return Span(link.text.end, link.span.end), new
