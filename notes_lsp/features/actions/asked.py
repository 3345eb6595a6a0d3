"""What a request for code actions asks about, and how an action answers it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.diagnostics import to_diagnostics
from notes_lsp.features.edits import Changes
from notes_lsp.features.format.layout import line_ending
from notes_lsp.features.language import language_of
from notes_lsp.features.place import to_range, to_span
from notes_lsp.syntax import Facts, Note
from notes_lsp.syntax.problem import Problem
from notes_lsp.text import Language, Span, Wording
from notes_lsp.vault import Snapshot, to_key


@dataclass(frozen=True, slots=True)
class Asked:
    """A note, the client's range in it, and the problems that the range touches."""

    snapshot: Snapshot
    client: ClientProfile
    key: str
    note: Note
    span: Span
    """What is selected; empty at a cursor."""
    facts: Facts
    """Those of the block in which the range starts."""
    language: Language
    """In which the note is answered."""
    by_name: bool = False
    """Whether the kinds of actions that are wanted were named."""
    found: tuple[Problem, ...] = ()
    """All problems of the note, in the order of the text; none where only rewriting is asked."""
    touched: tuple[Problem, ...] = ()
    """Those in the range."""
    shown: tuple[types.Diagnostic, ...] = ()
    """The diagnostics that the client shows in the range."""

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        uri: str,
        range_: types.Range,
        client: ClientProfile,
        context: types.CodeActionContext | None = None,
        problems: Iterable[Problem] = (),
        by_name: bool = False,
    ) -> Asked | None:
        """What is asked; None when there is no such note.

        `problems` are those of the whole note; without `context` only rewriting is asked.
        """
        key = to_key(uri)
        note = snapshot.note(key)
        if note is None:
            return None
        span = to_span(note.buffer, range_, client.encoding)
        facts = note.facts_at(span.start)
        language = language_of(snapshot, key, note)
        if context is None:
            return cls(snapshot, client, key, note, span, facts, language, by_name)
        found = tuple(problems)
        touched = tuple(problem for problem in found if _touches(problem.span, span))
        shown = tuple(context.diagnostics)
        about = (snapshot, client, key, note, span, facts, language)
        return cls(*about, by_name, found, touched, shown)

    @property
    def ending(self) -> str:
        """How the note ends its lines."""
        return line_ending(self.note)

    @property
    def selected(self) -> str:
        """The selected text."""
        return self.note.buffer.text(self.span)

    def may(self, operation: str) -> bool:
        """Whether this client lets us `create`, `rename` or `delete` files."""
        return self.client.document_changes and operation in self.client.resource_operations

    def is_inside(self, key: str) -> bool:
        """Whether a file lies in a workspace folder: nothing is written elsewhere."""
        return any(key.startswith(root.rstrip(os.sep) + os.sep) for root in self.snapshot.roots)

    def changes(self, edits: Iterable[tuple[Span, str]] = ()) -> Changes:
        """Edits of this note, to which more may be added."""
        made = Changes(self.snapshot, self.client)
        for span, new in edits:
            made.replace(self.key, to_range(self.note.buffer, span, self.client.encoding), new)
        return made

    def diagnostic(self, problem: Problem) -> types.Diagnostic:
        """The problem's diagnostic: the very one that the client sent, where it did."""
        range_ = to_range(self.note.buffer, problem.span, self.client.encoding)
        for shown in self.shown:
            if shown.code == problem.code and shown.range == range_:
                return shown
        buffer, snapshot = self.note.buffer, self.snapshot
        return to_diagnostics([problem], buffer, snapshot, self.key, self.client, self.language)[0]

    def action(
        self,
        title: Wording,
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
            edit=self.changes(edits).made(),
        )


def _touches(problem: Span, asked: Span) -> bool:
    """A cursor at either end of a problem still means it."""
    if asked.start == asked.end:
        return problem.touches(asked.start)
    return problem.overlaps(asked)
