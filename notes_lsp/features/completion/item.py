"""Offers as the protocol's items, so that every editor's own filter lets them pass.

Editors filter what a server sends, each by another piece of the text before the cursor:

- VS Code and Neovim take the text of the item's range, and want it to start `filterText`.
- eglot (and Helix) take what their editor calls a symbol, wherever the range starts: in Emacs'
  Markdown mode `训练to`, `**to` and `|to` are one symbol, a backslash belongs to none.

So the range reaches back over such a symbol, what it covers is kept in `filterText` and in the new
text, and a LaTeX command's range starts behind its backslash. Where the typed text is longer than
the symbol, as in `[[flash att`, the range is the symbol's and an edit of its own removes the rest;
Neovim and VS Code, known by their item defaults, get the whole as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.completion.offer import Asking, Offer, Offers
from notes_lsp.features.completion.snippet import escaped
from notes_lsp.syntax.context import Typing
from notes_lsp.text import Span
from notes_lsp.text.words import fold

_SYMBOL = re.compile(r"[\w*+/&|<>=$%'-]*\Z")
"""What Emacs' syntax tables (text-mode, markdown-mode 2.5) count to a symbol."""
_WIDEST = 60
"""Characters of a meaning that a menu shows."""
_FURTHEST = 256
"""Bytes that a symbol reaches back, at most."""


def to_list(asking: Asking[Typing], found: Offers, limit: int) -> types.CompletionList:
    """The offers as a list that the client asks for anew at each keystroke."""
    return types.CompletionList(is_incomplete=True, items=tuple(_items(asking, found, limit)))


def _items(asking: Asking[Typing], found: Offers, limit: int) -> Iterator[types.CompletionItem]:
    filtered = _filtered(asking, found.span.start)
    range_ = asking.place.range(
        Span(filtered.start, max(found.span.end, asking.place.offset)),
    )
    typed = asking.text(found.span.start)
    for number, offer in enumerate(found.offers[:limit]):
        meaning = _short(offer.meaning)
        item = types.CompletionItem(
            label=_label(offer, filtered, asking.client),
            kind=offer.kind,
            detail=" ".join(filter(None, (offer.sign, meaning))) or None,
            sort_text=f"{number:04d}",
            filter_text=filtered.kept + filtered.typed + _rest(offer, typed),
            data=_data(asking, offer),
        )
        mended = [offer.mended] if offer.mended else []
        if filtered.start > found.span.start:
            mended.append((Span(found.span.start, filtered.start), ""))
        if mended:
            item.additional_text_edits = tuple(
                types.TextEdit(asking.place.range(span), text) for span, text in mended
            )
        _write(item, offer, filtered.kept, range_, asking.client)
        _decorate(item, offer, meaning, asking.client)
        yield item


def _data(asking: Asking[Typing], offer: Offer) -> Mapping[str, str] | None:
    """What `resolve` needs; an entry's card depends on the note that asks, a preview does not."""
    if not offer.data or "target" in offer.data:
        return offer.data
    return {**offer.data, "note": asking.place.key}


class _Filtered(NamedTuple):
    """What editors filter by."""

    start: int
    """Where the items' range starts."""
    kept: str
    """What the range covers before the typed text, and every item puts back."""
    typed: str


def _filtered(asking: Asking[Typing], start: int) -> _Filtered:
    """Of a text typed from `start` on that holds spaces, the last word; the rest is taken away."""
    typed = asking.text(start)
    found = _SYMBOL.search(typed)
    if found is not None and found.start() and not asking.client.item_defaults:
        return _Filtered(start + len(typed[: found.start()].encode()), "", found[0])
    kept = _kept(asking, start)
    return _Filtered(start - len(kept.encode()), kept, typed)


def _label(offer: Offer, filtered: _Filtered, client: ClientProfile) -> str:
    """The label; for clients of the oldest make, one that starts with what was typed.

    Neovim declares item defaults, VS Code and new eglots label details; old eglots neither.

    eglot up to Emacs 29 puts the label into the text until the edit is applied, and takes for
    granted that it is not shorter than the symbol at point (github#160 in its source): with a short
    one it eats the text behind the cursor. Emacs' own completion asks for the same start too.
    """
    if client.label_details or client.item_defaults:
        return offer.label
    _, kept, typed = filtered
    starts = fold(offer.label.removeprefix("\\")).startswith(fold(typed))
    if starts and not kept:
        return offer.label
    if fold(offer.text).startswith(fold(typed)) and "\n" not in offer.text:
        return kept + offer.text
    return f"{kept}{typed} {offer.label}"


def _rest(offer: Offer, typed: str) -> str:
    """What would have to be typed yet, up to a space: Neovim shows it where an item is chosen."""
    rest = (offer.key or fold(offer.text))[len(fold(typed)) :]
    return rest.split(" ", 1)[0]


def _kept(asking: Asking[Typing], start: int) -> str:
    line = asking.place.note.buffer.line_around(start).start
    before = asking.text(max(line, start - _FURTHEST), start)
    found = _SYMBOL.search(before)
    return found[0] if found else ""


def _write(
    item: types.CompletionItem, offer: Offer, kept: str, range_: types.Range, client: ClientProfile
) -> None:
    if offer.snippet and client.snippets:
        item.insert_text_format = types.InsertTextFormat.Snippet
        item.text_edit = types.TextEdit(range_, escaped(kept) + offer.snippet)
    else:
        item.text_edit = types.TextEdit(range_, kept + offer.text)


def _decorate(
    item: types.CompletionItem, offer: Offer, meaning: str, client: ClientProfile
) -> None:
    if client.label_details and (offer.sign or meaning or offer.origin):
        beside = offer.sign or (meaning if offer.origin else "")
        item.label_details = types.CompletionItemLabelDetails(
            detail=f" {beside}" if beside else None,
            description=offer.origin or meaning or None,
        )
    if offer.deprecated and client.deprecated_tag:
        item.tags = (types.CompletionItemTag.Deprecated,)


def _short(meaning: str) -> str:
    """What fits in a column of a menu."""
    line = meaning.partition("\n")[0]
    return line if len(line) <= _WIDEST else line[: _WIDEST - 1].rstrip() + "…"
