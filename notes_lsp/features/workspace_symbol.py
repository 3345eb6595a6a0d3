"""Workspace symbols: notes, headings, tags and the user's own entries, found by name or pinyin."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from functools import partial
from heapq import nsmallest

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.place import spot_range, to_range
from notes_lsp.features.under_cursor.naming import inside_vault
from notes_lsp.knowledge import Candidate, Definition, Group, Origin, Rank, Source
from notes_lsp.knowledge.entry import Command, Symbol, Tip
from notes_lsp.text import Span
from notes_lsp.text.words import fold
from notes_lsp.vault import OpenNote, Snapshot, to_key
from notes_lsp.vault.name_search import Nearness
from notes_lsp.vault.names import NameHit
from notes_lsp.vault.tag_names import TagHit

LIMIT = 200
"""A person picks from what is on the screen; more only costs time on the wire."""

_TAGS = 100
"""Of the tags, so that they do not crowd out all else."""
_START = types.Range(types.Position(0, 0), types.Position(0, 0))
_NEARNESS = {
    Rank.NAME: Nearness.START,
    Rank.ALIAS: Nearness.START,
    Rank.WORD: Nearness.WORD,
    Rank.PINYIN: Nearness.PINYIN,
}


_Maker = Callable[[str, ClientProfile], types.WorkspaceSymbol | None]


def workspace_symbol(
    snapshot: Snapshot, params: types.WorkspaceSymbolParams, client: ClientProfile
) -> Generator[None, None, list[types.WorkspaceSymbol]]:
    """What in the vault goes by the queried name, the best first.

    Bundled entries are left out: they are no place in the user's notes. Gives way while names
    are still being made searchable, right after a start.
    """
    yield from snapshot.enter_names()
    query = params.query.strip()
    names = snapshot.names.search(query, LIMIT)
    entries = _entries(snapshot, query)
    found: list[tuple[Nearness, _Maker]] = [
        *((hit.nearness, partial(_named, snapshot, hit)) for hit in names),
        *((_nearness(each, query), partial(_entry, snapshot, each)) for each in entries),
        *((tag.nearness, partial(_tag, snapshot, tag)) for tag in _tags(snapshot, query)),
    ]
    best = nsmallest(LIMIT, found, key=lambda each: each[0])
    return [symbol for _, made in best if (symbol := made(query, client)) is not None]


def resolve_workspace_symbol(
    snapshot: Snapshot, symbol: types.WorkspaceSymbol, client: ClientProfile
) -> types.WorkspaceSymbol:
    """The symbol with the range of what it names: an entry's of a file that is not open."""
    uri = symbol.location.uri
    match symbol.data:
        case [int(start), int(end)] if buffer := snapshot.buffer(to_key(uri)):
            place = to_range(buffer, Span(start, end), client.encoding)
            symbol.location = types.Location(uri, place)
    return symbol


def _named(
    snapshot: Snapshot, hit: NameHit, query: str, client: ClientProfile
) -> types.WorkspaceSymbol:
    record = snapshot.records[hit.key]
    if hit.heading is None:
        name, kind, place = record.title or hit.form, types.SymbolKind.File, _START
    else:
        heading = record.headings[hit.heading]
        name, kind = heading.text, types.SymbolKind.String
        place = spot_range(heading.spot, client.encoding)
    return types.WorkspaceSymbol(
        types.Location(snapshot.uri(hit.key), place),
        _shown(name, hit.form, query, hit.nearness),
        kind,
        container_name=inside_vault(snapshot, hit.key),
    )


def _tags(snapshot: Snapshot, query: str) -> list[TagHit]:
    """The tags that are asked for; without a word only those behind a `#`."""
    if not query:
        return []
    counts = snapshot.graph.tags()
    return snapshot.tag_names.search(query.removeprefix("#"), counts, _TAGS)


def _tag(
    snapshot: Snapshot, tag: TagHit, query: str, client: ClientProfile
) -> types.WorkspaceSymbol | None:
    """A tag at one of its uses."""
    first = snapshot.graph.first_tagged(tag.name)
    if first is None:
        return None
    key, place = first
    return types.WorkspaceSymbol(
        types.Location(snapshot.uri(key), spot_range(place.spot, client.encoding)),
        _shown("#" + tag.name, tag.name, query.removeprefix("#"), tag.nearness),
        types.SymbolKind.Key,
        container_name=f"× {tag.uses}",
    )


def _entries(snapshot: Snapshot, query: str) -> Iterator[Candidate]:
    if not query:
        return
    seen: set[int] = set()
    for group in Group:
        for candidate in snapshot.lexicon.complete(group, query, LIMIT):
            definition = candidate.definition
            if definition.source.origin is not Origin.BUNDLED and id(definition) not in seen:
                seen.add(id(definition))
                yield candidate


def _nearness(candidate: Candidate, query: str) -> Nearness:
    if candidate.key == fold(query.removeprefix("\\")) and candidate.rank is not Rank.PINYIN:
        return Nearness.WHOLE
    return _NEARNESS[candidate.rank]


def _entry(
    snapshot: Snapshot, candidate: Candidate, query: str, client: ClientProfile
) -> types.WorkspaceSymbol:
    definition = candidate.definition
    source = definition.source
    opened = snapshot.open_notes.get(source.path)
    name = definition.entry.name
    symbol = types.WorkspaceSymbol(
        _entry_place(snapshot.uri(source.path), source, opened, client),
        _shown(name, candidate.label, query, _NEARNESS[candidate.rank]),
        _kind(definition),
        container_name=inside_vault(snapshot, source.path),
    )
    if isinstance(symbol.location, types.LocationUriOnly):
        symbol.data = [source.span.start, source.span.end]
    return symbol


def _entry_place(
    uri: str, source: Source, opened: OpenNote | None, client: ClientProfile
) -> types.Location | types.LocationUriOnly:
    """The range in an open note; of a closed one the file, or its line for who cannot ask more."""
    if opened:
        return types.Location(uri, to_range(opened.note.buffer, source.span, client.encoding))
    line = types.Position(source.line, 0)
    if client.symbol_resolve:
        return types.LocationUriOnly(uri)
    return types.Location(uri, types.Range(line, line))


def _kind(definition: Definition) -> types.SymbolKind:
    entry = definition.entry
    if isinstance(entry, Command):
        return types.SymbolKind.Function
    if isinstance(entry, Symbol):
        return types.SymbolKind.Operator
    return types.SymbolKind.Event if isinstance(entry, Tip) else types.SymbolKind.Constant


def _shown(name: str, form: str, query: str, nearness: Nearness) -> str:
    """The name, with what was found in it where it does not show that itself.

    Editors filter what they get by the letters typed, once more and by the shown name alone: they
    keep a name that has the letters in this order.
    """
    typed = fold(query).removeprefix("\\")
    if nearness is Nearness.ALIKE or _in_order(typed, fold(name)):
        return name
    if nearness in {Nearness.PINYIN, Nearness.PINYIN_INSIDE}:
        return f"{name} ({query})"
    return f"{name} ({form})" if fold(form) not in fold(name) else name


def _in_order(letters: str, name: str) -> bool:
    rest = iter(name)
    return all(letter in rest for letter in letters)
