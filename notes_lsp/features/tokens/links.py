"""Links within the vault: where they lead, or that they lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from notes_lsp.features.tokens.token import DEFINITION, LINK, UNRESOLVED, Token
from notes_lsp.syntax import Facts, Link, LinkKind
from notes_lsp.text import Span
from notes_lsp.vault import Reason, Snapshot

_LABELS = frozenset({LinkKind.FULL, LinkKind.COLLAPSED, LinkKind.SHORTCUT, LinkKind.FOOTNOTE})
_BARE = frozenset({LinkKind.URL, LinkKind.AUTOLINK})


def link_token(snapshot: Snapshot, key: str, link: Link, start: int) -> Iterator[Token]:
    """What a link names, path or label; nothing for an address, which editors colour.

    The link is relative to `start`, where its block starts in the note `key`.
    """
    if link.kind in _LABELS:
        yield Token(link.target, LINK, 0 if link.defined else UNRESOLVED)
        return
    span = Span(link.target.start, link.fragment.end if link.fragment else link.target.end)
    if link.kind in _BARE or span.start == span.end:
        return
    fragment = link.fragment.moved(start) if link.fragment else None
    buffer = snapshot.buffer(key)
    written = buffer.text(fragment) if buffer and fragment else ""
    found = snapshot.graph.resolve(key, link.kind, link.path, written)
    if found.reason is not Reason.EXTERNAL:
        broken = found.broken and snapshot.complete
        yield Token(span, LINK, UNRESOLVED if broken else 0)


def is_sure(snapshot: Snapshot, key: str, link: Link) -> bool:
    """Whether the token stays as it is as long as no note comes, goes or is renamed."""
    if link.kind in _LABELS or link.kind in _BARE:
        return True
    if link.fragment is not None:
        return False
    found = snapshot.graph.resolve(key, link.kind, link.path)
    return found.reason in {Reason.FOUND, Reason.AMBIGUOUS, Reason.EXTERNAL}


def definition_tokens(facts: Facts) -> Iterator[Token]:
    """The labels of link reference definitions and footnotes."""
    labels = [each.label for each in facts.definitions]
    labels += [each.label for each in facts.footnotes]
    for label in labels:
        yield Token(label, LINK, DEFINITION)
