r"""What a person who types a few words wants to know: `perplexity`, `\frac`, `tee -ai`."""

from __future__ import annotations

import re

from notes_lsp.knowledge.commands import commands, meant_options, path_of
from notes_lsp.knowledge.layer import Meaning
from notes_lsp.knowledge.lexicon import Lexicon
from notes_lsp.knowledge.name_index import environment_key, key_of
from notes_lsp.knowledge.prefixes import Group
from notes_lsp.syntax import shell

_COMMAND = re.compile(r"\\(?:[A-Za-z@]+\*?|.?)", re.DOTALL)
_ENVIRONMENT = re.compile(r"\\begin\s*\{([^{}]*)\}?")


def explain(lexicon: Lexicon, words: str, here: str = "") -> list[Meaning]:
    """The meanings of a few words, nearest first; none when nothing fits.

    In this order: a LaTeX command or environment, a command line with its options, a name of
    anything, a symptom or term within the words, a name that starts so or is spelled so in pinyin.
    """
    words = words.strip()
    if not words.startswith("\\"):  # copied with its marks out of a note, or with a prompt
        words = words.strip("`$").strip()
    if match := _ENVIRONMENT.match(words):
        return [Meaning(definition) for definition in lexicon.environment(match[1], here)]
    if match := _COMMAND.match(words):
        return lexicon.named(match[0], here)
    if not words:
        return []
    parts = words.split()
    if found := _lines(lexicon, words, here):
        return found
    named = lexicon.named(words, here) or lexicon.keyed(environment_key(words), here)
    if len(parts) > 1 and any(meaning.path == tuple(parts) for meaning in named):
        return commands(lexicon, parts, here)
    return named or commands(lexicon, parts, here) or _within(lexicon, words, here)


def similar(lexicon: Lexicon, words: str, limit: int = 5) -> list[str]:
    """Names that look like `words`, for a *did you mean*; the likeliest first."""
    from rapidfuzz import fuzz, process

    keys = list(dict.fromkeys(lexicon.keys()))
    found = process.extract(
        key_of(words.strip()), keys, scorer=fuzz.ratio, limit=limit, score_cutoff=60
    )
    return [key for key, _, _ in found]


def _lines(lexicon: Lexicon, words: str, here: str) -> list[Meaning]:
    """What the commands of a pipe mean, or one with options, or behind a wrapper such as `sudo`;
    none for words that are no command line by their looks."""
    line = words.encode("utf-8", "replace")
    simple = [command.words for command in shell.commands(line) if command.words]
    places = [shell.command_at(line, each[-1].span.end) for each in simple]
    lines = [[word.text for word in place.words] for place in places if place]
    if len(lines) == 1 and len(lines[0]) == len(words.split()) and not _has_option(lines[0]):
        return []
    return [found for each in lines for found in _line(lexicon, each, here)]


def _has_option(parts: list[str]) -> bool:
    return any(part.startswith("-") for part in parts[1:])


def _line(lexicon: Lexicon, parts: list[str], here: str) -> list[Meaning]:
    """The options of a command line, each in all its definitions; else the command."""
    found = commands(lexicon, path_of(lexicon, parts, here), here)
    meant: list[Meaning] = []
    for number, part in enumerate(parts):
        if part.startswith("-"):
            so_far = commands(lexicon, path_of(lexicon, parts[:number], here), here)
            meant += _options(so_far, part) or _options(found, part)
    return meant or found


def _options(found: list[Meaning], word: str) -> list[Meaning]:
    return [option for meaning in found for option in meant_options(meaning, word)]


def _within(lexicon: Lexicon, words: str, here: str) -> list[Meaning]:
    matches = lexicon.find_all(words.encode(), here)
    if matches:
        longest = max(matches, key=lambda match: match.span.end - match.span.start)
        return list(longest.meanings)
    candidates = [found for group in Group for found in lexicon.complete(group, words, 3)]
    return [Meaning(candidate.definition) for candidate in candidates[:3]]
