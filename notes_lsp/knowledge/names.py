"""By which names an entry is found: in prose, and by a person who types or asks.

The rules for prose, told in `docs/knowledge.md`:

- A name of one letter or one Han character, or of digits and signs only, is not looked for;
  `C++` and `C#` are.
- Short Latin names (up to three letters: `SFT`, `IT`) are found as written or in capitals only,
  unless they have a digit or no vowel (`bf16`, `gpt`), which no English word has.
- All other names are found in any case.
- LaTeX symbols are found in formulas, never in prose. Commands are found in prose only where their
  name cannot be a plain word: `cpufreq-info`, `docker run`, but not `find`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from notes_lsp.knowledge.entry import AnyEntry, Cause, Command, Symbol, Term, Tip

_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff\U00020000-\U0003ffff]")
_VOWELS = set("aeiouy")
_LETTER_AND_SIGNS = re.compile(r"[A-Z][+#]{1,2}")
_BRACKET = re.compile(r"(?<=[^\W\d])\s*[(（].*[)）]$")
_PLAIN_WORD = re.compile(r"[a-z]+[0-9]?")

Focus = Command | Cause | None
"""The part of an entry that a name means: a subcommand, a cause; None for the whole."""


class Name(NamedTuple):
    """A name and what it means."""

    text: str
    focus: Focus = None
    path: tuple[str, ...] = ()
    """For a subcommand the words that lead to it."""


def prose_names(entry: AnyEntry) -> Iterator[Name]:
    """The names that may stand in running text, some of them twice."""
    if isinstance(entry, Symbol):
        return
    if isinstance(entry, Command):
        yield from (name for name in command_names(entry) if not _is_plain(name.text))
    else:
        yield from (Name(text) for text in all_names(entry) if is_telling(text))
    if isinstance(entry, Tip):
        yield from (name for name in cause_names(entry.causes) if is_telling(name.text))


def command_names(command: Command, before: tuple[str, ...] = ()) -> Iterator[Name]:
    """A command's name and aliases, and those of its subcommands with the words before them."""
    path = (*before, *command.name.split())
    focus = command if before else None
    yield Name(" ".join(path), focus, path)
    for alias in command.aliases:
        # An alias is written as the name is, or whole: `docker ps` for `docker container ls`.
        whole = not before or alias.split()[0] == before[0]
        yield Name(alias if whole else " ".join((*before, alias)), focus, path)
    for subcommand in command.subcommands:
        yield from command_names(subcommand, path)


def cause_names(causes: tuple[Cause, ...]) -> Iterator[Name]:
    """The titles and aliases of the causes in a debugging tree, at any depth."""
    for cause in causes:
        for text in dict.fromkeys((*cause.title.values(), *cause.aliases)):
            yield Name(text, cause)
        yield from cause_names(cause.causes)


def all_names(entry: AnyEntry) -> Iterator[str]:
    """What the entry as a whole is called: name, aliases, expansion, other forms, titles."""
    yield entry.name
    yield from entry.aliases
    if isinstance(entry, Term):
        yield from filter(None, (entry.expansion, entry.preferred, *entry.discouraged))
    for words in entry.languages.values():
        if words.title:
            yield words.title
            if bracket := _BRACKET.search(words.title):  # `嵌入（embedding）`
                yield words.title[: bracket.start()]


def is_telling(name: str) -> bool:
    """Whether a name is long and special enough to be looked for in prose."""
    letters = sum(map(str.isalpha, name))
    if letters == 1:
        return sum(map(str.isalnum, name)) >= 2 or _LETTER_AND_SIGNS.fullmatch(name) is not None
    return letters >= 2


def is_any_case(name: str) -> bool:
    """Whether a name is found in any case; if not, as written and in capitals."""
    latin = [letter for letter in name if letter.isascii() and letter.isalnum()]
    if len(latin) >= 4 or _HAN.search(name):
        return True
    if len(latin) < 3:
        return False
    return any(map(str.isdigit, latin)) or not _VOWELS & set("".join(latin).lower())


def _is_plain(command: str) -> bool:
    """Whether a command's name might be a word of an English sentence, or is too short."""
    return _PLAIN_WORD.fullmatch(command.lower()) is not None or len(command) < 4
