"""Headings of a note, of the one that is typed in or another, and of all notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from lsprotocol.types import CompletionItemKind

from notes_lsp.features.completion.notes import headed
from notes_lsp.features.completion.offer import Asking, Offer
from notes_lsp.features.completion.writing import decoded, in_fragment, is_risky
from notes_lsp.syntax import LinkKind
from notes_lsp.syntax.context import Typing
from notes_lsp.syntax.context_typing import WikiTyping
from notes_lsp.text import Span
from notes_lsp.text.pinyin import score
from notes_lsp.text.words import fold
from notes_lsp.vault import HeadingRecord
from notes_lsp.vault.slugs import Slugs

_MOST_COUNTED = 100
"""Of so many headings of one note the links are counted: each costs 60 microseconds."""
_MOST_SPELLED = 500
"""So many headings are read by pinyin."""


class _Found(NamedTuple):
    fit: int
    number: int
    heading: HeadingRecord
    slugs: Slugs


def in_wiki_link(asking: Asking[WikiTyping], end: str) -> Iterator[Offer]:
    """Behind `[[note#`: the headings by their text."""
    key = target_of(asking, LinkKind.WIKI, asking.typing.target)
    typed = asking.text(asking.typing.span.start)
    above = asking.text(asking.typing.note.end, asking.typing.span.start)
    if key is not None:
        for found in _found(asking, key, typed):
            text = _wiki_fragment(asking, key, found)
            if text and _is_below(asking, key, above, found.heading, text):
                yield _offer(found, found.heading.text, text + end, key)


def in_destination(
    asking: Asking[Typing], key: str, typed: str, *, angle: bool = False
) -> Iterator[Offer]:
    """Behind `#` in a destination: the headings of the note `key` by their slugs."""
    for found in _found(asking, key, decoded(typed)):
        text = _fragment(asking, key, found)
        if text:
            written = in_fragment(text, angle=angle)
            yield _offer(found, "#" + text, written, key)


def of_the_vault(
    asking: Asking[Typing], typed: str, *, wiki: bool, angle: bool = False
) -> Iterator[tuple[str, Offer]]:
    """The headings of all notes that `typed` may become, this note's first; with their notes."""
    own = asking.place.key
    for found in _found(asking, own, decoded(typed)):
        yield from _of_note(asking, own, found, wiki=wiki, angle=angle)
    for hit in headed(asking, decoded(typed)):
        record = asking.snapshot.records.get(hit.key)
        if record is None or hit.key == own or not record.headings:
            continue
        number = hit.heading or 0  # a note that is found by its title: its first heading
        heading, slugs = record.headings[number], asking.snapshot.graph.slugs(hit.key)[number]
        found = _Found(0, number, heading, slugs)
        yield from _of_note(asking, hit.key, found, wiki=wiki, angle=angle)


def moved(offer: Offer, text: str, marks: Span, path: str) -> Offer:
    """The offer with its note's path in front; the `##` before the cursor is taken away."""
    key = fold(offer.label.lstrip("#"))
    return replace(offer, text=text, mended=(marks, ""), key=key, origin=path)


def target_of(asking: Asking[Typing], kind: LinkKind, path: str) -> str | None:
    """The note that the path leads to, which may be this one."""
    target = asking.snapshot.graph.resolve(asking.place.key, kind, path).target
    if not path.strip():
        return asking.place.key
    return target.key if target and target.key in asking.snapshot.records else None


def _of_note(
    asking: Asking[Typing], key: str, found: _Found, *, wiki: bool, angle: bool
) -> Iterator[tuple[str, Offer]]:
    text = (_wiki_fragment if wiki else _fragment)(asking, key, found)
    if text:
        label = found.heading.text if wiki else "#" + text
        written = text if wiki else in_fragment(text, angle=angle)
        yield key, _offer(found, label, written, key)


def _offer(found: _Found, label: str, text: str, key: str) -> Offer:
    heading = found.heading
    return Offer(
        label=label,
        text=text,
        kind=CompletionItemKind.Reference,
        meaning="#" * heading.level + " " + heading.text,
        data={"target": key, "line": str(heading.spot.line)},
    )


def _found(asking: Asking[Typing], key: str, typed: str) -> Iterator[_Found]:
    """The headings of a note that fit, the best first."""
    record = asking.snapshot.records.get(key)
    headings = record.headings if record else ()
    slugs = asking.snapshot.graph.slugs(key)
    wanted = fold(typed.replace("-", " "))
    fits: dict[int, list[_Found]] = {}
    for number, (heading, forms) in enumerate(zip(headings, slugs, strict=True)):
        fit = _fit(wanted, fold(heading.text.replace("-", " ")), forms, typed.casefold())
        if fit is not None:
            fits.setdefault(fit, []).append(_Found(fit, number, heading, forms))
    if not fits and wanted and asking.settings.completion.pinyin:
        rows = enumerate(zip(headings, slugs, strict=True))
        for number, (heading, forms) in islice(rows, _MOST_SPELLED):
            if value := score(wanted, heading.text):
                fits.setdefault(9 - value, []).append(_Found(0, number, heading, forms))
    limit = asking.settings.completion.max_items
    chosen = (each for fit in sorted(fits) for each in _linked_first(asking, key, fits[fit]))
    yield from islice(chosen, limit)


def _linked_first(asking: Asking[Typing], key: str, found: list[_Found]) -> list[_Found]:
    """Those first to which more other notes link, else as they stand in the note."""
    counts = asking.snapshot.graph.counts()
    if len(found) > _MOST_COUNTED or not counts.of(key):
        return found
    return sorted(found, key=lambda each: -counts.of_heading(key, each.slugs.github))


def _fit(wanted: str, text: str, forms: Slugs, typed: str) -> int | None:
    if not wanted or text.startswith(wanted):
        return 0
    if forms.github.startswith(typed) or forms.vuepress.startswith(typed):
        return 0
    if " " + wanted in text:
        return 1
    return 2 if wanted in text else None


# --- how a heading is written ---------------------------------------------------------------------


def _fragment(asking: Asking[Typing], key: str, found: _Found) -> str:
    """By the slug that the setting asks for, else the next that leads there."""
    forms, style = found.slugs, asking.settings.links.slug
    wanted: str = getattr(forms, style)
    for text in dict.fromkeys((found.heading.id, wanted, forms.github, forms.vuepress)):
        if text and _leads(asking, key, text, found.heading):
            return text
    return ""


def _wiki_fragment(asking: Asking[Typing], key: str, found: _Found) -> str:
    """By its text; where two headings share it or it looks like markup, by a slug."""
    forms, text = found.slugs, found.heading.text
    own = "" if is_risky(text) else forms.obsidian
    for written in dict.fromkeys((own, forms.github, forms.vuepress, found.heading.id)):
        if written and _leads(asking, key, written, found.heading):
            return written
    return ""


def _leads(asking: Asking[Typing], key: str, text: str, heading: HeadingRecord) -> bool:
    found = asking.snapshot.graph.resolve(key, LinkKind.INLINE, "", text).target
    return found is not None and found.heading == heading


def _is_below(
    asking: Asking[WikiTyping], key: str, above: str, heading: HeadingRecord, text: str
) -> bool:
    """Whether `[[note#chapter#` may go on with the heading."""
    chapters = above.strip("#")
    if not chapters:
        return True
    resolved = asking.snapshot.graph.resolve(key, LinkKind.INLINE, "", f"{chapters}#{text}").target
    return resolved is not None and resolved.heading == heading
