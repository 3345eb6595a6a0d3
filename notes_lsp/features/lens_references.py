"""How often a note and its headings are linked to: code lenses, and what shows the links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.options import SHOW_REFERENCES
from notes_lsp.features.under_cursor.mentions import destination_range
from notes_lsp.features.under_cursor.naming import inside_vault
from notes_lsp.text import Encoding
from notes_lsp.vault import HeadingRecord, Incoming, Snapshot, to_key

_MOST = 500
"""Links that one note is looked up for: more are no news to a reader."""
_MOST_SHOWN = 10


class Links(NamedTuple):
    """What leads to a note."""

    note: list[Incoming]
    """With the path of the note, or from its other parts to its title."""
    headings: dict[int, list[Incoming]]
    """By the line of the heading, but for the note's title."""


def links_into(snapshot: Snapshot, key: str) -> Links:
    """The links to a note and to each of its headings."""
    record = snapshot.records.get(key)
    title = title_heading(record.headings) if record else None
    found = Links([], {})
    for incoming in islice(snapshot.graph.links_to(key), _MOST):
        heading = incoming.target.heading
        titles = heading is not None and heading == title
        if incoming.link.path or titles:
            found.note.append(incoming)
        if heading is not None and not titles:
            found.headings.setdefault(heading.spot.line, []).append(incoming)
    return found


def title_heading(headings: Sequence[HeadingRecord]) -> HeadingRecord | None:
    """The heading that is its note's title: the first one, at the top level."""
    return headings[0] if headings and headings[0].level == 1 else None


def reference_lenses(
    snapshot: Snapshot, uri: str, language: str, encoding: Encoding
) -> Iterator[types.CodeLens]:
    """A lens over the note and over each heading that is linked to; none where there is no link."""
    links = links_into(snapshot, to_key(uri))
    for line, found in ((0, links.note), *sorted(links.headings.items())):
        if not found:
            continue
        place = types.Position(line, 0)
        locations = [
            {"uri": snapshot.uri(each.key), "range": _plain(destination_range(each.link, encoding))}
            for each in found
        ]
        arguments = (uri, {"line": line, "character": 0}, locations)
        command = types.Command(_title(len(found), language), SHOW_REFERENCES, None, arguments)
        yield types.CodeLens(types.Range(place, place), command)


def show_references(
    snapshot: Snapshot, arguments: Sequence[Any], client: ClientProfile
) -> types.ShowMessageParams:
    """The first places of a lens, for editors that have no list of their own to show them in.

    Arguments: the note's URI, a position, and the locations. An editor that has such a list runs
    the command itself and never sends it.
    """
    places = list(_places(snapshot, arguments[2] if len(arguments) > 2 else ()))
    if not places:
        return types.ShowMessageParams(types.MessageType.Info, f"{SHOW_REFERENCES}: 0")
    shown = places[:_MOST_SHOWN] + (["…"] if len(places) > _MOST_SHOWN else [])
    return types.ShowMessageParams(types.MessageType.Info, "\n".join(shown))


def _places(snapshot: Snapshot, locations: Any) -> Iterator[str]:
    for each in locations if isinstance(locations, list | tuple) else ():
        match each:
            case {"uri": str(uri), "range": {"start": {"line": int(line)}}}:
                yield f"{inside_vault(snapshot, to_key(uri))}:{line + 1}"


def _title(count: int, language: str) -> str:
    shown = f"{_MOST}+" if count >= _MOST else str(count)
    if language == "zh":
        return f"{shown} 处引用"
    return f"{shown} reference" + ("" if count == 1 else "s")


def _plain(range_: types.Range) -> dict[str, dict[str, int]]:
    start, end = range_.start, range_.end
    return {
        "start": {"line": start.line, "character": start.character},
        "end": {"line": end.line, "character": end.character},
    }
