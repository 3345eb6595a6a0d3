"""Shell commands held against what is known of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notes_lsp.features.rules.registry import Checked, rule
from notes_lsp.knowledge import Meaning, Origin, command_of, options
from notes_lsp.knowledge import commands as commands_of
from notes_lsp.knowledge.commands import parents
from notes_lsp.syntax.problem import Fix, Problem
from notes_lsp.syntax.shell import CONSOLES, SHELLS, ShellPlace, command_at, commands, prompt_length
from notes_lsp.text import Span, Wording, writing
from notes_lsp.vault import Level

_LONG = re.compile(r"--[a-z][a-z0-9-]+(?:=.*)?", re.DOTALL)
"""An option beyond doubt: no `--`, no negative number, no `-` for standard input."""
_ALWAYS = frozenset({"--help", "--version"})


@rule("command.unknown-option", level=Level.HINT)
def unknown_option(checked: Checked) -> Iterator[Problem]:
    """An option `--long` that a command does not have, as far as its bundled list of options goes.

    Looked at are shell code blocks, and commands whose whole list of options ships with notes-lsp
    (`notes-lsp explain docker run` shows one). What stands behind the command's own arguments, as
    in `docker run image prog --its-option`, belongs to another program. Your own tables are no
    complete lists: commands known from them alone are left in peace, and an option that one of
    them explains is known.

    Bad:  ```sh⏎tee --apend log.txt⏎```
    Good: ```sh⏎tee --append log.txt; tee -a --help⏎```
    """
    data = checked.note.buffer.data
    for start, block in zip(checked.note.starts, checked.note.blocks, strict=False):
        for fence in block.facts.fences:
            if fence.language in SHELLS and fence.fence:
                yield from _in_script(
                    checked, fence.content.moved(start), data, fence.language in CONSOLES
                )


def _in_script(checked: Checked, content: Span, data: bytes, console: bool) -> Iterator[Problem]:
    at = content.start
    for line in content.cut(data).splitlines(keepends=True):
        if b" --" in line:
            yield from _in_line(checked, line.rstrip(b"\r\n"), at, console)
        at += len(line)


def _in_line(checked: Checked, line: bytes, start: int, console: bool) -> Iterator[Problem]:
    skip = prompt_length(line, console=console)
    if skip is None:
        return
    for command in commands(line[skip:], start + skip):
        for word in command.words:
            if _LONG.fullmatch(word.text) and not word.quoted and word.text not in _ALWAYS:
                at = command_at(line, word.span.end, start, console=console)
                if at and at.is_option and at.option and (known := _complete(checked, at)):
                    yield from _problems(checked, at, at.option, known)


def _complete(checked: Checked, at: ShellPlace) -> Meaning | None:
    """The command whose options the word must be among; None where not all of them are known."""
    path = [word for word in at.before if not word.startswith("-")]
    found = commands_of(checked.snapshot.lexicon, path, checked.key)
    bundled = [each for each in found if each.definition.source.origin is Origin.BUNDLED]
    word = at.word.text.partition("=")[0]
    if not bundled or any(options(each, word) or _explains(each, word) for each in found):
        return None
    meaning = bundled[0]
    command = command_of(meaning)
    arguments = len(path) - len(meaning.path)
    has_list = any(option.long for option in command.options)
    return meaning if has_list and not command.subcommands and not arguments else None


def _explains(meaning: Meaning, word: str) -> bool:
    """Whether a row of the user's is about the command with this option: `tee --ours`."""
    return any(word in synopsis.split() for synopsis in command_of(meaning).synopsis)


def _problems(checked: Checked, at: ShellPlace, span: Span, command: Meaning) -> Iterator[Problem]:
    from rapidfuzz import fuzz, process

    written = checked.note.buffer.text(span)
    names = [name for each in parents(command) for option in each.options for name in option.names]
    longs = [name for name in dict.fromkeys(names) if name.startswith("--")]
    near = process.extract(written, longs, scorer=fuzz.ratio, limit=3, score_cutoff=75)
    fixes = tuple(Fix(writing(name), ((span, name),)) for name, _, _ in near)
    shown = " ".join(command.path)
    message = Wording(f"`{shown}` has no option `{written}`.", f"`{shown}` 没有 `{written}` 选项。")
    if near:
        message += Wording(f" Did you mean `{near[0][0]}`?", f"是不是 `{near[0][0]}`？")
    fix = fixes[0] if fixes else None
    yield Problem("command.unknown-option", span, message, fix, at.word.span, fixes[1:])
