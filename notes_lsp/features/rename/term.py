"""A term of one of the user's tables: its name there, and wherever it is written so in prose."""

from __future__ import annotations

from collections.abc import Iterator

from notes_lsp.features.edits import Changes
from notes_lsp.features.place import Place, to_range
from notes_lsp.features.refusal import Refusal
from notes_lsp.features.rename.subject import Subject, one_line
from notes_lsp.features.under_cursor import term
from notes_lsp.knowledge import Definition, Match, Origin
from notes_lsp.knowledge.cells import plain
from notes_lsp.knowledge.name_index import key_of
from notes_lsp.syntax import Facts, Note, parse
from notes_lsp.syntax.context import Where, place_at
from notes_lsp.text import Buffer, Span, Wording
from notes_lsp.vault import Snapshot
from notes_lsp.vault.index import LABELLED

_PROSE = frozenset({Where.PROSE, Where.LINK_TEXT})


def find(snapshot: Snapshot, place: Place) -> Subject | None:
    """The term at the cursor, where a table of a note defines it.

    Renamed is the very name under the cursor, an alias or abbreviation too; the others stay.
    """
    here = place_at(place.note, place.offset)
    found = term.look(snapshot, place, here)
    if found is None or here.where is Where.FRONT_MATTER_VALUE:
        return None
    own = [
        meaning.definition
        for meaning in found.meanings
        if meaning.focus is None and meaning.definition.source.origin is Origin.NOTES
    ]
    written = place.note.buffer.text(found.span).strip()
    if not own or written not in {own[0].entry.name, *own[0].entry.aliases}:
        return None
    return Subject(
        place.range(found.span),
        written,
        lambda name, changes: _rename(snapshot, own, written, one_line(name), changes),
    )


def _rename(
    snapshot: Snapshot, own: list[Definition], old: str, new: str, changes: Changes
) -> Iterator[None]:
    _check(snapshot, own, old, new)
    wanted = old.encode()
    for key in list(snapshot.records):
        note = snapshot.note(key)
        if note is not None and wanted in note.buffer.data:
            names = _other_names(note)
            for span in _mentions(snapshot, key, note, wanted):
                if any(span.overlaps(name) for name in names):
                    continue
                changes.replace(key, to_range(note.buffer, span, changes.encoding), new)
        yield


def _mentions(snapshot: Snapshot, key: str, note: Note, name: bytes) -> Iterator[Span]:
    """Where a term is written by exactly this name: in prose, and as a code span of its own."""
    data = note.buffer.data
    at = data.find(name)
    while at >= 0:
        span = Span(at, at + len(name))
        place = place_at(note, at)
        if place.where in _PROSE:
            line = note.buffer.line_around(at)
            match = snapshot.lexicon.find_at(line.cut(data), at - line.start, key)
            if match is not None and _covers(match, span, line):
                yield span
        elif place.where is Where.CODE_SPAN and place.span.cut(data).strip() == name:
            yield span
        at = data.find(name, span.end)


def _other_names(note: Note) -> list[Span]:
    """The labels and ids of a note: what is called like a term there is something else."""
    facts = note.facts
    labels = [each.label for each in facts.definitions]
    labels += [each.label for each in facts.footnotes]
    labels += [link.target for link in facts.links if link.kind in LABELLED]
    ids = [Span(each.content.end, each.span.end) for each in facts.headings if each.id]
    return [*labels, *ids, *(each.span for each in facts.block_ids)]


def _covers(match: Match, span: Span, line: Span) -> bool:
    return match.span.moved(line.start) == span


def _check(snapshot: Snapshot, own: list[Definition], old: str, new: str) -> None:
    if len(own) > 1:
        places = [_shown(snapshot, each) for each in own]
        raise Refusal(
            Wording(
                f"“{old}” is defined more than once: {', '.join(places)}. "
                "Rename each in its place.",
                f"“{old}”有多处定义：{'、'.join(places)}。请分别在各处重命名。",
            )
        )
    if "|" in new:
        raise Refusal(Wording("A name in a table cannot hold `|`.", "表格里的名称不能有 `|`。"))
    if (
        plain(new) != new
        or "`" in new
        or new.endswith("\\")
        or parse(Buffer.of(new)).facts != Facts()
    ):
        raise Refusal(
            Wording(
                f"“{new}” cannot be a term: in a text it would be read as markup.",
                f"“{new}”不能用作术语：在正文里它会被读成标记。",
            )
        )
    for meaning in snapshot.lexicon.named(new):
        known = meaning.definition
        if known.source.origin is Origin.NOTES and (known != own[0] or key_of(old) != key_of(new)):
            where = _shown(snapshot, known)
            raise Refusal(
                Wording(f"“{new}” is defined already, in {where}.", f"“{new}”已在 {where} 定义。")
            )


def _shown(snapshot: Snapshot, definition: Definition) -> str:
    path, root = definition.source.path, ""
    for each in snapshot.roots:
        if path.startswith(each):
            root = each
    return f"{path[len(root) :].strip('/')}:{definition.source.line + 1}"
