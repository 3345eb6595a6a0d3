r"""What stands at the cursor: a command to explain, or one that is still being typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from notes_lsp.math.lexer import Lexeme, byte_offset, char_offset, ends_in_comment, lex
from notes_lsp.math.signature import ENVIRONMENTS, SIGNATURES, Argument

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENVIRONMENT: Final = re.compile(r"\\(begin|end)\s*\{([^\\{}]*)\}?")
_OPEN_ENVIRONMENT: Final = re.compile(r"\\(begin|end)\s*\{([A-Za-z]*\*?)\Z")


class NamedSpan(NamedTuple):
    r"""A name and where it stands: `\frac` with its backslash, or an environment's `matrix`."""

    name: str
    span: tuple[int, int]
    """Byte offsets into the formula's UTF-8."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """What a formula that ends at the cursor is in the middle of."""

    kind: str
    r"""`command` (`\fr`), `environment` (`\begin{ma`, `\end{ma`) or `argument` (`\frac{a}{`)."""
    name: str
    r"""What is typed of the command (`\fr`, also `\积分`) or of the environment (`ma`); for an
    argument, the whole name of the command or environment it belongs to."""
    span: tuple[int, int]
    """Where `name` stands, in bytes; for an argument, the argument as far as it is typed."""
    argument: int = 0
    """Which of the signature's arguments, counted from 0, optional ones too."""
    closing: bool = False
    r"""An environment's `\end`."""
    environment: str | None = None
    r"""The innermost environment that is open, the name `\end` should get."""


def command_at(source: str, offset: int) -> NamedSpan | None:
    r"""The command that touches byte `offset` of `source`, or the name in `\begin{...}`.

    Between two commands the one on the right wins: the cursor stands in front of it.
    """
    place = char_offset(source, offset)
    lexemes = lex(source)
    for found in _ENVIRONMENT.finditer(source):
        if found.start(2) <= place <= found.end(2) and any(
            start == found.start() for _, start, _ in lexemes
        ):
            return _named(source, found.group(2), *found.span(2))
    touching = [(t, s, e) for t, s, e in lexemes if s <= place <= e and t[0] == "\\" != t]
    return _named(source, *touching[-1]) if touching else None


def unfinished(source: str, known: Mapping[str, int] | None = None) -> Unfinished | None:
    r"""What is being typed at the end of `source`, the formula up to the cursor.

    `known` holds the commands of the user's own with their number of arguments. A row break
    (`\\`) starts no command, and nothing is unfinished inside a comment.
    """
    lexemes = lex(source)
    if ends_in_comment(source):
        return None
    return (
        _unfinished_environment(source, lexemes)
        or _unfinished_command(source, lexemes)
        or _unfinished_argument(source, lexemes, known or {})
    )


def _named(source: str, name: str, start: int, end: int) -> NamedSpan:
    return NamedSpan(name, (byte_offset(source, start), byte_offset(source, end)))


def _unfinished_command(source: str, lexemes: list[Lexeme]) -> Unfinished | None:
    start = len(source)
    while start and source[start - 1].isalpha():
        start -= 1
    start -= 1
    if start < 0 or source[start] != "\\":
        return None
    if not any(begin == start for _, begin, _ in lexemes[-(len(source) - start) :]):
        return None
    name, span = _named(source, source[start:], start, len(source))
    before = [lexeme for lexeme in lexemes if lexeme[1] < start]
    return Unfinished(kind="command", name=name, span=span, environment=_innermost(before))


def _unfinished_environment(source: str, lexemes: list[Lexeme]) -> Unfinished | None:
    found = _OPEN_ENVIRONMENT.search(source, max(0, len(source) - 200))
    if found is None or not any(start == found.start() for _, start, _ in lexemes):
        return None
    before = [lexeme for lexeme in lexemes if lexeme[1] < found.start()]
    return Unfinished(
        kind="environment",
        name=found.group(2),
        span=_named(source, "", *found.span(2)).span,
        closing=found.group(1) == "end",
        environment=_innermost(before),
    )


def _innermost(lexemes: list[Lexeme]) -> str | None:
    opened: list[str] = []
    for index, (text, _, _) in enumerate(lexemes):
        if text == "\\begin":
            opened.append(_name_after(lexemes, index)[0])
        elif text == "\\end" and opened:
            opened.pop()
    return opened[-1] if opened else None


def _name_after(lexemes: list[Lexeme], index: int) -> tuple[str, int]:
    r"""The name in the braces behind lexeme `index`, and the index of the closing brace."""
    name = ""
    for place in range(index + 1, min(index + 40, len(lexemes))):
        text = lexemes[place][0]
        if text == "}":
            return name, place
        name += text if text not in ("{", " ") else ""
    return name, len(lexemes) - 1


@dataclass(slots=True)
class _Pending:
    """A command whose arguments are being read."""

    name: str
    arguments: tuple[Argument, ...]
    index: int = 0

    def advance(self, *, bracket: bool) -> bool:
        """Moves on to the argument that starts here; False when there is none left."""
        while self.index < len(self.arguments):
            if self.arguments[self.index].optional == bracket:
                return True
            if bracket:
                return False
            self.index += 1
        return False


@dataclass(slots=True)
class _Walk:
    """The braces that are open so far, each with the command whose argument it is."""

    pending: _Pending | None = None
    frames: list[tuple[str, int, _Pending | None]] = field(default_factory=list)

    def step(self, text: str, end: int, signature: _Pending | None) -> None:
        if text == " ":
            return
        if text in "{[" and self._opens(text):
            self.frames.append((text, end, self.pending))
            self.pending = None
        elif text in "}]":
            self._close(text)
        elif signature is not None:
            self._step_over()
            self.pending = signature
        else:
            self._step_over()

    def _opens(self, text: str) -> bool:
        if self.pending is not None and not self.pending.advance(bracket=text == "["):
            if text == "[":
                self._step_over()
            else:
                self.pending = None
            return text == "{"
        return text == "{" or self.pending is not None

    def _close(self, text: str) -> None:
        opener = "{" if text == "}" else "["
        if not self.frames or (text == "]" and self.frames[-1][0] != opener):
            self._step_over()
            return
        while self.frames:
            found, _, self.pending = self.frames.pop()
            if found == opener:
                break
        self._done()

    def _step_over(self) -> None:
        if self.pending is not None and self.pending.advance(bracket=False):
            self._done()
        else:
            self.pending = None

    def _done(self) -> None:
        if self.pending is not None:
            self.pending.index += 1
            if self.pending.index >= len(self.pending.arguments):
                self.pending = None


def _signature_of(name: str, known: Mapping[str, int]) -> _Pending | None:
    if name in known:
        arguments = (Argument("math"),) * known[name]
    elif name in SIGNATURES:
        arguments = SIGNATURES[name].arguments
    else:
        return None
    return _Pending(name, arguments) if arguments else None


def _unfinished_argument(
    source: str, lexemes: list[Lexeme], known: Mapping[str, int]
) -> Unfinished | None:
    walk = _Walk()
    index = 0
    while index < len(lexemes):
        text, _, end = lexemes[index]
        signature = _signature_of(text, known) if text[0] == "\\" else None
        if text in ("\\begin", "\\end"):
            name, index = _name_after(lexemes, index)
            signature = _signature_of(name, {}) if text == "\\begin" else None
            signature = signature if name in ENVIRONMENTS else None
        walk.step(text, end, signature)
        index += 1
    if walk.pending is not None and walk.pending.index > 0:
        return _argument(source, len(source), walk.pending, lexemes)
    for _, start, pending in reversed(walk.frames):
        if pending is not None:
            return _argument(source, start, pending, lexemes)
    return None


def _argument(source: str, start: int, pending: _Pending, lexemes: list[Lexeme]) -> Unfinished:
    return Unfinished(
        kind="argument",
        name=pending.name,
        span=_named(source, "", start, len(source)).span,
        argument=pending.index,
        environment=_innermost(lexemes),
    )
