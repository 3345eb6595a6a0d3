"""New paths and fragments of links in the front matter, which must stay YAML."""

from __future__ import annotations

from notes_lsp.features.rename.spots import kind_of
from notes_lsp.syntax import LinkKind
from notes_lsp.text import Span
from notes_lsp.vault import AnyLink, Snapshot

_NO_START = frozenset("%@*&!`>-?|")
"""What a plain value of YAML cannot start with, or starts something else with."""
_QUOTES = {'"': "%22", "'": "%27"}


def yaml_path(snapshot: Snapshot, key: str, link: AnyLink, path: str) -> str:
    """The new path of a link of the note `key`, as it may stand there."""
    if kind_of(link) is LinkKind.FRONT_MATTER and path[:1] in _NO_START:
        return "./" + path
    return yaml_fragment(snapshot, key, link, path)


def yaml_fragment(snapshot: Snapshot, key: str, link: AnyLink, text: str) -> str:
    """A part of a wiki link without the quotes that stand around the link in the front matter."""
    if kind_of(link) is not LinkKind.WIKI or _QUOTES.keys().isdisjoint(text):
        return text
    note = snapshot.note(key)
    if note is None or note.front_matter is None:
        return text
    start = note.buffer.line_starts[link.target.line]
    if start >= note.front_matter.span.end:
        return text
    before = note.buffer.text(Span(start, start + link.target.start8))
    quote = next((each for each in reversed(before) if each in _QUOTES), "")
    return text.replace(quote, _QUOTES[quote]) if quote else text
