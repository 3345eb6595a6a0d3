"""Diagnostics of every note of the vault, for a client that pulls them.

Clients ask again and again, every few seconds. What was found is remembered as a fingerprint
together with what it depends on: the note's text, the settings, which notes there are, and what
the note links to. Only where one of them changed is the note read and checked anew.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from typing import NamedTuple
from weakref import WeakKeyDictionary

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.diagnostics import checking_note, fingerprint
from notes_lsp.features.linkable import linkable
from notes_lsp.vault import Graph, Settings, Snapshot, to_key

_Report = (
    types.WorkspaceFullDocumentDiagnosticReport | types.WorkspaceUnchangedDocumentDiagnosticReport
)
_Answer = types.WorkspaceDiagnosticReport
_Partial = types.WorkspaceDiagnosticReportPartialResult

_AT_ONCE = 64
"""Reports in one partial result."""


class _Known(NamedTuple):
    """What was found in a note, and what it depends on."""

    result: str
    empty: bool
    text: object
    vault: tuple[object, ...]
    targets: tuple[str, ...]
    stamps: int
    """A hash of the stamps of all targets."""


_known: WeakKeyDictionary[Graph, dict[str, _Known]] = WeakKeyDictionary()


def workspace_diagnostic(
    snapshot: Snapshot, params: types.WorkspaceDiagnosticParams, client: ClientProfile
) -> Generator[_Partial | None, None, _Answer]:
    """The diagnostics of all notes that the client does not have yet, in slices.

    With a token for partial results they come as they are found. While the vault is still being
    read only open notes are answered for.
    """
    previous = {to_key(each.uri): each for each in params.previous_result_ids}
    streams = params.partial_result_token is not None
    found: list[_Report] = []
    looking = _Looking(snapshot, client)
    for key in looking.notes():
        before = previous.pop(key, None)
        report = yield from looking.report(key, before.value if before else None)
        if report is not None:
            found.append(report)
        if streams and len(found) >= _AT_ONCE:
            yield _Partial(tuple(found))
            found = []
        yield None
    if snapshot.complete:
        found += [_gone(each.uri) for each in previous.values()]
    if streams and found:
        yield _Partial(tuple(found))
        found = []
    return _Answer(tuple(found))


def _gone(uri: str) -> _Report:
    """Nothing is wrong any more in a note that is no more."""
    return types.WorkspaceFullDocumentDiagnosticReport(uri=uri, items=(), result_id=None)


class _Looking:
    """One round through the vault."""

    def __init__(self, snapshot: Snapshot, client: ClientProfile) -> None:
        self._snapshot = snapshot
        self._client = client
        self._graph = snapshot.graph
        self._known = _known.setdefault(self._graph, {})
        self._stamps: dict[str, object] = {}

    def notes(self) -> Iterator[str]:
        """The notes to answer for, the open ones first."""
        snapshot = self._snapshot
        opened = list(snapshot.open_notes)
        yield from opened
        if snapshot.complete and snapshot.settings("").diagnostics.workspace:
            yield from [key for key in snapshot.records if key not in snapshot.open_notes]

    def report(self, key: str, before: str | None) -> Generator[None, None, _Report | None]:
        """The report of a note, in slices; None where there is nothing to tell, as before."""
        settings = self._snapshot.settings(key)
        known = self._known.get(key)
        items: list[types.Diagnostic] | None = None
        if known is None or not self._still_holds(key, known, settings):
            items = yield from self._checked(key)
            known = self._remember(key, items, settings)
        if known.result == before:
            return types.WorkspaceUnchangedDocumentDiagnosticReport(
                self._snapshot.uri(key), before, self._version(key)
            )
        if known.empty and before is None:
            return None
        if items is None:
            items = [] if known.empty else (yield from self._checked(key))
        return types.WorkspaceFullDocumentDiagnosticReport(
            uri=self._snapshot.uri(key),
            items=tuple(items),
            version=self._version(key),
            result_id=known.result,
        )

    def _checked(self, key: str) -> Generator[None, None, list[types.Diagnostic]]:
        return (yield from checking_note(self._snapshot, key, self._client))

    def _version(self, key: str) -> int | None:
        held = self._snapshot.open_notes.get(key)
        return held.version if held else None

    def _remember(self, key: str, items: list[types.Diagnostic], settings: Settings) -> _Known:
        targets = dict.fromkeys(
            target.key
            for _, resolution in self._graph.links_from(key)
            for target in resolution.targets
        )
        known = _Known(
            fingerprint(items),
            not items,
            self._text(key),
            self._vault(settings),
            tuple(targets),
            self._stamp_all(tuple(targets)),
        )
        self._known[key] = known
        return known

    def _still_holds(self, key: str, known: _Known, settings: Settings) -> bool:
        return (
            known.text == self._text(key)
            and known.vault == self._vault(settings)
            and known.stamps == self._stamp_all(known.targets)
        )

    def _text(self, key: str) -> object:
        held = self._snapshot.open_notes.get(key)
        return held.note if held else self._file(key)

    def _vault(self, settings: Settings) -> tuple[object, ...]:
        return settings, self._graph.names_version, self._snapshot.complete, self._client

    def _stamp_all(self, targets: tuple[str, ...]) -> int:
        return hash(tuple(self._stamp(key) for key in targets))

    def _stamp(self, key: str) -> object:
        """What changes when a link to `key` may come to be right or broken."""
        if key not in self._stamps:
            is_open = key in self._snapshot.open_notes
            self._stamps[key] = linkable(self._snapshot, key) if is_open else self._file(key)
        return self._stamps[key]

    def _file(self, key: str) -> object:
        try:
            status = os.stat(key)  # noqa: PTH116  # a key, ten thousand times
        except (OSError, ValueError):
            return None
        return status.st_mtime_ns, status.st_size
