"""The user's own entries held against each other."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from itertools import islice
from typing import NamedTuple

from notes_lsp.features.block_memory import BlockMemory
from notes_lsp.features.rules.registry import Checked, rule
from notes_lsp.knowledge import Definition, Lexicon, Origin, Term, entries_of
from notes_lsp.syntax import Note
from notes_lsp.syntax.problem import Problem, Related
from notes_lsp.text import Span
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
    if not checked.settings.knowledge.tables:
        return
    lexicon = None
    for told in _shared_terms(checked):
        yield None
        if told is None:
            continue
        lexicon = lexicon or checked.snapshot.lexicon
        name = told.term.name
        related = tuple(
            Related(
                other.source.span,
                f"`{name}` is explained here too.",
                "" if other.source.path == checked.key else other.source.path,
            )
            for other in islice(_others(lexicon, told, checked.key), _MOST_SHOWN)
        )
        if related:
            message = f"`{name}` is explained in other words elsewhere in your notes or packs."
            yield Problem("term.defined-twice", told.span, message, related=related)


class _Told(NamedTuple):
    """A term that the note explains."""

    term: Term
    span: Span


_told: BlockMemory[tuple[_Told, ...]] = BlockMemory()
"""The terms of each block, their spans counted from its start."""
_kept: BlockMemory[tuple[_Told, ...]] = BlockMemory()
"""Of these the terms that something else explains as well."""


def _shared_terms(checked: Checked) -> Iterator[_Told | None]:
    """The terms of the note that have their name in common; None on the way."""
    note, key = checked.note, checked.key
    terms = yield from _terms(note, key)
    lexicon = checked.snapshot.typing_lexicon  # reads the tables, which is quick by now
    all_known = lexicon.has_note(key)
    kept = _kept.of(key, note, (lexicon.names_version, all_known))
    for number, start in enumerate(note.starts[:-1]):
        found = kept[number]
        if found is None:
            shared = [
                each for each in terms[number] if lexicon.own_count(each.term.name) > all_known
            ]
            found = kept[number] = tuple(shared)
            yield None
        for told in found:
            yield told._replace(span=told.span.moved(start))


def _terms(note: Note, key: str) -> Generator[None, None, list[tuple[_Told, ...]]]:
    """The terms that each block explains, their spans counted from its start."""
    told = _told.of(key, note)
    for number, start in enumerate(note.starts[:-1]):
        if told[number] is None:
            block = note.blocks[number]
            found = entries_of(note, block, start, key) if block.facts.tables else ()
            told[number] = tuple(
                _Told(each.entry, each.source.span.moved(-start))
                for each in found
                if isinstance(each.entry, Term)
            )
            if found:
                yield
    return [each or () for each in told]


def _others(lexicon: Lexicon, told: _Told, here: str) -> Iterator[Definition]:
    """What else the user wrote about a term, where it says something else."""
    words = _words(told.term)
    for meaning in lexicon.named(told.term.name, here):
        other, source = meaning.definition.entry, meaning.definition.source
        if not isinstance(other, Term) or source.origin is Origin.BUNDLED or meaning.focus:
            continue
        same_place = (source.path, source.span) == (here, told.span)
        if same_place or other.name.casefold() != told.term.name.casefold():
            continue
        said = _words(other)
        if words and said and words not in said and said not in words:
            yield meaning.definition


def _words(term: Term) -> str:
    """What a term's entry says, without white space."""
    parts = [term.expansion]
    for words in term.languages.values():
        parts += [words.title, words.summary]
    return "".join("".join(parts).split()).casefold()
