"""Within `[[…]]`: notes, headings, blocks, an alias."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from operator import itemgetter

from lsprotocol.types import CompletionItemKind

from notes_lsp.features.completion import attachments, blocks, dates, folder, headings
from notes_lsp.features.completion.closing import of_wiki_link
from notes_lsp.features.completion.note_names import NoteNames, note_names
from notes_lsp.features.completion.notes import Fit, FoundNote, found_notes
from notes_lsp.features.completion.offer import Asking, Offer, Offers
from notes_lsp.features.completion.writing import in_wiki, is_plain
from notes_lsp.syntax import LinkKind
from notes_lsp.syntax.context import Typing
from notes_lsp.syntax.context_typing import WikiTyping
from notes_lsp.text import Span
from notes_lsp.vault import Target
from notes_lsp.vault.slugs import github
from notes_lsp.vault.written import fold_name


def in_wiki_link(asking: Asking[WikiTyping]) -> Offers | None:
    """What may come in the part of the link that the cursor is in."""
    found = _in_part(asking)
    if found.offers or asking.typing.part == "note" or not asking.typing.target.strip():
        return found
    start = asking.typing.note.start  # a note may be called `C#`, a file `a|b.png`
    offers = _note_offers(asking, asking.text(start), Fit.START)
    return Offers(Span(start, found.span.end), [*offers])


def _in_part(asking: Asking[WikiTyping]) -> Offers:
    part = asking.typing.part
    if part == "note":
        return Offers(_span(asking), [*_note_offers(asking, asking.text(asking.typing.span.start))])
    if part == "block":
        return Offers(_span(asking), [*blocks.in_wiki_link(asking, _end(asking))])
    if part == "heading":
        if asking.place.note.buffer.data.startswith(b"##", asking.typing.note.end):
            return Offers(_span(asking), [*_of_the_vault(asking)])
        return Offers(_span(asking), [*headings.in_wiki_link(asking, _end(asking))])
    return Offers(_span(asking), [*_aliases(asking)])


def _span(asking: Asking[WikiTyping]) -> Span:
    return Span(asking.typing.span.start, of_wiki_link(asking).end)


def _end(asking: Asking[WikiTyping]) -> str:
    """The brackets that close the link, where the editor has not put them there."""
    return of_wiki_link(asking).marks


# --- notes ----------------------------------------------------------------------------------------

_Ranked = tuple[Fit, int, FoundNote | dates.RankedDay]


def _note_offers(asking: Asking[WikiTyping], typed: str, worst: Fit = Fit.ALIKE) -> Iterator[Offer]:
    names = note_names(asking.snapshot)
    end = _end(asking)
    days = dates.for_links(asking, typed, end)
    given = {day.offer.label for day in days}
    fitting = (note for note in found_notes(asking, typed) if note.fit <= worst)
    found: Iterator[_Ranked] = ((note.fit, 1, note) for note in fitting)
    ranked: Iterator[_Ranked] = ((day.fit, 0 if day.first else 2, day) for day in days)
    for *_, each in merge(found, ranked, key=itemgetter(0, 1)):
        if isinstance(each, dates.RankedDay):
            yield each.offer
        elif (offer := _note_offer(asking, names, each, end)) and offer.label not in given:
            yield offer
    if asking.typing.embed or typed.strip():
        yield from attachments.in_embed(asking, typed, end, images=asking.typing.embed)


def _note_offer(
    asking: Asking[WikiTyping], names: NoteNames, found: FoundNote, end: str
) -> Offer | None:
    stem = names.stem(found.key)
    written = wiki_name(asking, names, found.key)
    if not written:
        return None
    alias = _alias(asking, found.called) if found.called and end in ("", "]]") else ""
    head = asking.snapshot.head(found.key)
    title = stem if found.called else (head.title if head else "")
    label = found.called or stem
    return Offer(
        label=label,
        text=written + alias + end,
        kind=CompletionItemKind.File,
        meaning="" if github(title) == github(label) else title,
        origin=folder.folder_of(asking, found.key),
        data={"target": found.key},
    )


def wiki_name(asking: Asking[Typing], names: NoteNames, key: str) -> str:
    """How a wiki link of this note calls the note `key`; empty where nothing leads there.

    As much of its path as is clear: the name alone, where only one note has it. With the style
    `absolute` the path from the workspace folder.
    """
    stem, graph, own = names.stem(key), asking.snapshot.graph, asking.place.key
    absolute = asking.settings.links.style == "absolute"
    if not absolute and is_plain(stem) and names.is_only(stem):
        return stem
    whole = graph.path_to(own, key, "absolute", ending=False).removeprefix("/")
    shorter = () if absolute else (stem, graph.path_to(own, key, "short", ending=False))
    for path in dict.fromkeys((*shorter, whole, "/" + whole)):
        written = in_wiki(path)
        found = graph.resolve(own, LinkKind.WIKI, written)
        if len(found.targets) == 1 and found.targets[0] == Target(key):
            return written
    return ""


def _alias(asking: Asking[WikiTyping], called: str) -> str:
    """`|title` behind the name, so that the words typed stay what is read."""
    data, tail = asking.place.note.buffer.data, asking.typing.tail
    behind = data[tail : tail + 2]
    if behind[:1] in (b"|", b"#") or behind == b"\\|" or any(sign in called for sign in "[]|\\`$"):
        return ""
    return _pipe(asking) + called


def _pipe(asking: Asking[WikiTyping]) -> str:
    return "\\|" if asking.in_row else "|"


# --- headings of all notes, and aliases -----------------------------------------------------------


def _of_the_vault(asking: Asking[WikiTyping]) -> Iterator[Offer]:
    """`[[##heading`: the headings of all notes."""
    names = note_names(asking.snapshot)
    start = asking.typing.span.start
    for key, offer in headings.of_the_vault(asking, asking.text(start), wiki=True):
        own = key == asking.place.key
        name = "" if own else wiki_name(asking, names, key)
        if name or own:
            text = f"{name}#{offer.text}{_end(asking)}"
            yield headings.moved(offer, text, Span(asking.typing.note.end, start), name)


def _aliases(asking: Asking[WikiTyping]) -> Iterator[Offer]:
    """Behind `|`: what the note is called."""
    typing, graph = asking.typing, asking.snapshot.graph
    target = graph.resolve(asking.place.key, LinkKind.WIKI, typing.target).target
    if target is None or not target.exists:
        return
    record = asking.snapshot.records.get(target.key)
    title = (record.title,) if record and record.title else ()
    typed = fold_name(asking.text(typing.span.start))
    for name in dict.fromkeys((*title, *graph.names(target.key))):
        if fold_name(name).startswith(typed) and not any(sign in name for sign in "[]|\\"):
            yield Offer(
                label=name,
                text=name + _end(asking),
                kind=CompletionItemKind.Text,
                data={"target": target.key},
            )
