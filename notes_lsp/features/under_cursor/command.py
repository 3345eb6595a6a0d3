"""A shell command, its subcommand or its option, in a shell fence or a code span."""

from __future__ import annotations

from notes_lsp.features.place import Place
from notes_lsp.features.under_cursor.found import Found
from notes_lsp.knowledge import Meaning, commands, meant_options, options, path_of
from notes_lsp.syntax import Fence
from notes_lsp.syntax.context import Place as TextPlace
from notes_lsp.syntax.context import Where, shell_line_at
from notes_lsp.syntax.shell import CONSOLES, ShellPlace, command_at
from notes_lsp.text import Span
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
    """The word as the last one of a command's name: an argument names no command."""
    word = at.word.text if at.index else at.word.text.rsplit("/", 1)[-1]
    lexicon = snapshot.typing_lexicon
    before = path_of(lexicon, at.before, place.key)
    path = path_of(lexicon, (*at.before, word), place.key)
    found = commands(lexicon, path, place.key)
    if not found or not word or found == commands(lexicon, before, place.key):
        return None
    return Found(at.word.span, tuple(found))


def _option(snapshot: Snapshot, place: Place, at: ShellPlace) -> Found | None:
    """The option as written, else the one letter of a bundle such as `-ai`."""
    text = place.note.buffer.text
    tries: list[tuple[Span, str]] = []
    if at.letter is not None and len(at.word.text) > 2:
        tries.append((at.letter, f"-{text(at.letter)}"))
    if at.option is not None:
        whole = (at.option, text(at.option))
        tries.append(whole)
    lexicon = snapshot.typing_lexicon
    found = commands(lexicon, path_of(lexicon, at.before, place.key), place.key)
    named = [meaning for meaning in found if _names(meaning, at.word.text)]
    for span, name in [whole] if named and at.option else tries:
        meanings = [each for meaning in found for each in meant_options(meaning, name)]
        if meanings:
            return Found(span, tuple(meanings))
    return None


def _names(meaning: Meaning, word: str) -> bool:
    """Whether the whole word is one option's name, as `-type` is: then it is no bundle."""
    return any(word in option.names for option in options(meaning, word))
