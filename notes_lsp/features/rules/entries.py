"""The user's own entries held against each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from notes_lsp.features.rules.registry import Checked, rule
from notes_lsp.knowledge import Definition, Lexicon, Origin, Term, entries_in
from notes_lsp.syntax.problem import Problem, Related
from notes_lsp.vault import Level

_MOST_SHOWN = 5


@rule("term.defined-twice", level=Level.INFORMATION)
def defined_twice(checked: Checked) -> Iterator[Problem | None]:
    """A term that two places of your notes or packs explain, each in other words.

    Both are shown together on its card, the nearest first. The other place is told with the
    diagnostic. Where one explanation holds the other there is no harm, and rows about symbols and
    commands, of which there may be several, are left in peace.

    Bad:  | 术语 | 定义 |⏎| - | - |⏎| CRNN | 卷积循环网络 |⏎| CRNN | 一种电视 |
    Good: | 术语 | 定义 |⏎| - | - |⏎| CRNN | 卷积循环网络 |⏎| LSTM | 长短期记忆 |
    """
    note = checked.note
    has_tables = any(block.facts.tables for block in note.blocks)
    if not has_tables or not checked.settings.knowledge.tables:
        return
    lexicon = checked.snapshot.lexicon
    for definition in entries_in(note, checked.key):
        yield None
        name = definition.entry.name
        related = tuple(
            Related(
                other.source.span,
                f"`{name}` is explained here too.",
                "" if other.source.path == checked.key else other.source.path,
            )
            for other in islice(_others(lexicon, definition, checked.key), _MOST_SHOWN)
        )
        if related:
            message = f"`{name}` is explained in other words elsewhere in your notes or packs."
            span = definition.source.span
            yield Problem("term.defined-twice", span, message, related=related)


def _others(lexicon: Lexicon, definition: Definition, here: str) -> Iterator[Definition]:
    """What else the user wrote about a term, where it says something else."""
    entry = definition.entry
    if not isinstance(entry, Term):
        return
    words = _words(entry)
    for meaning in lexicon.named(entry.name, here):
        other, source = meaning.definition.entry, meaning.definition.source
        if not isinstance(other, Term) or source.origin is Origin.BUNDLED or meaning.focus:
            continue
        same_place = (source.path, source.span) == (here, definition.source.span)
        if same_place or other.name.casefold() != entry.name.casefold():
            continue
        told = _words(other)
        if words and told and words not in told and told not in words:
            yield meaning.definition


def _words(term: Term) -> str:
    """What a term's entry says, without white space."""
    parts = [term.expansion]
    for words in term.languages.values():
        parts += [words.title, words.summary]
    return "".join("".join(parts).split()).casefold()
