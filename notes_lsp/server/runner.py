"""The one runner of all features: takes the snapshot, drives slices, answers what goes wrong."""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import suppress
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified, JsonRpcException, JsonRpcInternalError

from notes_lsp.features.options import COMMAND_NAMES
from notes_lsp.features.refusal import Refusal
from notes_lsp.server import file_operations, token_memory
from notes_lsp.server.notes_server import NotesServer
from notes_lsp.server.slices import in_slices
from notes_lsp.server.table import ALL_TOKENS, TABLE, Feature, Lane
from notes_lsp.vault import to_key

_log = logging.getLogger(__name__)

_TRIES = 10
"""How often an answer is begun before the client is told that the notes do not hold still."""


def make_server() -> NotesServer:
    """A server with every feature of the table."""
    server = NotesServer()
    for feature in TABLE:
        server.feature(feature.method, feature.options)(_LANES[feature.lane](feature))
    _lifecycle(server)
    file_operations.register(server)
    token_memory.register(server, _idle(ALL_TOKENS))
    return server


def _typing(feature: Feature) -> Any:
    def run(ls: NotesServer, params: Any) -> Any:
        with _Guard(feature.method):
            return feature.answer(ls.vault.snapshot(), params, ls.profile)

    return run


def _drawn(feature: Feature) -> Any:
    async def run(ls: NotesServer, params: Any) -> Any:
        with _Guard(feature.method):
            work: Generator[Any, str | None, Any] = feature.answer(
                ls.vault.snapshot(), params, ls.profile
            )
            picture: str | None = None
            while True:
                try:
                    drawing = work.send(picture)
                except StopIteration as end:
                    return end.value
                picture = await ls.drawer.draw(drawing)

    return run


def _idle(feature: Feature) -> Any:
    async def run(ls: NotesServer, params: Any) -> Any:
        ls.answering += 1
        try:
            with _Guard(feature.method):
                tries = 0
                while tries < _TRIES:
                    with suppress(_Stale):
                        return await _answer(ls, feature, params)
                    tries += not ls.vault.behind  # a `git pull` ends, and is worth the wait
                raise JsonRpcContentModified("The notes changed meanwhile.")
        finally:
            ls.answering -= 1

    return run


_LANES = {Lane.TYPING: _typing, Lane.DRAWN: _drawn, Lane.IDLE: _idle}


class _Stale(Exception):  # noqa: N818  # no error: the answer is begun anew
    """The vault has changed, but nothing that the user typed, and no part was sent yet."""


async def _answer(ls: NotesServer, feature: Feature, params: Any) -> Any:
    snapshot = ls.vault.snapshot()
    typed = dict(snapshot.open_notes)
    sent = False

    def resume() -> None:
        if not snapshot.stale:
            return
        if sent or typed != ls.vault.snapshot().open_notes:
            raise JsonRpcContentModified("The notes changed meanwhile.")
        raise _Stale

    def take(part: Any) -> None:
        nonlocal sent
        if part is not None:
            sent = True
            ls.progress(types.ProgressParams(params.partial_result_token, part))

    work: Generator[Any, None, Any] = feature.answer(snapshot, params, ls.profile)
    return await in_slices(ls, work, resume, take)


class _Guard:
    """Where a bug of a feature ends: it costs one request and leaves a trace in the log."""

    def __init__(self, method: str) -> None:
        self._method = method

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, Refusal):
            code = types.LSPErrorCodes.RequestFailed
            raise JsonRpcException(str(error), code.value) from error
        if isinstance(error, Exception) and not isinstance(error, JsonRpcException):
            _log.error("%s failed", self._method, exc_info=error)
            raise JsonRpcInternalError(f"{self._method} failed: {error}") from error


def _lifecycle(server: NotesServer) -> None:
    """Handlers that change state: the rest of the messages that are no features."""

    @server.feature(types.INITIALIZED)
    def initialized(ls: NotesServer, _: types.InitializedParams) -> None:
        ls.background.do(ls.begin())

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def configuration(ls: NotesServer, params: types.DidChangeConfigurationParams) -> None:
        ls.background.do(ls.reconfigure(params))

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders(ls: NotesServer, params: types.DidChangeWorkspaceFoldersParams) -> None:
        ls.configuration.folders_changed(params)
        ls.background.reload()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files(ls: NotesServer, params: types.DidChangeWatchedFilesParams) -> None:
        ls.background.files_changed(params)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(ls: NotesServer, params: types.DidSaveTextDocumentParams) -> None:
        ls.checking.saved(to_key(params.text_document.uri))

    _pulling(server)
    for name in COMMAND_NAMES:
        server.command(name)(_command(name))


def _pulling(server: NotesServer) -> None:
    @server.feature(
        types.TEXT_DOCUMENT_DIAGNOSTIC,
        types.DiagnosticOptions(
            inter_file_dependencies=True, workspace_diagnostics=True, identifier="notes-lsp"
        ),
    )
    async def pull(
        ls: NotesServer, params: types.DocumentDiagnosticParams
    ) -> types.RelatedFullDocumentDiagnosticReport | types.RelatedUnchangedDocumentDiagnosticReport:
        with _Guard(types.TEXT_DOCUMENT_DIAGNOSTIC):
            items = await ls.checking.report(to_key(params.text_document.uri))
            from notes_lsp.features import diagnostics  # known by now, unlike at `initialize`

            return diagnostics.report(items, params.previous_result_id)


def _command(name: str) -> Any:
    def run(ls: NotesServer, *arguments: Any) -> None:
        from notes_lsp.features.commands import COMMANDS

        with _Guard("workspace/executeCommand"):
            told = COMMANDS[name](ls.vault.snapshot(), arguments, ls.profile)
            if isinstance(told, types.WorkspaceEdit):
                ls.workspace_apply_edit(types.ApplyWorkspaceEditParams(told))
            elif told is not None:
                ls.window_show_message(told)

    return run
