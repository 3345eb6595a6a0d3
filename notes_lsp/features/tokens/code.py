"""Commands that someone explains, in code spans and in shell fences."""

from __future__ import annotations

from collections.abc import Iterator

from notes_lsp.features.tokens.token import COMMAND, TERM, Token
from notes_lsp.knowledge import Lexicon, commands
from notes_lsp.syntax import CodeSpan, Facts, Fence
from notes_lsp.syntax.shell import CONSOLES, SHELLS, ShellWord, command_at, prompt_length
from notes_lsp.syntax.shell import commands as simple_commands
from notes_lsp.text import Span

_LONGEST = 200
"""Bytes of a code span that may name something."""
_LONGEST_LINE = 1000
"""Bytes of a command line that are looked at."""


def code_tokens(
    lexicon: Lexicon, key: str, data: bytes, facts: Facts, seen: Span
) -> Iterator[Token]:
    """The commands in the code of a block, as far as `seen` reaches."""
    for code in facts.code_spans:
        if code.span.overlaps(seen):
            yield from _span_tokens(lexicon, key, data, code)
    for fence in facts.fences:
        if fence.language in SHELLS and fence.span.overlaps(seen):
            yield from _fence_tokens(lexicon, key, data, fence, seen)


def _span_tokens(lexicon: Lexicon, key: str, data: bytes, code: CodeSpan) -> Iterator[Token]:
    """A span that is a name as a whole, else the command that it starts with."""
    text = code.content.cut(data)
    if len(text) > _LONGEST:
        return
    named = lexicon.named(text.decode("utf-8", "replace").strip(), key)
    if named:
        yield Token(code.content, COMMAND if named[0].path else TERM)
    else:
        yield from _line_tokens(lexicon, key, text, code.content.start)


def _fence_tokens(
    lexicon: Lexicon, key: str, data: bytes, fence: Fence, seen: Span
) -> Iterator[Token]:
    at = fence.content.start
    for line in fence.content.cut(data).splitlines(keepends=True):
        text = line.rstrip(b"\r\n")
        if at <= seen.end and at + len(text) >= seen.start:
            skip = prompt_length(text, console=fence.language in CONSOLES)
            if skip is not None:
                yield from _line_tokens(lexicon, key, text[skip:], at + skip)
        at += len(line)


def _line_tokens(lexicon: Lexicon, key: str, line: bytes, start: int) -> Iterator[Token]:
    """The names of commands, and of those that a wrapper such as `sudo` runs."""
    if len(line) > _LONGEST_LINE:
        return
    for command in simple_commands(line, start):
        ends = command.words[:1] + command.words[1:][-1:]
        places = [command_at(line, word.span.end, start) for word in ends]
        for words in dict.fromkeys(place.words for place in places if place):
            yield from _command_tokens(lexicon, key, words)


def _command_tokens(
    lexicon: Lexicon, key: str, all_words: tuple[ShellWord, ...]
) -> Iterator[Token]:
    words = [word for word in all_words if word.text and not word.text.startswith("-")]
    names = [word.text for word in words]
    names[:1] = [name.rsplit("/", 1)[-1] for name in names[:1]]
    named = commands(lexicon, names, key)
    for word in words[: len(named[0].path) if named else 0]:
        yield Token(word.span, COMMAND)
