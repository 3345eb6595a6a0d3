"""Commands as they are typed: which command, subcommand and option the words of a line mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from notes_lsp.knowledge.entry import Command, Option
from notes_lsp.knowledge.layer import Meaning
from notes_lsp.knowledge.lexicon import Lexicon

_LONGEST = 5
"""Words of a command with its subcommands."""


def commands(lexicon: Lexicon, words: Sequence[str], here: str = "") -> list[Meaning]:
    """What the first words of a line mean, `docker compose up` in `docker compose up web`.

    `words` are without options (`path_of`). The longest path that anyone defines is taken, by name
    or alias; of it all definitions, nearest first. A meaning's `path` has the words of its own
    name, also where an alias was typed. None when the first word is no command.
    """
    for count in range(min(len(words), _LONGEST), 0, -1):
        named = lexicon.named(" ".join(words[:count]), here)
        found = [meaning for meaning in named if meaning.path]
        # In prose a hyphen is as good as a space; `docker-compose` is another program.
        same = [meaning for meaning in found if meaning.path[0] == words[0]]
        if found:
            return same or found
    return []


def path_of(lexicon: Lexicon, words: Sequence[str], here: str = "") -> tuple[str, ...]:
    """The words that may name a command and its subcommands: `docker compose up` in
    `/usr/bin/docker compose -f x.yml up`. Options go, with the arguments that they are known
    to take, and a directory before the name.
    """
    path = tuple(word.rsplit("/", 1)[-1] or word for word in words[:1])
    rest = iter(words[1:])
    for word in rest:
        if not word.startswith("-"):
            path = (*path, word)
        elif any(_takes_next(meaning, word) for meaning in commands(lexicon, path, here)):
            next(rest, None)
    return path


def _takes_next(meaning: Meaning, word: str) -> bool:
    """Whether the word behind an option, `-f` or the `f` of `-af`, is its argument."""
    last = next(reversed(options(meaning, word)), None)
    if last is None or not last.argument or last.argument_optional or "=" in word:
        return False
    return word.startswith("--") or word in last.names or f"-{word[-1]}" in last.names


def command_of(meaning: Meaning) -> Command:
    """The command or subcommand that is meant."""
    command = meaning.focus or meaning.definition.entry
    assert isinstance(command, Command)
    return command


def parents(meaning: Meaning) -> Iterator[Command]:
    """The command that is meant, then those it is a subcommand of, the nearest first."""
    command = meaning.definition.entry
    assert isinstance(command, Command)
    chain = [command]
    for word in meaning.path[len(command.name.split()) :]:
        command = next((each for each in command.subcommands if each.name == word), command)
        chain.append(command)
    yield from reversed(chain)


def options(meaning: Meaning, word: str) -> list[Option]:
    """The options that a word of the command line means; none for an unknown one.

    Knows `--append`, `--append=yes`, `--app` (when no other option starts so), `-a`, `-ofile`,
    and `-ai` for `-a -i`. Options of the commands above, such as docker's own, count too.
    """
    known = [option for command in parents(meaning) for option in command.options]
    name = word.partition("=")[0] if word.startswith("--") else word
    if found := _named(known, name):
        return [found]
    if word.startswith("--") and len(name) > 2:
        longs = [option for option in known if any(n.startswith(name) for n in option.names)]
        return longs if len(longs) == 1 else []
    return _cluster(known, word) if len(word) > 2 and word.startswith("-") else []


def meant_options(meaning: Meaning, word: str) -> Iterator[Meaning]:
    """The options that a word means, as meanings of the command that each belongs to: that of
    `-f` in `docker compose up -f` is told as one of `docker compose`."""
    for option in options(meaning, word):
        owners = enumerate(parents(meaning))
        above = next((steps for steps, each in owners if option in each.options), 0)
        path = meaning.path[: len(meaning.path) - above]
        yield Meaning(meaning.definition, option, path)


def _cluster(known: Sequence[Option], word: str) -> list[Option]:
    """The options in `-ai`; what follows one that takes an argument is the argument."""
    found = []
    for letter in word[1:]:
        option = _named(known, f"-{letter}")
        if option is None:
            return []
        found.append(option)
        if option.argument and not option.argument_optional:
            break
    return found


def _named(known: Sequence[Option], name: str) -> Option | None:
    return next((option for option in known if name in option.names), None)
