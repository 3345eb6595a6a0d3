"""Commands, their subcommands, options and choices, in shell fences and code spans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lsprotocol.types import CompletionItemKind

from notes_lsp.features.completion.offer import Asking, Offer, Offers
from notes_lsp.features.completion.words import in_language, title_of
from notes_lsp.knowledge import Command, Group, Option, Rank
from notes_lsp.knowledge.commands import command_of, commands, options, parents, path_of
from notes_lsp.knowledge.layer import Meaning
from notes_lsp.syntax.context_typing import CodeTyping
from notes_lsp.syntax.shell import ShellPlace, command_at
from notes_lsp.text import Span

_WORD = re.compile(r"[\w.+-]+", re.ASCII)
"""What a shell could run; names such as `查看频率` only help to find it."""
_NO_NAMES = frozenset("\\$~@#%&")
"""What no command starts with; `\\fr▮` in a code span is LaTeX."""


def in_shell(asking: Asking[CodeTyping]) -> Offers | None:
    """What may come in the word before the cursor."""
    if not asking.settings.completion.commands:
        return None
    typing, offset = asking.typing, asking.place.offset
    at = command_at(typing.text, offset, typing.line.start, console=typing.console)
    if at is None or at.index < 0 or at.word.quoted:
        return None
    typed = asking.text(at.word.span.start)
    if at.index == 0:
        offers = _names(asking, typed)
    elif at.is_option:
        offers = _option_offers(asking, at, typed)
    else:
        offers = _word_offers(asking, at, typed)
    return Offers(Span(at.word.span.start, offset), list(offers))


def _names(asking: Asking[CodeTyping], typed: str) -> Iterator[Offer]:
    """Commands where one is expected; in a code span, which may hold anything, from a letter."""
    if not (typed or asking.typing.language) or typed[:1] in _NO_NAMES:
        return
    given: set[str] = set()
    limit = asking.settings.completion.max_items
    for found in asking.snapshot.typing_lexicon.complete(Group.COMMANDS, typed, limit):
        entry = found.definition.entry
        alias = (
            found.rank is Rank.ALIAS
            and found.label.startswith(typed)
            and _WORD.fullmatch(found.label)
        )
        name = found.label if alias else entry.name
        pinyin = found.rank is Rank.PINYIN and not asking.settings.completion.pinyin
        if isinstance(entry, Command) and name not in given and not pinyin:
            given.add(name)
            yield _command_offer(asking, entry, name, entry.name, found.key)


def _word_offers(asking: Asking[CodeTyping], at: ShellPlace, typed: str) -> Iterator[Offer]:
    """The choices of the option before, else subcommands."""
    path = _path(asking, at)
    meanings = commands(asking.snapshot.typing_lexicon, path, asking.place.key)
    before = at.words[at.index - 1].text
    for option in (o for meaning in meanings for o in options(meaning, before)):
        if before.startswith("-") and option.argument and not option.argument_optional:
            yield from _choices(asking, option, "", typed)
            return
    words = " ".join(path)
    given: set[str] = set()
    for meaning in meanings:
        if not _is_whole(asking, meaning, words):
            continue
        for command in command_of(meaning).subcommands:
            if command.name.startswith(typed) and command.name not in given:
                given.add(command.name)
                whole = " ".join((*meaning.path, command.name))
                yield _command_offer(asking, command, command.name, whole, "")


def _path(asking: Asking[CodeTyping], at: ShellPlace) -> tuple[str, ...]:
    return path_of(asking.snapshot.typing_lexicon, at.before, asking.place.key)


def _is_whole(asking: Asking[CodeTyping], meaning: Meaning, words: str) -> bool:
    """Whether all words name the command: in `docker run ub▮` the last is none of its names."""
    if " ".join(meaning.path) == words:
        return True
    named = asking.snapshot.typing_lexicon.named(words, asking.place.key)
    return any(each.path == meaning.path for each in named)


def _command_offer(
    asking: Asking[CodeTyping], command: Command, name: str, path: str, key: str
) -> Offer:
    subcommand = " " in path and path != name
    return Offer(
        label=name,
        text=name,
        key=key,
        kind=CompletionItemKind.Method if subcommand else CompletionItemKind.Function,
        meaning=title_of(command, asking.language) or _summary(command, asking.language),
        deprecated=command.deprecated is not None,
        data={"command": path},
    )


def _summary(command: Command, language: str) -> str:
    summaries = {tag: words.summary for tag, words in command.languages.items()}
    return in_language(summaries, language).partition("\n")[0]


def _option_offers(asking: Asking[CodeTyping], at: ShellPlace, typed: str) -> Iterator[Offer]:
    path = _path(asking, at)
    meanings = commands(asking.snapshot.typing_lexicon, path, asking.place.key)
    name, equals, value = typed.partition("=")
    if equals:
        for option in (o for meaning in meanings for o in options(meaning, name)):
            yield from _choices(asking, option, name + equals, value)
        return
    given: set[str] = set()
    for meaning in meanings:
        for command in parents(meaning):
            for option, spelling in _spellings(command.options):
                if spelling.startswith(typed) and spelling not in given:
                    given.add(spelling)
                    yield _option_offer(asking, meaning, option, spelling)


def _spellings(known: Iterable[Option]) -> Iterator[tuple[Option, str]]:
    for option in known:
        for spelling in option.names:
            yield option, spelling


def _option_offer(
    asking: Asking[CodeTyping], meaning: Meaning, option: Option, spelling: str
) -> Offer:
    optional = f"[{option.argument}]" if option.argument_optional else option.argument
    return Offer(
        label=spelling,
        text=spelling,
        kind=CompletionItemKind.Property,
        sign=optional if option.argument else "",
        meaning=in_language(option.meaning, asking.language),
        data={"command": " ".join(meaning.path), "option": spelling},
    )


def _choices(
    asking: Asking[CodeTyping], option: Option, before: str, typed: str
) -> Iterator[Offer]:
    for choice in option.choices:
        if choice.startswith(typed):
            yield Offer(
                label=choice,
                text=before + choice,
                kind=CompletionItemKind.EnumMember,
                meaning=in_language(option.meaning, asking.language),
            )
