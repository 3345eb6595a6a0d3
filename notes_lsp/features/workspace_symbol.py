"""Workspace symbols: notes, headings and the user's own entries by name, pinyin or a part of it."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nsmallest

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.place import spot_range, to_range
from notes_lsp.features.under_cursor.naming import inside_vault
from notes_lsp.knowledge import Candidate, Definition, Group, Origin, Rank
from notes_lsp.knowledge.entry import Command, Symbol, Tip
from notes_lsp.text.words import fold
from notes_lsp.vault import Snapshot
from notes_lsp.vault.name_search import Nearness
from notes_lsp.vault.names import NameHit

LIMIT = 200
"""A person picks from what is on the screen; more only costs time on the wire."""

_START = types.Range(types.Position(0, 0), types.Position(0, 0))
_NEARNESS = {
    Rank.NAME: Nearness.START,
    Rank.ALIAS: Nearness.START,
    Rank.WORD: Nearness.WORD,
    Rank.PINYIN: Nearness.PINYIN,
}


def workspace_symbol(
    snapshot: Snapshot, params: types.WorkspaceSymbolParams, client: ClientProfile
) -> list[types.WorkspaceSymbol]:
    """What in the vault goes by the queried name, the best first.

    Bundled entries are left out: they are no place in the user's notes.
    """
    query = params.query.strip()
    ranked: list[tuple[tuple[int, int, int], types.WorkspaceSymbol]] = []
    for hit in snapshot.names.search(query, LIMIT):
        order = (hit.nearness, 0, len(ranked))
        ranked.append((order, _named(snapshot, hit, query, client)))
    for candidate in _entries(snapshot, query):
        order = (_nearness(candidate, query), 1, len(ranked))
        ranked.append((order, _entry(snapshot, candidate, query, client)))
    return [symbol for _, symbol in nsmallest(LIMIT, ranked, key=lambda each: each[0])]


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
    line = types.Position(source.line, 0)
    place = types.Range(line, line)
    if opened := snapshot.open_notes.get(source.path):
        place = to_range(opened.note.buffer, source.span, client.encoding)
    name = definition.entry.name
    return types.WorkspaceSymbol(
        types.Location(snapshot.uri(source.path), place),
        _shown(name, candidate.label, query, _NEARNESS[candidate.rank]),
        _kind(definition),
        container_name=inside_vault(snapshot, source.path),
    )


def _kind(definition: Definition) -> types.SymbolKind:
    entry = definition.entry
    if isinstance(entry, Command):
        return types.SymbolKind.Function
    if isinstance(entry, Symbol):
        return types.SymbolKind.Operator
    return types.SymbolKind.Event if isinstance(entry, Tip) else types.SymbolKind.Constant


def _shown(name: str, form: str, query: str, nearness: Nearness) -> str:
    """The name, with what was found in it where it does not show that itself.

    Editors filter what they get by the letters typed, once more and by the shown name alone.
    """
    if nearness is Nearness.ALIKE or fold(query).removeprefix("\\") in fold(name):
        return name
    if nearness in {Nearness.PINYIN, Nearness.PINYIN_INSIDE}:
        return f"{name} ({query})"
    return f"{name} ({form})" if fold(form) not in fold(name) else name
