"""Document links: what an editor underlines and opens, its target found when it is wanted."""

from __future__ import annotations

import html
from collections.abc import Generator
from typing import Any, NamedTuple

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.language import language_of
from notes_lsp.features.under_cursor.mentions import destination_range
from notes_lsp.features.under_cursor.naming import inside_vault
from notes_lsp.features.under_cursor.targets import target_range
from notes_lsp.syntax import LinkKind
from notes_lsp.syntax.definitions import normalised
from notes_lsp.text import Encoding
from notes_lsp.vault import AnyLink, LinkRecord, NoteRecord, Reason, Snapshot, Target, to_key
from notes_lsp.vault.index import LABELLED
from notes_lsp.vault.written import is_external

_FOLLOW = {"en": "Follow link", "zh": "打开链接"}
_DEFINITION = {"en": "Go to the link's definition", "zh": "跳到链接的定义"}
_ORDER = {LinkKind.AUTOLINK: 3, LinkKind.HTML: 4}


class _Asked(NamedTuple):
    """The note whose links are wanted."""

    key: str
    uri: str
    record: NoteRecord
    encoding: Encoding
    language: str


def document_link(
    snapshot: Snapshot, params: types.DocumentLinkParams, client: ClientProfile
) -> Generator[None, None, list[types.DocumentLink]]:
    """The links of a note whose targets can be opened.

    A bare address and a footnote are left out: editors find addresses themselves, and a footnote
    is no link to open. Links are told by kind: inline, references, definitions, `<…>`, HTML.
    Gives way after each. Of a large note none are told, there may be a hundred thousand.
    """
    key = to_key(params.text_document.uri)
    record, note = snapshot.records.get(key), snapshot.note(key)
    if record is None or note is None or note.is_large:
        return []
    uri = params.text_document.uri
    asked = _Asked(key, uri, record, client.encoding, language_of(snapshot, key, note))
    links: list[AnyLink] = [*record.links, *record.definitions]
    shown = []
    for link in sorted(links, key=_order):
        yield
        if made := _made(asked, link):
            shown.append(made)
    return shown


def resolve_document_link(
    snapshot: Snapshot, link: types.DocumentLink, client: ClientProfile
) -> types.DocumentLink:
    """The link with its target: the URI of a file, with `#L3,1` where it leads into it."""
    match link.data:
        case [str(key), str(kind), str(path), str(fragment)] if kind in set(LinkKind):
            found = snapshot.graph.resolve(key, LinkKind(kind), path, fragment)
            if found.target is not None:
                link.target = _opened(snapshot, found.target)
                link.tooltip = _tooltip(snapshot, key, found.target, found.reason)
    return link


def _order(link: AnyLink) -> tuple[int, int, int, int]:
    """By kind, then by place: of references the label counts, of all others where they start."""
    if isinstance(link, LinkRecord):
        labelled = link.kind in LABELLED
        spot = link.target if labelled else link.spot
        return _ORDER.get(link.kind, int(labelled)), spot.line, spot.start8, link.target.start8
    return 2, link.spot.line, link.spot.start8, 0


def _made(asked: _Asked, link: AnyLink) -> types.DocumentLink | None:
    kind = link.kind if isinstance(link, LinkRecord) else LinkKind.INLINE
    range_ = destination_range(link, asked.encoding)
    if kind in {LinkKind.URL, LinkKind.FOOTNOTE} or not (link.path or link.fragment_spot):
        return None
    if kind in LABELLED:
        place = _defined(asked.record, link.path)
        target = f"{asked.uri}#{place}"
        return types.DocumentLink(range_, target, _DEFINITION[asked.language]) if place else None
    if is_external(kind, link.path):
        return types.DocumentLink(range_, _address(link))
    data: Any = [asked.key, str(kind), link.path, link.fragment]
    return types.DocumentLink(range_, tooltip=_FOLLOW[asked.language], data=data)


def _defined(record: NoteRecord, label: str) -> str | None:
    """Where a label's definition writes its destination, as a fragment."""
    name = normalised(label)
    for each in record.definitions:
        if each.name == name:
            return _fragment(each.target.line, each.target.start16)
    return None


def _address(link: AnyLink) -> str:
    url = html.unescape(link.path) + ("#" + link.fragment if link.fragment_spot else "")
    return url if ":" in url or url.startswith("//") else "mailto:" + url


def _opened(snapshot: Snapshot, target: Target) -> str:
    uri = snapshot.uri(target.key)
    if target.heading is None and target.block is None and target.line is None:
        return uri
    start = target_range(target, Encoding.UTF16).start
    return f"{uri}#{_fragment(start.line, start.character)}"


def _fragment(line: int, column: int) -> str:
    """A place as editors read it in a URI: from 1, in UTF-16, whatever was negotiated."""
    return f"L{line + 1},{column + 1}"


def _tooltip(snapshot: Snapshot, key: str, target: Target, reason: Reason) -> str:
    note = snapshot.note(key)
    language = language_of(snapshot, key, note) if note else "en"
    name = inside_vault(snapshot, target.key)
    if not target.exists:
        return f"{name} 不存在" if language == "zh" else f"{name} does not exist"
    if reason in {Reason.MISSING_HEADING, Reason.MISSING_BLOCK}:
        missing = "没有这个标题或块" if language == "zh" else "has no such heading or block"
        return f"{name} {missing}"
    return f"打开 {name}" if language == "zh" else f"Open {name}"
