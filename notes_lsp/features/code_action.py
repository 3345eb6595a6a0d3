"""Code actions: what mends or silences the diagnostics at hand, and what rewrites the text."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from typing import Any

from lsprotocol import types

from notes_lsp.features.actions import (
    OFFERS,
    Asked,
    Offer,
    fix_all,
    fix_everything,
    quick_fixes,
    silencing,
    wanted,
)
from notes_lsp.features.client import ClientProfile
from notes_lsp.features.diagnostics import finding, finished
from notes_lsp.features.language import language_beside_notes, language_of
from notes_lsp.features.options import (
    APPLY_ACTION,
    EXTRACT_NOTE,
    QUICK_FIX,
    REWRITE_ALIAS,
    REWRITE_LINK,
    REWRITE_TASK,
    SOURCE_FIX_ALL,
    SOURCE_TOC,
)
from notes_lsp.features.place import to_range
from notes_lsp.features.refusal import Refusal
from notes_lsp.text import Language, Span, Wording, said
from notes_lsp.vault import Snapshot, to_key

_IN_LARGE_NOTES = frozenset(
    {QUICK_FIX, REWRITE_TASK, REWRITE_LINK, EXTRACT_NOTE, REWRITE_ALIAS, SOURCE_TOC}
)
"""Kinds of actions that need to know what is around the cursor, and headings, of the note alone."""
_LARGEST = 2**31 - 1
"""Of a line and a column in the protocol."""
_Only = Sequence[types.CodeActionKind | str] | None


def code_action(
    snapshot: Snapshot, params: types.CodeActionParams, client: ClientProfile
) -> Generator[None, None, list[types.CodeAction] | list[types.Command]]:
    """The actions for a range: fixes first, then fixes of the whole note, rewriting, silence.

    Gives way while the note is checked.

    A client that resolves edits gets those of the rewriting actions by `codeAction/resolve`, one
    that knows commands alone gets the command that makes the edit.
    """
    if not (client.action_literals or client.applies_edits):
        return []
    lazy = client.resolves_edits or not client.action_literals
    found = yield from _actions(snapshot, params, replace(client, resolves_edits=lazy))
    language = _language(snapshot, params.text_document.uri, client)
    if not client.action_literals:
        return [_as_command(action, params, language) for action in found]
    for action in found:
        action.title = said(action.title, language)
    return found


def apply_action(
    snapshot: Snapshot, arguments: Sequence[Any], client: ClientProfile
) -> types.WorkspaceEdit | types.ShowMessageParams:
    """The edit of a code action, for a key or a client that knows commands alone.

    Arguments: the note's URI, the range, the kind, and optionally the title, in English or in
    Chinese; without a title the first action of that kind is meant.
    """
    asked = _asked_for(arguments)
    if asked is None:
        needs = Wording(
            f"{APPLY_ACTION} needs the URI of a note, a range and a kind of action.",
            f"{APPLY_ACTION}：参数应为一篇笔记的 URI、一个范围和操作的种类。",
        )
        return _warning(needs, language_beside_notes(snapshot, client))
    uri, range_, kind, title = asked
    context = types.CodeActionContext((), (kind,))
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), range_, context)
    for action in finished(_actions(snapshot, params, replace(client, resolves_edits=False))):
        if action.edit is not None and (not title or _is_called(action.title, title)):
            return action.edit
    nothing = Wording(
        f"There is nothing here for {title or kind}.", f"此处无法执行：{title or kind}。"
    )
    return _warning(nothing, _language(snapshot, uri, client))


def _actions(
    snapshot: Snapshot, params: types.CodeActionParams, client: ClientProfile
) -> Generator[None, None, list[types.CodeAction]]:
    only = _only(params.context)
    mending, saving = wanted(QUICK_FIX, only), only is not None and wanted(SOURCE_FIX_ALL, only)
    context = params.context if mending or saving else None
    uri = params.text_document.uri
    found = (yield from finding(snapshot, to_key(uri))) if context else []
    by_name = params.context.only is not None
    asked = Asked.of(snapshot, uri, params.range, client, context, found, by_name)
    if asked is None:
        return []
    fixes = [*quick_fixes(asked), *fix_all(asked)] if mending else []
    fixes += fix_everything(asked) if saving else ()
    offers = list(_offers(asked, only))
    fixes += [_told(asked, each, lazy=False) for each in offers if each.kind == QUICK_FIX]
    rest = [_told(asked, each, client.resolves_edits) for each in offers if each.kind != QUICK_FIX]
    return [*fixes, *rest, *(silencing(asked) if mending else ())]


def resolve_code_action(
    snapshot: Snapshot, action: types.CodeAction, client: ClientProfile
) -> types.CodeAction:
    """The action with its edit; refused when the note has changed since it was offered."""
    data = action.data
    if action.edit is not None or not isinstance(data, dict):
        return action
    asked = _asked_again(snapshot, data, client)
    for offer in _offers(asked, [str(data["kind"])]) if asked else ():
        if _is_called(offer.title, action.title):
            action.edit = offer.make().made()
            return action
    changed = Wording(
        "The note has changed since this was offered. Ask for the actions again.",
        "笔记在给出这个操作之后又改过，请重新打开操作菜单。",
    )
    raise Refusal(changed).told(_language(snapshot, str(data.get("uri", "")), client))


def _only(context: types.CodeActionContext) -> _Only:
    """What to look for; as the cursor moves, a client wants to hear of faults alone."""
    if context.only is None and context.trigger_kind is types.CodeActionTriggerKind.Automatic:
        return [QUICK_FIX]
    return context.only


def _offers(asked: Asked, only: _Only) -> Iterator[Offer]:
    for kinds, make in OFFERS:
        if asked.note.is_large and not _IN_LARGE_NOTES.issuperset(kinds):
            continue
        if any(wanted(kind, only) for kind in kinds):
            yield from (offer for offer in make(asked) if wanted(offer.kind, only))


def _told(asked: Asked, offer: Offer, lazy: bool) -> types.CodeAction:
    held = asked.snapshot.open_notes.get(asked.key)
    data = {
        "uri": asked.snapshot.uri(asked.key),
        "version": held.version if held else None,
        "span": list(asked.span),
        "kind": offer.kind,
    }
    return types.CodeAction(
        title=offer.title,
        kind=offer.kind,
        diagnostics=tuple(map(asked.diagnostic, offer.mended)) or None,
        is_preferred=True if offer.preferred and asked.client.preferred_actions else None,
        edit=None if lazy else offer.make().made(),
        data=data if lazy else None,
    )


def _asked_again(snapshot: Snapshot, data: dict[str, Any], client: ClientProfile) -> Asked | None:
    """What was asked when the action was offered; None when the note is another one now."""
    uri, span = data.get("uri"), data.get("span")
    note = snapshot.note(to_key(uri)) if isinstance(uri, str) else None
    if note is None or "kind" not in data:
        return None
    match span:
        case [int(start), int(end)]:
            pass
        case _:
            return None
    held = snapshot.open_notes.get(to_key(str(uri)))
    if data.get("version") != (held.version if held else None):
        return None
    range_ = to_range(note.buffer, Span(start, end), client.encoding)
    return Asked.of(snapshot, str(uri), range_, client, by_name=True)


def _language(snapshot: Snapshot, uri: str, client: ClientProfile) -> Language:
    note = snapshot.note(to_key(uri))
    if note is None:
        return language_beside_notes(snapshot, client)
    return language_of(snapshot, to_key(uri), note)


def _is_called(title: str, name: str) -> bool:
    """Whether a title is `name` in one of its languages; the note's may change in between."""
    return name in {said(title, "en"), said(title, "zh")}


def _as_command(
    action: types.CodeAction, params: types.CodeActionParams, language: Language
) -> types.Command:
    kind = str(getattr(action.kind, "value", action.kind))
    start, end = params.range.start, params.range.end
    range_ = {
        "start": {"line": start.line, "character": start.character},
        "end": {"line": end.line, "character": end.character},
    }
    arguments = (params.text_document.uri, range_, kind, str(action.title))
    return types.Command(said(action.title, language), APPLY_ACTION, arguments=arguments)


def _asked_for(arguments: Sequence[Any]) -> tuple[str, types.Range, str, str] | None:
    """What the command is asked to do; None where its arguments are not such."""
    match arguments:
        case [
            str(uri),
            {
                "start": {"line": int(line), "character": int(column)},
                "end": {"line": int(last), "character": int(end)},
            },
            str(kind),
            *rest,
        ] if all(0 <= each <= _LARGEST for each in (line, column, last, end)):
            title = rest[0] if rest and isinstance(rest[0], str) else ""
            range_ = types.Range(types.Position(line, column), types.Position(last, end))
            return uri, range_, kind, title
    return None


def _warning(message: Wording, language: Language) -> types.ShowMessageParams:
    return types.ShowMessageParams(types.MessageType.Warning, said(message, language))
