"""The user's own entries held against each other."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple, TypeVar

from notes_lsp.features.block_memory import BlockMemory
from notes_lsp.features.rules.registry import Checked, rule
from notes_lsp.knowledge import Definition, Origin, Term
from notes_lsp.knowledge.name_index import key_of
from notes_lsp.syntax.problem import Problem, Related
from notes_lsp.text import Span, Wording
from notes_lsp.vault import Level

_Item = TypeVar("_Item")

_MOST_SHOWN = 5
_AT_ONCE = 500
"""Terms looked at in one go: 2 ms."""


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
    shared = yield from _shared_terms(checked)
    same: dict[str, list[_Told]] = {}
    for told in sorted(shared.here, key=lambda each: (len(each.term.name), each.span)):
        same.setdefault(key_of(told.term.name), []).append(told)
    for told in shared.terms:
        yield None
        name = told.term.name
        here = _unlike(told, same.get(key_of(name), ()))
        places = ((each.span, "") for each in here)
        elsewhere = ((each.source.span, each.source.path) for each in _elsewhere(checked, told))
        too = Wording(f"`{name}` is explained here too.", f"这里也解释了 `{name}`。")
        related = tuple(
            Related(span, too, path) for span, path in islice(chain(places, elsewhere), _MOST_SHOWN)
        )
        if related:
            message = Wording(
                f"`{name}` is explained in other words elsewhere in your notes or packs.",
                f"你的笔记或知识包在别处对 `{name}` 另有解释。",
            )
            yield Problem("term.defined-twice", told.span, message, related=related)


class _Told(NamedTuple):
    """A term that the note explains."""

    term: Term
    span: Span


class _Shared(NamedTuple):
    """The terms of a note that have their name in common with something."""

    terms: list[_Told]
    here: list[_Told]
    """Those of them that others of the note are held against: none of a note that is too large
    for its entries to be known."""


_told: BlockMemory[tuple[_Told, ...]] = BlockMemory()
"""The terms of each block, their spans counted from its start."""
_kept: BlockMemory[tuple[_Told, ...]] = BlockMemory()
"""Of these the terms that something else explains as well."""


def _shared_terms(checked: Checked) -> Generator[None, None, _Shared]:
    note, key = checked.note, checked.key
    terms = yield from _terms(checked)
    lexicon = checked.snapshot.typing_lexicon  # reads the tables, which is quick by now
    all_known = lexicon.has_note(key)
    kept = _kept.of(key, note, (lexicon.names_version, all_known))
    shared: list[_Told] = []
    for number, start in enumerate(note.starts[:-1]):
        found = kept[number]
        if found is None:
            told: list[_Told] = []
            for some in _portions(terms[number]):
                told += [each for each in some if lexicon.own_count(each.term.name) > all_known]
                yield None
            found = kept[number] = tuple(told)
        shared += [each._replace(span=each.span.moved(start)) for each in found]
    return _Shared(shared, shared if all_known else [])


def _terms(checked: Checked) -> Generator[None, None, list[tuple[_Told, ...]]]:
    """The terms that each block explains, their spans counted from its start."""
    note = checked.note
    told = _told.of(checked.key, note)
    for number, block in enumerate(note.blocks):
        if told[number] is None:
            found: list[_Told] = []
            if block.facts.tables:
                yield
                for some in _portions(checked.snapshot.entries_in(checked.key, note, number)):
                    terms = [(entry, span) for entry, span in some if isinstance(entry, Term)]
                    found += [_Told(term, span) for term, span in terms]
                    yield
            told[number] = tuple(found)
    return [each or () for each in told]


def _portions(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    """The items, some at a time: after each few of a long table one may give way."""
    rest = iter(items)
    while some := list(islice(rest, _AT_ONCE)):
        yield some


def _unlike(told: _Told, same: Iterable[_Told]) -> Iterator[_Told]:
    """What the note says of the same term in other words; `same` are those of its key."""
    words = _words(told.term)
    for other in same:
        if other.span != told.span and _differ(told.term, words, other.term):
            yield other


def _elsewhere(checked: Checked, told: _Told) -> Iterator[Definition]:
    """What the user wrote of the same term in another note or in a pack, in other words."""
    snapshot, key = checked.snapshot, checked.key
    words = _words(told.term)
    meanings = snapshot.typing_lexicon.named(told.term.name, key)
    if any(each.definition.source.path in snapshot.open_notes.keys() - {key} for each in meanings):
        meanings = snapshot.lexicon.named(told.term.name, key)  # its places may have moved
    for meaning in meanings:
        other, source = meaning.definition.entry, meaning.definition.source
        if not isinstance(other, Term) or source.origin is Origin.BUNDLED or meaning.focus:
            continue
        if source.path != key and _differ(told.term, words, other):
            yield meaning.definition


def _differ(term: Term, words: str, other: Term) -> bool:
    """Whether two terms of one name, the first with these words, are not explained alike."""
    if other.name.casefold() != term.name.casefold():
        return False
    said = _words(other)
    return bool(words and said and words not in said and said not in words)


def _words(term: Term) -> str:
    """What a term's entry says, without white space."""
    parts = [term.expansion]
    for words in term.languages.values():
        parts += [words.title, words.summary]
    return "".join("".join(parts).split()).casefold()
