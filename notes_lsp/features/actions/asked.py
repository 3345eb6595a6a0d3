"""What a request for code actions asks about, and how an action answers it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.diagnostics import problems, to_diagnostics
from notes_lsp.features.place import to_range, to_span
from notes_lsp.syntax import Note
from notes_lsp.syntax.problem import Problem
from notes_lsp.text import Span
from notes_lsp.vault import Snapshot, to_key


@dataclass(frozen=True, slots=True)
class Asked:
    """A note and the problems of it that the client's range touches."""

    snapshot: Snapshot
    client: ClientProfile
    key: str
    note: Note
    found: tuple[Problem, ...]
    """All problems of the note, in the order of the text."""
    touched: tuple[Problem, ...]
    """Those in the range."""
    shown: tuple[types.Diagnostic, ...]
    """The diagnostics that the client shows in the range."""

    @classmethod
    def of(
        cls, snapshot: Snapshot, params: types.CodeActionParams, client: ClientProfile
    ) -> Asked | None:
        """What `params` ask about; None when there is no such note."""
        key = to_key(params.text_document.uri)
        note = snapshot.note(key)
        if note is None:
            return None
        span = to_span(note.buffer, params.range, client.encoding)
        found = tuple(problems(snapshot, key))
        touched = tuple(problem for problem in found if _touches(problem.span, span))
        return cls(snapshot, client, key, note, found, touched, tuple(params.context.diagnostics))

    def diagnostic(self, problem: Problem) -> types.Diagnostic:
        """The problem's diagnostic: the very one that the client sent, where it did."""
        range_ = to_range(self.note.buffer, problem.span, self.client.encoding)
        for shown in self.shown:
            if shown.code == problem.code and shown.range == range_:
                return shown
        return to_diagnostics(
            [problem], self.note.buffer, self.snapshot, self.key, self.client
        )[0]

    def action(
        self,
        title: str,
        mended: Iterable[Problem],
        edits: Iterable[tuple[Span, str]],
        *,
        preferred: bool = False,
    ) -> types.CodeAction:
        """A quick fix of these problems by these edits of the note."""
        return types.CodeAction(
            title=title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=tuple(self.diagnostic(problem) for problem in mended),
            is_preferred=True if preferred and self.client.preferred_actions else None,
            edit=self._workspace_edit(edits),
        )

    def _workspace_edit(self, edits: Iterable[tuple[Span, str]]) -> types.WorkspaceEdit:
        changes = tuple(
            types.TextEdit(to_range(self.note.buffer, span, self.client.encoding), new)
            for span, new in sorted(edits)
        )
        uri = self.snapshot.uri(self.key)
        if not self.client.document_changes:
            return types.WorkspaceEdit(changes={uri: changes})
        held = self.snapshot.open_notes.get(self.key)
        document = types.OptionalVersionedTextDocumentIdentifier(
            uri=uri, version=held.version if held else None
        )
        return types.WorkspaceEdit(document_changes=(types.TextDocumentEdit(document, changes),))


def _touches(problem: Span, asked: Span) -> bool:
    """A cursor at either end of a problem still means it."""
    if asked.start == asked.end:
        return problem.touches(asked.start)
    return problem.overlaps(asked)
