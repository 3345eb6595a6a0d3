"""Within a destination: files and folders, notes of other folders by name, headings, blocks.

A path is completed part by part, as the folders lie on the disk. Behind `#` stand the headings of
the note before it, behind `##` those of all notes, behind `#^` blocks.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from lsprotocol.types import CompletionItemKind

from notes_lsp.features.completion import attachments, blocks, headings
from notes_lsp.features.completion.destination import Destination, DestinationTyping, destination
from notes_lsp.features.completion.folder import Entry, listing, root_of
from notes_lsp.features.completion.note_names import note_names
from notes_lsp.features.completion.notes import found_notes
from notes_lsp.features.completion.offer import Asking, Offer, Offers
from notes_lsp.features.completion.writing import decoded
from notes_lsp.text import Span
from notes_lsp.text.words import fold
from notes_lsp.vault.locating import From, served_folders


def in_destination(asking: Asking[DestinationTyping]) -> Offers | None:
    """What may come in `[x](…)`, `![x](…)`, `[x]: …`, `<a href="…">` and their like."""
    there = destination(asking)
    if there is None or there.is_address:
        return None
    path, mark, fragment = there.written.partition("#")
    found: Offers | None = None
    if not mark:
        found = _in_path(asking, there, path)
    elif not there.image and not path and fragment.startswith("#"):
        found = _in_the_vault(asking, there, fragment[1:])
    elif not there.image:
        found = _in_fragment(asking, there, path, fragment)
        found = found or _in_path(asking, there, there.written)  # a file may be called `C#.md`
    return found


# --- paths ----------------------------------------------------------------------------------------


def _in_path(asking: Asking[DestinationTyping], there: Destination, path: str) -> Offers:
    before = path[: path.rfind("/") + 1]
    wanted = decoded(path[len(before) :])
    offers: list[Offer] = []
    if not path and not there.image:
        offers += (
            replace(offer, text="#" + offer.text)
            for offer in _anchors(asking, there, asking.place.key, "")
        )
    end = _part_end(asking, there)
    inner = end < there.end
    offers += _entries(asking, there, before, wanted, only_folders=inner)
    if wanted and not before and not there.image and not inner:
        offers += _notes(asking, there, wanted)
    if wanted and not before and not inner:
        offers += attachments.in_destination(
            asking, wanted, there.kind, there.encoded, images=there.image
        )
    unique = {(offer.label, offer.text): offer for offer in reversed(offers)}
    start = there.start + len(before.encode())
    return Offers(Span(start, end + inner), [*reversed(unique.values())])


def _part_end(asking: Asking[DestinationTyping], there: Destination) -> int:
    """Where the part of the path ends that the cursor is in: at the next `/`."""
    at = asking.place.note.buffer.data.find(b"/", asking.place.offset, there.end)
    return at if at >= 0 else there.end


def _entries(
    asking: Asking[DestinationTyping],
    there: Destination,
    before: str,
    wanted: str,
    *,
    only_folders: bool,
) -> Iterator[Offer]:
    """What stands in a folder, the best first."""
    folded = fold(wanted)
    ranked: dict[int, list[tuple[str, Entry]]] = {}
    for folder in _folders(asking, decoded(before)):
        for entry in listing(asking, folder):
            fits = entry.is_folder or not only_folders
            if fits and (fit := _fit(entry.folded, folded)) is not None:
                own = folder + os.sep + entry.name == asking.place.key
                unlikely = there.image and not (entry.is_image or entry.is_folder)
                ranked.setdefault(4 * fit + 2 * unlikely + own, []).append((folder, entry))
    chosen = (found for rank in sorted(ranked) for found in ranked[rank])
    for folder, entry in islice(chosen, asking.settings.completion.max_items):
        yield _entry(asking, there, folder, entry, before)


def _folders(asking: Asking[DestinationTyping], before: str) -> Iterator[str]:
    """The folders that are named before the last `/`; that of the note where none is."""
    own, path = os.path.dirname(asking.place.key), before.replace("/", os.sep)  # noqa: PTH120  # a key
    if not before.startswith("/"):
        yield os.path.normpath(own + os.sep + path)
        return
    root = root_of(asking, asking.place.key)
    for start in ((root or own), *served_folders(From(own, root))):
        yield os.path.normpath(start + os.sep + path)


def _fit(name: str, wanted: str) -> int | None:
    """0 where the name starts so, 1 where a word does, 2 where it holds all of it; both folded."""
    at = name.find(wanted)
    if at <= 0:
        return 0 if at == 0 else None
    return 2 if name[at - 1].isascii() and name[at - 1].isalnum() else 1


def _entry(
    asking: Asking[DestinationTyping], there: Destination, folder: str, entry: Entry, before: str
) -> Offer:
    name = entry.name
    if entry.is_folder:
        text = there.encoded(name) + "/"
        return Offer(label=name + "/", text=text, kind=CompletionItemKind.Folder)
    if not entry.is_note:
        return Offer(label=name, text=there.encoded(name), kind=CompletionItemKind.File)
    key = folder + os.sep + name
    links = asking.settings.links
    label = name if links.extension else note_names(asking.snapshot).stem(name)
    path = label
    if not before and links.style == "absolute":
        graph = asking.snapshot.graph
        path = graph.path_to(asking.place.key, key, "absolute", links.extension)
    return _note(asking, key, label, there.encoded(path))


def _notes(asking: Asking[DestinationTyping], there: Destination, wanted: str) -> Iterator[Offer]:
    """Notes of other folders, by any of their names."""
    own, graph = asking.place.key, asking.snapshot.graph
    ending = asking.settings.links.extension
    for found in found_notes(asking, wanted):
        path = graph.path_to(own, found.key, ending=ending)
        text = there.encoded(path)
        target = graph.resolve(own, there.kind, text).target
        if target is not None and target.key == found.key:
            yield _note(asking, found.key, found.called or path, text)


def _note(asking: Asking[DestinationTyping], key: str, label: str, text: str) -> Offer:
    head = asking.snapshot.head(key)  # of a note not read yet nothing: a hundred would take long
    return Offer(
        label=label,
        text=text,
        kind=CompletionItemKind.File,
        meaning=head.title if head and head.title != label else "",
        data={"target": key},
    )


# --- behind # -------------------------------------------------------------------------------------


def _in_fragment(
    asking: Asking[DestinationTyping], there: Destination, path: str, fragment: str
) -> Offers | None:
    key = headings.target_of(asking, there.kind, path)
    if key is None:
        return None
    start = there.start + len(path.encode()) + 1
    if fragment.startswith("^"):
        offers = [*blocks.offers(asking, key, fragment[1:])]
        return Offers(Span(start + 1, there.end), offers)
    return Offers(Span(start, there.end), [*_anchors(asking, there, key, fragment)])


def _anchors(
    asking: Asking[DestinationTyping], there: Destination, key: str, typed: str
) -> Iterator[Offer]:
    """The headings of a note; of this note also what HTML gives an id."""
    given: set[str] = set()
    for offer in headings.in_destination(asking, key, typed, angle=there.form == "angle"):
        given.add(offer.text)
        yield offer
    if key == asking.place.key:
        yield from (offer for offer in _html_ids(asking, typed) if offer.text not in given)


def _html_ids(asking: Asking[DestinationTyping], typed: str) -> Iterator[Offer]:
    """What HTML gives an id in this note."""
    record = asking.snapshot.records.get(asking.place.key)
    names = dict.fromkeys(each.name for each in record.html_ids) if record else ()
    for name in names:
        if fold(name).startswith(fold(decoded(typed))):
            yield Offer(label="#" + name, text=name, kind=CompletionItemKind.Value)


def _in_the_vault(asking: Asking[DestinationTyping], there: Destination, typed: str) -> Offers:
    """Behind `##`: the headings of all notes, and the ids of this one."""
    own, graph = asking.place.key, asking.snapshot.graph
    start = there.start + 2
    marks = Span(there.start, start)
    angle = there.form == "angle"
    offers = [
        headings.moved(offer, "#" + offer.text, marks, "")
        for offer in _anchors(asking, there, own, typed)
    ]
    for key, offer in headings.of_the_vault(asking, typed, wiki=False, angle=angle):
        if key != own:
            path = there.encoded(graph.path_to(own, key, ending=asking.settings.links.extension))
            offers.append(headings.moved(offer, f"{path}#{offer.text}", marks, path))
    return Offers(Span(start, there.end), offers)
