"""Tags of the vault, nested ones and those around them."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nsmallest

from lsprotocol.types import CompletionItemKind

from notes_lsp.features.completion.offer import Asking, Offer, Offers
from notes_lsp.syntax.context import Typing
from notes_lsp.syntax.context_typing import TagTyping
from notes_lsp.text import Span
from notes_lsp.text.pinyin import score
from notes_lsp.vault.written import fold_name

_SPELLED = 2000
"""So many tags are read by pinyin."""


def in_tag(asking: Asking[TagTyping]) -> Offers | None:
    """Behind `#`; at the start of a line, where it may become a heading, from a letter on."""
    typing = asking.typing
    typed = asking.text(typing.span.start)
    line = asking.place.note.buffer.line_around(typing.span.start)
    if not typed and not asking.text(line.start, typing.span.start - 1).strip(" \t>"):
        return None
    return Offers(Span(typing.span.start, typing.tail), [*tags(asking, typed)])


def tags(asking: Asking[Typing], typed: str) -> Iterator[Offer]:
    """The tags that `typed` may become; of what starts alike the most used first."""
    wanted = fold_name(typed)
    counts = _with_parents(asking, wanted)
    ranked = [
        (fit, -count, fold_name(tag), tag)
        for tag, count in counts.items()
        if (fit := _fit(fold_name(tag), wanted)) is not None
    ]
    if not ranked and wanted and asking.settings.completion.pinyin:
        chinese = [(tag, count) for tag, count in counts.items() if not tag.isascii()]
        for tag, count in chinese[:_SPELLED]:
            if value := score(wanted, tag):
                ranked.append((9 - value, -count, fold_name(tag), tag))
    for _, count, _, tag in nsmallest(asking.settings.completion.max_items, ranked):
        yield Offer(label=tag, text=tag, kind=CompletionItemKind.Keyword, meaning=f"× {-count}")


def _fit(tag: str, wanted: str) -> int | None:
    """0 where the tag starts so, 1 where a part of a nested one does, 2 where it holds it."""
    if tag.startswith(wanted):
        return 0
    if "/" + wanted in tag:
        return 1
    return 2 if len(wanted) > 1 and wanted in tag else None


def _with_parents(asking: Asking[Typing], wanted: str) -> dict[str, int]:
    """How often each tag is used; `a/b` counts for `a` too. What is being typed is left out."""
    written = asking.snapshot.graph.tags()
    typed = {tag for tag in written if fold_name(tag) == wanted}
    counts = {
        tag: sum(written[use] - (use in typed) for use in uses)
        for tag, uses in asking.snapshot.tag_names.within.items()
    }
    return {tag: count for tag, count in counts.items() if count > 0}
