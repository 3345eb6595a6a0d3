"""An excerpt's links made to work where it is shown: absolute, and pictures only where drawn."""

from __future__ import annotations

import html
from collections.abc import Iterator

from notes_lsp.features.under_cursor.link import destination
from notes_lsp.features.under_cursor.targets import target_range
from notes_lsp.syntax import Definition, Link, LinkKind, parse
from notes_lsp.text import Buffer, Encoding, Span
from notes_lsp.vault import NoteRecord, Reason, Snapshot, Target
from notes_lsp.vault.written import is_external

_REWRITTEN = frozenset({LinkKind.INLINE, LinkKind.WIKI})


def absolute(snapshot: Snapshot, key: str, text: str, *, images: bool) -> str:
    """`text` of the note `key` with its links to files as `file:` URIs.

    Wiki links become inline links. Without `images` a picture is its alternative text. The
    definitions of labels that the text uses are put behind it.
    """
    record = snapshot.records.get(key)
    whole = text + _definitions(record, text) if record else text
    buffer = Buffer.of(whole)
    facts = parse(buffer).facts
    edits: list[tuple[Span, str]] = []
    links: tuple[Link | Definition, ...] = (*facts.links, *facts.definitions)
    for link in links:
        edits += _edits(snapshot, key, buffer, link, images)
    return _applied(buffer, edits)


def opened(snapshot: Snapshot, target: Target) -> str:
    """The URI of a target, with the line where it leads into a file."""
    uri = snapshot.uri(target.key)
    if target.heading is None and target.block is None and target.line is None:
        return uri
    return f"{uri}#L{target_range(target, Encoding.UTF16).start.line + 1}"


def _definitions(record: NoteRecord, text: str) -> str:
    folded = text.casefold()
    used = [each for each in record.definitions if f"[{each.name}]" in folded]
    lines = [
        f"[{each.name}]: <{each.path}{'#' + each.fragment if each.fragment_spot else ''}>"
        for each in used
        if f"[{each.name}]:" not in folded
    ]
    return "\n\n" + "\n".join(lines) if lines else ""


def _edits(
    snapshot: Snapshot, key: str, buffer: Buffer, link: Link | Definition, images: bool
) -> Iterator[tuple[Span, str]]:
    kind = link.kind if isinstance(link, Link) else LinkKind.INLINE
    if kind not in _REWRITTEN:
        return
    fragment = buffer.text(link.fragment) if link.fragment else ""
    found = snapshot.graph.resolve(key, kind, link.path, fragment)
    target = found.target if found.reason is not Reason.MISSING_NOTE else None
    picture = isinstance(link, Link) and link.image
    shown = _shown(buffer, link)
    if picture and not images:
        yield link.span, shown
    elif isinstance(link, Link) and kind is LinkKind.WIKI:
        mark = "!" if picture and found.reason is Reason.FILE else ""
        yield link.span, f"{mark}[{shown}](<{opened(snapshot, target)}>)" if target else shown
    elif target is not None and not is_external(kind, html.unescape(link.path)):
        yield _with_angles(buffer, destination(link)), f"<{opened(snapshot, target)}>"


def _with_angles(buffer: Buffer, span: Span) -> Span:
    around = buffer.data[span.start - 1 : span.start] + buffer.data[span.end : span.end + 1]
    return Span(span.start - 1, span.end + 1) if around == b"<>" else span


def _shown(buffer: Buffer, link: Link | Definition) -> str:
    text = buffer.text(link.text) if isinstance(link, Link) and link.text else ""
    written = destination(link)
    return text or buffer.text(written).replace("#", " › ").removeprefix(" › ")


def _applied(buffer: Buffer, edits: list[tuple[Span, str]]) -> str:
    data, end = buffer.data, len(buffer.data)
    for span, text in sorted(edits, reverse=True):
        if span.end <= end:
            data = data[: span.start] + text.encode() + data[span.end :]
            end = span.start
    return data.decode("utf-8", "replace")
