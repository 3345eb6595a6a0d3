"""A shell command, its subcommand or its option, in a shell fence or a code span."""

from __future__ import annotations

from collections.abc import Iterator

from notes_lsp.features.place import Place
from notes_lsp.features.under_cursor.found import Found
from notes_lsp.knowledge import Command, Meaning, Option
from notes_lsp.syntax.context import Place as TextPlace
from notes_lsp.syntax.context import Where, shell_line_at
from notes_lsp.syntax.note import Fence
from notes_lsp.syntax.shell import CONSOLES, ShellPlace, command_at
from notes_lsp.vault import Snapshot


def look(snapshot: Snapshot, place: Place, here: TextPlace) -> Found | None:
    """The command, subcommand or option at the cursor."""
    if here.where not in {Where.CODE_SPAN, Where.FENCE}:
        return None
    line = shell_line_at(place.note, place.offset)
    if line is None:
        return None
    console = isinstance(here.item, Fence) and here.item.language in CONSOLES
    at = command_at(line.text, place.offset, line.span.start, console=console)
    if at is None or at.index < 0:
        return None
    return _option(snapshot, place, at) if at.is_option else _command(snapshot, place, at)


def _command(snapshot: Snapshot, place: Place, at: ShellPlace) -> Found | None:
    path = (*at.path, at.word.text) if at.index else (_base(at.word.text),)
    meanings = commands_named(snapshot, path, place.key)
    return Found(at.word.span, tuple(meanings)) if meanings else None


def _option(snapshot: Snapshot, place: Place, at: ShellPlace) -> Found | None:
    text = place.note.buffer.text
    names = [(at.option, text(at.option))] if at.option else []
    if at.letter and len(at.word.text) > 2:
        names.append((at.letter, "-" + text(at.letter)))
    for length in range(len(at.path), 0, -1):
        for span, name in names:
            meanings = [
                Meaning(meaning.definition, option, meaning.path)
                for meaning in commands_named(snapshot, at.path[:length], place.key)
                for option in options_of(meaning)
                if name in option.names
            ]
            if meanings:
                return Found(span, tuple(meanings))
    return None


def commands_named(snapshot: Snapshot, path: tuple[str, ...], key: str) -> list[Meaning]:
    """The commands that the words `path` name, nearest first."""
    return [
        meaning
        for meaning in snapshot.lexicon.named(" ".join(path), key)
        if isinstance(meaning.definition.entry, Command)
    ]


def options_of(meaning: Meaning) -> Iterator[Option]:
    """The options of a command or subcommand."""
    command = meaning.focus or meaning.definition.entry
    if isinstance(command, Command):
        yield from command.options


def _base(word: str) -> str:
    return word.rsplit("/", 1)[-1]


