"""One shell command line, finished or not: its simple commands, and which word a cursor is in.

Knows how a shell cuts a line, and nothing of what any command means. Lines are UTF-8 bytes; every
function takes `start`, the offset of the line in its note, and answers in offsets of the note.
A line may hold several lines joined by a backslash at the end, as a shell reads them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from notes_lsp.text import Span

CONSOLES = frozenset(("console", "shell-session", "shellsession", "sh-session"))
"""Languages of fences that show a session: only lines with a prompt are commands."""

SHELLS = CONSOLES | {"sh", "bash", "zsh", "shell", "fish", "ksh", "dash", "ash", "terminal"}
"""Languages of fences that hold shell commands."""


@dataclass(frozen=True, slots=True)
class ShellWord:
    """One word of a command line."""

    span: Span
    """As written, quotes included."""
    text: str
    """As the command gets it: quotes and backslashes gone, nothing expanded."""
    quoted: bool = False
    """Starts with a quote."""


@dataclass(frozen=True, slots=True)
class ShellCommand:
    """A simple command: what stands between two operators."""

    span: Span
    """From behind the operator before it to the operator after it."""
    words: tuple[ShellWord, ...]
    """Assignments, wrappers such as `sudo`, the command and its arguments."""
    targets: tuple[ShellWord, ...] = ()
    """What redirections point to; an empty one where it is not written yet."""


@dataclass(frozen=True, slots=True)
class ShellPlace:
    """A cursor within a simple command."""

    words: tuple[ShellWord, ...]
    """The command from its name on, without assignments and wrappers; when the cursor is in the
    wrapper's own part (`sudo -u▮`), from the wrapper's name on. Holds an empty word at the cursor
    where a new one would start."""
    index: int
    """Which of `words` the cursor is in: 0 the command's name, -1 the target of a redirection."""
    word: ShellWord
    """The word that the cursor is in or at the end of; empty behind a space."""
    is_option: bool = False
    """The word starts with `-` and no `--` stands before it."""
    option: Span | None = None
    """The name of a long or cut option: `--append` of `--append=x`."""
    value: Span | None = None
    """What stands behind the `=` of `--append=x`."""
    letter: Span | None = None
    """The letter under the cursor in a word such as `-ai`."""

    @property
    def before(self) -> tuple[str, ...]:
        """All words before the cursor's, options and their arguments too."""
        return tuple(word.text for word in self.words[: max(self.index, 0)])


def commands(line: bytes, start: int = 0) -> tuple[ShellCommand, ...]:
    """The simple commands of a line without prompt, nested ones (`$(…)`) before their outer one."""
    reading = _Reading(line, start)
    _script(reading, 0, b"")
    return tuple(reading.found)


def words(line: bytes, start: int = 0) -> list[ShellWord]:
    """All words of a line without prompt, of every command in it, in the order of the text."""
    every = [word for command in commands(line, start) for word in command.words + command.targets]
    return sorted((word for word in every if word.text or word.quoted), key=lambda word: word.span)


def prompt_length(line: bytes, *, console: bool = False) -> int | None:
    """How many bytes of the line are a prompt such as `$ ` or `me@host:~$ `.

    Without a prompt 0, but None in a console, where such a line is output. Only in a console are
    `# `, `% ` and `> ` prompts: in a script `#` starts a comment.
    """
    found = (_CONSOLE_PROMPT if console else _PROMPT).match(line)
    if found is None:
        return None if console else 0
    return found.end()


def command_at(
    line: bytes, offset: int, start: int = 0, *, console: bool = False
) -> ShellPlace | None:
    """The command and word around `offset`; None in a prompt, a comment or a console's output."""
    skip = prompt_length(line, console=console)
    if skip is None or offset < start + skip:
        return None
    around = [
        command for command in commands(line[skip:], start + skip) if command.span.touches(offset)
    ]
    if not around:
        return None
    command = min(around, key=lambda command: command.span.end - command.span.start)
    for target in command.targets:
        if target.span.touches(offset):
            return ShellPlace((), -1, target)
    return _place(command.words, offset)


def _place(all_words: tuple[ShellWord, ...], offset: int) -> ShellPlace:
    at = next((i for i, word in enumerate(all_words) if word.span.touches(offset)), -1)
    if at < 0:
        at = sum(word.span.end < offset for word in all_words)
        new = ShellWord(Span(offset, offset), "")
        all_words = (*all_words[:at], new, *all_words[at:])
    first = max((begin for begin in _begins(all_words) if begin <= at), default=None)
    # In an assignment or a keyword before the command the word stands for itself.
    of_command = all_words[at : at + 1] if first is None else all_words[first:]
    index = 0 if first is None else at - first
    word = of_command[index]
    before = of_command[:index]
    ended = any(one.text == "--" for one in before)
    if word.quoted or ended or index == 0 or not word.text.startswith("-"):
        return ShellPlace(of_command, index, word)
    return ShellPlace(of_command, index, word, True, *_option(word), _letter(word, offset))


def _option(word: ShellWord) -> tuple[Span, Span | None]:
    name, equals, _ = word.text.partition("=")
    if not equals:
        return word.span, None
    cut = word.span.start + len(name.encode())
    return Span(word.span.start, cut), Span(cut + 1, word.span.end)


def _letter(word: ShellWord, offset: int) -> Span | None:
    if not _CLUSTER.fullmatch(word.text):
        return None
    at = min(max(offset, word.span.start + 1), word.span.end - 1)
    return Span(at, at + 1)


_CLUSTER = re.compile(r"-[A-Za-z0-9?@]+")


# Wrappers: commands that run the command behind them.

_WRAPPERS = {  # name: (options that take the next word, words before the command)
    "sudo": ("-u -g -h -p -C -r -t -T -U -D -R --user --group --host --prompt --chdir", 0),
    "doas": ("-u -C", 0),
    "env": ("-u -C --unset --chdir", 0),
    "time": ("-o -f --output --format", 0),
    "nohup": ("", 0),
    "nice": ("-n --adjustment", 0),
    "ionice": ("-c -n --class --classdata", 0),
    "timeout": ("-s -k --signal --kill-after", 1),
    "xargs": ("-I -n -P -d -L -s -a -E --max-args --max-procs --delimiter --arg-file", 0),
    "exec": ("-a", 0),
    "command": ("", 0),
    "builtin": ("", 0),
    "watch": ("-n --interval", 0),
    "stdbuf": ("-i -o -e --input --output --error", 0),
    "setsid": ("", 0),
    "strace": ("-e -o -p -s -E", 0),
}
_WITH_ARGUMENT = {name: frozenset(options.split()) for name, (options, _) in _WRAPPERS.items()}
_KEYWORDS = frozenset(("if", "then", "elif", "else", "while", "until", "do", "!", "{"))
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=")


def _begins(all_words: tuple[ShellWord, ...]) -> list[int]:
    """Where a command's name stands: each wrapper's, and that of the command they run."""
    begins, at = [], 0
    while at < len(all_words):
        word = all_words[at]
        if not word.quoted and (word.text in _KEYWORDS or _ASSIGNMENT.match(word.text)):
            at += 1
            continue
        begins.append(at)
        name = word.text.rsplit("/", 1)[-1]
        if name not in _WRAPPERS:
            break
        at = _behind_wrapper(all_words, at + 1, name)
    return begins


def _behind_wrapper(all_words: tuple[ShellWord, ...], at: int, name: str) -> int:
    plain = _WRAPPERS[name][1]
    while at < len(all_words):
        text = all_words[at].text
        if text == "--":
            at += 1
            break
        if not text.startswith("-"):
            break
        takes = _WITH_ARGUMENT[name]
        cluster = not text.startswith("--") and f"-{text[-1]}" in takes
        at += 2 if text in takes or cluster else 1
    return at + plain


# Prompts.

_VENV = rb"(?:\([^()\s]+\)[ \t]+)?"
_HOSTED = (
    rb"\[[^\]\n]*@[^\]\n]*\][$#%][ \t]+"  # [me@host dir]$
    rb"|[\w.-]+@[^\s$#%>]*(?:[ \t][^\s$#%>]+)?[ \t]?[$#%>][ \t]+"  # me@host:~/dir$
    rb"|PS(?:[ \t][^>\n]*)?>[ \t]*"
    rb"|[A-Za-z]:\\[^>\n]*>[ \t]*"
    rb"|(?:\xe2\x9d\xaf|\xe2\x9e\x9c|\xce\xbb)[ \t]+"  # ❯ ➜ λ of zsh's and fish's themes
)
_PROMPT = re.compile(rb"[ \t]*" + _VENV + rb"(?:" + _HOSTED + rb"|\$[ \t]+)")
_CONSOLE_PROMPT = re.compile(
    rb"[ \t]*" + _VENV + rb"(?:" + _HOSTED + rb"|[~/][^\s$#%]*[ \t]?[$#%][ \t]+|[$#%>](?:[ \t]+|$))"
)


# Reading: each function takes the place to read from and gives the place behind what it read.

_BLANK = re.compile(rb"(?:[ \t\r\f\v]|\\\r?\n)+")
_OPERATOR = re.compile(rb"&&|\|\||;;|\|&|[|;&()\n]")
_REDIRECTION = re.compile(rb"\d*(?:&>>?|<<<|<<-?|<>|>>|>\||[<>]&?)(?!\()")
_PLAIN = re.compile(rb"[^\s\\'\"`$|&;()<>]+")
_COMMENT = re.compile(rb"#[^\n]*")
_DOUBLE_PLAIN = re.compile(rb"[^\\\"`$]+")


@dataclass(slots=True)
class _Reading:
    line: bytes
    base: int
    found: list[ShellCommand] = field(default_factory=list)
    depth: int = 0

    def span(self, begin: int, end: int) -> Span:
        return Span(self.base + begin, self.base + end)


_DEEPEST = 20  # nested `$(…)`; hostile text must not exhaust the stack


def _script(reading: _Reading, at: int, end: bytes) -> int:
    """Read commands up to `end` (`)` or a backquote; empty: the line's end)."""
    line = reading.line
    while True:
        at = _command(reading, at, end)
        if at >= len(line) or line[at : at + 1] == end:
            return at
        if comment := _COMMENT.match(line, at):
            at = comment.end() + 1
            if at > len(line):
                return len(line)
        elif operator := _OPERATOR.match(line, at):
            at = operator.end()
        else:  # nothing else ends a command; step on rather than stand still
            at += 1


def _command(reading: _Reading, at: int, end: bytes) -> int:
    begin = at
    of_command: list[ShellWord] = []
    targets: list[ShellWord] = []
    pointed = False
    while True:
        gap = at
        if blank := _BLANK.match(reading.line, at):
            at = blank.end()
        redirection = _REDIRECTION.match(reading.line, at)
        ends = _ends(reading.line, at, end, fresh=at > gap or at == begin)
        if pointed and (redirection or ends):
            targets.append(ShellWord(reading.span(at, at), ""))
        if redirection:
            pointed, at = True, redirection.end()
        elif ends:
            break
        else:
            word, at = _word(reading, at, end)
            (targets if pointed else of_command).append(word)
            pointed = False
    command = ShellCommand(reading.span(begin, at), tuple(of_command), tuple(targets))
    reading.found.append(command)
    return at


def _ends(line: bytes, at: int, end: bytes, *, fresh: bool) -> bool:
    here = line[at : at + 1]
    return not here or here == end or here in b"|&;()\n" or (fresh and here == b"#")


def _word(reading: _Reading, at: int, end: bytes) -> tuple[ShellWord, int]:
    line, begin = reading.line, at
    parts: list[bytes] = []
    while at < len(line):
        here = line[at : at + 1]
        if plain := _PLAIN.match(line, at):
            parts.append(plain[0])
            at = plain.end()
        elif here in b"'\"":
            at = _quoted(reading, at, parts)
        elif here == b"\\":
            if _BLANK.match(line, at):
                break
            parts.append(line[at + 1 : at + 2])
            at = min(at + 2, len(line))
        elif here == end or not (here in b"$`" or line[at : at + 2] in (b"<(", b">(")):
            break
        else:
            at = _expansion(reading, at, parts)
    text = b"".join(parts).decode("utf-8", "replace")
    return ShellWord(reading.span(begin, at), text, line[begin : begin + 1] in b"'\""), at


def _quoted(reading: _Reading, at: int, parts: list[bytes]) -> int:
    """Read `'…'` or `"…"`; an unfinished one reaches to the line's end."""
    line = reading.line
    if line[at : at + 1] == b"'":
        stop = line.find(b"'", at + 1)
        parts.append(line[at + 1 :] if stop < 0 else line[at + 1 : stop])
        return len(line) if stop < 0 else stop + 1
    at += 1
    while at < len(line) and line[at : at + 1] != b'"':
        if plain := _DOUBLE_PLAIN.match(line, at):
            parts.append(plain[0])
            at = plain.end()
        elif line[at : at + 1] == b"\\":
            parts.append(line[at + 1 : at + 2])
            at += 2
        else:
            at = _expansion(reading, at, parts)
    return min(at + 1, len(line))


def _expansion(reading: _Reading, at: int, parts: list[bytes]) -> int:
    """Read `$(…)`, `<(…)`, `` `…` ``, `${…}` or a lone `$`; commands within are found too."""
    line = reading.line
    if line.startswith(b"$((", at):
        stop = _behind(line, b"))", at)
    elif line.startswith(b"${", at):
        stop = _behind(line, b"}", at)
    elif line[at : at + 1] == b"`":
        stop = _nested(reading, at + 1, b"`")
    elif line[at + 1 : at + 2] == b"(":
        stop = _nested(reading, at + 2, b")")
    else:
        stop = at + 1
    parts.append(line[at:stop])
    return stop


def _behind(line: bytes, mark: bytes, at: int) -> int:
    found = line.find(mark, at)
    return len(line) if found < 0 else found + len(mark)


def _nested(reading: _Reading, at: int, end: bytes) -> int:
    if reading.depth == _DEEPEST:
        return at
    reading.depth += 1
    stop = min(_script(reading, at, end) + 1, len(reading.line))
    reading.depth -= 1
    return stop
