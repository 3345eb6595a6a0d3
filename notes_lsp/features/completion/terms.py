"""Terms of the knowledge base in prose: by name, alias, abbreviation or pinyin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lsprotocol.types import CompletionItemKind

from notes_lsp.features.completion.offer import Asking, Offer, Offers
from notes_lsp.features.completion.words import MIXED, SPELLED, origin_of, title_of
from notes_lsp.knowledge import Candidate, Group, Rank, Term
from notes_lsp.syntax.context_typing import ProseTyping
from notes_lsp.text import Span
from notes_lsp.text.pinyin import score
from notes_lsp.text.words import fold, is_unspaced, word_before

_MOST_STARTS = 10
"""So many characters back a name may have started in text without spaces."""
_SAMPLE = 8192
_SHORT = 400
_HAN = re.compile("[\u3400-\u9fff]")
_WORDS = re.compile(r"[a-z][a-z' -]*")
"""A name of plain words, which the start of a sentence may write with a capital."""


def in_prose(asking: Asking[ProseTyping]) -> Offers | None:
    """Terms that start with the word before the cursor.

    Chinese has no spaces: `我们用困惑` is one run of characters, and of its endings the longest
    that starts a name is taken for what was typed.
    """
    if not asking.settings.completion.terms:
        return None
    for start in _starts(asking):
        typed = asking.text(start)
        offers = [*_of_several_words(asking, start)]
        if is_unspaced(typed[-1]) or len(typed) >= asking.settings.completion.min_word:
            offers += [_offer(asking, found) for found in _candidates(asking, typed)]
        if offers:
            return Offers(Span(start, asking.place.offset), offers)
    return None


def _of_several_words(asking: Asking[ProseTyping], start: int) -> Iterator[Offer]:
    """`flash att` may become `Flash Attention`; what stands already is mended apart.

    One letter of the second word is enough. eglot looks at the last word alone, so the item may
    replace no more than that.
    """
    data = asking.place.note.buffer.data
    first = word_before(data, start - 1).start
    if data[start - 1 : start] != b" " or first == start - 1:
        return
    before = asking.text(first, start)
    if not before.isascii():
        return
    for found in _candidates(asking, asking.text(first)):
        if fold(found.label[: len(before)]) == fold(before) and found.rank is not Rank.PINYIN:
            written, rest = found.label[: len(before)], found.label[len(before) :]
            mended = (Span(first, start), written) if written != before else None
            yield replace(_offer(asking, found), text=rest, key=fold(rest), mended=mended)


def _starts(asking: Asking[ProseTyping]) -> Iterator[int]:
    """Where a name that is being typed may have started, the furthest first."""
    word = asking.typing.span
    typed = asking.text(word.start)
    data = asking.place.note.buffer.data
    if not typed or data[word.start - 1 : word.start] == b"\\":
        return  # a LaTeX command outside of math is no term
    if not is_unspaced(typed[-1]):
        yield word.start
        return
    latin = word_before(data, word.start)
    if latin.start < latin.end:
        yield latin.start  # `T检` of `T检验`
    for length in range(min(len(typed), _MOST_STARTS), 0, -1):
        yield word.end - len(typed[-length:].encode())


def _candidates(asking: Asking[ProseTyping], typed: str) -> Iterator[Candidate]:
    limit = asking.settings.completion.max_items
    folded = fold(typed)
    pinyin = typed.isascii() and typed.islower() and len(typed) > 1 and _reads_chinese(asking)
    given: set[str] = set()
    for candidate in asking.snapshot.typing_lexicon.complete(Group.TERMS, typed, limit):
        if candidate.rank is Rank.PINYIN:
            fits = pinyin and asking.settings.completion.pinyin
        else:
            fits = fold(candidate.label).startswith(folded)
        label = _as_begun(candidate.label, typed)
        if fits and label != typed and label not in given:
            given.add(label)
            yield candidate._replace(label=label)
    if pinyin and asking.settings.completion.pinyin and not given and len(typed) >= MIXED:
        yield from _mixed(asking, typed)


def _as_begun(label: str, typed: str) -> str:
    """`token` as `Token` where it was begun so: at the start of a sentence, in a title."""
    capital = typed[:1].isupper() and not any(map(str.isupper, typed[1:]))
    return label.capitalize() if capital and _WORDS.fullmatch(label) else label


def _mixed(asking: Asking[ProseTyping], typed: str) -> Iterator[Candidate]:
    """`kunhd` for 困惑度: readings and initials in one, which no sorted list holds."""
    lexicon = asking.snapshot.typing_lexicon
    for candidate in lexicon.complete(Group.TERMS, typed[0], SPELLED):
        if candidate.rank is Rank.PINYIN and score(typed, candidate.label) >= 3:
            yield candidate._replace(key=typed)


def _reads_chinese(asking: Asking[ProseTyping]) -> bool:
    """Whether letters may be pinyin: not in a note that is written in English throughout."""
    data = asking.place.note.buffer.data
    sample = data[:_SAMPLE].decode("utf-8", "replace")
    return len(data) < _SHORT or _HAN.search(sample) is not None


def _offer(asking: Asking[ProseTyping], found: Candidate) -> Offer:
    entry, source = found.definition.entry, found.definition.source
    return Offer(
        label=found.label,
        text=found.label,
        key=found.key,
        kind=CompletionItemKind.Text,
        meaning=_meaning(asking, found),
        origin=origin_of(source),
        data={"term": entry.name, "path": source.path},
    )


def _meaning(asking: Asking[ProseTyping], found: Candidate) -> str:
    """What tells the term apart: its expansion, its name in the other language."""
    entry = found.definition.entry
    expansion = entry.expansion if isinstance(entry, Term) else ""
    for words in (expansion, title_of(entry, asking.language), entry.name):
        if words and fold(words) != fold(found.label):
            return words
    return ""
